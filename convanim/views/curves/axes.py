"""A pair of axes: where a number at a time lies in the picture, ticks, figures, legends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import floor, log10

from convanim.scene.curves import ticks
from convanim.scene.figures import Figures
from convanim.scene.marks import Mark, Point, Steps, lines, polygon
from convanim.scene.text import CAP_HEIGHT, fitted, measure, place

LABEL, TICK = 13.5, 11.0
"""Sizes of words and of ticks' figures."""
LEFT, RIGHT = 34.0, 16.0
"""Room for the numbers' figures at the left of axes, and for their name at the right."""
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

    def marks(self, across: Sequence[float], up: Sequence[float], name: str) -> Iterator[Mark]:
        """The axis at zero, with ticks and its name at its end, and the numbers at the left."""
        right = self.x + self.width
        base = self.at(self.low, 0)[1]
        pairs = [((self.x, base), (right, base))]
        for t in across:
            x = self.across(t)
            pairs.append(((x, base), (x, base + MARK)))
        for value in up:
            y = self.at(self.low, value)[1]
            pairs.append(((self.x - MARK, y), (self.x, y)))
        yield lines("axis", pairs)
        figures = Figures.of(up)
        for value in up:
            y = self.at(self.low, value)[1] + TICK * CAP_HEIGHT / 2
            text = figures.text(value)
            size = fitted(text, TICK, ROOM)
            yield place("label.tick", text, self.x - MARK - 4, y, size, "end")
        yield place("label", name, right + 5, base + LABEL * 0.3, LABEL)

    def times(self, across: Sequence[float]) -> Iterator[Mark]:
        """The figures of the times, under everything."""
        figures = Figures.of(across)
        y = self.at(self.low, self.least)[1] + MARK + 4 + TICK * CAP_HEIGHT
        for t in across:
            yield place("label.tick", figures.text(t), self.across(t), y, TICK, "middle")


def bounds(numbers: Iterable[float]) -> tuple[float, float]:
    """The least and the greatest number, zero among them, with something between them."""
    found = [0.0, *map(float, numbers)]
    low, high = min(found), max(found)
    return (low, high) if high > low else (0.0, 1.0)


def upward(low: float, high: float) -> list[float]:
    """The ticks of numbers: a few."""
    return ticks(low, high, 4)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a legend: a role's sample at (x, y), and its word; `part` of their usual size."""

    role: str
    text: str
    x: float
    y: float
    part: float

    def marks(self, words: Mapping[str, Steps | None] | None = None) -> Iterator[Mark]:
        """The sample, an area's as a block, and the word, or several, each at its steps."""
        left, right, low, size = self.x, self.x + SWATCH * self.part, self.y, LABEL * self.part
        top, middle = low - size * CAP_HEIGHT, low - size * CAP_HEIGHT / 2
        if self.role.startswith("area"):
            yield polygon(self.role, ((left, top), (right, top), (right, low), (left, low)))
        else:
            yield lines(self.role, [((left, middle), (right, middle))])
        for text, steps in (words or {self.text: None}).items():
            yield place("label", text, right + AFTER * self.part, low, size, steps=steps)


def legend(entries: Sequence[tuple[str, str]], x: float, y: float, width: float) -> list[Entry]:
    """Where roles and their words lie, one after the other.

    They are smaller where they would take more than `width`.
    """
    taken = [SWATCH + AFTER + measure(text, LABEL) + BETWEEN for _, text in entries]
    part = min(width / (sum(taken) - BETWEEN), 1.0)
    starts = accumulate((room * part for room in taken), initial=x)
    return [Entry(*entry, start, y, part) for entry, start in zip(entries, starts, strict=False)]


def figures_for(numbers: Sequence[float], precision: int | None) -> Figures:
    """The figures of numbers that run by: three digits are as much as anyone reads."""
    exact = Figures.of(numbers, precision)
    if precision is not None or exact.powers or not exact.places:
        return exact
    largest = max(map(abs, numbers))
    return Figures(max(2 - floor(log10(largest)), 1))
