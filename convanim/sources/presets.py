"""Kernels that have names."""

from __future__ import annotations

from math import comb, prod
from typing import TYPE_CHECKING, Any

from convanim.errors import BadRequest
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
    if word == "identity":
        kernel = np.zeros(size, np.int64)
        kernel[tuple((side - 1) // 2 for side in size)] = 1
        return kernel
    if word == "box":
        return np.full(size, 1 / prod(size))
    bell: Any = 1.0
    for side in size:
        bell = np.multiply.outer(bell, [comb(side - 1, n) / 2 ** (side - 1) for n in range(side)])
    return np.asarray(bell)
