"""Guides read back from a scene: what they lie over, and where they end. Knows no geometry of
the package: what touches or nearly touches is one thing, and a guide belongs to what it ends at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from convanim.scene.marks import Group, Mark, Matrix, Path, Point, Scene, Text, compose, transform
from convanim.scene.text import CAP_HEIGHT
from convanim.scene.time import Moment, carried, shows
from tests.pictures import Box, box

NEAR = 7.0
"""Units within which shapes are one thing, and an end is at it: more than a gap between cells,
less than between filters."""
OVER = 1.5
"""Units of a guide within a shape that are still its edge."""


@dataclass(frozen=True)
class Shape:
    """What is painted: a closed outline, an open line, or the box around a text."""

    role: str
    points: tuple[Point, ...]
    closed: bool
    at: int
    """When it is painted: later ones lie over earlier ones."""


def strangers(scene: Scene, step: int, *, behind: bool = False) -> list[str]:
    """The roles of what some guide lies over and does not belong to, or that is a text; or lies
    `behind`, too."""
    shapes = list(painted(scene, step))
    guides = [shape for shape in shapes if shape.role == "guide"]
    solid = [shape for shape in shapes if shape.closed and shape.role != "guide"]
    things = clusters([box(shape.points) for shape in solid])
    found = []
    for chain in chains(guides):
        ends = [point for guide in chain for point in guide.points]
        own = {
            thing
            for shape, thing in zip(solid, things, strict=True)
            if any(touches(box(shape.points), point) for point in ends)
        }
        for shape, thing in zip(solid, things, strict=True):
            over = [guide for guide in chain if behind or shape.at < guide.at or is_text(shape)]
            if thing not in own or is_text(shape):
                found += [shape.role for guide in over if inside(guide, shape) > OVER]
    return found


def loose(scene: Scene, step: int) -> list[Point]:
    """The ends of guides that lie on no line and no edge, and at which no other guide goes on."""
    shapes = list(painted(scene, step))
    guides = [shape for shape in shapes if shape.role == "guide"]
    others = [shape for shape in shapes if shape.role != "guide" and not is_text(shape)]
    ends = [point for guide in guides for point in guide.points]
    return [
        end
        for end in ends
        if sum(same(end, other) for other in ends) == 1
        and min(from_edge(shape, end) for shape in others) > OVER
    ]


def painted(scene: Scene, step: int) -> Iterator[Shape]:
    """Every outline, line and text that shows at a step, in the order of painting."""
    for n, (role, points, closed) in enumerate(_walk(scene.marks, step, (1, 0, 0, 1, 0, 0))):
        yield Shape(role, points, closed, n)


def is_text(shape: Shape) -> bool:
    """Whether a shape is the box around a text."""
    return shape.role in ("label", "label.tally", "title", "caption")


def _walk(
    marks: Iterable[Mark], step: int, outer: Matrix
) -> Iterator[tuple[str, tuple[Point, ...], bool]]:
    for mark in marks:
        if not shows(mark.steps, step):
            continue
        matrix = compose(outer, carried(mark.track, Moment(step, 0.0, 1.0)))
        match mark:
            case Group():
                yield from _walk(mark.marks, step, matrix)
            case Text():
                x, y = mark.x + matrix[4], mark.y + matrix[5]
                right, top = x + mark.width, y - mark.size * CAP_HEIGHT
                yield mark.role, ((x, top), (right, top), (right, y), (x, y)), True
            case Path():
                points: list[Point] = []
                for op, *xy in (*transform(matrix, mark.d), ("M", 0.0, 0.0)):
                    if op == "M" and len(points) > 1:
                        yield mark.role, tuple(points), False
                    if op == "Z":
                        yield mark.role, tuple(points), True
                    if op in "MZ":
                        points = []
                    if op != "Z":
                        points.append((float(xy[-2]), float(xy[-1])))


def chains(guides: list[Shape]) -> list[list[Shape]]:
    """Guides that go on where another one ends, together."""
    found: list[list[Shape]] = []
    for guide in guides:
        met = [chain for chain in found if any(joined(guide, other) for other in chain)]
        found = [chain for chain in found if chain not in met]
        found.append([guide, *(other for chain in met for other in chain)])
    return found


def joined(one: Shape, other: Shape) -> bool:
    """Whether two guides share an end."""
    return any(same(p, q) for p in one.points for q in other.points)


def same(one: Point, other: Point) -> bool:
    """Whether two places are one."""
    return hypot(one[0] - other[0], one[1] - other[1]) < 1e-6


def clusters(boxes: list[Box]) -> list[int]:
    """The number of the thing that each box is a part of."""
    thing = list(range(len(boxes)))

    def root(n: int) -> int:
        while thing[n] != n:
            n = thing[n]
        return n

    order = sorted(thing, key=lambda n: boxes[n][0])
    open_: list[int] = []
    for n in order:
        left, top, _, low = boxes[n]
        open_ = [m for m in open_ if boxes[m][2] + NEAR > left]
        for m in open_:
            if boxes[m][1] - NEAR < low and top < boxes[m][3] + NEAR and root(m) != root(n):
                thing[root(m)] = root(n)
        open_.append(n)
    return [root(n) for n in range(len(boxes))]


def touches(box: Box, point: Point) -> bool:
    """Whether a place lies in a box, or nearly."""
    left, top, right, low = box
    return left - NEAR < point[0] < right + NEAR and top - NEAR < point[1] < low + NEAR


def inside(line: Shape, shape: Shape) -> float:
    """How much of a straight line lies in a convex outline."""
    (x, y), (x1, y1) = line.points
    dx, dy = x1 - x, y1 - y
    first, last = 0.0, 1.0
    corners = shape.points
    area = sum(
        a[0] * b[1] - b[0] * a[1] for a, b in zip(corners, (*corners[1:], corners[0]), strict=True)
    )
    turn = 1 if area > 0 else -1
    for (ax, ay), (bx, by) in zip(corners, (*corners[1:], corners[0]), strict=True):
        # how far on the inner side of this edge the line starts, and how fast it moves there
        ahead = turn * ((bx - ax) * (y - ay) - (by - ay) * (x - ax))
        speed = turn * ((bx - ax) * dy - (by - ay) * dx)
        if abs(speed) < 1e-9:
            if ahead <= 1e-6:
                return 0.0
        elif speed > 0:
            first = max(first, -ahead / speed)
        else:
            last = min(last, -ahead / speed)
    return max(0.0, last - first) * hypot(dx, dy)


def from_edge(shape: Shape, point: Point) -> float:
    """How far a place is from an outline or a line."""
    points = (*shape.points, shape.points[0]) if shape.closed else shape.points
    return min(_apart(a, b, point) for a, b in pairwise(points))


def _apart(a: Point, b: Point, point: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    long = dx * dx + dy * dy
    along = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / long if long else 0.0
    part = min(1.0, max(0.0, along))
    return hypot(a[0] + part * dx - point[0], a[1] + part * dy - point[1])
