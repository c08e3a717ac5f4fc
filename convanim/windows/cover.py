"""Which cells of an axis are read, worked out in the bits of a whole number.

A window that goes on by its stride is its taps laid down again and again. Doubling what is laid
down does that in as many shifts as a number has digits, however many taps and outputs there are.
"""

from __future__ import annotations

from collections.abc import Iterator


def repeated(bits: int, count: int, step: int) -> int:
    """Bits laid down `count` times, `step` apart.

    >>> f"{repeated(0b11, 3, 4):b}"
    '1100110011'
    """
    done = 1
    while done < count:
        more = min(done, count - done)
        bits |= bits << more * step
        done += more
    return bits


def places(bits: int) -> Iterator[int]:
    """Where bits are set.

    >>> list(places(0b1101))
    [0, 2, 3]
    """
    text = f"{bits:b}"[::-1]
    at = text.find("1")
    while at >= 0:
        yield at
        at = text.find("1", at + 1)
