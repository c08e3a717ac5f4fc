"""A board: grids in columns, with the signs between them and lines of text below."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from convanim.scene.marks import Mark, Point
from convanim.scene.text import fitted, place
from convanim.views.parts.grids import Grid, signs
from convanim.views.parts.paper import afar
from convanim.views.parts.steps import each_by_step
from convanim.views.parts.sums import DOTS

SUM, LEADING, APART = 13.5, 20.0, 20.0
"""The text under the grids: its size, a line's height, and its distance from them."""
LARGE = 15.0
"""The size of that text where all of it fits; like a caption's it grows with the grids."""
READ_AT, MARGINS = 480.0, 45.0
"""How wide a page is up to which that is its size, and what of it the grids leave: views/page.py
has a caption grow by the same."""
LEAST_WIDTH, MOST_WIDTH = 330.0, 1500.0
"""What that text may take even under narrow grids; under wide ones more is not read."""


@dataclass(frozen=True)
class Board:
    """Columns of grids, and the signs that stand between them."""

    columns: list[list[Grid]]
    between: tuple[str, ...]
    foot: float = field(default=0.0, kw_only=True)
    """Room right under the grids for what belongs to them."""

    @property
    def sides(self) -> tuple[float, float]:
        """Where lines of text under the grids begin and end."""
        left, right = (pick(x for x, _ in self._corners()) for pick in (min, max))
        spare = max(LEAST_WIDTH - (right - left), 0) / 2
        return left - spare, right + spare

    @property
    def room(self) -> float:
        """How wide a line of text under the grids may be."""
        left, right = self.sides
        return min(right - left, MOST_WIDTH)

    def fitting(self, at: Callable[[float], list[list[str]]]) -> tuple[float, list[list[str]]]:
        """The size of the text under the grids, and its lines of each step `at` that size: larger
        than a caption, unless something would be left out."""
        left, right = self.sides
        size = LARGE * afar(right - left)
        lines = at(size)
        return (
            (SUM, at(SUM))
            if any(DOTS in line for step in lines for line in step)
            else (size, lines)
        )

    @property
    def low(self) -> float:
        """Where the grids end."""
        return max(y for _, y in self._corners())

    def corners(self, lines: int, size: float = SUM) -> list[Point]:
        """The outermost points, so many lines of text under the grids included."""
        left, right = self.sides
        return [
            (left, min(y for _, y in self._corners())),
            (right, self.under + leading(size) * lines),
        ]

    @property
    def under(self) -> float:
        """Where the text under the grids begins."""
        return self.low + self.foot + APART

    def _corners(self) -> list[Point]:
        return [corner for column in self.columns for grid in column for corner in grid.corners()]

    # -- marks ---------------------------------------------------------------------------

    def headings(self) -> Iterator[Mark]:
        """The grids' words, and the signs between columns."""
        for column in self.columns:
            for grid in column:
                yield from grid.heading()
        yield from signs(self.columns, self.between)

    def lines(self, steps: list[list[str]], size: float = SUM) -> Iterator[Mark]:
        """The text under the grids, at each step its own lines."""
        return written(steps, (self.sides[0], self.under), self.room, size)


def written(
    steps: list[list[str]], corner: Point, width: float, most: float = SUM
) -> Iterator[Mark]:
    """Lines of text from a corner down, at each step its own; none is wider than `width`."""
    for (row, text), when in each_by_step(map(enumerate, steps)).items():
        size = fitted(text, most, width)
        yield place("label.sum", text, corner[0], corner[1] + below(row, most), size, steps=when)


def leading(size: float) -> float:
    """The height of a line of text of a size."""
    return LEADING / SUM * size


def below(row: int, size: float) -> float:
    """How far below its corner the baseline of a line of text is."""
    return (row + 0.75) * leading(size)
