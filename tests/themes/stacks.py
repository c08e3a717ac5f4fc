"""What lies on what in a picture, by roles: what a theme then makes of it is its own matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from convanim.render.outlines import straight
from convanim.scene.heat import Fill
from convanim.scene.marks import Group, Mark, Matrix, Path, Point, Scene, Text, compose, transform
from convanim.scene.time import Moment, carried, shows

Layers = tuple[tuple[str, Fill | None], ...]
"""Roles from the page up, each with the fill that its mark brings along."""

DATA = ("pixel", "pixel.key", "relief", "mesh")
"""What is painted by a number's colour, and the lines on it: they lie below others, no more."""


@dataclass(frozen=True)
class Fact:
    """A mark of a `role`, a text or not, with its own fill, what it lies `on`, and what lies
    over it."""

    role: str
    fill: Fill | None
    written: bool
    on: Layers
    over: Layers


class Shape:
    """A mark as it is at a step: its outlines, and the spots that stand for it."""

    def __init__(self, mark: Path | Text, rings: list[list[Point]], spots: list[Point]) -> None:
        self.mark, self.rings, self.spots = mark, rings, spots
        xs, ys = zip(*(p for ring in rings for p in ring), strict=True)
        self.box = min(xs), min(ys), max(xs), max(ys)

    def covers(self, spot: Point) -> bool:
        """Whether a spot lies within the outlines: they are wound around it."""
        left, top, right, low = self.box
        if not (left <= spot[0] <= right and top <= spot[1] <= low):
            return False
        return isinstance(self.mark, Path) and sum(wound(ring, spot) for ring in self.rings) != 0


def wound(ring: list[Point], spot: Point) -> int:
    """How often an outline goes around a spot."""
    x, y = spot
    times = 0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            times += 1 if by > ay else -1
    return times


def shapes(
    marks: tuple[Mark, ...], step: int, outer: Matrix = (1, 0, 0, 1, 0, 0)
) -> Iterator[Shape]:
    """The marks of a step, as they lie."""
    for mark in marks:
        if not shows(mark.steps, step):
            continue
        matrix = compose(outer, carried(mark.track, Moment(step, 0.0, 1.0)))
        if isinstance(mark, Group):
            yield from shapes(mark.marks, step, matrix)
        elif isinstance(mark, Text):
            # the middle of its letters, near the first, the middle one and the last
            a, b, c, d, e, f = matrix
            y = mark.y - 0.35 * mark.size
            xs = [mark.x + part * mark.width for part in (0.1, 0.5, 0.9)]
            spots = [(a * x + c * y + e, b * x + d * y + f) for x in xs]
            yield Shape(mark, [spots], spots)
        elif mark.d:
            rings: list[list[Point]] = []
            for op, *xy in straight(transform(matrix, mark.d)):
                if op == "M":
                    rings.append([])
                if op != "Z":
                    rings[-1].append((float(xy[0]), float(xy[1])))
            yield Shape(mark, rings, [middle(ring) for ring in rings])


def middle(ring: list[Point]) -> Point:
    """The middle of an outline; of a curve, which has many points, the one halfway."""
    if ring[0] != ring[-1] and len(ring) > 12:
        return ring[len(ring) // 2]
    xs, ys = zip(*ring, strict=True)
    return sum(xs) / len(xs), sum(ys) / len(ys)


def facts(scene: Scene, step: int) -> Counter[Fact]:
    """What the marks of a step lie on and under, each at the spots that stand for it."""
    drawn = list(shapes(scene.marks, step))
    found: Counter[Fact] = Counter()
    for n, shape in enumerate(drawn):
        mark = shape.mark
        if mark.role in DATA:
            continue
        written = isinstance(mark, Text)
        for spot in shape.spots:
            on, over = (
                tuple((s.mark.role, own(s.mark)) for s in several if s.covers(spot))
                for several in (drawn[:n], drawn[n + 1 :])
            )
            found[Fact(mark.role, own(mark), written, on, over)] += 1
    return found


def own(mark: Path | Text) -> Fill | None:
    """The fill that a mark brings along."""
    return mark.fill if isinstance(mark, Path) else None
