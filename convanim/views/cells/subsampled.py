"""The subsampled view: a stride is unit stride, of whose outputs every s-th is kept.

It is the numeric view with a grid more: what the layer gives with stride 1, the outputs that
the stride leaves out drawn as padding is (V. Dumoulin, F. Visin, arXiv 1603.07285, chapter 2).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from convanim import limits
from convanim.errors import BadRequest
from convanim.operations.describe import Names
from convanim.operations.operation import Operation, Windowed
from convanim.operations.values import Values
from convanim.views.cells.numeric import Numeric
from convanim.views.view import READ, Figured, Filling, Laid, Style, cells_of


@dataclass(frozen=True, kw_only=True)
class Subsampled(Figured, Filling):
    """A strided layer as one of unit stride, of whose outputs some are kept."""

    name = "subsampled"
    takes = replace(
        Numeric.takes,
        several=False,
        transposed=False,
        ceil=False,
        uneven=False,
        facts=("activation", "padding_mode", "count_include_pad"),
    )

    most = limits.FIGURES

    def cells(self, op: Operation) -> int:
        """Those of the input, and of what unit stride makes."""
        return cells_of(replace(op, stride=1) if isinstance(op, Windowed) else op)

    def check(self, op: Operation, values: Values | None) -> None:
        """Refuse a layer whose stride leaves nothing out, and what ends before its input does."""
        if op.names != Names():
            raise BadRequest("the subsampled view shows a layer, not a gradient of it")
        if not isinstance(op, Windowed) or all(s == 1 for s in op.stride):
            raise BadRequest(
                "stride 1 leaves nothing out: the subsampled view needs a larger stride"
            )

    def lay(self, op: Windowed, values: Values, style: Style) -> Laid:
        """A layer with its outputs of unit stride, one kept output a step."""
        from convanim.views.cells.subsampling import Subsampling

        subsampling = Subsampling.of(op, values, self.filling(self.figured(style)))
        return Laid(op.steps, subsampling.scene, op.output_shape[-1], READ)
