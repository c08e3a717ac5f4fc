"""Hatching: parallel lines cut to the shapes that they fill."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, cos, floor, radians, sin

from convanim.scene.marks import Point, Segment
from convanim.themes.theme import Hatch


def hatch(d: Sequence[Segment], pattern: Hatch) -> tuple[Segment, ...]:
    """Lines at an angle and a distance, within the closed outlines `d` (curves as chords).

    Every shape is hatched on its own, from its own first point, unless the lines are joined.

    >>> square = (("M", 0, 0), ("L", 4, 0), ("L", 4, 4), ("L", 0, 4), ("Z",))
    >>> hatch(square, Hatch(0, 2, 1, "#000000"))
    (('M', 0.0, 1.0), ('L', 4.0, 1.0), ('M', 0.0, 3.0), ('L', 4.0, 3.0))
    """
    turn = radians(pattern.angle)
    along, across = (cos(turn), sin(turn)), (-sin(turn), cos(turn))
    lines: list[Segment] = []
    for points in _shapes(d):
        x0, y0 = (0.0, 0.0) if pattern.joined else points[0]
        # in a frame whose first axis runs along the lines
        turned = [
            (
                (x - x0) * along[0] + (y - y0) * along[1],
                (x - x0) * across[0] + (y - y0) * across[1],
            )
            for x, y in points
        ]
        low, high = min(v for _, v in turned), max(v for _, v in turned)
        half, step = 0.5, pattern.distance
        for n in range(ceil(low / step - half), floor(high / step - half) + 1):
            v = (n + half) * step
            cuts = sorted(_cuts(turned, v))
            for start, end in zip(cuts[::2], cuts[1::2], strict=False):
                for letter, u in (("M", start), ("L", end)):
                    x = x0 + u * along[0] + v * across[0]
                    lines.append((letter, x, y0 + u * along[1] + v * across[1]))
    return tuple(lines)


def _cuts(points: list[Point], v: float) -> list[float]:
    """Where the line at height v crosses the outline."""
    found = []
    for (u1, v1), (u2, v2) in zip(points, points[1:] + points[:1], strict=True):
        if (v1 <= v) != (v2 <= v):
            found.append(u1 + (u2 - u1) * (v - v1) / (v2 - v1))
    return found


def _shapes(d: Sequence[Segment]) -> list[list[Point]]:
    shapes: list[list[Point]] = []
    for op, *xy in d:
        if op == "M":
            shapes.append([])
        if op != "Z":
            shapes[-1].append((float(xy[-2]), float(xy[-1])))
    return [points for points in shapes if len(points) > 2]
