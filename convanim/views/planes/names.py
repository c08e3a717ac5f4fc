"""What the maps of a stacked picture are called: a word beside the planes of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from convanim.language import say
from convanim.operations.describe import called as spoken
from convanim.operations.operation import Operation
from convanim.scene.marks import Point, Text
from convanim.scene.text import CAP_HEIGHT, DEPTH, measure, place
from convanim.views.parts.paper import CAPTION_SIZE, afar
from convanim.views.planes.slabs import Slabs

CLEAR = 7.0
"""Units between a word and the nearest cell."""

Quad = Sequence[Point]


def called(op: Operation) -> tuple[str, str]:
    """What the lower and the upper map are: of a transposed convolution the lower one is its input
    with zeros in between.

    >>> from convanim.operations import ConvTranspose
    >>> called(ConvTranspose(input=3, kernel=3, stride=2))
    ('input (stretched)', 'output')
    """
    low, _, high = spoken(op)
    return say("{input} (stretched)", input=low) if op.stretched else low, high


def names(op: Operation, slabs: Slabs) -> Iterator[Text]:
    """The words below the right end of the lower planes and above the left end of the upper ones,
    where neither cells nor guides are; larger where the picture is looked at from afar."""
    (low, high), (below, above) = called(op), slabs.quads()
    xs = [x for x, _ in slabs.outermost()]
    size = CAPTION_SIZE * afar(max(xs) - min(xs))
    wide, right = measure(low, size), max(x for quad in below for x, _ in quad)
    edge = max(y for quad in below for y in edges(quad, right - wide, right))
    yield place("name.input", low, right, edge + CLEAR + size * CAP_HEIGHT, size, "end")
    wide, left = measure(high, size), min(x for quad in above for x, _ in quad)
    edge = min(y for quad in above for y in edges(quad, left, left + wide))
    yield place("name.output", high, left, edge - CLEAR - size * DEPTH, size)


def edges(quad: Quad, left: float, right: float) -> Iterator[float]:
    """How high the outline of a plane lies between two places: at its corners, and where they
    cut it.

    >>> square = [(0, 0), (10, 0), (10, 10), (0, 10)]
    >>> sorted({round(y) for y in edges(square, 2, 30)})
    [0, 10]
    """
    for (x1, y1), (x2, y2) in pairwise((*quad, quad[0])):
        if left <= x1 <= right:
            yield y1
        for x in (left, right):
            if min(x1, x2) < x < max(x1, x2):
                yield y1 + (y2 - y1) * (x - x1) / (x2 - x1)
