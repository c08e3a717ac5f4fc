"""Where heights stand: its floor, the plane of zero, its axes, its room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from convanim.errors import BadRequest
from convanim.operations.values import Values
from convanim.scene.marks import Mark, Point, lines, polygon
from convanim.scene.text import centred
from convanim.views.heights.faces import relief
from convanim.views.heights.relief import MOST, Array, Camera, Heights

ELEVATION = 38.0
"""Degrees from which surfaces are looked down on: both the heights and the ground are seen."""
AZIMUTH = 28.0
"""Degrees by which they are turned: neither axis runs along the line of sight."""
TURNS = 16
"""Steps of a turntable: as many as are seen to turn rather than to jump."""
HIGH = 0.27
"""The largest height, in parts of the longer side."""
FACE = 5.7
"""The least side of a face in scene units: what is drawn smaller has fewer of them."""
BELOW = 0.06
"""How far the floor lies under the lowest point, in parts of the longer side."""
LETTER, BESIDE = 14.0, 0.07
"""The size of an axis's letter, and its distance from the floor's edge in parts of the side."""


@dataclass(frozen=True, kw_only=True)
class Turned:
    """A step, and by how much it is turned."""

    azimuth: float = AZIMUTH


T = TypeVar("T", bound=Turned)


@dataclass(frozen=True, slots=True)
class Stage:
    """The room of maps of one size: half its width and depth, and where its floor is.

    Values are told in parts of `scale`, the largest magnitude among all of them.
    """

    wide: float
    deep: float
    low: float
    scale: float

    @classmethod
    def of(cls, shape: tuple[int, ...], values: Array, scale: float | None = None) -> Stage:
        """The room of maps `(rows, columns)` with these values among them."""
        rows, columns = (max(n - 1, 1) for n in shape)
        longest = max(rows, columns) * 2
        low, high = min(float(values.min()), 0.0), max(float(values.max()), 0.0)
        scale = scale or max(-low, high) or 1.0
        return cls(columns / longest, rows / longest, low / scale * HIGH - BELOW, scale)

    def corners(self, grown: float = 0.0) -> list[Point]:
        """The four corners in the plane: far left, far right, near right, near left."""
        x, y = self.wide + grown, self.deep + grown
        return [(-x, -y), (x, -y), (x, y), (-x, y)]

    def outermost(self, side: float, maps: Array, steps: Iterable[Turned]) -> Iterator[Point]:
        """The outermost points of maps `(any, rows, columns)` at all steps, letters included."""
        letter = LETTER / 2 / side
        # between its samples a surface is linear: none of it is higher than all of them
        z = maps.max(0) / self.scale * HIGH
        rows, columns = (np.linspace(-1, 1, count) for count in z.shape)
        xs, ys = columns[None, :] * self.wide, rows[:, None] * self.deep
        for azimuth in {step.azimuth for step in steps}:
            camera = Camera(azimuth, ELEVATION, side)
            for x, y in self.corners():
                yield camera.project(x, y, 0.0)
            for x, y in self.corners(grown=BESIDE):
                yield camera.project(x, y, self.low - letter)
            across, down = camera.project(xs, ys, z)
            top = int(down.argmin())
            yield float(across.flat[top]), float(down.flat[top])

    def marks(self, values: Array, camera: Camera) -> Iterator[Mark]:
        """A map in its room; what is behind it first."""
        corners = self.corners()
        toward = [camera.turned(*corner)[1] for corner in corners]
        sides = list(zip(corners, [*corners[1:], corners[0]], strict=True))
        # a side of the room is in front where its middle is nearer than the room's
        near = [camera.turned(a[0] + b[0], a[1] + b[1])[1] > 0 for a, b in sides]
        yield polygon("floor", [camera.project(*corner, self.low) for corner in corners])
        back = toward.index(min(toward))
        yield self.zero(camera, (side for side, here in zip(sides, near, strict=True) if not here))
        yield self.posts(camera, corners[back : back + 1])
        yield from self.letters(camera, False)
        faces = min(round(camera.side / FACE), MOST)
        yield from relief(Heights.of(values / self.scale, HIGH, faces), camera)
        yield self.zero(camera, (side for side, here in zip(sides, near, strict=True) if here))
        yield self.posts(camera, [*corners[:back], *corners[back + 1 :]])
        yield from self.letters(camera, True)

    def zero(self, camera: Camera, sides: Iterator[tuple[Point, Point]]) -> Mark:
        """The border of the plane of zero, as far as these sides have it."""
        return lines("zero", [(camera.project(*a, 0.0), camera.project(*b, 0.0)) for a, b in sides])

    def posts(self, camera: Camera, corners: list[Point]) -> Mark:
        """Lines from the floor up to zero."""
        return lines(
            "zero", [(camera.project(*c, self.low), camera.project(*c, 0.0)) for c in corners]
        )

    def letters(self, camera: Camera, front: bool) -> Iterator[Mark]:
        """The axes' letters, those that are in front or behind: x along columns, y along rows."""
        for letter, x, y in (("x", 0, self.deep + BESIDE), ("y", self.wide + BESIDE, 0)):
            if (camera.turned(x, y)[1] > 0) == front:
                place = camera.project(x, y, self.low)
                yield centred("label.axis", letter, *place, LETTER, LETTER)


def turntable(steps: list[T]) -> list[T]:
    """Several steps as they are, or a single one from all round."""
    if len(steps) > 1:
        return steps
    return [replace(steps[0], azimuth=AZIMUTH + 360 * n / TURNS) for n in range(TURNS)]


def angle_text(angle: float) -> str:
    """An orientation in degrees.

    >>> angle_text(22.5), angle_text(90.0)
    ('θ = 22.5°', 'θ = 90°')
    """
    return f"θ = {angle:.5g}°"


def check_angles(values: Values) -> None:
    """Refuse angles that are not one for each input map, and one for each filter."""
    counted = ("input maps", len(values.x)), ("filters", len(values.y))
    for angles, (what, count) in zip(values.angles, counted, strict=True):
        if angles is not None and len(angles) != count:
            raise BadRequest(f"{len(angles)} angles for {count} {what}: one for each is needed")
