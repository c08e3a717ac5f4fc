"""Numbers as text: the one place where a figure's digits are chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor, inf, isfinite, log10

LONGEST = 7
"""Characters of a figure that a cell shows without shrinking it much."""
MOST_PLACES = 4
"""Decimals that are written where they make every number exact."""
SIGNIFICANT = 3
"""Digits of the largest number where decimals cannot make it exact."""
ENOUGH = 1000
"""From here on decimals are written only where they make every number exact."""
LARGEST = 1e7
"""From here on, and below `SMALLEST`, a power of ten is written."""
SMALLEST = 1e-3


@dataclass(frozen=True, slots=True)
class Figures:
    """How numbers that belong together are written: alike, whole ones without a point.

    >>> tenths = Figures.of([0.5, -2, 1.25])
    >>> tenths.text(0.5), tenths.text(-2)
    ('0.50', '−2.00')
    >>> Figures.of([3, -12]).text(-12), Figures.of([1e9, 5]).text(1e9)
    ('−12', '1.0e9')
    """

    places: int = 0
    powers: bool = False

    @classmethod
    def of(cls, numbers: Iterable[float], precision: int | None = None) -> Figures:
        """The figures for these numbers; `precision` decimals where not all are whole."""
        finite = [abs(float(v)) for v in numbers if isfinite(v)]
        largest = max(finite, default=0.0)
        whole = all(v.is_integer() for v in finite)
        if largest >= LARGEST or 0 < largest < SMALLEST:
            return cls(1 if precision is None else precision, True)
        if whole:
            return cls()
        if precision is not None:
            return cls(precision)
        for places in range(1, MOST_PLACES + 1):
            # a sign, the whole part, the point and the places
            room = 2 + len(str(int(largest))) + places <= LONGEST
            # sums of binary fractions miss their decimals by a few units in the last place
            exact = all(abs(v - round(v, places)) <= 1e-12 * largest for v in finite)
            if exact and room:
                return cls(places)
        places = SIGNIFICANT - 1 - floor(log10(largest))
        # a number of four digits is told well enough without any decimals
        return cls(min(max(places, 1 if largest < ENOUGH else 0), MOST_PLACES))

    def text(self, value: float) -> str:
        """A number's figures, with a typographer's minus."""
        if value != value:
            return "NaN"
        if abs(value) == inf:
            return "∞" if value > 0 else "−∞"
        if self.powers and value:
            mantissa, _, power = f"{value:.{self.places}e}".partition("e")
            return f"{mantissa}e{int(power)}".replace("-", "−")
        if self.powers:
            return "0"
        text = f"{value:.{self.places}f}"
        if not any(digit in text for digit in "123456789"):
            text = text.lstrip("-")  # nothing is left of the sign of a number rounded to zero
        return text.replace("-", "−")


def bracketed(text: str) -> str:
    """A figure within a sum: a negative one in brackets.

    >>> bracketed("−2"), bracketed("3")
    ('(−2)', '3')
    """
    return f"({text})" if text.startswith("−") else text
