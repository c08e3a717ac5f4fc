"""Pooling by a p-norm."""

from __future__ import annotations

from dataclasses import dataclass

from convanim.declared import option
from convanim.errors import BadRequest
from convanim.kinds import COUNT
from convanim.language import term
from convanim.operations.operation import Command
from convanim.operations.pooling import Pool
from convanim.operations.reductions import Reduction, norm

MOST = 24
"""The largest p: higher powers of large numbers overflow, and only the largest cell is left."""


@dataclass(frozen=True, kw_only=True)
class LpPool(Pool):
    """Power-average pooling: `(sum of |x|^p) ^ (1/p)` over the real cells of a window, as ONNX's
    LpPool has it (PyTorch's LPPool is the same for numbers from zero on).

    >>> LpPool(input=(4,), kernel=2)([3, -4, 0, 2]).tolist()
    [5.0, 2.0]
    """

    op = "lppool"
    name = term("Lp pooling")
    short = term("Lp pool")
    commands = (
        Command("lppool", "pooling by a p-norm", "lppool -i 4 -k 2 --view numeric -o norm.gif"),
    )

    norm_type: int = option(2, COUNT, "p: the power that cells are taken to")

    @property
    def reduces(self) -> Reduction:
        """The p-norm."""
        return norm(self.norm_type)

    def settings(self) -> list[tuple[str, str]]:
        """The parameters that matter, as (letter or word, value)."""
        return [*super().settings(), ("norm", str(self.norm_type))]

    def _validate(self) -> None:
        super()._validate()
        p = self.norm_type
        if isinstance(p, bool) or not isinstance(p, int) or not 1 <= p <= MOST:
            raise BadRequest(f"norm_type {p!r} is not allowed: a whole number from 1 to {MOST}")
