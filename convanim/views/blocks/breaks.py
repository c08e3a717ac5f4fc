"""Dots where a volume is broken: cells are left out there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from convanim.scene.marks import Mark, Path, Point
from convanim.scene.shapes import circle
from convanim.views.blocks.solid import COLUMN, LAYER, ROW, Block, Solid
from convanim.views.parts.ruler import Run

DOT = 1.3
"""The radius of a dot in scene units."""
PITCH = 5.0
"""Units between dots."""
ASIDE = 5.0
"""Units from a volume's edge to dots beside it."""


def ellipsis(middle: Point) -> Mark:
    """Three dots, one below the other."""
    return dotted(in_line(middle, ROW))


def dots(solid: Solid, room: Block, axes: Iterable[list[Run]]) -> Iterator[Mark]:
    """Dots beside the gaps of a broken volume that takes so much room, of each of its axes.

    They lie beside it, above to the left, to the left and below: in a gap there are the sides
    of what lies behind.
    """
    layers, rows, columns = map(gaps, axes)
    near, low, _ = room.size
    beside = (
        *((solid.point(layer, 0, 0), LAYER, (-0.6, -0.8)) for layer in layers),
        *((solid.point(near, row, 0), ROW, (-1.0, 0.0)) for row in rows),
        *((solid.point(near, low, column), COLUMN, (0.0, 1.0)) for column in columns),
    )
    places = [
        place
        for (x, y), along, (dx, dy) in beside
        for place in in_line((x + ASIDE * dx, y + ASIDE * dy), along)
    ]
    if places:
        yield dotted(places)


def gaps(runs: list[Run]) -> list[float]:
    """The middles between the stretches of an axis."""
    return [(start + count + after) / 2 for (start, count), (after, _) in pairwise(runs)]


def in_line(middle: Point, along: Point) -> Iterator[Point]:
    """Where three dots lie, in a direction."""
    (x, y), (dx, dy) = middle, along
    step = PITCH / (dx * dx + dy * dy) ** 0.5
    return ((x + n * step * dx, y + n * step * dy) for n in (-1, 0, 1))


def dotted(places: Iterable[Point]) -> Mark:
    """A small round dot at each place."""
    return Path("break", tuple(segment for place in places for segment in circle(place, DOT)))
