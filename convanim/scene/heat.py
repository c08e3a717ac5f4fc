"""Numbers as colours: the greys of a picture, or where a theme's scale of colours has them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite

BRIGHTEST = 255
"""What a picture's values reach to: those that stay within are not stretched."""
LEVELS = 255
"""Levels of a scale on either side of zero: as many as a channel of a colour can tell apart."""
READ = 0.4
"""The part of a scale that counts take: figures are read on it in every theme."""


@dataclass(frozen=True, slots=True)
class Level:
    """Where a number lies on a theme's scale of colours, from -1 by zero to 1, and in how much
    `light`: 1 is all of it, 0 none."""

    at: float
    light: float = 1.0


Fill = str | Level
"""A colour that is data: itself, or the level of a number whose colour is the theme's."""


@dataclass(frozen=True, slots=True)
class Shades:
    """The colours for numbers that belong together, from `low` to `high`, zero among them.

    >>> signed = Shades(-5, 2, signed=True)
    >>> signed(0), signed(1), signed(-5)
    (Level(at=0.0, light=1.0), Level(at=0.2, light=1.0), Level(at=-1.0, light=1.0))
    >>> Shades(0, 255)(51)
    '#333333'
    """

    low: float
    high: float
    signed: bool = False
    part: float = 1.0
    """How much of a scale they take."""

    def __call__(self, value: float) -> Fill:
        """The colour of a number: its level as far from zero as it is, or a grey from black on."""
        most = max(-self.low, self.high) or 1.0
        if self.signed:
            return level(self.part * value / most)
        return "#" + f"{round(255 * min(value / most, 1.0)):02x}" * 3


def shades(numbers: Iterable[float]) -> Shades:
    """The colours for numbers: levels where there are negative ones, or else greys.

    Greys of what could be a picture's bytes keep its brightness.

    >>> shades([-2, 0, 4])(0), shades([0, 200])(255)
    (Level(at=0.0, light=1.0), '#ffffff')
    """
    finite = [v for v in numbers if isfinite(v)]
    low, high = min(finite, default=0.0), max(finite, default=0.0)
    if low < 0:
        return Shades(low, max(high, 0.0), signed=True)
    # numbers of a few units are no picture's bytes: they are stretched to the full range
    return Shades(0.0, BRIGHTEST if BRIGHTEST / 8 < high <= BRIGHTEST else high or 1.0)


def amounts(numbers: Iterable[float]) -> Shades:
    """The levels of amounts from zero on, all so near to it that figures are read on them.

    >>> amounts([0, 4])(0), amounts([0, 4])(4)
    (Level(at=0.0, light=1.0), Level(at=0.4, light=1.0))
    """
    return Shades(0.0, max(numbers, default=0.0), signed=True, part=READ)


def level(at: float) -> Level:
    """A level: numbers whose colours nobody could tell apart are one.

    >>> level(0.1234).at * LEVELS
    31.0
    """
    return Level(round(max(-1.0, min(at, 1.0)) * LEVELS) / LEVELS)
