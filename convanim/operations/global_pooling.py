"""Global pooling: each channel becomes one number, whatever the input's size."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from convanim.declared import option
from convanim.kinds import one_of
from convanim.language import term
from convanim.operations.operation import Command
from convanim.operations.pooling import Pooling
from convanim.operations.reductions import MAX, MEAN, Reduction
from convanim.windows.axis import Axis
from convanim.words import choose

WAYS = {"mean": MEAN, "max": MAX}


@dataclass(frozen=True, kw_only=True)
class GlobalPool(Pooling):
    """Global average or max pooling: the mean, or the largest, of all cells of a channel (M. Lin,
    Q. Chen, S. Yan, "Network In Network", 2014; ONNX's GlobalAveragePool and GlobalMaxPool).

    >>> GlobalPool(input=(2, 2), reduce="max")([[1, 5], [2, 3]]).tolist()
    [[5]]
    """

    op = "globalpool"
    name = term("Global pooling")
    short = term("global pool")
    commands = (
        Command("globalpool", "pooling of a whole map", "globalpool -i 4 --reduce max -o one.gif"),
    )

    reduce: str = option("mean", one_of(tuple(WAYS), "HOW"), "what is taken of a map: mean, max")

    @property
    def reduces(self) -> Reduction:
        """The mean or the largest."""
        return WAYS[self.reduce]

    @cached_property
    def axes(self) -> tuple[Axis, ...]:
        """One window over everything."""
        return tuple(Axis(i, 1, i, i) for i in self.input)

    def settings(self) -> list[tuple[str, str]]:
        """What is taken."""
        return [("global", self.reduce)]

    def formula(self, axis: int) -> str:
        """The rule of the output's size."""
        return "one window over all cells: 1"

    def _validate(self) -> None:
        choose("reduce", self.reduce, WAYS)
