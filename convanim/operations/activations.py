"""Activations: what is done to each number that a convolution has made."""

from __future__ import annotations

from typing import Any

from convanim.words import choose

# word -> how it is written in a picture
ACTIVATIONS: dict[str, str] = {
    "relu": "ReLU",
    "leaky-relu": "LeakyReLU",
    "sigmoid": "sigmoid",
    "tanh": "tanh",
}
SLOPE = 0.01
"""What a leaky ReLU leaves of a negative number, as in PyTorch."""


def activated(activation: str | None, y: Any) -> Any:
    """Every number of `y` through an activation; None leaves them as they are.

    >>> import numpy as np
    >>> activated("relu", np.array([-2, 3])).tolist(), activated(None, -1)
    ([0, 3], -1)
    """
    if activation is None:
        return y
    import numpy as np

    match choose("activation", activation, ACTIVATIONS):
        case "relu":
            return np.maximum(y, 0)
        case "leaky-relu":
            return np.where(np.asarray(y) < 0, SLOPE * y, y)
        case "sigmoid":
            # the tanh of half is the same function, and never overflows
            return 0.5 + 0.5 * np.tanh(0.5 * np.asarray(y, np.float64))
        case _:
            return np.tanh(y)
