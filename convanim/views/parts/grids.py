"""Flat grids of cells with figures in them, side by side, each with a word above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from convanim.legible import LEAST
from convanim.scene.marks import Mark, Path, Point, Text, lines, moves
from convanim.scene.text import CAP_HEIGHT, centred, fitted, measure, place
from convanim.views.parts.lines import breaks
from convanim.views.parts.plane import Plane
from convanim.views.parts.steps import since
from convanim.views.view import Style

Cell = tuple[int, int]
Spot = tuple[float, float]
"""A cell's row and column, or a place between cells."""

SIDE, WIDEST = 38.0, 60.0
"""A cell's side, and how far it grows for the sake of long figures."""
FIGURE, SMALL = 15.0, 12.0
"""Sizes of a cell's own figure, and of the one in its corner."""
ROOM, CORNER = 0.84, 0.9
"""Parts of a cell's side: how wide a figure may be, and where the corner's one ends."""
HIGH = 0.39
"""Where a cell's own figure has its middle if there is one in its corner too."""
LABEL = 12.0
BETWEEN = 46.0
"""Units between columns, with a sign in them."""
BELOW = 14.0
"""Units between the grids of a column."""
BESIDE, LEADING = BETWEEN * 0.8, 1.2
"""How much wider than its grid a word may be, and from one of its lines to the next."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A drawn grid: its plane, its size in cells, the word above it, and how its cells look:
    the `gap` between them and the `radius` of their corners, in parts of a side."""

    plane: Plane
    rows: int
    columns: int
    label: str
    gap: float = 0.0
    radius: float = 0.0

    @property
    def side(self) -> float:
        """A cell's side."""
        return self.plane.u[0]

    def shifted(self, dx: float, dy: float) -> Grid:
        """The same grid somewhere else."""
        return replace(self, plane=self.plane.shifted(dx, dy))

    def at_origin(self) -> Grid:
        """The same grid with its first cell at (0, 0), for marks that are carried."""
        return self.shifted(-self.plane.x, -self.plane.y)

    def every(self) -> list[Cell]:
        """All cells, row by row."""
        return [(row, column) for row in range(self.rows) for column in range(self.columns)]

    def cells(self, role: str, places: Iterable[Spot], **time: Any) -> Iterator[Path]:
        """Some of the cells, as one mark, or nothing."""
        d = self.plane.cells(places, self.gap, self.radius)
        if d:
            yield Path(role, d, **time)

    def moving(self, role: str, places: Sequence[Cell], **time: Any) -> Iterator[Path]:
        """One cell that is at another place at each step."""
        track = moves(self.plane.point(*place) for place in places)
        return self.at_origin().cells(role, [(0, 0)], track=track, **time)

    def filling(self, steps: Sequence[int], fill: bool) -> Iterator[Path]:
        """All cells of an output, the one that each step makes by its number; where they `fill`
        they are empty until then."""
        if not fill:
            yield from self.cells("output", self.every())
            return
        yield from self.cells("output.pending", self.every())
        for step, when in since(steps):
            yield from self.cells("output", [divmod(step, self.columns)], steps=when)

    def lines(self, role: str) -> Path:
        """The lines between all cells, from edge to edge."""
        across = ((self.plane.point(r, 0), self.plane.point(r, self.columns)) for r in self._to())
        down = (
            (self.plane.point(0, c), self.plane.point(self.rows, c))
            for c in range(self.columns + 1)
        )
        return lines(role, [*across, *down])

    def figure(
        self, role: str, cell: Spot, text: str, size: float, middle: float = 0.5, **time: Any
    ) -> Text:
        """A cell's own figure; `size` is shrunk where it would not fit."""
        x, y = self.plane.point(cell[0] + middle, cell[1] + 0.5)
        return centred(role, text, x, y, size, ROOM * self.side, **time)

    def corner(
        self,
        role: str,
        cell: Cell,
        text: str,
        above: float,
        low: float = CORNER,
        **time: Any,
    ) -> Text:
        """A small figure in a cell's lower right corner, smaller than the one `above` it."""
        size = min(SMALL * self.side / SIDE, SMALL / FIGURE * above)
        size = fitted(text, size, (2 * CORNER - 1) * self.side)
        x, y = self.plane.point(cell[0] + low, cell[1] + CORNER)
        return place(role, text, x, y, size, "end", **time)

    def heading(self) -> Iterator[Text]:
        """The word above the grid."""
        wide = self.columns * self.side
        x, y = self.plane.point(0, self.columns / 2)
        for n, line in enumerate(reversed(broken(self.label, wide))):
            size = max(fitted(line, LABEL, wide + BESIDE), LEAST)
            yield place("label", line, x, y - 7 - n * LABEL * LEADING, size, "middle")

    def corners(self) -> list[Point]:
        """The grid's corners, with the room of its word."""
        left, top = self.plane.point(0, 0)
        right, bottom = self.plane.point(self.rows, self.columns)
        more = len(broken(self.label, self.columns * self.side)) - 1
        high = LABEL + 8 + more * LABEL * LEADING if self.label else 0
        return [(left, top - high), (right, bottom)]

    def _to(self) -> range:
        return range(self.rows + 1)


Blank = tuple[str, int, int, float]
"""A grid before it has a place: its word, its rows, its columns, its cells' side."""


def broken(label: str, wide: float) -> list[str]:
    """The word above a grid so wide: in one line, or in two where that would be too long.

    >>> broken("kernel", 60.0), broken("gradient of the output", 60.0), broken("", 60.0)
    (['kernel'], ['gradient of', 'the output'], [])
    """
    places = breaks(label)
    if measure(label, LABEL) <= wide + BESIDE or not places:
        return [label] if label else []
    pairs = [[label[:n].rstrip(), label[n:].lstrip()] for n in places]
    return min(pairs, key=lambda pair: max(measure(line, LABEL) for line in pair))


def laid_out(columns: list[list[Blank]], style: Style, flat: bool = False) -> list[list[Grid]]:
    """Columns of grids next to each other; under each other where they are `flat`, of one row."""
    placed = one_below_another(columns) if flat else side_by_side(columns)
    return [
        [replace(grid, gap=style.gap, radius=style.radius) for grid in column] for column in placed
    ]


def side_by_side(columns: list[list[Blank]]) -> list[list[Grid]]:
    """Columns of grids, each column centred on the others' middle."""
    found, x = [], 0.0
    for blanks in columns:
        wide = max(room(label, cols * side) for label, _, cols, side in blanks)
        heights = [rows * side + LABEL + 8 for _, rows, _, side in blanks]
        y = -(sum(heights) + BELOW * (len(blanks) - 1)) / 2
        column = []
        for (label, rows, cols, side), height in zip(blanks, heights, strict=True):
            plane = Plane(x + (wide - cols * side) / 2, y + LABEL + 8, (side, 0.0), (0.0, side))
            column.append(Grid(plane, rows, cols, label))
            y += height + BELOW
        found.append(column)
        x += wide + BETWEEN
    return found


def room(label: str, wide: float) -> float:
    """How wide a grid is with its word."""
    lines = (measure(line, LABEL) - BESIDE for line in broken(label, wide))
    return max(wide, *lines) if label else wide


def one_below_another(columns: list[list[Blank]]) -> list[list[Grid]]:
    """The same grids under each other: what suits grids of a single row."""
    found, y = [], 0.0
    for blanks in columns:
        column = []
        for label, rows, cols, side in blanks:
            y += LABEL + 8
            plane = Plane(-cols * side / 2, y, (side, 0.0), (0.0, side))
            column.append(Grid(plane, rows, cols, label))
            y += rows * side + BELOW
        found.append(column)
    return found


def side_for(texts: Iterable[str]) -> float:
    """The side of cells that hold these texts: grown for long ones, but not for ever."""
    longest = max((measure(text, FIGURE) for text in texts), default=0.0)
    return min(max(SIDE, longest / ROOM), WIDEST)


def size_for(texts: Iterable[str], side: float) -> float:
    """One size at which each of these texts fits a cell."""
    return min((fitted(text, FIGURE, ROOM * side) for text in texts), default=FIGURE)


def signs(columns: list[list[Grid]], between: Iterable[str]) -> Iterator[Mark]:
    """A sign between each column and the next."""
    for left, right, sign in zip(columns, columns[1:], between, strict=False):
        ends = [grid.plane.point(grid.rows, grid.columns)[0] for grid in left]
        starts = [grid.plane.x for grid in right]
        x = (max(ends) + min(starts)) / 2
        # columns are centred on y = 0 before they are moved, so any one tells the middle
        tops = [grid.plane.y for grid in left]
        bottoms = [grid.corners()[1][1] for grid in left]
        y = (min(tops) + max(bottoms)) / 2
        yield place("label", sign, x, y + 22 * CAP_HEIGHT / 2, 22.0, "middle")
