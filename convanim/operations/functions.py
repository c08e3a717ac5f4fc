"""Functions of time that have names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import pi, sqrt
from typing import Any

from convanim.language import term


@dataclass(frozen=True, slots=True)
class Function:
    """A function of time, zero before `start` and after `end`; `formula` says it in words."""

    of: Callable[[Any], Any]
    start: float
    end: float
    name: str = ""
    formula: str = ""


def _exp(t: Any) -> Any:
    import numpy as np  # a list of the names does not need it

    return np.exp(t)


def _sin(t: Any) -> Any:
    import numpy as np

    return np.sin(t)


FUNCTIONS: dict[str, Function] = {
    f.name: f
    for f in (
        Function(lambda t: 0 * t + 1, -0.5, 0.5, term("box"), term("1 for |t| < 0.5")),
        Function(lambda t: 1 - abs(t), -1, 1, term("triangle"), term("1 − |t| for |t| < 1")),
        # at 5 it has fallen below a hundredth: no edge is seen there
        Function(lambda t: _exp(-t), 0, 5, term("exponential"), term("exp(−t) from t = 0")),
        # of area 1; beyond four standard deviations lies a part of 6e-5
        Function(
            lambda t: _exp(-2 * t**2) * sqrt(2 / pi),
            -2,
            2,
            term("gaussian"),
            term("normal, σ = 0.5"),
        ),
        Function(lambda t: _sin(2 * pi * t), 0, 2, term("sine"), term("sin(2πt) from 0 to 2")),
    )
}
