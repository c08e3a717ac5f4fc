"""Numbers as colours: greys, or two hues that part at zero."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import isfinite

# the two ends of ColorBrewer's RdBu, which readers with any common deficiency tell apart
COLD, WARM, NONE = (33, 102, 172), (178, 24, 43), (247, 247, 247)
WARMISH = (244, 165, 130)
BRIGHTEST = 255
"""What a picture's values reach to: those that stay within are not stretched."""

Shade = Callable[[float], str]


def shades(numbers: Iterable[float]) -> Shade:
    """The colours for numbers that belong together.

    Signed ones diverge from zero, which is nearly white: blue below, red above. Others are
    greys from black at zero; those that could be a picture's keep its brightness.

    >>> signed = shades([-2, 0, 4])
    >>> signed(0), signed(4), signed(-4)
    ('#f7f7f7', '#b2182b', '#2166ac')
    >>> shades([0, 200])(255)
    '#ffffff'
    """
    finite = [v for v in numbers if isfinite(v)]
    low, high = min(finite, default=0.0), max(finite, default=0.0)
    if low < 0:
        most = max(-low, high)
        return lambda v: _mixed(NONE, WARM if v > 0 else COLD, min(abs(v) / most, 1.0))
    # numbers of a few units are no picture's bytes: they are stretched to the full range
    top = BRIGHTEST if BRIGHTEST / 8 < high <= BRIGHTEST else high or 1.0
    return lambda v: _mixed((0, 0, 0), (255, 255, 255), min(v / top, 1.0))


def amounts(numbers: Iterable[float]) -> Shade:
    """The colours for amounts from zero on, all light enough for dark figures.

    >>> amounts([0, 4])(0), amounts([0, 4])(4)
    ('#f7f7f7', '#f4a582')
    """
    most = max(numbers, default=0.0) or 1.0
    return lambda v: _mixed(NONE, WARMISH, v / most)


def _mixed(one: tuple[int, ...], other: tuple[int, ...], part: float) -> str:
    return "#" + "".join(
        f"{round(a + (b - a) * part):02x}" for a, b in zip(one, other, strict=True)
    )


def shaded(colour: str, light: float) -> str:
    """A colour in less light: 1 leaves it as it is, 0 is black.

    >>> shaded("#f7f7f7", 0.5)
    '#7c7c7c'
    """
    parts = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return "#" + "".join(f"{round(part * light):02x}" for part in parts)
