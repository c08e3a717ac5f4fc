"""Dots where a volume is broken: cells are left out there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from convanim.scene.marks import Mark, Path, Point
from convanim.scene.shapes import circle
from convanim.views.blocks.solid import Solid
from convanim.views.blocks.volumes import Volumes
from convanim.views.parts.ruler import Ruler, Run

DOT = 1.3
"""The radius of a dot in scene units."""
PARTS = (0.25, 0.5, 0.75)
"""Where three dots lie in a gap."""


def ellipsis(middle: Point) -> Mark:
    """Three dots, one below the other."""
    return dotted((middle[0], middle[1] + 5 * n) for n in (-1, 0, 1))


def dots(solid: Solid, drawn: Volumes) -> Iterator[Mark]:
    """Dots in the gaps of a broken volume, along its front and its top."""
    near = drawn.layers.length
    rows, columns = middles(drawn.rows.runs), middles(drawn.columns.runs)
    places = [
        *((near, row, column) for column in columns for row in gaps(drawn.rows.under)),
        *((near, row, column) for row in rows for column in gaps(drawn.columns.under)),
        *((layer, 0, column) for column in columns for layer in gaps(drawn.layers)),
    ]
    if places:
        yield dotted(solid.point(*place) for place in places)


def middles(runs: list[Run]) -> list[float]:
    """The middle of each stretch of cells."""
    return [start + count / 2 for start, count in runs]


def gaps(ruler: Ruler) -> list[float]:
    """Where dots lie between the stretches of an axis."""
    return [
        start + count + part * (after - start - count)
        for (start, count), (after, _) in pairwise(ruler.runs())
        for part in PARTS
    ]


def dotted(places: Iterable[Point]) -> Mark:
    """A small round dot at each place."""
    return Path("break", tuple(segment for place in places for segment in circle(place, DOT)))
