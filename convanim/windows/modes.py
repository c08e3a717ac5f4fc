"""What padding holds in a padding mode other than zeros: the number of a real cell."""

from __future__ import annotations

from typing import Any


def wrapped(cells: Any, size: int, mode: str) -> Any:
    """The real cell whose number a cell of the padding holds, where numpy's pad takes it from; a
    real cell is itself. Its arithmetic is that of arrays as well as of integers.

    >>> modes = ("reflect", "symmetric", "replicate", "circular")
    >>> [[wrapped(cell, 3, mode) for cell in (-2, -1, 3, 4)] for mode in modes]
    [[2, 1, 1, 0], [1, 0, 2, 1], [0, 0, 2, 2], [1, 2, 0, 1]]
    """
    last = size - 1
    if mode == "circular":
        return cells % size
    if mode == "replicate":  # nearest of 0 and last, in terms of distances
        return (abs(cells) - abs(cells - last) + last) // 2
    if mode == "symmetric":  # the border cell is repeated
        there = cells % (2 * size)
        return (last + size - abs(2 * there - last - size)) // 2
    # reflect: the border cell itself is not repeated
    return last - abs(last - abs(cells))
