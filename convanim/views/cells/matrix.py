"""The matrix view: a convolution as one matrix times its input, flattened, row by row.

The matrix of a transposed convolution is the transposed matrix (V. Dumoulin, F. Visin,
arXiv 1603.07285, chapter 4). As `im2col` the patches are unrolled into the columns of a
matrix, which the filters, each flattened into a row, multiply: what libraries compute. Of a
1x1 layer that is the matrix of its weights times the pixels' channels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import numpy as np

from convanim.errors import BadRequest
from convanim.operations.activations import ACTIVATIONS
from convanim.operations.describe import size, typeset
from convanim.operations.field import Cell, Field
from convanim.operations.kernels import filters, pairs
from convanim.operations.operation import Operation
from convanim.operations.values import Values, linear
from convanim.scene.figures import Figures
from convanim.scene.marks import Mark, Path, Scene, moves
from convanim.views.cells.sheet import MOST_FIGURES
from convanim.views.page import page
from convanim.views.parts.columns import SUM, Layout
from convanim.views.parts.grids import Grid, side_by_side, side_for, size_for
from convanim.views.parts.steps import spans
from convanim.views.parts.sums import Sum, product
from convanim.views.view import Options

MOST_LINES = 2
"""Lines that the written-out sum may take."""


def matrix(op: Operation, options: Options) -> Scene:
    """The scene of a convolution as a matrix product."""
    values = options.values or Values.of(op)
    if op.pooling or op.dims == 3:
        raise BadRequest(
            "the matrix view shows a convolution of one or two axes; --view numeric shows pooling"
        )
    if values.bias is not None:
        raise BadRequest(
            "the matrix view shows a product without a bias: leave the bias values away, or "
            "take --view numeric"
        )
    cells = values.x.size * values.y.size
    if options.matrix == "im2col" and values.weight is not None:
        taps = values.weight[0].size
        cells = values.weight.size + op.steps * taps
    if cells > MOST_FIGURES:
        raise BadRequest(
            f"a matrix of {cells:,} figures is too large to read: at most {MOST_FIGURES:,} are "
            "shown; a smaller input makes fewer"
        )
    return factors(op, values, options.matrix).scene(op, options)


def count(op: Operation, options: Options) -> int:
    """How many steps there are: entries of the result."""
    channels = op.maps or (1 if options.values is None else len(options.values.y))
    return channels * op.steps


def factors(op: Operation, values: Values, kind: str) -> Product:
    """The two matrices whose product a layer is."""
    made = unrolled(op, values) if kind == "im2col" else sparse(op, values)
    word = getattr(op, "activation", None)
    if word is None:
        return made
    after = values.y.reshape(made.result.shape)
    return replace(made, words=(*made.words, ACTIVATIONS[word]), after=after)


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

    def scene(self, op: Operation, options: Options) -> Scene:
        """The product, one entry of its result a step."""
        parts = [self.left, self.right, self.result]
        if self.after is not None:
            parts.append(self.after)
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
        layout = Layout(columns, ("×", "=", "→")[: len(columns) - 1])
        left, _, right, _ = layout.block(0)
        steps = list(options.chosen_of(self.result.size))
        lines = [self.total(n, ways).lines(SUM, right - left, MOST_LINES) for n in steps]
        around = page(layout.outermost(max(map(len, lines))), op, options)
        layout = layout.shifted(around.dx, around.dy)
        grids = [column[0] for column in layout.columns]
        marks = [
            *self.still_cells(grids, options),
            *self.movers(grids, steps, options),
            *layout.headings(),
            *self.figures(grids, ways, high),
        ]
        for grid, part, way in zip(grids[2:], parts[2:], ways[2:], strict=True):
            marks += self.results(grid, part, steps, way, high)
        marks += layout.lines(lines)
        scene = around.scene(op, marks, len(steps), still=len(steps) - 1)
        return replace(scene, description=typeset(self.sentence(op)))

    def sentence(self, op: Operation) -> str:
        """What is shown, in words."""
        one, other = size(self.left.shape), size(self.right.shape)
        taken = "row of the sparse matrix" if not self.kernel else "column of the patches' matrix"
        return (
            f"{op.name} as a matrix product, {one} times {other}: the {size(op.input)} input gives "
            f"the {size(op.output_shape)} output, one {taken} a step, in "
            f"{self.result.size:,} steps."
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

    # -- marks ---------------------------------------------------------------------------

    def still_cells(self, grids: list[Grid], options: Options) -> Iterator[Mark]:
        """Every cell: what holds nothing as padding."""
        # one row is the kernel at every step; of several the one in use must stand out
        alone = self.kernel and len(self.left) == 1
        roles = ("tap.open.kernel" if alone else "input", "input", "output", "output")
        for n, (grid, role) in enumerate(zip(grids, roles, strict=False)):
            held = grid.every()
            if n == 0:
                held = [cell for cell in grid.every() if self.used[cell]]
                if empty := [cell for cell in grid.every() if not self.used[cell]]:
                    yield from grid.cells("padding", empty, options)
                    yield grid.lines("padding.lines")
            yield from grid.cells(role, held, options)

    def movers(self, grids: list[Grid], steps: list[int], options: Options) -> Iterator[Mark]:
        """The row and the column that are multiplied, and what they make."""
        taken = [self.lines(n) for n in steps]
        for side, grid in enumerate(grids[:2]):
            # equal sets of cells in a row of steps are one mark
            for cells, run in groupby(enumerate(taken), key=lambda item: item[1][side]):
                when = spans(n for n, _ in run)
                for path in grid.cells("active.open", cells, options):
                    yield Path(path.role, path.d, steps=when)
        for grid in grids[2:]:
            track = moves(grid.plane.point(*self.place(n)) for n in steps)
            for path in grid.at_origin().cells("active.open", [(0, 0)], options):
                yield Path(path.role, path.d, track=track)

    def figures(self, grids: list[Grid], ways: list[Figures], high: float) -> Iterator[Mark]:
        """The factors' figures."""
        roles = ("kernel" if self.kernel and len(self.left) == 1 else "input", "input")
        sides = zip(grids, (self.left, self.right), ways, roles, strict=False)
        for n, (grid, part, way, role) in enumerate(sides):
            for cell in grid.every():
                if n or self.used[cell]:
                    text = way.text(part[cell].item())
                    yield grid.figure(f"label.{role}", cell, text, high)

    def results(
        self, grid: Grid, part: Any, steps: list[int], way: Figures, high: float
    ) -> Iterator[Mark]:
        """The result's figures, each from its step on."""
        made = {step: n for n, step in reversed(list(enumerate(steps)))}
        for step, n in sorted(made.items()):
            since = (range(n, len(steps)),)
            text = way.text(part[self.place(step)].item())
            yield grid.figure("label.output", self.place(step), text, high, steps=since)


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
    words = ("matrix, transposed" if op.swapped else "matrix", "input", "output")
    result = linear(op, values.x, weight).reshape(-1, 1)
    return Product(left, values.x.reshape(-1, 1), result, used, words, False)


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
    words = ("kernel", "patches, a column for each window", "output")
    if channels * maps > 1:
        words = ("filters, one a row", "patches, one a column", "output")
    if taps == 1:
        words = ("weights", "pixels, one a column" if op.steps > 1 else "pixel", "output")
    return Product(left, right, result, used, words, True)
