"""A step told in three beats: the window lands; products come into its cells while their sum is
written, zeros pale; and the result travels to its cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from convanim.operations.field import Cell
from convanim.operations.kernels import filters
from convanim.scene.figures import Figures
from convanim.scene.marks import Entry, Mark, Point, Steps
from convanim.scene.text import fitted, measure, place
from convanim.scene.time import RESULT, TURNS, turn
from convanim.views.cells.sliding import Sliding
from convanim.views.cells.written import Writer
from convanim.views.parts.board import below
from convanim.views.parts.steps import leaps, since
from convanim.views.parts.sums import Sum

LAST = turn(TURNS - 1, TURNS)
"""When the last term comes, and what is added up of several sums."""


class Telling(Sliding):
    """A window over a field that tells each step bit by bit."""

    high, low, least = 0.27, 0.62, 46.0

    def marks(self, writer: Writer) -> Iterator[Mark]:
        """Everything but the sums and the results that leave them."""
        yield from self.input_cells()
        yield from self.sheet.kernel_cells()
        yield from self.output_cells()
        yield from self.windows()
        yield from self.copies()
        yield from self.winners(writer)
        yield from self.added()
        yield from self.sheet.words()
        yield from self.input_figures()
        yield from self.weights()
        yield from self.products()

    @property
    def each(self) -> Steps:
        """All steps, each of which begins anew."""
        return tuple(range(n, n + 1) for n in range(len(self.steps)))

    def output_cells(self) -> Iterator[Mark]:
        """The cells of the output, to which the results come; the one that is made is framed."""
        for grid in self.sheet.outputs:
            yield from grid.cells("output.pending" if self.style.fill else "output", grid.every())
            yield from grid.moving("current", self.made, fades=leaps(self.made, 0))

    def making(self) -> Iterator[Mark]:
        """The output cells whose results have come."""
        time = {"steps": self.each, "fades": leaps(self.made, 0), "entry": Entry(1.0)}
        for grid in self.sheet.outputs:
            yield from grid.moving("active.open", self.made, **time)

    def winners(self, writer: Writer) -> Iterator[Mark]:
        """The cell that a maximum takes, when all are compared."""
        if not self.op.reduces.picks:
            return
        for c, grid in enumerate(self.sheet.inputs):
            cells = [writer.winner(c, step) for step in self.steps]
            won = tuple(span for n, span in enumerate(self.each) if cells[n] is not None)
            places, fades = [cell or (0, 0) for cell in cells], (range(len(cells)),)
            yield from grid.moving(
                "active.winner", places, steps=won, fades=fades, entry=Entry(RESULT)
            )

    def added(self) -> Iterator[Mark]:
        """The biases, lit when they are added."""
        for grid in self.sheet.bias_grids:
            fades = (range(len(self.steps)),)
            yield from grid.cells(
                "tap.weight", [(0, 0)], steps=self.each, fades=fades, entry=Entry(LAST)
            )

    def products(self) -> Iterator[Mark]:
        """What each cell of the window comes to, times its weight."""
        if self.values.weight is None:
            return
        kernels = filters(self.op, self.values, self.values.weight)
        for c, grid in enumerate(self.sheet.inputs):
            fed = [kernel for (channel, _), kernel in kernels.items() if channel == c]
            if len(fed) != 1:
                continue
            for n, step in enumerate(self.steps):
                now = (range(n, n + 1),)
                read = [(cell, tap) for cell, tap in self.field.window(step) if self.counts(cell)]
                for k, (cell, tap) in enumerate(read):
                    value = self.field.held[c][cell].item() * fed[0][tap].item()
                    entry = Entry(turn(k, len(read)))
                    yield grid.corner(
                        "label.weight",
                        cell,
                        "=" + self.of_products.text(value),
                        self.sheet.sizes[0],
                        steps=now,
                        fades=now,
                        entry=entry,
                    )

    def counts(self, cell: Cell) -> bool:
        """Whether a cell is a term: between those of a stretched input there is nothing."""
        return not self.op.swapped or cell in self.field.real

    @cached_property
    def of_products(self) -> Figures:
        """How products are written."""
        assert self.values.weight is not None
        weights = self.values.weight.ravel().tolist()
        numbers = (x * w for x in self.field.held.ravel().tolist() for w in weights)
        return Figures.of(numbers, self.style.precision)

    # -- what is written -------------------------------------------------------------------

    def sums(self, writer: Writer, lines: list[list[str]], size: float) -> Iterator[Mark]:
        """The sums of each step, term by term, and their results, which travel."""
        ends: list[dict[int, Point]] = []
        for n, step in enumerate(self.steps):
            sums = list(writer.sums(step))
            found: dict[int, Point] = {}
            for row, (which, pieces) in enumerate(writer.pieces(step, self.sheet.room, size)):
                x, y = self.sheet.sides[0], self.sheet.under + below(row, size)
                own = fitted("".join(text for text, _ in pieces), size, self.sheet.room)
                for text, term in pieces:
                    if text.strip():
                        role = "label.sum.zero" if is_zero(text) else "label.sum"
                        entry = Entry(self.when(sums, which, term))
                        now = (range(n, n + 1),)
                        yield place(role, text, x, y, own, steps=now, entry=entry)
                    x += measure(text, own)
                found[which] = (x, y)
            ends.append(found)
        yield from self.results(ends)

    def when(self, sums: list[Sum], which: int, term: int | None) -> float:
        """How much of a step is told when a term of one of its sums comes, or its result."""
        parts = len(sums) > 1 and len(self.values.y) == 1
        if parts and which == len(sums) - 1 and term is not None:
            return LAST
        if term is None:
            return LAST if parts and which < len(sums) - 1 else RESULT
        return turn(max(term, 0), len(sums[which].terms))

    def results(self, ends: list[dict[int, Point]]) -> Iterator[Mark]:
        """The output's numbers on their cells, from the end of their sum to their place."""
        figures: list[Mark] = []
        several = len(self.values.y) > 1
        for m, (grid, y) in enumerate(zip(self.sheet.outputs, self.values.y, strict=True)):
            for step, when in since(self.steps):
                cell = divmod(step, grid.columns)
                text, size = self.sheet.of_output.text(y.flat[step].item()), self.sheet.sizes[2]
                there = grid.figure("label.output", cell, text, size, steps=when)
                found = ends[when[0].start]
                right, base = found[m] if several and m in found else found[max(found)]
                entry = Entry(RESULT, (right - there.width - there.x, base - there.y))
                figures.append(replace(there, entry=entry))
                # on its way it covers what it passes
                yield from grid.cells("output", [cell], steps=when, entry=entry)
        yield from self.making()
        yield from figures


def is_zero(piece: str) -> bool:
    """Whether a piece of a sum is a product of nothing.

    >>> is_zero("0·(−2) + "), is_zero("10·2"), is_zero("0")
    (True, False, False)
    """
    factors = piece.rstrip(" +").split("·")
    return len(factors) > 1 and any(set(factor) <= {*"0."} for factor in factors)
