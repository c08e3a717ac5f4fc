"""The numeric view: the arithmetic itself, in flat grids of figures.

Input, kernel and output lie side by side; the window carries the kernel's weights as small
figures; below, the current sum is written out, and the output fills in. A transposed
convolution is told by its outputs, as the convolution it equals, or (`scatter`) by its
inputs, each of which stamps a scaled kernel.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

from convanim import limits
from convanim.declared import option
from convanim.errors import BadRequest
from convanim.kinds import TRUTH, one_of
from convanim.operations.network import Network
from convanim.operations.operation import Operation
from convanim.operations.values import Values
from convanim.views.view import (
    READ,
    Figured,
    Filling,
    Laid,
    Numbers,
    Style,
    Takes,
    View,
    cells_of,
    taps,
)

GATHER, SCATTER = TRANSPOSED_AS = ("gather", "scatter")


def swapped(layer: type[Operation]) -> bool:
    """Whether a layer's inputs can scatter."""
    return layer.swapped


@dataclass(frozen=True, kw_only=True)
class Numeric(Figured, Filling):
    """Grids of figures, the window's sum written out below."""

    name = "numeric"
    takes = Takes(
        dims=(1, 2),
        uneven=True,
        numbers=Numbers.ALWAYS,
        facts=(
            *("in_channels", "out_channels", "groups", "activation"),
            *("padding_mode", "count_include_pad"),
        ),
    )

    most = limits.FIGURES
    beats = True

    transposed_as: str = option(
        GATHER,
        one_of(TRANSPOSED_AS, "HOW"),
        "gather (a step an output), or scatter (a step an input)",
        where=swapped,
        calls=True,
    )
    overlaps: bool = option(
        False, TRUTH, "with scatter: how often each output is written", where=swapped, calls=True
    )

    def of(self, op: Operation | Network) -> View:
        """Itself, or the stamps of a transposed convolution."""
        if self.transposed_as == SCATTER:
            if isinstance(op, Operation) and not op.swapped:
                raise BadRequest("scatter is for a transposed convolution, drawn by --view numeric")
            return Scatter(precision=self.precision, overlaps=self.overlaps, fill=self.fill)
        if self.overlaps:
            raise BadRequest(
                "overlaps are counted where inputs scatter: add --transposed-as scatter"
            )
        return self

    def cells(self, op: Operation) -> int:
        """Those of the input, of the kernel, and of the output."""
        return cells_of(op) + taps(op)

    def lay(self, op: Operation, values: Values, style: Style) -> Laid:
        """A layer's window over its figures, one output cell a step."""
        from convanim.views.cells.sliding import Sliding
        from convanim.views.cells.telling import Telling

        drawing = Telling if style.beats else Sliding
        sliding = drawing.of(op, values, self.filling(self.figured(style)))
        return Laid(op.steps, sliding.scene, op.output_shape[-1], READ)


@dataclass(frozen=True, kw_only=True)
class Scatter(Figured, Filling):
    """Each input cell of a transposed convolution stamps a scaled kernel onto the output."""

    name = "numeric"
    takes = Takes(
        dims=(1, 2),
        pooling=False,
        numbers=Numbers.ALWAYS,
        bias=False,
        activation=False,
        facts=("in_channels", "out_channels", "groups"),
    )

    most = limits.FIGURES

    overlaps: bool = False

    def cells(self, op: Operation) -> int:
        """Those of the input, of the kernel, and of the output."""
        return prod(op.input_shape) + op.steps + taps(op)

    def lay(self, op: Operation, values: Values, style: Style) -> Laid:
        """A layer's stamps, one input cell a step."""
        from convanim.views.cells.stamping import Stamping

        stamping = Stamping.of(op, values, self.filling(self.figured(style)), self.overlaps)
        return Laid(prod(op.input), stamping.scene, op.input[-1], READ)
