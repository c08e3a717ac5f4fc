"""The painted view: a kernel runs over a picture, every cell painted with its value.

It is the numeric view with colours in place of the input's and the output's figures, for
inputs of more cells than anybody reads; the kernel and the current sum stay in figures.
"""

from __future__ import annotations

from dataclasses import dataclass

from convanim import limits
from convanim.operations.operation import Operation
from convanim.operations.values import Values
from convanim.views.cells.numeric import Numeric
from convanim.views.view import Figured, Laid, Style, cells_of


@dataclass(frozen=True, kw_only=True)
class Painted(Figured):
    """Cells in the colours of their numbers."""

    name = "painted"
    takes = Numeric.takes
    most = limits.PAINTED

    def cells(self, op: Operation) -> int:
        """Those of the input and of the output."""
        return cells_of(op)

    def lay(self, op: Operation, values: Values, style: Style) -> Laid:
        """A layer's window over its colours, one output cell a step."""
        from convanim.views.cells.painting import Painting

        painting = Painting.of(op, values, self.figured(style))
        return Laid(op.steps, painting.scene, op.output_shape[-1])
