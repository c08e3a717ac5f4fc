"""What a view is: an operation, or a network, and options in, a scene out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING

from convanim.operations.network import Network
from convanim.operations.operation import Operation
from convanim.scene.marks import Scene

if TYPE_CHECKING:
    from convanim.operations.values import Values

TRANSPOSED_AS = ("gather", "scatter")
MATRICES = ("sparse", "im2col")

Angles = tuple[tuple[float, ...] | None, tuple[float, ...] | None] | None
"""Degrees of each input map, and of each filter (None: not known)."""

ORDERS = ("pixel-first", "channel-first")
"""What runs fastest: one filter over every pixel, or every filter at one pixel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a view may be asked for, whatever it shows.

    `steps` are the output cells to show, by their row-major number (None: all of them, in
    order); `filters` are the output channels to show (None: all), `order` says whether the
    pixel or the channel runs fastest where there are channels; `gap` and `radius` are a
    theme's taste, in parts of a cell's side. `values` are the layer's numbers (None: small
    random ones), written with `precision` decimals; `transposed_as` tells a transposed
    convolution by its outputs, each of which gathers, or by its inputs, each of which
    scatters: then the steps are input cells, and `overlaps` counts how often each output is
    written. `matrix` is the matrix view's: the layer's own one, or that of its patches.
    `angles` are the orientations of the input maps and of the filters, where they have any.
    """

    steps: tuple[int, ...] | range | None = None
    title: str | None = None
    caption: bool = False
    filters: tuple[int, ...] | None = None
    order: str = ORDERS[0]
    gap: float = 0.0
    radius: float = 0.0
    values: Values | None = None
    precision: int | None = None
    transposed_as: str = "gather"
    overlaps: bool = False
    matrix: str = "sparse"
    angles: Angles = None

    def chosen(self, op: Operation | Network) -> tuple[int, ...] | range:
        """The steps to show of an operation."""
        return range(self.count(op)) if self.steps is None else self.steps

    def chosen_of(self, count: int) -> tuple[int, ...] | range:
        """The steps to show of a view that takes `count` steps of its own."""
        return range(count) if self.steps is None else self.steps

    def count(self, op: Operation | Network) -> int:
        """How many steps the whole of it takes."""
        if self.transposed_as == "scatter" and isinstance(op, Operation):
            return prod(op.input)
        return op.steps


# a view is of an operation or of a network; which of the two it takes, its table says
View = Callable[..., Scene]
