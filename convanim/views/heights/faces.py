"""The faces of heights as marks: lit, and painted from far to near.

Four neighbouring crossings do not lie in a plane: between them the surface is two triangles,
which meet along the diagonal that bends less on its way through the neighbours, so that a ridge
across the grid is as straight as one along it. A row of cells is a strip of such triangles
between its far line and its near one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import NamedTuple

import numpy as np

from convanim.scene.curves import simplified
from convanim.scene.heat import Level
from convanim.scene.marks import Path, Point, Segment, outline
from convanim.views.heights.relief import Array, Camera, Heights

Line = list[Point]
Look = tuple[int, int]

LEVELS = 12
"""Shades of a height on either side of zero; what looks alike is one outline."""
LIGHTS = 12
"""Steps of light from none to all: like the shades, far enough apart for a GIF's palette."""
LAMP = (-0.50, -0.12, 0.86)
"""Towards the light, of length one: from the viewer's left, a little from behind, above."""
AMBIENT = 0.64
"""The part of the light that falls on every face."""
UNDER, BESIDE, HALF = 1.4, 0.7, 0.5
"""Scene units, but at most half a face, by which one reaches under those of the next row, and
under its neighbours, some of which are painted before it: no seam shows."""
PLACES = 1
"""Decimals of a corner in scene units: a tenth is less than is seen, and half as long to write."""
STRAIGHT = 0.05
"""Scene units that a corner may be off the line that is drawn without it."""

ALIKE = 1e-9
"""How much more a line may bend than another and be called alike."""

FAR_LEFT, FAR_RIGHT, NEAR_RIGHT, NEAR_LEFT = CORNERS = (0, 0), (0, 1), (1, 1), (1, 0)
# a cell's two triangles, the left one first, by the diagonal from far left, and the other one
ALONG = (FAR_LEFT, NEAR_RIGHT, NEAR_LEFT), (FAR_LEFT, FAR_RIGHT, NEAR_RIGHT)
ACROSS = (FAR_LEFT, FAR_RIGHT, NEAR_LEFT), (FAR_RIGHT, NEAR_RIGHT, NEAR_LEFT)


class Face(NamedTuple):
    """A triangle of a row: its place from left to right; the crossings, on the row's far line
    and on its near one, at which it begins and ends; how it looks; which side it shows."""

    place: int
    far: int
    near: int
    far_end: int
    near_end: int
    look: Look
    side: int


def relief(heights: Heights, camera: Camera, mesh: bool = True) -> Iterator[Path]:
    """The faces of heights as paths, later ones in front, and its mesh.

    Neighbours in a row that all show the same side cannot hide each other: of these the ones
    that look alike are one path, and their mesh is drawn at once.
    """
    seen = heights.seen(camera)
    points = np.stack(camera.project(seen.x[None, :], seen.y[:, None], seen.z), -1)
    along = straighter(seen.z)
    shown = chosen(along, sides(points, ALONG), sides(points, ACROSS))
    looks = chosen(along[..., None], inks(seen, camera, ALONG), inks(seen, camera, ACROSS))
    rows = Rows.of(points, unfolded(*shown))
    # the half that is farther by where a cell is looked along: more down it, or more across
    right, down = (abs(camera.turned(*way)[1]) for way in ((1, 0), (0, 1)))
    swapped = bool(down * np.diff(seen.x)[0] > right * np.diff(seen.y)[0])
    for row, faces in enumerate(strips(along, looks, shown, swapped)):
        for _, same_side in groupby(faces, key=lambda face: face.side):
            together = sorted(same_side)
            alike: dict[Look, list[Segment]] = {}
            for run in runs(together):
                for look, same in groupby(run, key=lambda face: face.look):
                    alike.setdefault(look, []).extend(rows.strip(row, list(same)))
            for look, d in alike.items():
                yield Path("relief", tuple(d), fill=ink(*look))
            if mesh and (lines := rows.mesh(seen, row, together)):
                yield Path("mesh", lines)


def strips(
    along: Array, looks: Sequence[Array], shown: Sequence[Array], swapped: bool
) -> Iterator[list[Face]]:
    """The faces of every row, those that may be hidden first: of a cell the left half, or where
    halves are `swapped` the right one, if the diagonal begins far left."""
    told = (v.tolist() for v in (along, *looks, *shown))
    for ways, *halves in zip(*told, strict=True):
        faces: list[Face] = []
        for n, (way, *both) in enumerate(zip(ways, *halves, strict=True)):
            left_look, right_look, left, right = both
            middle = (n, n + 1) if way else (n + 1, n)
            pair = (
                Face(2 * n, n, n, *middle, tuple(left_look), left),
                Face(2 * n + 1, *middle, n + 1, n + 1, tuple(right_look), right),
            )
            faces += reversed(pair) if way and swapped else pair
        yield faces


def chosen(along: Array, one: Iterable[Array], other: Iterable[Array]) -> list[Array]:
    """What cells have by the one diagonal where they are split along it, or else by the other."""
    return [np.where(along, *both) for both in zip(one, other, strict=True)]


def unfolded(left: Array, right: Array) -> Array:
    """For each crossing whether all faces around it show the same side."""
    cells = np.pad(np.where(left == right, left, -1), 1, mode="edge")
    around = np.stack([cells[:-1, :-1], cells[:-1, 1:], cells[1:, :-1], cells[1:, 1:]])
    found: Array = (around.min(0) == around.max(0)) & (around[0] >= 0)
    return found


def straighter(z: Array) -> Array:
    """For each cell whether the diagonal from its far left corner is the one that bends less, or
    the higher one where both bend alike: as it does in between the samples of a coarse map."""
    wide = np.pad(z, 1, mode="reflect", reflect_type="odd")
    one = wide[:-3, :-3] - wide[1:-2, 1:-2] - wide[2:-1, 2:-1] + wide[3:, 3:]
    other = wide[:-3, 3:] - wide[1:-2, 2:-1] - wide[2:-1, 1:-2] + wide[3:, :-3]
    less = np.abs(other) - np.abs(one)
    higher = (at(z, FAR_LEFT) + at(z, NEAR_RIGHT)) - (at(z, FAR_RIGHT) + at(z, NEAR_LEFT))
    found: Array = np.where(np.abs(less) > ALIKE, less > 0, higher > 0).astype(int)
    return found


def at(values: Array, corner: tuple[int, int]) -> Array:
    """What all cells have at one of their corners."""
    rows, columns = (n - 1 for n in values.shape[:2])
    return values[corner[0] : corner[0] + rows, corner[1] : corner[1] + columns]


def inks(heights: Heights, camera: Camera, way: Sequence[Sequence[tuple[int, int]]]) -> list[Array]:
    """How high the triangles of all cells are and how much light they get, as steps from zero
    and from flat: one array for the left ones, and one for the right ones."""
    found = []
    for triangle in way:
        row, column = (max(set(axis), key=axis.count) for axis in zip(*triangle, strict=True))
        east, south = (
            (at(heights.z, end) - at(heights.z, start)) / step
            for start, end, step in (
                ((row, 0), (row, 1), np.diff(heights.x)[None, :]),
                ((0, column), (1, column), np.diff(heights.y)[:, None]),
            )
        )
        right, toward = camera.turned(-east, -south)
        lit = (right * LAMP[0] + toward * LAMP[1] + LAMP[2]) / np.sqrt(right**2 + toward**2 + 1)
        mean = sum(at(heights.value, corner) for corner in triangle) / 3
        # counted from zero and from a flat face's light, which are exact and never flicker
        steps = mean * LEVELS, (np.maximum(lit, 0) - LAMP[2]) * LIGHTS
        found.append(np.stack([np.rint(v).astype(int) for v in steps], -1))
    return found


@cache
def ink(level: int, light: int) -> Level:
    """The colour of a face."""
    lit = LAMP[2] + light / LIGHTS
    return Level(level / LEVELS, min(AMBIENT + (1 - AMBIENT) * lit, 1.0))


def sides(points: Array, way: Sequence[Sequence[tuple[int, int]]]) -> Iterator[Array]:
    """Which of its two sides every triangle shows, 1 or 0: the left ones, and the right ones."""
    for triangle in way:
        first, second, third = (at(points, corner) for corner in triangle)
        one, other = second - first, third - first
        turn = one[..., 0] * other[..., 1] - one[..., 1] * other[..., 0]
        yield (turn > 0).astype(int)


def runs(faces: Sequence[Face]) -> Iterator[list[Face]]:
    """Faces in order, cut where one is missing between two."""
    for _, run in groupby(enumerate(faces), key=lambda face: face[1].place - face[0]):
        yield [face for _, face in run]


@dataclass(frozen=True, slots=True)
class Rows:
    """The corners of all rows of faces as drawn, a row's far ones and its near ones, and those at
    which a run ends: a little further on, under the faces that follow.

    At a fold nothing lies further on, where what follows is before a face or behind it.
    """

    corners: list[Line]
    near: list[Line]
    ends: list[Line]
    near_ends: list[Line]
    up: list[Line]
    down: list[Line]

    @classmethod
    def of(cls, points: Array, unfolded: Array) -> Rows:
        """The rows between lines of points."""
        goes_on = unfolded[..., None]
        near = points + reach(points, 0, UNDER) * goes_on
        right = reach(points, 1, BESIDE) * goes_on
        down = reach(points, 0, BESIDE) * goes_on
        up = reach(points[::-1], 0, BESIDE)[::-1] * goes_on
        moved = (points, near, points + right, near + right, points + up, points + down)
        return cls(*(line.tolist() for line in moved))

    def strip(self, row: int, faces: Sequence[Face]) -> tuple[Segment, ...]:
        """The outline of neighbouring faces of a row."""
        first, last = faces[0], faces[-1]
        low, stop, end = row + 1, last.far_end, last.near_end
        far = self.corners[row][first.far : stop + 1]
        near = self.near[low][first.near : end + 1]
        # where a diagonal ends is the very corner: further on would be beside it
        if first.place % 2:
            near[0] = self.corners[low][first.near]
        if last.place % 2:
            over, under = self.ends[row][stop], self.near_ends[low][end]
        else:
            near[-1] = self.corners[low][end]
            # both ends lie under the half beyond the diagonal
            over = self.ends[row][stop] if stop < end else self.down[row][stop]
            under = self.up[low][end] if stop < end else self.ends[low][end]
        edges = (
            *simplified([*far, over], STRAIGHT),
            *reversed(simplified([*near, under], STRAIGHT)),
        )
        return outline(rounded(edges))

    def mesh(self, heights: Heights, row: int, faces: Sequence[Face]) -> tuple[Segment, ...]:
        """The mesh on faces of a row: their far and left edges, and the border's."""
        d: list[Segment] = []
        rows, columns = len(heights.y) - 1, len(heights.x) - 1
        for run in runs(faces):
            first, last = run[0], run[-1]
            for down, start, stop in (
                (row, first.far, last.far_end),
                (row + 1, first.near, last.near_end),
            ):
                if heights.down[down] and start < stop and down in (row, rows):
                    line = simplified(self.corners[down][start : stop + 1], STRAIGHT)
                    d += outline(rounded(line), closed=False)
            left = [face.far for face in run if face.far == face.near]
            for column in (*left, *([columns] if last.far_end == last.near_end == columns else [])):
                if heights.across[column]:
                    edge = (self.corners[row][column], self.corners[row + 1][column])
                    d += outline(rounded(edge), closed=False)
        return tuple(d)


def rounded(line: Iterable[Point]) -> Iterator[Point]:
    """Points in as many decimals as are drawn."""
    return ((round(x, PLACES), round(y, PLACES)) for x, y in line)


def reach(points: Array, axis: int, far: float) -> Array:
    """From each crossing so far on towards the next one along an axis, or half the way to it; the
    last ones end there."""
    along = np.diff(points, axis=axis)
    length = np.maximum(np.hypot(along[..., 0], along[..., 1])[..., None], far)
    on: Array = along * np.minimum(far / length, HALF)
    return np.concatenate((on, np.zeros_like(on.take([0], axis))), axis)
