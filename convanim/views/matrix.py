"""The matrix view: a convolution as one matrix times its input, flattened, row by row.

The matrix of a transposed convolution is the transposed matrix (V. Dumoulin, F. Visin,
arXiv 1603.07285, chapter 4). As `im2col` the patches are unrolled into the columns of a
matrix, which the kernel, flattened into a row, multiplies: what libraries compute.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import numpy as np

from convanim.errors import BadRequest
from convanim.operations.describe import size, typeset
from convanim.operations.operation import Operation
from convanim.operations.values import Values, linear
from convanim.scene.figures import Figures
from convanim.scene.marks import Mark, Path, Scene, moves
from convanim.views.field import Cell, Field
from convanim.views.filters import filters
from convanim.views.grids import Grid, side_by_side, side_for, size_for
from convanim.views.layout import SUM, Layout, spans
from convanim.views.page import page
from convanim.views.sheet import MOST_FIGURES
from convanim.views.sums import Sum
from convanim.views.view import Options
from convanim.views.written import product

MOST_LINES = 2
"""Lines that the written-out sum may take."""


def matrix(op: Operation, options: Options) -> Scene:
    """The scene of a convolution of one channel as a matrix product."""
    values = options.values or Values.of(op)
    if op.pooling or op.dims == 3 or len(values.x) * len(values.y) != 1:
        raise BadRequest(
            "the matrix view shows a convolution of one or two axes, one channel in and one out; "
            "--view numeric shows pooling and channels"
        )
    values.check_linear(op, "the matrix view")
    cells = values.x.size * values.y.size
    if options.matrix == "im2col":
        cells = values.y.size * (values.weight.size if values.weight is not None else 0)
    if cells > MOST_FIGURES:
        raise BadRequest(
            f"a matrix of {cells:,} figures is too large to read: at most {MOST_FIGURES:,} are "
            "shown; a smaller input makes fewer"
        )
    table = unrolled(op, values) if options.matrix == "im2col" else sparse(op, values)
    return table.scene(op, options)


@dataclass(frozen=True, eq=False)
class Product:
    """One matrix times another: left `(m, n)`, right `(n, p)`, of which one is a vector.

    `used` says which entries of the matrix hold something; the rest are empty zeros. At step
    k the entries of line k of the matrix (a row, or in im2col a column) meet the vector.
    """

    left: Any
    right: Any
    result: Any
    used: Any
    words: tuple[str, str, str]
    along_rows: bool

    def scene(self, op: Operation, options: Options) -> Scene:
        """The product, one entry of its result a step."""
        parts = (self.left, self.right, self.result)
        ways = [Figures.of(part.ravel().tolist(), options.precision) for part in parts]
        texts = [
            way.text(v)
            for way, part in zip(ways, parts, strict=True)
            for v in part.ravel().tolist()
        ]
        side = side_for(texts)
        high = size_for(texts, side)
        blanks = zip(self.words, parts, strict=True)
        columns = side_by_side([[(word, *part.shape, side)] for word, part in blanks])
        layout = Layout(columns, ("×", "="))
        left, _, right, _ = layout.block(0)
        steps = list(options.chosen(op))
        lines = [self.total(n, ways).lines(SUM, right - left, MOST_LINES) for n in steps]
        around = page(layout.outermost(max(map(len, lines))), op, options)
        layout = layout.shifted(around.dx, around.dy)
        grids = [column[0] for column in layout.columns]
        marks = [
            *self.still_cells(grids, options),
            *self.movers(grids, steps, options),
            *layout.headings(),
            *self.figures(grids, ways, high),
            *self.results(grids[2], steps, ways[2], high),
            *layout.lines(lines),
        ]
        scene = around.scene(op, marks, len(steps), still=len(steps) - 1)
        return replace(scene, description=typeset(self.sentence(op)))

    def sentence(self, op: Operation) -> str:
        """What is shown, in words."""
        one, other = size(self.left.shape), size(self.right.shape)
        taken, of = ("row", "sparse matrix") if self.along_rows else ("column", "patches' matrix")
        return (
            f"{op.name} as a matrix product, {one} times {other}: the {size(op.input)} input gives "
            f"the {size(op.output_shape)} output, one {taken} of the {of} a step, in "
            f"{op.steps:,} steps."
        )

    @property
    def table(self) -> int:
        """Which of the two factors is the matrix whose lines are taken one by one."""
        return 0 if self.along_rows else 1

    def line(self, n: int) -> list[Cell]:
        """The entries of the matrix that step n takes."""
        if self.along_rows:
            return [(n, int(k)) for k in np.flatnonzero(self.used[n])]
        return [(k, n) for k in range(self.right.shape[0])]

    def partner(self, cell: Cell) -> Cell:
        """The vector's entry that an entry of the matrix meets."""
        return (cell[1], 0) if self.along_rows else (0, cell[0])

    def total(self, n: int, ways: list[Figures]) -> Sum:
        """The sum of a step."""
        terms = []
        for cell in self.line(n):
            pair = (cell, self.partner(cell)) if self.along_rows else (self.partner(cell), cell)
            terms.append(
                product(ways[0].text(self.left[pair[0]]), ways[1].text(self.right[pair[1]]))
            )
        return Sum("", terms, " + ", f" = {ways[2].text(self.result.ravel()[n].item())}")

    # -- marks ---------------------------------------------------------------------------

    def still_cells(self, grids: list[Grid], options: Options) -> Iterator[Mark]:
        """Every cell: what holds nothing as padding."""
        roles = ("input" if self.along_rows else "tap.open.kernel", "input", "output")
        for n, (grid, role) in enumerate(zip(grids, roles, strict=True)):
            held = grid.every()
            if n == self.table:
                held = [cell for cell in grid.every() if self.used[cell]]
                if empty := [cell for cell in grid.every() if not self.used[cell]]:
                    yield from grid.cells("padding", empty, options)
                    yield grid.lines("padding.lines")
            yield from grid.cells(role, held, options)

    def movers(self, grids: list[Grid], steps: list[int], options: Options) -> Iterator[Mark]:
        """The line of the matrix that is taken, and what it meets and makes."""
        table, vector = grids[self.table], grids[1 - self.table]
        for n, step in enumerate(steps):
            for path in table.cells("active.open", self.line(step), options):
                yield Path(path.role, path.d, steps=(range(n, n + 1),))
        met = [tuple(self.partner(cell) for cell in self.line(n)) for n in steps]
        # equal sets of cells in a row of steps are one mark
        for taken, run in groupby(enumerate(met), key=lambda item: item[1]):
            when = [n for n, _ in run]
            for path in vector.cells("active.open", taken, options):
                yield Path(path.role, path.d, steps=spans(when))
        cells = [(n, 0) if self.along_rows else (0, n) for n in steps]
        track = moves(grids[2].plane.point(*cell) for cell in cells)
        for path in grids[2].at_origin().cells("active.open", [(0, 0)], options):
            yield Path(path.role, path.d, track=track)

    def figures(self, grids: list[Grid], ways: list[Figures], high: float) -> Iterator[Mark]:
        """The factors' figures."""
        roles = ("input" if self.along_rows else "kernel", "input")
        factors = zip(grids, (self.left, self.right), ways, roles, strict=False)
        for n, (grid, part, way, role) in enumerate(factors):
            for cell in grid.every():
                if n != self.table or self.used[cell]:
                    text = way.text(part[cell].item())
                    yield grid.figure(f"label.{role}", cell, text, high)

    def results(self, grid: Grid, steps: list[int], way: Figures, high: float) -> Iterator[Mark]:
        """The result's figures, each from its step on."""
        made = {step: n for n, step in reversed(list(enumerate(steps)))}
        for step, n in sorted(made.items()):
            cell = (step, 0) if self.along_rows else (0, step)
            since = (range(n, len(steps)),)
            text = way.text(self.result[cell].item())
            yield grid.figure("label.output", cell, text, high, steps=since)


def sparse(op: Operation, values: Values) -> Product:
    """The matrix that maps the flattened input to the flattened output."""
    weight = values.weight
    assert weight is not None
    # each column is what the layer makes of an input that is one in a single cell
    ones = np.eye(values.x.size, dtype=np.int64).reshape(-1, 1, *op.input)
    left = np.stack([linear(op, x, weight).ravel() for x in ones], 1)
    # an entry is there where a tap reads the cell, even through a weight of zero
    taps = np.ones_like(weight, dtype=np.int64)
    used = np.stack([linear(op, x, taps).ravel() for x in ones], 1) != 0
    words = ("matrix, transposed" if op.swapped else "matrix", "input", "output")
    return Product(left, values.x.reshape(-1, 1), values.y.reshape(-1, 1), used, words, True)


def unrolled(op: Operation, values: Values) -> Product:
    """The kernel as a row, times the patches that its windows read as columns."""
    field = Field.of(op, values.x)
    kernel = filters(op, values, values.weight)[0, 0]
    held, steps = field.held[0], range(op.steps)
    right = np.array([[held[cell] for cell, _ in field.window(n)] for n in steps]).T
    left = np.array([[kernel[tap] for _, tap in field.offsets]])
    used = np.ones(right.shape, np.bool_)
    words = ("kernel", "patches, a column for each window", "output")
    return Product(left, right, values.y.reshape(1, -1), used, words, False)
