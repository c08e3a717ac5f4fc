"""What the matrix view draws: two matrices, their product, and how a layer becomes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

from convanim.language import say
from convanim.operations.activations import ACTIVATIONS
from convanim.operations.describe import called, caption, size, title
from convanim.operations.field import Cell, Field
from convanim.operations.kernels import filters, pairs
from convanim.operations.operation import Operation
from convanim.operations.values import Values, linear
from convanim.scene.figures import Figures
from convanim.scene.marks import Mark, Scene
from convanim.views.page import Told, page
from convanim.views.parts.board import Board
from convanim.views.parts.grids import Grid, laid_out, side_for, size_for
from convanim.views.parts.steps import edges, leaps, since, spans
from convanim.views.parts.sums import Sum, product
from convanim.views.view import Style

MOST_LINES = 2
"""Lines that the written-out sum may take."""


@dataclass(frozen=True, eq=False)
class Product:
    """One matrix times another: left `(m, n)`, right `(n, p)`.

    `used` says which entries of the left one hold something; the rest are empty zeros. At
    each step a row of the left meets a column of the right and makes one entry of the result,
    row by row. `after` is the result behind an activation, or None.
    """

    left: Any
    right: Any
    result: Any
    used: Any
    words: tuple[str, ...]
    kernel: bool
    after: Any = None

    @classmethod
    def of(
        cls,
        op: Operation,
        values: Values,
        left: Any,
        right: Any,
        result: Any,
        used: Any,
        words: tuple[str, ...],
        kernel: bool,
    ) -> Product:
        """The product of a layer, with what its activation makes of it."""
        if op.activation is None:
            return cls(left, right, result, used, words, kernel)
        after = values.y.reshape(result.shape)
        named = (*words, ACTIVATIONS[op.activation])
        return cls(left, right, result, used, named, kernel, after)

    @property
    def parts(self) -> list[Any]:
        """The matrices from left to right."""
        return [self.left, self.right, self.result, *([] if self.after is None else [self.after])]

    def sentence(self, op: Operation) -> str:
        """What is shown, in words."""
        one, other = size(self.left.shape), size(self.right.shape)
        names = called(op)
        return say(
            "{name} as a matrix product, {one} times {other}: the {size} {input} gives the {made} "
            "{output}, one column of the patches' matrix a step, in {steps:,} steps."
            if self.kernel
            else "{name} as a matrix product, {one} times {other}: the {size} {input} gives the "
            "{made} {output}, one row of the sparse matrix a step, in {steps:,} steps.",
            name=say(op.name),
            one=one,
            other=other,
            size=size(op.input),
            input=names.input,
            made=size(op.output_shape),
            output=names.output,
            steps=self.result.size,
        )

    def place(self, n: int) -> Cell:
        """The row and the column of the result's entry that step n makes."""
        row, column = divmod(n, self.right.shape[1])
        return row, column

    def lines(self, n: int) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
        """The entries of the left and of the right that step n multiplies, in pairs."""
        row, column = self.place(n)
        shared = [int(k) for k in np.flatnonzero(self.used[row])]
        return tuple((row, k) for k in shared), tuple((k, column) for k in shared)

    def total(self, n: int, ways: list[Figures]) -> Sum:
        """The sum of a step."""
        terms = [
            product(ways[0].text(self.left[one]), ways[1].text(self.right[other]))
            for one, other in zip(*self.lines(n), strict=True)
        ]
        made = ways[2].text(self.result[self.place(n)].item())
        if self.after is None:
            return Sum("", terms, " + ", f" = {made}")
        then = ways[3].text(self.after[self.place(n)].item())
        return Sum("", terms, " + ", f" = {made}, {self.words[3]}({made}) = {then}")


@dataclass(frozen=True, eq=False)
class Factors:
    """A product laid out: a grid for each matrix, and how its numbers are written."""

    made: Product
    op: Operation
    style: Style
    board: Board
    ways: list[Figures]
    high: float

    @classmethod
    def of(cls, made: Product, op: Operation, style: Style) -> Factors:
        """The matrices next to each other."""
        ways = [Figures.of(part.ravel().tolist(), style.precision) for part in made.parts]
        texts = [
            way.text(v)
            for way, part in zip(ways, made.parts, strict=True)
            for v in part.ravel().tolist()
        ]
        side = side_for(texts)
        blanks = zip(made.words, made.parts, strict=True)
        columns = laid_out([[(word, *part.shape, side)] for word, part in blanks], style)
        board = Board(columns, ("×", "=", "→")[: len(columns) - 1])
        return cls(made, op, style, board, ways, size_for(texts, side))

    def scene(self, chosen: Sequence[int]) -> Scene:
        """The scene of some steps."""
        room, totals = self.board.room, [self.made.total(n, self.ways) for n in chosen]
        size, lines = self.board.fitting(
            lambda size: [total.lines(size, room, MOST_LINES) for total in totals]
        )
        grids = [column[0] for column in self.board.columns]
        marks = [
            *self.still_cells(grids),
            *(cell for grid in grids[2:] for cell in grid.filling(chosen, self.style.fill)),
            *self.movers(grids, chosen),
            *self.board.headings(),
            *self.figures(grids),
            *self.results(grids, chosen),
            *self.board.lines(lines, size),
        ]
        return page(
            marks,
            len(chosen),
            self.style,
            Told(title(self.op), self.made.sentence(self.op), caption(self.op)),
            corners=self.board.corners(max(map(len, lines)), size),
        )

    def still_cells(self, grids: list[Grid]) -> Iterator[Mark]:
        """Every cell: what holds nothing as padding."""
        for n, (grid, role) in enumerate(zip(grids[:2], ("kernel", "input"), strict=True)):
            held = grid.every()
            if n == 0:
                used = self.made.used
                held = [cell for cell in grid.every() if used[cell]]
                if empty := [cell for cell in grid.every() if not used[cell]]:
                    yield from grid.cells("padding", empty)
                    yield grid.lines("padding.lines")
            yield from grid.cells(role, held)

    def movers(self, grids: list[Grid], steps: Sequence[int]) -> Iterator[Mark]:
        """The row and the column that are multiplied, and what they make."""
        taken = [self.made.lines(n) for n in steps]
        for side, (grid, role) in enumerate(zip(grids, ("tap.weight", "tap.open"), strict=False)):
            # equal sets of cells in a row of steps are one mark
            for cells, run in groupby(enumerate(taken), key=lambda item: item[1][side]):
                when = spans(n for n, _ in run)
                yield from grid.cells(role, cells, steps=when, fades=edges(when))
        made = [self.made.place(n) for n in steps]
        for grid in grids[2:]:
            yield from grid.moving("active.open", made, fades=leaps(made, 0))

    def figures(self, grids: list[Grid]) -> Iterator[Mark]:
        """The factors' figures."""
        sides = zip(grids, self.made.parts[:2], self.ways, ("kernel", "input"), strict=False)
        for n, (grid, part, way, role) in enumerate(sides):
            for cell in grid.every():
                if n or self.made.used[cell]:
                    text = way.text(part[cell].item())
                    yield grid.figure(f"label.{role}", cell, text, self.high)

    def results(self, grids: list[Grid], steps: Sequence[int]) -> Iterator[Mark]:
        """The result's figures, each from its step on."""
        for grid, part, way in zip(grids[2:], self.made.parts[2:], self.ways[2:], strict=True):
            for step, when in since(steps):
                place = self.made.place(step)
                text = way.text(part[place].item())
                yield grid.figure("label.output", place, text, self.high, steps=when)


def sparse(op: Operation, values: Values) -> Product:
    """The matrix that maps the flattened input to the flattened output."""
    weight = values.weight
    assert weight is not None
    # each column is what the layer makes of an input that is one in a single cell
    ones = np.eye(values.x.size, dtype=np.int64).reshape(-1, *values.x.shape)
    left = np.stack([linear(op, x, weight).ravel() for x in ones], 1)
    # an entry is there where a tap reads the cell, even through a weight of zero
    taps = np.ones_like(weight, dtype=np.int64)
    used = np.stack([linear(op, x, taps).ravel() for x in ones], 1) != 0
    matrix = say("matrix, transposed" if op.swapped else "matrix")
    words = (matrix, called(op).input, called(op).output)
    result = linear(op, values.x, weight).reshape(-1, 1)
    return Product.of(op, values, left, values.x.reshape(-1, 1), result, used, words, False)


def unrolled(op: Operation, values: Values) -> Product:
    """The filters as rows, times the patches that their windows read as columns."""
    field = Field.of(op, values.x)
    kernels = filters(op, values, values.weight)
    channels, maps, taps = len(values.x), len(values.y), len(field.offsets)
    windows = [list(field.window(n)) for n in range(op.steps)]
    right = np.array(
        [[held[cell] for held in field.held for cell, _ in window] for window in windows]
    ).T
    left = np.zeros((maps, channels * taps), np.asarray(values.weight).dtype)
    used = np.zeros(left.shape, np.bool_)
    for c, m in pairs(op, values):
        here = m, slice(c * taps, (c + 1) * taps)
        left[here] = [kernels[c, m][tap] for _, tap in field.offsets]
        used[here] = True
    result = linear(op, values.x, values.weight).reshape(maps, -1)
    made = called(op).output
    words = (called(op).kernel, say("patches, a column for each window"), made)
    if channels * maps > 1:
        words = (say("filters, one a row"), say("patches, one a column"), made)
    if taps == 1:
        words = (say("weights"), say("pixels, one a column" if op.steps > 1 else "pixel"), made)
    return Product.of(op, values, left, right, result, used, words, True)
