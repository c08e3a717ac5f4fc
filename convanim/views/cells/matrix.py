"""The matrix view: a convolution as one matrix times its input, flattened, row by row.

The matrix of a transposed convolution is the transposed matrix (V. Dumoulin, F. Visin,
arXiv 1603.07285, chapter 4). As `im2col` the patches are unrolled into the columns of a
matrix, which the filters, each flattened into a row, multiply: what libraries compute. Of a
1x1 layer that is the matrix of its weights times the pixels' channels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING

from convanim import limits
from convanim.declared import option
from convanim.kinds import one_of
from convanim.operations.operation import Operation
from convanim.operations.values import Values
from convanim.views.view import READ, Figured, Filling, Laid, Link, Numbers, Style, Takes, taps

if TYPE_CHECKING:
    from convanim.views.cells.products import Factors

SPARSE, IM2COL = KINDS = ("sparse", "im2col")


@dataclass(frozen=True, kw_only=True)
class Matrix(Figured, Filling):
    """One matrix times another, one entry of the result a step."""

    name = "matrix"
    takes = Takes(
        dims=(1, 2),
        pooling=False,
        numbers=Numbers.ALWAYS,
        bias=False,
        facts=("in_channels", "out_channels", "groups", "activation", "padding_mode"),
    )

    most = limits.FIGURES

    matrix: str = option(
        SPARSE, one_of(KINDS, "KIND"), "the matrix view's: sparse, or im2col", calls=True
    )

    def cells(self, op: Operation) -> int:
        """The entries of the larger matrix."""
        if self.matrix == IM2COL:
            return op.steps * taps(op)
        return op.steps * prod(op.input_shape)

    def lay(self, op: Operation, values: Values, style: Style) -> Laid:
        """The matrices of a layer, and their product."""
        figures = values.x.size * values.y.size
        if self.matrix == IM2COL and values.weight is not None:
            figures = values.weight.size + op.steps * values.weight[0].size
        limits.bounded(figures, "figures of a matrix", limits.FIGURES, "; a smaller input fits")
        factors = self.factors(op, values, style)
        return Laid(factors.made.result.size, factors.scene, op.output_shape[-1], READ)

    def factors(self, op: Operation, values: Values, style: Style) -> Factors:
        """The matrices of a layer laid out."""
        from convanim.views.cells.products import Factors, sparse, unrolled

        made = (unrolled if self.matrix == IM2COL else sparse)(op, values)
        return Factors.of(made, op, self.filling(self.figured(style)))

    def chained(
        self, links: Sequence[Link], style: Style, whole: Link | None = None
    ) -> Laid | None:
        """Products in turn, where each reads the matrix that the one before has made."""
        from convanim.scene.arrange import picked
        from convanim.views.cells.chained import Chained, handed_on

        every = [*links, *([] if whole is None else [whole])]
        each = [
            self.factors(link.op, link.values, link.style)
            for link in every
            if link.values is not None
        ]
        if len(each) < len(every) or not handed_on(each[: len(links)]):
            return None
        drawn = Chained.of(links, each, style, whole).scene()
        return Laid(drawn.steps, lambda chosen: picked(drawn, chosen))
