"""Shapes: rounded corners of any outline, rectangles, circles, arrows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import hypot

from convanim.scene.marks import Point, Segment, outline

REACH = 0.5523
"""How far a quarter of a circle that is drawn as one cubic reaches towards its corner."""


HEAD = (4.0, 5.5)
"""Half an arrow head's width, and its height."""


def rounded(corners: Sequence[Point], radius: float) -> Iterator[Segment]:
    """The outline through `corners` with each corner rounded, `radius` in parts of a side."""
    count = len(corners)
    for n, here in enumerate(corners):
        before = _between(here, corners[n - 1], radius)
        after = _between(here, corners[(n + 1) % count], radius)
        yield ("M" if n == 0 else "L", *before)
        yield ("C", *_between(before, here, REACH), *_between(after, here, REACH), *after)
    yield ("Z",)


def rectangle(left: float, top: float, right: float, low: float, r: float) -> Iterator[Segment]:
    """A rectangle whose corners are quarters of circles of radius r."""
    k = r * (1 - REACH)
    yield from (("M", left, top + r), ("C", left, top + k, left + k, top, left + r, top))
    yield from (("L", right - r, top), ("C", right - k, top, right, top + k, right, top + r))
    yield from (("L", right, low - r), ("C", right, low - k, right - k, low, right - r, low))
    yield from (("L", left + r, low), ("C", left + k, low, left, low - k, left, low - r), ("Z",))


def circle(centre: Point, r: float) -> tuple[Segment, ...]:
    """A circle's outline."""
    x, y = centre
    k = r * REACH
    return (
        ("M", x + r, y),
        ("C", x + r, y + k, x + k, y + r, x, y + r),
        ("C", x - k, y + r, x - r, y + k, x - r, y),
        ("C", x - r, y - k, x - k, y - r, x, y - r),
        ("C", x + k, y - r, x + r, y - k, x + r, y),
        ("Z",),
    )


def arrow(*points: Point) -> tuple[Segment, ...]:
    """A line through points, with an open head where it ends.

    >>> arrow((0, 0), (10, 0))[2:]
    (('M', 4.5, -4.0), ('L', 10, 0), ('L', 4.5, 4.0))
    """
    return (*outline(points, closed=False), *head(*points[-2:]))


def head(before: Point, tip: Point) -> tuple[Segment, ...]:
    """An open arrow head at the tip of a line that comes from a point."""
    (x, y), (half, high) = tip, HEAD
    dx, dy = x - before[0], y - before[1]
    along, down = dx / hypot(dx, dy), dy / hypot(dx, dy)
    back = x - along * high, y - down * high
    wings = [(back[0] + side * down, back[1] - side * along) for side in (half, -half)]
    return outline([wings[0], tip, wings[1]], closed=False)


def _between(a: Point, b: Point, part: float) -> Point:
    return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part
