"""A kernel that passes over a signal: what the signal and the stem view both show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from convanim.language import say
from convanim.operations.describe import caption
from convanim.operations.functions import FUNCTIONS
from convanim.operations.operation import Operation
from convanim.operations.values import Values
from convanim.views.page import Told
from convanim.windows.axis import Axis

if TYPE_CHECKING:
    import numpy as np

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
    def of(cls, op: Operation, values: Values) -> Passing:
        """What a convolution of one axis and one channel shows."""
        (axis,), weight = op.axes, values.kernel
        assert weight is not None  # these views take no pooling
        f, first = values.x[0], 0
        if op.padding_mode != "zeros":
            import numpy as np

            from convanim.windows.modes import wrapped

            first, last = reach(axis)
            f = f[wrapped(np.arange(first, last + 1), axis.input, op.padding_mode)]
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

    def told(self, op: Operation, values: Values, steps: int) -> Told:
        """What is said of a picture of this."""
        from convanim.operations.signals import Signals

        (f, g), line = ("f", "g"), caption(op)
        if isinstance(values, Signals):
            (f, g), line = values.names, self.formulas(values.names)
        title = say(
            "Convolution of {f} and {g}" if self.flipped else "Cross-correlation of {f} and {g}",
            f=say(f) or "f",
            g=say(g) or "g",
        )
        sentence = say(
            "{title}: the second one, turned round, slides over the first. Where both are, their "
            "product is summed up: that is the value of the convolution, drawn below, in "
            "{steps:,} steps."
            if self.flipped
            else "{title}: the second one, slides over the first. Where both are, their product is "
            "summed up: that is the value of the cross-correlation, drawn below, in {steps:,} "
            "steps.",
            title=title,
            steps=steps,
        )
        return Told(title, sentence, line)

    def formulas(self, names: tuple[str, str]) -> str:
        """What the two signals are, in a line."""
        parts = []
        for letter, name, samples in zip("fg", names, (self.f, self.g), strict=True):
            known = f"{letter} = {name}"
            if name in FUNCTIONS:
                known = f"{letter} = {say(name)} ({say(FUNCTIONS[name].formula)})"
            told = say("{letter}: {count} samples", letter=letter, count=len(samples))
            parts.append(known if name else told)
        return say(", ").join(parts)


def reach(axis: Axis) -> tuple[int, int]:
    """The first and the last cell that f has, or g on its way lies over.

    >>> reach(Axis(input=5, output=7, taps=3, before=2, after=2))
    (-2, 6)
    """
    last = axis.cell(axis.output - 1, axis.taps - 1)
    return min(axis.cell(0, 0), 0), max(last, axis.input - 1)
