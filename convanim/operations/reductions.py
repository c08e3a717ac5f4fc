"""What a window's cells become: their weighted sum, the largest of them, their mean, a norm."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from convanim.language import say, term

if TYPE_CHECKING:
    from convanim.operations.operation import Operation


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Reduction:
    """One way of making a number out of many.

    `named` is what a picture calls it, `does` what a sentence does, both in English, where `{p}`
    may stand; `empty` is what padding is worth; one that `picks` takes a cell as it is. `of`
    computes it for pooling. Written out, it is `head`, the cells with `joint` between them,
    `tail`, in which `{divisor}` may stand; each cell is written as `cell` has it.
    """

    named: str
    does: str = ""
    of: Callable[[Operation, Any], Any] | None = None
    empty: float = 0.0
    picks: bool = False
    head: str = ""
    joint: str = " + "
    tail: str = ""
    cell: str = "{}"
    bare: bool = False
    """Whether negative cells need no brackets where they stand."""
    p: int = 0

    @property
    def word(self) -> str:
        """What the picture calls it."""
        return say(self.named, p=self.p)

    @property
    def verb(self) -> str:
        """What a sentence does."""
        return say(self.does, p=self.p)


def _largest(op: Operation, x: Any) -> Any:
    from convanim.windows.values import largest

    return largest(x, op.axes)


def _mean(op: Operation, x: Any) -> Any:
    import numpy as np

    from convanim.windows.values import average

    divisors: Any = 1
    for n in range(op.dims):
        divisors = np.multiply.outer(divisors, np.array(op.divisors(n)))
    return average(x, op.axes, divisors)


RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SUM = Reduction(term("sum"))
MAX = Reduction(
    term("max"),
    term("takes the largest cell"),
    _largest,
    float("-inf"),
    True,
    "max(",
    ", ",
    ")",
    bare=True,
)
MEAN = Reduction(term("mean"), term("takes the mean"), _mean, head="(", tail=") / {divisor}")


def norm(p: int) -> Reduction:
    """The p-norm: the p-th root of the sum of all magnitudes to the power of p."""

    def of(op: Operation, x: Any) -> Any:
        import numpy as np

        from convanim.windows.values import total

        found: Any = total(np.abs(np.asarray(x, np.float64)) ** p, op.axes) ** (1 / p)
        return found

    power = "" if p == 1 else str(p).translate(RAISED)
    # a magnitude needs its bars only where the power keeps a sign
    cell = f"{{}}{power}" if p % 2 == 0 else f"|{{}}|{power}"
    head = "(" if p == 1 else f"{power if p > 2 else ''}√("
    return Reduction(
        term("{p}-norm"),
        term("takes the {p}-norm"),
        of,
        head=head,
        tail=")",
        cell=cell,
        bare=p % 2 == 1,
        p=p,
    )
