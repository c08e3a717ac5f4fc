"""A board: grids in columns, with the signs between them and lines of text below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from convanim.scene.marks import Mark, Point
from convanim.scene.text import fitted, place
from convanim.views.parts.grids import Grid, signs
from convanim.views.parts.steps import each_by_step

SUM, LEADING, APART = 13.5, 20.0, 20.0
"""The text under the grids: its size, a line's height, and its distance from them."""
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

    @property
    def low(self) -> float:
        """Where the grids end."""
        return max(y for _, y in self._corners())

    def corners(self, lines: int) -> list[Point]:
        """The outermost points, so many lines of text under the grids included."""
        left, right = self.sides
        ys = [y for _, y in self._corners()]
        return [(left, min(ys)), (right, max(ys) + self.foot + APART + lines * LEADING)]

    def _corners(self) -> list[Point]:
        return [corner for column in self.columns for grid in column for corner in grid.corners()]

    # -- marks ---------------------------------------------------------------------------

    def headings(self) -> Iterator[Mark]:
        """The grids' words, and the signs between columns."""
        for column in self.columns:
            for grid in column:
                yield from grid.heading()
        yield from signs(self.columns, self.between)

    def lines(self, steps: list[list[str]]) -> Iterator[Mark]:
        """The text under the grids, at each step its own lines."""
        top = self.low + self.foot + APART
        return written(steps, (self.sides[0], top), self.room)


def written(steps: list[list[str]], corner: Point, width: float) -> Iterator[Mark]:
    """Lines of text from a corner down, at each step its own; none is wider than `width`."""
    for (row, text), when in each_by_step(map(enumerate, steps)).items():
        y = corner[1] + (row + 0.75) * LEADING
        size = fitted(text, SUM, width)
        yield place("label.sum", text, corner[0], y, size, steps=when)
