"""Stems: samples as lines with dots at their ends, and figures beyond them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from convanim.scene.figures import Figures
from convanim.scene.marks import Mark, Path, lines
from convanim.scene.shapes import circle
from convanim.scene.text import CAP_HEIGHT, fitted, place
from convanim.views.curves.axes import TICK, Axes

Sample = tuple[int, float]
"""A place, and the number there."""

RADIUS, CLEAR = 4.2, 5.0
"""A stem's dot, in scene units, and from it to the figure on it."""
FREE = RADIUS + CLEAR + TICK * CAP_HEIGHT + 3
"""From a dot's middle to where its figure is passed."""


def stems(
    axes: Axes, samples: Iterable[Sample], roles: tuple[str, str], **time: Any
) -> Iterator[Mark]:
    """Samples: their lines in the first role, their dots in the second."""
    pairs = [(axes.at(place, 0), axes.at(place, value)) for place, value in samples]
    yield lines(roles[0], [pair for pair in pairs if pair[0] != pair[1]], **time)
    yield Path(roles[1], tuple(s for _, head in pairs for s in circle(head, RADIUS)), **time)


def figures(
    axes: Axes, samples: Iterable[Sample], way: Figures, room: float, **time: Any
) -> Iterator[Mark]:
    """The samples' numbers, above the dots or, negative ones, below."""
    for where, value in samples:
        text = way.text(value)
        size = fitted(text, TICK, room)
        x, y = axes.at(where, value)
        y += RADIUS + CLEAR + size * CAP_HEIGHT if value < 0 else -RADIUS - CLEAR
        yield place("label", text, x, y, size, "middle", **time)
