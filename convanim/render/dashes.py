"""Dashes: outlines cut into pieces, for a rasteriser that only draws whole lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import hypot

from convanim.scene.marks import Point, Segment


def dashed(d: Iterable[Segment], pattern: tuple[float, ...]) -> Iterator[list[Point]]:
    """The pieces of the straight outlines `d` that a dash pattern (on, off, on, ...) leaves.

    >>> list(dashed((("M", 0, 0), ("L", 10, 0)), (4, 2)))
    [[(0.0, 0.0), (4.0, 0.0)], [(6.0, 0.0), (10.0, 0.0)]]
    """
    for points in polylines(d):
        yield from _cut(points, pattern)


def polylines(d: Iterable[Segment]) -> Iterator[list[Point]]:
    """The straight outlines as lists of points; closed ones end where they began."""
    points: list[Point] = []
    for op, *values in d:
        numbers = [float(v) for v in values]
        if op == "M":
            if len(points) > 1:
                yield points
            points = [(numbers[0], numbers[1])]
        elif op == "L":
            points.append((numbers[0], numbers[1]))
        else:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _cut(points: list[Point], pattern: tuple[float, ...]) -> Iterator[list[Point]]:
    # on and off take turns whatever the pattern's length is: an odd one goes twice, as in SVG
    turn, left, on = 0, pattern[0], True
    piece = [points[0]]
    for (x1, y1), (x2, y2) in pairwise(points):
        length, done = hypot(x2 - x1, y2 - y1), 0.0
        while length - done > left:
            done += left
            here = (x1 + (x2 - x1) * done / length, y1 + (y2 - y1) * done / length)
            if on:
                yield [*piece, here]
            piece = [here]
            turn = (turn + 1) % len(pattern)
            left, on = pattern[turn], not on
        left -= length - done
        piece.append((x2, y2))
    if on and len(piece) > 1:
        yield piece
