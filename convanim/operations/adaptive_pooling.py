"""Adaptive average pooling: as many windows as are asked for, over all of the input."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from convanim.declared import REQUIRED, option
from convanim.kinds import AXES
from convanim.language import say, term
from convanim.operations.describe import size
from convanim.operations.numbers import per_axis
from convanim.operations.operation import Command
from convanim.operations.pooling import Pooling
from convanim.operations.reductions import MEAN, Reduction
from convanim.windows.axis import Axis
from convanim.windows.bins import Bins


@dataclass(frozen=True, kw_only=True)
class AdaptiveAvgPool(Pooling):
    """Adaptive average pooling: output x is the mean of the cells from `floor(x*i/o)` to before
    `ceil((x + 1)*i/o)` per axis, as in PyTorch. Windows may overlap, and be unequal by a cell.

    >>> op = AdaptiveAvgPool(input=(5,), output_size=3)
    >>> op.axes[0].reads(1), op([1, 2, 3, 4, 5]).tolist()
    ((1, 2, 3), [1.5, 3.0, 4.5])
    """

    op = "adaptiveavgpool"
    name = term("Adaptive average pooling")
    short = term("adaptive pool")
    commands = (
        Command(
            "adaptiveavgpool",
            "average pooling to a wanted size",
            "adaptiveavgpool -i 5 --output-size 3 -o adaptive.gif",
        ),
    )
    uneven = True

    output_size: Any = option(REQUIRED, AXES, "the output's cells: 3, or per axis 3,2")

    @property
    def reduces(self) -> Reduction:
        """The mean."""
        return MEAN

    @cached_property
    def axes(self) -> tuple[Axis, ...]:
        """The windows along each axis."""
        return tuple(Bins.of(i, o) for i, o in zip(self.input, self.output_size, strict=True))

    def settings(self) -> list[tuple[str, str]]:
        """What is taken; the sizes are told anyway."""
        return [("adaptive", self.reduces.word)]

    def formula(self, axis: int) -> str:
        """The rule of the output's size."""
        return f"as asked for: {self.output_size[axis]}"

    def moves(self) -> str:
        """What its windows do."""
        return say(
            "A window of at most {kernel} moves over the {size} input so that all of it is "
            "covered evenly, and takes the mean",
            kernel=size(self.kernel),
            size=size(self.input),
        )

    def _per_axis(self) -> dict[str, object]:
        return {**super()._per_axis(), "output_size": self.output_size}

    def _spread(self, dims: int) -> None:
        self._set("output_size", per_axis("output_size", self.output_size, dims, 1))
