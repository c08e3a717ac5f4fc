"""Kernels that have names."""

from __future__ import annotations

from math import comb, prod
from typing import TYPE_CHECKING, Any

from convanim import limits
from convanim.errors import BadRequest
from convanim.sources import oriented
from convanim.words import choose

if TYPE_CHECKING:
    import numpy as np

# as image processing writes them for cross-correlation; a bright side to the right, or
# below, gives a positive Sobel
FIXED: dict[str, list[list[int]]] = {
    "sobel-x": [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]],
    "sobel-y": [[-1, -2, -1], [0, 0, 0], [1, 2, 1]],
    "laplacian": [[0, 1, 0], [1, -4, 1], [0, 1, 0]],
    "sharpen": [[0, -1, 0], [-1, 5, -1], [0, -1, 0]],
    "emboss": [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]],
    "edge": [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]],
}
ANY_SIZE = ("identity", "box", "gaussian")
PRESETS = (*ANY_SIZE, *FIXED)
STEER = "steer"
"""The weights of a 1x1 layer that turn the derivatives at 0 and 90 degrees all round."""
BANKS = (*oriented.TURNS, STEER)
"""Presets that make a bank: one filter for each output channel, evenly all round."""
LEAST = 3
"""The least side of an oriented filter."""


def preset(name: Any, size: tuple[int, ...]) -> np.ndarray[Any, np.dtype[Any]]:
    """A named kernel of a size.

    The Gaussian is the binomial one, which is exact in small numbers.

    >>> (preset("gaussian", (3, 3)) * 16).tolist()
    [[1.0, 2.0, 1.0], [2.0, 4.0, 2.0], [1.0, 2.0, 1.0]]
    >>> preset("identity", (3,)).tolist()
    [0, 1, 0]
    """
    import numpy as np

    word = choose("kernel preset", name, PRESETS)
    if word in FIXED:
        if size != (3, 3):
            by = "x".join(map(str, size))
            raise BadRequest(
                f"kernel preset {word!r} is 3x3, not {by}: {', '.join(ANY_SIZE)} have any size"
            )
        return np.array(FIXED[word])
    limits.bounded(prod(size), "kernel values", limits.NUMBERS)
    if word == "identity":
        kernel = np.zeros(size, np.int64)
        kernel[tuple((side - 1) // 2 for side in size)] = 1
        return kernel
    if word == "box":
        return np.full(size, 1 / prod(size))
    limits.bounded(max(size), "cells a side of a Gaussian", limits.GAUSSIAN)
    bell: Any = 1.0
    for side in size:
        bell = np.multiply.outer(bell, [comb(side - 1, n) / 2 ** (side - 1) for n in range(side)])
    return np.asarray(bell)


def bank(
    name: str, size: tuple[int, ...], filters: int
) -> tuple[np.ndarray[Any, np.dtype[Any]], tuple[float, ...]]:
    """A named bank `(filters, channels, *size)`, and the angle of each filter in degrees.

    >>> weight, angles = bank("steer", (1, 1), 4)
    >>> weight[:, :, 0, 0].tolist(), angles
    ([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]], (0.0, 90.0, 180.0, 270.0))
    """
    limits.bounded(prod(size) * filters, "kernel values", limits.NUMBERS)
    if name == STEER:
        if set(size) != {1}:
            by = "x".join(map(str, size))
            raise BadRequest(f"kernel preset {name!r} is for pointwise, a kernel of 1, not {by}")
        angles = oriented.angles("gaussian-derivative", filters)
        return oriented.steering(angles).reshape(filters, 2, *size), angles
    if len(size) != 2:
        raise BadRequest(f"kernel preset {name!r} has two axes, not {len(size)}")
    if min(size) < LEAST:
        raise BadRequest(f"kernel preset {name!r} needs a kernel of {LEAST} or more a side")
    angles = oriented.angles(name, filters)
    return oriented.bank(name, size, angles)[:, None], angles


def maps(name: str, size: tuple[int, ...]) -> np.ndarray[Any, np.dtype[Any]]:
    """Named input maps `(channels, rows, columns)`: the derivatives at 0 and at 90 degrees.

    >>> maps("gaussian-derivatives", (5, 7)).shape
    (2, 5, 7)
    """
    limits.bounded(2 * prod(size), "input values", limits.NUMBERS)
    return oriented.bank("gaussian-derivative", size, oriented.MAPS[name])
