"""A pair of axes: where a number at a time lies in the picture, ticks, figures, legends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import floor, log10

from convanim.scene.curves import ticks
from convanim.scene.figures import Figures
from convanim.scene.marks import Mark, Point, lines, polygon
from convanim.scene.text import CAP_HEIGHT, fitted, measure, place

LABEL, TICK = 13.5, 11.0
"""Sizes of words and of ticks' figures."""
MARK, ROOM = 4.0, 42.0
"""How long a tick is, and what the figures at the left may take."""
SWATCH, AFTER, BETWEEN = 18.0, 6.0, 18.0
"""A legend's sample of line, the gap after it, and the gap between two entries."""


@dataclass(frozen=True, slots=True)
class Axes:
    """Times from `low` to `high` over `width`, numbers from `least` to `most` over `height`."""

    x: float
    y: float
    width: float
    height: float
    low: float
    high: float
    least: float
    most: float

    def across(self, t: float) -> float:
        """Where a time lies."""
        return self.x + (t - self.low) / (self.high - self.low) * self.width

    def at(self, t: float, value: float) -> Point:
        """Where a number at a time lies."""
        part = (value - self.least) / (self.most - self.least)
        return self.across(t), self.y + self.height * (1 - part)

    def lines(self, across: Sequence[float], up: Sequence[float]) -> Mark:
        """The axis at zero, with its ticks, and the ticks of the numbers at the left."""
        right = self.x + self.width
        base = self.at(self.low, 0)[1]
        pairs = [((self.x, base), (right, base))]
        for t in across:
            x = self.across(t)
            pairs.append(((x, base), (x, base + MARK)))
        for value in up:
            y = self.at(self.low, value)[1]
            pairs.append(((self.x - MARK, y), (self.x, y)))
        return lines("axis", pairs)

    def times(self, across: Sequence[float]) -> Iterator[Mark]:
        """The figures of the times, under everything."""
        figures = Figures.of(across)
        y = self.at(self.low, self.least)[1] + MARK + 4 + TICK * CAP_HEIGHT
        for t in across:
            yield place("label.tick", figures.text(t), self.across(t), y, TICK, "middle")

    def numbers(self, up: Sequence[float]) -> Iterator[Mark]:
        """The figures of the numbers, at the left."""
        figures = Figures.of(up)
        for value in up:
            y = self.at(self.low, value)[1] + TICK * CAP_HEIGHT / 2
            text = figures.text(value)
            size = fitted(text, TICK, ROOM)
            yield place("label.tick", text, self.x - MARK - 4, y, size, "end")

    def name(self, text: str) -> Mark:
        """The axis's name at its end."""
        x, y = self.x + self.width + 5, self.at(self.low, 0)[1] + LABEL * 0.3
        return place("label", text, x, y, LABEL)


def bounds(numbers: Iterable[float]) -> tuple[float, float]:
    """The least and the greatest number, zero among them, with something between them."""
    found = [0.0, *map(float, numbers)]
    low, high = min(found), max(found)
    return (low, high) if high > low else (0.0, 1.0)


def upward(low: float, high: float) -> list[float]:
    """The ticks of numbers: a few."""
    return ticks(low, high, 4)


def legend(entries: Sequence[tuple[str, str]], x: float, y: float, width: float) -> Iterator[Mark]:
    """Samples of roles with their words, one after the other; an area's is a block.

    They are smaller where they would take more than `width`.
    """
    taken = sum(SWATCH + AFTER + measure(text, LABEL) + BETWEEN for _, text in entries) - BETWEEN
    part = min(width / taken, 1.0)
    size, long = LABEL * part, SWATCH * part
    for role, text in entries:
        top, middle = y - size * CAP_HEIGHT, y - size * CAP_HEIGHT / 2
        if role == "area":
            yield polygon(role, ((x, top), (x + long, top), (x + long, y), (x, y)))
        else:
            yield lines(role, [((x, middle), (x + long, middle))])
        x += long + AFTER * part
        yield place("label", text, x, y, size)
        x += measure(text, size) + BETWEEN * part


def figures_for(numbers: Sequence[float], precision: int | None) -> Figures:
    """The figures of numbers that run by: three digits are as much as anyone reads."""
    exact = Figures.of(numbers, precision)
    if precision is not None or exact.powers or not exact.places:
        return exact
    largest = max(map(abs, numbers))
    return Figures(max(2 - floor(log10(largest)), 1))
