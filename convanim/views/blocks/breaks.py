"""Dots where a volume is broken: cells are left out there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from convanim.scene.marks import Mark, Path, Point, Segment
from convanim.views.blocks.solid import Solid
from convanim.views.blocks.volumes import Volumes
from convanim.views.parts.plane import rounded

DOT = 1.3
"""The radius of a dot in scene units."""
PARTS = (0.25, 0.5, 0.75)
"""Where three dots lie in a gap."""


def ellipsis(middle: Point) -> Mark:
    """Three dots, one below the other."""
    return Path("break", tuple(segment for n in (-1, 0, 1) for segment in dot(middle, 0, 5 * n)))


def dots(solid: Solid, drawn: Volumes) -> Iterator[Mark]:
    """Dots in the gaps of a broken volume, along its front and its top."""
    deep, gap = drawn.layers, drawn.layers.length
    d: list[Segment] = []
    for (a, n), (b, _) in pairwise(drawn.rows.under.runs()):
        for column, count in drawn.columns.runs:
            for part in PARTS:
                d += dot(solid.point(gap, a + n + part * (b - a - n), column + count / 2))
    for (a, n), (b, _) in pairwise(drawn.columns.under.runs()):
        for row, count in drawn.rows.runs:
            for part in PARTS:
                d += dot(solid.point(gap, row + count / 2, a + n + part * (b - a - n)))
    for (a, n), (b, _) in pairwise(deep.runs()):
        for column, count in drawn.columns.runs:
            for part in PARTS:
                d += dot(solid.point(a + n + part * (b - a - n), 0, column + count / 2))
    if d:
        yield Path("break", tuple(d))


def dot(centre: Point, dx: float = 0, dy: float = 0) -> tuple[Segment, ...]:
    """A small round dot."""
    x, y = centre[0] + dx, centre[1] + dy
    square = [(x - DOT, y - DOT), (x + DOT, y - DOT), (x + DOT, y + DOT), (x - DOT, y + DOT)]
    return tuple(rounded(square, 0.5))
