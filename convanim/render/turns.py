"""What turns on its way: where CSS needs more keyframes to go as the scene goes.

A scene carries a mark from one matrix to the next in straight lines, number by number. So does
CSS with shifts and scales. Other matrices it takes apart and turns (CSS Transforms 1,
"Interpolation of 2D matrices"): a line whose ends both move would leave them in between.
"""

from __future__ import annotations

from cmath import sqrt

from convanim.render.svg_text import number
from convanim.scene.marks import Matrix
from convanim.scene.time import between, ease

BEND = 0.5
"""Scene units that a turning line may be off its ends: half a line's width."""
SHORTEST = 1 / 64
"""The part of a glide that is not cut any further."""


def is_turned(matrix: Matrix) -> bool:
    """Whether a matrix does more than shift and scale."""
    return matrix[1] != 0 or matrix[2] != 0


def cuts(one: Matrix, other: Matrix) -> list[float]:
    """Parts of the time between two matrices at which CSS must be told where the mark is.

    >>> cuts((1, 0, 0, 1, 0, 0), (1, 0, 0, 9, 5, 5))
    []
    >>> cuts((0, -1, 10, 0, 0, 0), (1, 0, 0, 10, 0, 0))
    [0.25, 0.5, 0.75]
    """
    if not is_turned(one) and not is_turned(other):
        return []
    found: list[float] = []
    spans = [(0.0, 1.0)]
    while spans:
        start, end = spans.pop()
        here, there = (between(one, other, ease(t)) for t in (start, end))
        if bend(here, there) > BEND and end - start > SHORTEST:
            middle = (start + end) / 2
            found.append(middle)
            spans += [(start, middle), (middle, end)]
    return sorted(found)


def bend(one: Matrix, other: Matrix) -> float:
    """How far half-way by turning is from half-way in a straight line, at most."""
    most = 0.0
    for n in (0, 2):
        here, there = complex(*one[n : n + 2]), complex(*other[n : n + 2])
        if here and there:
            near, far = here / abs(here), there / abs(there)
            turned = (abs(here) + abs(there)) / 2 * near * sqrt(far / near)
            most = max(most, abs((here + there) / 2 - turned))
    return most


def easing(start: float, end: float) -> str:
    """The stretch of `scene.time.ease` from one part of the time to another, in CSS.

    >>> easing(0, 1), easing(0, 0.5)
    ('cubic-bezier(.3333,0,.6667,1)', 'cubic-bezier(.3333,0,.6667,.5)')
    """
    rise = ease(end) - ease(start)
    # a cubic whose time is even has its handles at thirds, as high as its slopes lead
    slopes = (6 * t * (1 - t) * (end - start) / rise for t in (start, end))
    first, second = (slope / 3 for slope in slopes)
    handles = 1 / 3, first, 2 / 3, 1 - second
    return f"cubic-bezier({','.join(number(v, 4) for v in handles)})"
