"""A kernel that passes over a signal: what the signal and the stem view both show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from convanim.errors import BadRequest
from convanim.operations.operation import Operation
from convanim.operations.signals import FUNCTIONS, Signals
from convanim.operations.values import Values
from convanim.scene.marks import Scene
from convanim.views.view import Options
from convanim.windows.axis import Axis
from convanim.windows.values import wrapped

if TYPE_CHECKING:
    Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, eq=False)
class Passing:
    """One signal f, the kernel g as it was given, and where g lies at each output.

    `f` are the cells from `first` on, padding included where it holds numbers. Counted in
    cells of f, g's sample 0 lies at `shift(output)`; a flipped g goes to the left from there.
    """

    axis: Axis
    f: Array
    first: int
    g: Array
    y: Array
    flipped: bool

    @classmethod
    def of(cls, op: Operation, values: Values, view: str) -> Passing:
        """What a convolution of one axis and one channel shows."""
        weight = values.kernel
        if op.op != "conv" or op.dims != 1 or len(values.x) * len(values.y) != 1 or weight is None:
            raise BadRequest(
                f"the {view} view shows a convolution of one axis, one channel in and one out: "
                "conv with --dims 1"
            )
        if values.bias is not None or getattr(op, "activation", None):
            raise BadRequest(
                f"the {view} view shows the sum of products alone, no bias or activation: "
                "--view numeric writes them"
            )
        (axis,) = op.axes
        f, first = values.x[0], 0
        mode = getattr(op, "padding_mode", "zeros")
        if mode != "zeros":
            last = axis.cell(axis.output - 1, axis.taps - 1)
            first = min(axis.cell(0, 0), 0)
            f = f[wrapped(np.arange(first, max(last + 1, axis.input)), axis.input, mode)]
        return cls(axis, f, first, weight[0, 0], values.y[0], values.flipped)

    @property
    def way(self) -> int:
        """The direction in which g's samples follow each other: -1 where it is flipped."""
        return -1 if self.flipped else 1

    def shift(self, output: int) -> int:
        """The cell of f where g's sample 0 lies: the n of g[n - k], or of g[k - n]."""
        return self.axis.cell(output, self.axis.taps - 1 if self.flipped else 0)

    def meets(self, output: int) -> list[tuple[int, int]]:
        """The cells of f, in order, that hold something, each with g's sample over it."""
        origin, way = self.shift(output), self.way * self.axis.dilation
        pairs = ((origin + way * tap, tap) for tap in range(self.axis.taps))
        end = self.first + len(self.f)
        return sorted((cell, tap) for cell, tap in pairs if self.first <= cell < end)

    def held(self, cell: int) -> Any:
        """What a cell of f holds."""
        return self.f[cell - self.first].item()

    @property
    def reach(self) -> tuple[int, int]:
        """The first and the last cell under f, under g on its way, and under an output."""
        last = self.axis.output - 1
        shifts = self.shift(0), self.shift(last)
        low = min(self.first, self.axis.cell(0, 0), *shifts)
        high = max(self.first + len(self.f) - 1, self.axis.cell(last, self.axis.taps - 1), *shifts)
        return low, high

    def told(self, scene: Scene, values: Values) -> Scene:
        """A scene with this in words."""
        what = "Convolution" if self.flipped else "Cross-correlation"
        f, g = named(values)
        title = f"{what} of {f or 'f'} and {g or 'g'}"
        moved = "turned round, " if self.flipped else ""
        return replace(
            scene,
            title=title,
            description=f"{title}: the second one, {moved}slides over the first. Where both are, "
            f"their product is summed up: that is the value of the {what.lower()}, drawn below, "
            f"in {scene.steps:,} steps.",
        )


def named(values: Values) -> tuple[str, str]:
    """The names of the two signals, as far as they have any."""
    return values.names if isinstance(values, Signals) else ("", "")


def formulas(values: Values) -> str | None:
    """What the two signals are, in a line; None where they are a layer's numbers."""
    if not isinstance(values, Signals) or values.kernel is None:
        return None
    parts = []
    counts = values.x.size, values.kernel.size
    for letter, name, count in zip("fg", values.names, counts, strict=True):
        formula = f" ({FUNCTIONS[name].formula})" if name in FUNCTIONS else ""
        parts.append(f"{letter} = {name}{formula}" if name else f"{letter}: {count} samples")
    return ", ".join(parts)


def given(op: Operation, options: Options) -> Values:
    """The numbers to show: those that were given, else small random ones."""
    return options.values or Values.of(op)
