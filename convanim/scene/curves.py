"""Curves and axes: ticks at round numbers, and outlines of few points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil, floor, hypot, log10

from convanim.scene.marks import Point

ROUND = (1, 2, 5, 10)


def ticks(low: float, high: float, most: int) -> list[float]:
    """Up to about `most` round numbers from low to high: multiples of 1, 2 or 5 tenths, ...

    >>> ticks(-1.5, 1.5, 5)
    [-1.0, 0.0, 1.0]
    >>> ticks(0, 0.8, 5)
    [0.0, 0.2, 0.4, 0.6, 0.8]
    """
    if high <= low:
        return [float(low)]
    power = 10 ** floor(log10((high - low) / most))
    step = next(r * power for r in ROUND if (high - low) / (r * power) <= most)
    near = 1e-9  # a tick at the very end is one in spite of rounding
    first, last = ceil(low / step - near), floor(high / step + near)
    return [float(f"{n * step:.12g}") for n in range(first, last + 1)]


def matching(peak: float, other: float, apart: float) -> float:
    """The round factor that lifts `other` to `peak`; 1 if they are not `apart` times apart.

    >>> matching(20, 0.05, 5), matching(1, 0.6, 5), matching(0.01, 2.5, 5)
    (200.0, 1.0, 0.002)
    """
    if not peak or not other or 1 / apart <= other / peak <= apart:
        return 1.0
    power = floor(log10(peak / other))
    low = max(r for r in ROUND if r * 10.0**power <= peak / other * (1 + 1e-9))
    return float(f"{low * 10.0**power:.12g}")


def simplified(points: Sequence[Point], apart: float) -> list[Point]:
    """The line through fewer of the points, none of the others further than `apart` from it.

    (D. Douglas, T. Peucker, 1973. Points are measured to the piece of line that stands for them,
    so that one that turns back keeps where it turned.)

    >>> simplified([(0, 0), (1, 0), (2, 0), (3, 3)], 0.1)
    [(0, 0), (2, 0), (3, 3)]
    >>> simplified([(0, 0), (5, 0), (2, 0)], 0.1)
    [(0, 0), (5, 0), (2, 0)]
    """
    kept = {0, len(points) - 1}
    open_ = [(0, len(points) - 1)]
    while open_:
        first, last = open_.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        dx, dy = bx - ax, by - ay
        square = dx * dx + dy * dy or 1.0
        farthest, at = apart, None
        for n in range(first + 1, last):
            x, y = points[n]
            part = min(max(((x - ax) * dx + (y - ay) * dy) / square, 0.0), 1.0)
            away = hypot(x - ax - part * dx, y - ay - part * dy)
            if away > farthest:
                farthest, at = away, n
        if at is not None:
            kept.add(at)
            open_ += [(first, at), (at, last)]
    return [points[n] for n in sorted(kept)]


def crossing(points: Iterable[Point]) -> Iterator[Point]:
    """Points of a curve, and those between them at which it crosses zero.

    >>> list(crossing([(0, 1), (4, -3)]))
    [(0, 1), (1.0, 0.0), (4, -3)]
    """
    before: Point | None = None
    for t, v in points:
        if before is not None and before[1] * v < 0:
            yield before[0] + (t - before[0]) * before[1] / (before[1] - v), 0.0
        yield t, v
        before = t, v
