"""Round shapes: corners of any outline, rectangles, circles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from convanim.scene.marks import Point, Segment

REACH = 0.5523
"""How far a quarter of a circle that is drawn as one cubic reaches towards its corner."""


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


def _between(a: Point, b: Point, part: float) -> Point:
    return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part
