"""Planes of cells in the plane of the picture: rows, columns, corners, outlines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from convanim.scene.marks import Point, Segment, outline


@dataclass(frozen=True, slots=True)
class Plane:
    """A drawn grid of cells: where row 0, column 0 begins, and a column's and a row's step."""

    x: float
    y: float
    u: Point
    v: Point

    def point(self, row: float, column: float) -> Point:
        """The place of a corner of cells, in scene units."""
        (ux, uy), (vx, vy) = self.u, self.v
        return self.x + column * ux + row * vx, self.y + column * uy + row * vy

    def corners(self, row: float, column: float, rows: float, columns: float) -> list[Point]:
        """The four corners of a block of cells, in the order of its outline."""
        return [
            self.point(row, column),
            self.point(row, column + columns),
            self.point(row + rows, column + columns),
            self.point(row + rows, column),
        ]

    def cells(
        self, places: Iterable[tuple[float, float]], gap: float = 0.0, radius: float = 0.0
    ) -> tuple[Segment, ...]:
        """The outlines of single cells (row, column), shrunk by a gap, their corners rounded."""
        d: list[Segment] = []
        inset, side = gap / 2, 1 - gap
        for row, column in places:
            corners = self.corners(row + inset, column + inset, side, side)
            d += rounded(corners, radius) if radius else outline(corners)
        return tuple(d)

    def shifted(self, dx: float, dy: float) -> Plane:
        """The same plane somewhere else."""
        return Plane(self.x + dx, self.y + dy, self.u, self.v)


def rounded(corners: list[Point], radius: float) -> Iterator[Segment]:
    """The outline through `corners` with each corner rounded, `radius` in parts of a side."""
    # a quarter of a circle drawn as one cubic reaches this far towards the corner
    reach = 0.5523
    count = len(corners)
    for n, here in enumerate(corners):
        before = _between(here, corners[n - 1], radius)
        after = _between(here, corners[(n + 1) % count], radius)
        yield ("M" if n == 0 else "L", *before)
        yield ("C", *_between(before, here, reach), *_between(after, here, reach), *after)
    yield ("Z",)


def _between(a: Point, b: Point, part: float) -> Point:
    return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part
