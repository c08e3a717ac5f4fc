"""Steps as the ranges in which a mark shows."""

from __future__ import annotations

from collections.abc import Iterable

from convanim.scene.marks import Steps


def spans(numbers: Iterable[int]) -> Steps:
    """Numbers in order as ranges that do not touch.

    >>> spans([0, 1, 2, 5])
    (range(0, 3), range(5, 6))
    """
    found: list[range] = []
    for n in numbers:
        if found and found[-1].stop == n:
            found[-1] = range(found[-1].start, n + 1)
        else:
            found.append(range(n, n + 1))
    return tuple(found)
