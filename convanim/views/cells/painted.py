"""The painted view: a kernel runs over a picture, every cell painted with its value.

It is the numeric view with colours in place of the input's and the output's figures, for
inputs of more cells than anybody reads; the kernel and the current sum stay in figures.
"""

from __future__ import annotations

from dataclasses import dataclass

from convanim.errors import BadRequest
from convanim.operations.operation import Operation
from convanim.operations.values import Values
from convanim.views.cells.numeric import Numeric
from convanim.views.view import Figured, Laid, Style

MOST_CELLS = 40_000
"""Painted cells above which a picture is refused: its file would take megabytes."""


@dataclass(frozen=True, kw_only=True)
class Painted(Figured):
    """Cells in the colours of their numbers."""

    name = "painted"
    takes = Numeric.takes

    def lay(self, op: Operation, values: Values, style: Style) -> Laid:
        """A layer's window over its colours, one output cell a step."""
        cells = values.x.size + values.y.size
        if cells > MOST_CELLS:
            raise BadRequest(
                f"{cells:,} cells are too many to paint: at most {MOST_CELLS:,}; a smaller "
                "--image-size makes fewer"
            )
        from convanim.views.cells.painting import Painting

        return Laid(op.steps, Painting.of(op, values, self.figured(style)).scene)
