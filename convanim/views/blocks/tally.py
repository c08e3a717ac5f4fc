"""A step's arithmetic as a table: what is read, times the weights, their sum, and what follows.

It stands beside the channels view, its words to the left of its cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from convanim.language import say
from convanim.scene.marks import Mark, Point
from convanim.scene.text import CAP_HEIGHT, fitted, place
from convanim.views.blocks.arithmetic import CUT, WEIGHTS, Arithmetic, Entry, Working
from convanim.views.blocks.breaks import ellipsis
from convanim.views.parts.grids import LABEL, Grid, Spot, size_for
from convanim.views.parts.plane import Plane
from convanim.views.parts.steps import by_step, each_by_step
from convanim.views.view import Style

SIDE = 34.0
"""A cell's side in scene units."""
NAMES = 72.0
"""Units for the words to the left of the cells."""
SIGN = 28.0
"""Units between two columns of cells: room for a sign."""
READ = ("pixel", "window")
"""Heads of what is read of the input."""
WORD = 14.0
"""The size of words."""
APART = 16.0
"""Units between the terms and what is made of them."""

Entries = Sequence[Sequence[tuple[float, Entry]]]
"""For each step its lines, each with its row."""


@dataclass(frozen=True, eq=False)
class Tally:
    """The table in its place: a column of cells for each factor, and below the last one what is
    made of them; the figures of the two have their `sizes`."""

    sums: Arithmetic
    hues: Mapping[int, int]
    columns: list[Grid]
    below: Grid
    sizes: tuple[float, float]

    @classmethod
    def of(cls, sums: Arithmetic, hues: Mapping[int, int], at: Point, style: Style) -> Tally:
        """The table with the middle of its left side at a place."""
        rows, results = len(sums.steps[0].terms), len(sums.steps[0].results)
        down = (sums.row(rows - 1) + 1) * SIDE + APART
        x, top = at[0] + NAMES, at[1] + (LABEL + 8 - down - results * SIDE) / 2

        def column(n: int, y: float, rows: int, head: str) -> Grid:
            plane = Plane(x + n * (SIDE + SIGN), y, (SIDE, 0.0), (0.0, SIDE))
            return Grid(plane, rows, 1, head, style.gap, style.radius)

        columns = [column(n, top, rows, head) for n, head in enumerate(sums.heads)]
        below = column(len(columns) - 1, top + down, results, "")
        sizes = (
            figure_size([step.terms for step in sums.steps]),
            figure_size([step.results for step in sums.steps]),
        )
        return cls(sums, hues, columns, below, sizes)

    def corners(self) -> list[Point]:
        """Its outermost corners."""
        left, top = self.columns[0].corners()[0]
        return [(left - NAMES, top), self.below.corners()[1]]

    def marks(self, chosen: Sequence[int]) -> Iterator[Mark]:
        """Cells, figures, words and signs of some steps."""
        steps = [self.sums.steps[n] for n in chosen]
        for grid in self.columns:
            cells = [(self.sums.row(row), 0) for row in range(grid.rows)]
            if grid.label == say(WEIGHTS):
                yield from self.hued(grid, cells, steps)
            else:
                role = "lit.open" if grid.label in map(say, READ) else "empty.open"
                yield from grid.cells(role, cells)
            yield from heading(grid, steps)
        *before, last = self.below.every()
        yield from self.below.cells("empty.open", before)
        yield from self.below.cells("lit.output.open", [last])
        yield from self.signs()
        terms = [[(self.sums.row(n), line) for n, line in enumerate(step.terms)] for step in steps]
        yield from self.lines(self.columns, terms, self.sizes[0])
        results = [list(enumerate(step.results)) for step in steps]
        yield from self.lines([self.below], results, self.sizes[1])

    # -- parts -----------------------------------------------------------------------------

    def hued(self, grid: Grid, cells: Sequence[Spot], steps: list[Working]) -> Iterator[Mark]:
        """Cells in the hue of the filter in use."""
        for hue, when in by_step(self.hues[step.filter] for step in steps).items():
            yield from grid.cells(f"filter.{hue}.open", cells, steps=when)

    def signs(self) -> Iterator[Mark]:
        """The signs between the columns, and the dots where terms are left out."""
        for grid, sign in zip(self.columns, self.sums.signs, strict=False):
            for n in range(grid.rows):
                x, y = grid.plane.point(self.sums.row(n) + 0.5, 1)
                yield place("label", sign, x + SIGN / 2, y + 5, 15.0, "middle")
        if self.sums.cut is not None:
            for grid in self.columns:
                yield ellipsis(grid.plane.point(self.sums.cut + CUT / 2, 0.5))

    def lines(self, grids: list[Grid], steps: Entries, size: float) -> Iterator[Mark]:
        """Figures and words; equal ones at several steps are written once."""
        figures = (
            ((row, n, text) for row, (_, texts) in step for n, text in enumerate(texts))
            for step in steps
        )
        for (row, n, text), when in each_by_step(figures).items():
            yield grids[n].figure("label.tally", (row, 0), text, size, steps=when)
        words = (((row, word) for row, (word, _) in step) for step in steps)
        for (row, word), when in each_by_step(words).items():
            x, y = grids[0].plane.point(row + 0.5, 0)
            room = x - self.corners()[0][0] - 8
            high = fitted(word, WORD, room)
            yield place("label", word, x - 8, y + high * CAP_HEIGHT / 2, high, "end", steps=when)


def figure_size(steps: Iterable[Sequence[Entry]]) -> float:
    """The size at which all figures of some lines fit their cells."""
    return size_for({text for step in steps for _, texts in step for text in texts}, SIDE)


def heading(grid: Grid, steps: list[Working]) -> Iterator[Mark]:
    """The word above a column; that of weights has the number of their filter."""
    x, y = grid.plane.point(0, 0.5)
    numbered = grid.label == say(WEIGHTS)
    words = (
        say("filter {number}", number=step.filter) if numbered else grid.label for step in steps
    )
    for word, when in by_step(words).items():
        size = fitted(word, WORD, SIDE + SIGN * 0.9)
        yield place("label", word, x, y - 7, size, "middle", steps=when)
