"""Heights as marks: turned, projected, lit, and painted from far to near.

Heights lie as a picture lies on a table: x along its columns, to the right, y along its rows,
towards the viewer, z up. The projection is orthographic: equal heights look equally high
wherever they are. Seen that way a face can only hide one that lies behind it in rows and in
columns alike, so going through both from far to near is exact; nothing has to be sorted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from math import ceil, cos, radians, sin
from typing import Any

import numpy as np

from convanim.scene.curves import simplified
from convanim.scene.heat import Level
from convanim.scene.marks import Path, Point, Segment, outline

Array = np.ndarray[Any, np.dtype[Any]]
Line = list[Point]

MOST, LEAST = 48, 24
"""Faces along a side: more are smaller than a few pixels, fewer show flat colours."""
LINES = 16
"""Lines of the mesh along a side, at most."""
LEVELS = 12
"""Shades of a height on either side of zero; what looks alike is one outline."""
LIGHTS = 12
"""Steps of light from none to all: like the shades, far enough apart for a GIF's palette."""
LAMP = (-0.50, -0.12, 0.86)
"""Towards the light, of length one: from the viewer's left, a little from behind, above."""
AMBIENT = 0.64
"""The part of the light that falls on every face."""
OVERLAP, HALF = 1.4, 0.5
"""Scene units, but at most half a face, by which one reaches under the next: no seam shows."""
STRAIGHT = 0.05
"""Scene units that a corner may be off the line that is drawn without it."""


@dataclass(frozen=True, slots=True)
class Camera:
    """Where heights are seen from: turned by `azimuth` degrees, from `elevation` above.

    Their middle is drawn at (x, y); `side` scene units are its longer side.
    """

    azimuth: float
    elevation: float
    side: float
    x: float = 0.0
    y: float = 0.0

    def turned(self, x: Any, y: Any) -> tuple[Any, Any]:
        """A direction on the table as the viewer has it: to the right, and towards."""
        c, s = cos(radians(self.azimuth)), sin(radians(self.azimuth))
        return x * c - y * s, x * s + y * c

    def project(self, x: Any, y: Any, z: Any) -> tuple[Any, Any]:
        """Where a point, or arrays of points, is drawn.

        >>> Camera(azimuth=0, elevation=90, side=10).project(0.5, 0.5, 0)
        (5.0, 5.0)
        """
        right, toward = self.turned(x, y)
        up = radians(self.elevation)
        drawn = toward * sin(up) - z * cos(up)
        return self.x + right * self.side, self.y + drawn * self.side


@dataclass(frozen=True, slots=True, eq=False)
class Heights:
    """Values from -1 to 1 over the crossings of lines at x and y, as high as `z`.

    Lengths are parts of the longer side. `across` and `down` say which of the lines at x and
    at y are drawn as mesh.
    """

    x: Array
    y: Array
    value: Array
    z: Array
    across: Array
    down: Array

    @classmethod
    def of(cls, values: Array, high: float, most: int = MOST) -> Heights:
        """The heights of a map `(rows, columns)` from -1 to 1; 1 is `high` sides high.

        Samples are corners of the surface, which is linear between them: a coarse map gets
        more faces, one finer than `most` fewer.
        """
        longest = max(*values.shape, 2) - 1
        lines = []
        value = values.astype(np.float64)
        for axis, size in enumerate(values.shape):
            places, every = crossings(size, most)
            value = sampled(value, places, axis)
            cells = max(size - 1, 1)
            drawn = np.arange(len(places)) % every == 0
            drawn[-1] = True
            lines.append(((places / max(places[-1], 1) - 0.5) * cells / longest, drawn))
        (y, down), (x, across) = lines
        return cls(x, y, value, value * high, across, down)

    def seen(self, camera: Camera) -> Heights:
        """The same heights with their far rows and columns first."""
        u, v = ((1 if camera.turned(*along)[1] >= 0 else -1) for along in ((1, 0), (0, 1)))
        value, z = self.value[::v, ::u], self.z[::v, ::u]
        return Heights(self.x[::u], self.y[::v], value, z, self.across[::u], self.down[::v])


def crossings(size: int, most: int = MOST) -> tuple[Array, int]:
    """Where, in samples, the surface's lines lie along an axis; and how many to a mesh line.

    >>> crossings(3)[0].tolist()[:3], len(crossings(64)[0])
    ([0.0, 0.08333333333333333, 0.16666666666666666], 49)
    """
    cells = max(size - 1, 1)
    faces = most
    if cells <= most:
        # all samples stay corners
        faces = cells * max(min(ceil(LEAST / cells), most // cells), 1)
    shown = min(cells, faces)
    return np.linspace(0, cells, faces + 1), faces // shown * ceil(shown / LINES)


def sampled(values: Array, places: Array, axis: int) -> Array:
    """Values at places between an axis's samples, linear from one to the next."""
    rows = np.moveaxis(values, axis, 0)
    if len(rows) == 1:
        rows = rows.repeat(2, 0)
    if (wide := (len(rows) - 1) // (len(places) - 1)) > 1:
        # several samples to a line: each line gets the mean of those around it
        sums = np.cumsum(np.concatenate((np.zeros_like(rows[:1]), rows)), 0)
        low = np.maximum(np.rint(places).astype(int) - wide // 2, 0)
        high = np.minimum(low + wide, len(rows))
        found = (sums[high] - sums[low]) / (high - low)[:, None]
        return moved(found, axis)
    below = np.minimum(places.astype(int), len(rows) - 2)
    part = (places - below)[:, None]
    return moved(rows[below] * (1 - part) + rows[below + 1] * part, axis)


def moved(rows: Array, axis: int) -> Array:
    """An array with its first axis put where it came from."""
    found: Array = np.moveaxis(rows, 0, axis)
    return found


def relief(heights: Heights, camera: Camera, mesh: bool = True) -> Iterator[Path]:
    """The faces of heights as paths, later ones in front, and its mesh.

    Neighbours in a row that all show the same side cannot hide each other: of these the ones
    that look alike are one path, and their mesh is drawn at once.
    """
    seen = heights.seen(camera)
    points = np.stack(camera.project(seen.x[None, :], seen.y[:, None], seen.z), -1)
    level, light = (steps.tolist() for steps in inks(seen, camera))
    rows = Strips.of(points)
    for row, showing in enumerate(sides(points).tolist()):
        start = 0
        for _, together in groupby(showing):
            stop = start + len(list(together))
            alike: dict[Level, list[Segment]] = {}
            first = start
            looks = zip(level[row][start:stop], light[row][start:stop], strict=True)
            for look, run in groupby(looks):
                last = first + len(list(run))
                alike.setdefault(ink(*look), []).extend(rows.strip(row, first, last))
                first = last
            for colour, d in alike.items():
                yield Path("relief", tuple(d), fill=colour)
            if mesh and (lines := rows.mesh(seen, row, start, stop)):
                yield Path("mesh", lines)
            start = stop


def inks(heights: Heights, camera: Camera) -> tuple[Array, Array]:
    """How high every face is and how much light it gets, as steps from zero and from flat."""
    dx, dy = np.diff(heights.x)[None, :], np.diff(heights.y)[:, None]
    east = (np.diff(heights.z, axis=1)[1:] + np.diff(heights.z, axis=1)[:-1]) / (2 * dx)
    south = (np.diff(heights.z, axis=0)[:, 1:] + np.diff(heights.z, axis=0)[:, :-1]) / (2 * dy)
    right, toward = camera.turned(-east, -south)
    lit = (right * LAMP[0] + toward * LAMP[1] + LAMP[2]) / np.sqrt(right**2 + toward**2 + 1)
    corners = heights.value[1:] + heights.value[:-1]
    mean = (corners[:, 1:] + corners[:, :-1]) / 4
    # counted from zero and from a flat face's light, which are exact and never flicker
    level = np.rint(mean * LEVELS).astype(int)
    return level, np.rint((np.maximum(lit, 0) - LAMP[2]) * LIGHTS).astype(int)


@cache
def ink(level: int, light: int) -> Level:
    """The colour of a face."""
    lit = LAMP[2] + light / LIGHTS
    return Level(level / LEVELS, min(AMBIENT + (1 - AMBIENT) * lit, 1.0))


def sides(points: Array) -> Array:
    """Which of its two sides every face shows, 1 or 0."""
    one, other = points[1:, 1:] - points[:-1, :-1], points[1:, :-1] - points[:-1, 1:]
    turn = one[..., 0] * other[..., 1] - one[..., 1] * other[..., 0]
    found: Array = (turn > 0).astype(int)
    return found


@dataclass(frozen=True, slots=True)
class Strips:
    """The corners of all rows of faces as drawn: a row's far ones, and its near ones.

    The near ones, and those at which a run ends, lie a little further on, under the faces
    that follow.
    """

    corners: list[Line]
    far_ends: list[Line]
    near: list[Line]
    near_ends: list[Line]

    @classmethod
    def of(cls, points: Array) -> Strips:
        """The rows between lines of points."""
        near = points[1:] + reach(points, 0)
        far_ends, near_ends = (line.copy() for line in (points, near))
        for line, ends in ((points, far_ends), (near, near_ends)):
            ends[:, 1:] += reach(line, 1)
        return cls(points.tolist(), far_ends.tolist(), near.tolist(), near_ends.tolist())

    def strip(self, row: int, start: int, stop: int) -> tuple[Segment, ...]:
        """The outline of neighbouring faces of a row."""
        far = [*self.corners[row][start:stop], self.far_ends[row][stop]]
        near = [*self.near[row][start:stop], self.near_ends[row][stop]]
        return outline((*simplified(far, STRAIGHT), *reversed(simplified(near, STRAIGHT))))

    def mesh(self, heights: Heights, row: int, start: int, stop: int) -> tuple[Segment, ...]:
        """The mesh on neighbouring faces of a row: their far and left edges, and the border's."""
        d: list[Segment] = []
        rows, columns = len(heights.y) - 1, len(heights.x) - 1
        for down in (row, row + 1) if row + 1 == rows else (row,):
            if heights.down[down]:
                line = self.corners[down][start : stop + 1]
                d += outline(simplified(line, STRAIGHT), closed=False)
        for column in range(start, stop + (stop == columns)):
            if heights.across[column]:
                edge = (self.corners[row][column], self.corners[row + 1][column])
                d += outline(edge, closed=False)
        return tuple(d)


def reach(points: Array, axis: int) -> Array:
    """How far each face goes on beyond its edge along an axis; the last ones end there."""
    along = np.diff(points, axis=axis)
    length = np.maximum(np.hypot(along[..., 0], along[..., 1])[..., None], OVERLAP)
    found: Array = along * np.minimum(OVERLAP / length, HALF)
    np.moveaxis(found, axis, 0)[-1] = 0
    return found
