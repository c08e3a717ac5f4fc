"""Outlines for a rasteriser: curves as straight pieces, and no piece twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from math import ceil
from typing import Any

from convanim.scene.marks import Point, Segment

APART = 0.03
"""Units between a curve and the straight pieces that stand for it: in pixels, less than is seen."""
MOST = 1 << 32
"""More places than a picture has."""
NEAR = 6
"""Decimals to which two ends of a piece are the same place, whichever way they were computed."""


def straight(d: Iterable[Segment]) -> Iterator[Segment]:
    """The segments with their curves as straight pieces.

    >>> list(straight((("M", 0, 0), ("C", 1, 0, 2, 0, 3, 0))))
    [('M', 0, 0), ('L', 3.0, 0.0)]
    """
    here: Any = (0.0, 0.0)
    for segment in d:
        match len(segment):
            case 7:
                numbers: Any = segment[1:]
                for x, y in _chords(here, numbers):
                    yield ("L", x, y)
                here = segment[5:]
            case 3:
                yield segment
                here = segment[1:]
            case _:
                yield segment


def _chords(start: Point, numbers: tuple[float, ...]) -> Iterator[Point]:
    """Points along a cubic curve; its chord over 1/n leaves it by less than bend / (8 n n)."""
    (x0, y0), (x1, y1, x2, y2, x3, y3) = start, numbers
    first = abs(x0 - 2 * x1 + x2) + abs(y0 - 2 * y1 + y2)
    second = abs(x1 - 2 * x2 + x3) + abs(y1 - 2 * y2 + y3)
    bend = 6 * max(first, second)
    for a, b, c, e in _weights(max(1, ceil((bend / (8 * APART)) ** 0.5))):
        yield a * x0 + b * x1 + c * x2 + e * x3, a * y0 + b * y1 + c * y2 + e * y3


@cache
def _weights(count: int) -> tuple[tuple[float, float, float, float], ...]:
    """What the four points of a cubic curve weigh at each of its `count` parts."""
    parts = (n / count for n in range(1, count + 1))
    return tuple(((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3) for t in parts)


def once(d: Iterable[Segment]) -> Iterator[Segment]:
    """The outlines without the pieces that an earlier one has: cells share their edges.

    Those with a curve are left as they are.

    >>> left = (("M", 0, 0), ("L", 1, 0), ("L", 1, 1), ("L", 0, 1), ("Z",))
    >>> right = (("M", 1, 0), ("L", 2, 0), ("L", 2, 1), ("L", 1, 1), ("Z",))
    >>> list(once((*left, *right)))[5:]
    [('M', 1.0, 0.0), ('L', 2.0, 0.0), ('L', 2.0, 1.0), ('L', 1.0, 1.0)]
    """
    places: dict[Point, int] = {}
    seen: set[int] = set()
    outline: list[Segment] = []
    for segment in d:
        if segment[0] == "M":
            yield from _unseen(outline, places, seen)
            outline = []
        outline.append(segment)
    yield from _unseen(outline, places, seen)


def _unseen(outline: list[Segment], places: dict[Point, int], seen: set[int]) -> list[Segment]:
    """The pieces of one outline that were not seen; all of it as it is, where none was. A piece is
    told by the numbers of its ends among all `places`."""
    if any(op == "C" for op, *_ in outline):
        return outline
    points = [(float(xy[0]), float(xy[1])) for _, *xy in outline if xy]
    if len(points) < len(outline):
        points.append(points[0])
    numbers = [places.setdefault((round(x, NEAR), round(y, NEAR)), len(places)) for x, y in points]
    kept: list[Segment] = []
    dropped = False
    for (here, one), (end, other) in pairwise(zip(points, numbers, strict=True)):
        piece = min(one, other) * MOST + max(one, other)
        if piece in seen:
            dropped = True
            continue
        if not kept or kept[-1][1:] != here:
            kept.append(("M", *here))
        kept.append(("L", *end))
        seen.add(piece)
    return kept if dropped else outline
