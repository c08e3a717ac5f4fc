"""Planes of cells in the plane of the picture: rows, columns, corners, outlines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from convanim.scene.marks import Point, Segment, outline
from convanim.scene.shapes import rounded

# close to the slant of the published pictures (29.4, -14.7), (20.6, 19.1): a cell spans 50
# units in all, but whole ones, so that all edges of a kind have the same few pixels
SLANT = ((30.0, -15.0), (20.0, 20.0))
"""A column's and a row's step where planes are seen at a slant."""


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

    def place(self, point: Point) -> Point:
        """The row and column, and parts of them, of a place in scene units.

        >>> Plane(10, 0, (2, 0), (0, 2)).place((12, 6))
        (3.0, 1.0)
        """
        (ux, uy), (vx, vy) = self.u, self.v
        x, y = point[0] - self.x, point[1] - self.y
        area = ux * vy - uy * vx
        return (y * ux - x * uy) / area, (x * vy - y * vx) / area

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
