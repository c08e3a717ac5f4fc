"""Artists without transparency, for formats that have none: what shines through is drawn again,
in the mixed colour, within the outline of what it shines through.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, product
from math import ceil, hypot
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.colors import to_rgba
from matplotlib.path import Path as Outline
from matplotlib.transforms import Affine2D

from convanim.render.dashes import dashed, polylines
from convanim.render.figure import Shape
from convanim.scene.marks import Point, Segment

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Colour = tuple[float, float, float, float]
NONE: Colour = (0.0, 0.0, 0.0, 0.0)
DEEPEST = 3
"""Panes of glass that something is seen through: each may double what there is to draw."""
CLEAR = 1 / 512
"""An opacity that is none."""
SHORT = 3.0
"""Units of a translucent line that have one colour."""
NEAR = 1e-9


def flatten(axes: Axes, paper: str) -> None:
    """Make every patch of the axes opaque, as it looks over the others and over the paper."""
    ground = Ground(to_rgba(paper))
    shapes: list[Any] = list(axes.patches)
    for shape in shapes:
        for piece in list(flat(Piece.of(shape), ground)):
            ground.put(piece)
        shape.remove()
    place = Affine2D(axes.transData.get_matrix())  # one for all: clips are told apart by it
    for piece in ground.pieces:
        piece.add(axes, place)


@dataclass(frozen=True, eq=False)
class Piece:
    """An outline with its colours and its pen, to be seen within another one."""

    outline: Outline
    fill: Colour
    line: Colour
    units: float = 0.0
    dash: tuple[float, ...] = ()
    within: Outline | None = None
    depth: int = 0

    @classmethod
    def of(cls, shape: Shape) -> Piece:
        """The piece that a shape is."""
        line = to_rgba(shape.get_edgecolor() if shape.units else NONE)
        fill = to_rgba(shape.get_facecolor())
        return cls(shape.get_path(), fill, line, shape.units, shape.dash)

    @cached_property
    def room(self) -> tuple[float, ...]:
        """Left, top, right and bottom of where it is seen."""
        room = self.outline.get_extents().extents
        if self.within is not None:
            inner = self.within.get_extents().extents
            room = (*np.maximum(room[:2], inner[:2]), *np.minimum(room[2:], inner[2:]))
        return tuple(map(float, room))

    def covers(self, point: Point) -> bool:
        """Whether its fill is what is seen at a point."""
        if not self.fill[3] or not self.outline.contains_point(point):
            return False
        return self.within is None or self.within.contains_point(point)

    def seen_through(self, glass: Outline, colour: Colour) -> Piece | None:
        """What is seen of this opaque piece through a pane of glass."""
        fill, line = (over(colour, c) if c[3] else NONE for c in (self.fill, self.line))
        within = glass if self.within is None else common(self.within, glass)
        if within is None or not within.intersects_path(self.outline, filled=True):
            return None
        shapes = near(self.outline, within, self.units)
        depth = self.depth + 1
        return replace(self, outline=shapes, fill=fill, line=line, within=within, depth=depth)

    def add(self, axes: Axes, place: Affine2D) -> None:
        """Draw it."""
        patch = Shape(
            self.outline,
            self.units if self.line[3] else 0.0,
            self.dash,
            facecolor=self.fill if self.fill[3] else "none",
            edgecolor=self.line if self.line[3] else "none",
        )
        axes.add_artist(patch)
        if self.within is not None:
            patch.set_clip_path(self.within, place)


class Ground:
    """Opaque pieces, one over the other, over paper."""

    def __init__(self, paper: Colour) -> None:
        self.paper = paper
        self.pieces: list[Piece] = []
        self._rooms = np.empty((64, 4))

    def put(self, piece: Piece) -> None:
        """Lay a piece over the others."""
        count = len(self.pieces)
        if count == len(self._rooms):
            self._rooms = np.concatenate([self._rooms, np.empty_like(self._rooms)])
        self._rooms[count] = piece.room
        self.pieces.append(piece)

    def touching(self, room: tuple[float, ...]) -> Iterator[Piece]:
        """The pieces that may be seen within a room, from the lowest on."""
        left, top, right, bottom = self._rooms[: len(self.pieces)].T
        apart = (left > room[2]) | (right < room[0]) | (top > room[3]) | (bottom < room[1])
        for n in np.flatnonzero(~apart):
            yield self.pieces[n]

    def at(self, point: Point) -> Colour:
        """The colour at a point."""
        for piece in reversed([*self.touching((*point, *point))]):
            if piece.covers(point):
                return piece.fill
        return self.paper

    def along(self, start: Point, end: Point, aside: float) -> Colour:
        """The colour under a short line: half of what lies on either side of its middle, as lines
        often run where two colours meet."""
        (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
        part = aside / (hypot(dx, dy) or 1.0)
        sides = [
            self.at((x + dx / 2 - dy * part * way, y + dy / 2 + dx * part * way)) for way in (-1, 1)
        ]
        r, g, b, a = (round((v + w) / 2, 4) for v, w in zip(*sides, strict=True))
        return r, g, b, a


def flat(piece: Piece, ground: Ground) -> Iterator[Piece]:
    """The opaque pieces that look as one does over the ground."""
    if piece.fill[3] >= 1 - CLEAR:
        yield replace(piece, line=NONE)
    elif piece.fill[3] > CLEAR:
        yield replace(piece, fill=over(piece.fill, ground.paper), line=NONE)
        for other in ground.touching(piece.room):
            if other.depth < DEEPEST and (seen := other.seen_through(piece.outline, piece.fill)):
                yield seen
    if piece.line[3] >= 1 - CLEAR:
        yield replace(piece, fill=NONE)
    elif piece.line[3] > CLEAR:
        yield from sheer(piece, ground)


def sheer(piece: Piece, ground: Ground) -> Iterator[Piece]:
    """A translucent line as opaque ones: so much of it in each colour."""
    found: dict[Colour, list[Segment]] = defaultdict(list)
    whole = segments(piece.outline)
    lines = dashed(whole, piece.dash) if piece.dash else polylines(whole)
    for points in lines:
        before: Colour | None = None
        for start, end in pairwise(short(points)):
            colour = over(piece.line, ground.along(start, end, piece.units / 4))
            if colour != before:
                found[colour].append(("M", *start))
            found[colour].append(("L", *end))
            before = colour
    for colour, d in found.items():
        codes = [Outline.MOVETO if op == "M" else Outline.LINETO for op, *_ in d]
        yield Piece(Outline([xy for _, *xy in d], codes), NONE, colour, piece.units)


def short(points: Iterable[Point]) -> Iterator[Point]:
    """The points of a line, and more of them where they are far apart.

    >>> [*short([(0, 0), (6, 0), (6, 1)])]
    [(0, 0), (3.0, 0.0), (6.0, 0.0), (6.0, 1.0)]
    """
    here: Point | None = None
    for x, y in points:
        if here is None:
            yield x, y
        else:
            count = max(1, ceil(hypot(x - here[0], y - here[1]) / SHORT))
            for n in range(1, count + 1):
                part = n / count
                yield here[0] + (x - here[0]) * part, here[1] + (y - here[1]) * part
        here = x, y


def segments(outline: Outline) -> Iterator[Segment]:
    """An outline as straight segments."""
    polygons: list[Any] = outline.to_polygons(closed_only=False)
    for part in polygons:
        for n, (x, y) in enumerate(part):
            yield ("L" if n else "M", float(x), float(y))


def over(colour: Colour, ground: Colour) -> Colour:
    """A translucent colour as it looks over an opaque one.

    >>> over((0.0, 0.0, 0.0, 0.5), (1.0, 1.0, 1.0, 1.0))
    (0.5, 0.5, 0.5, 1.0)
    """
    part = colour[3]
    r, g, b = (v * part + w * (1 - part) for v, w in zip(colour[:3], ground[:3], strict=True))
    return r, g, b, 1.0


def near(outline: Outline, place: Outline, units: float) -> Outline:
    """Those of an outline's shapes, with lines of so many units, that may reach into a place."""
    points: Any = outline.vertices
    codes: Any = outline.codes
    starts = np.flatnonzero(codes == Outline.MOVETO)
    drawn = (codes != Outline.CLOSEPOLY)[:, None]  # whose point is none
    low = np.minimum.reduceat(np.where(drawn, points, np.inf), starts)
    high = np.maximum.reduceat(np.where(drawn, points, -np.inf), starts)
    box: Any = place.get_extents()
    edge = 2 * units
    meets = ((low <= box.max + edge) & (high >= box.min - edge)).all(axis=1)
    kept = np.repeat(meets, np.diff([*starts, len(codes)]))
    return Outline(points[kept], codes[kept])


def common(one: Outline, other: Outline) -> Outline | None:
    """What lies in both of two outlines; None where nothing does. Of two parts that both have dents
    it is the smaller one, which in our pictures lies in the other.
    """
    found: list[Any] = []
    for a, b in product(one.to_polygons(), other.to_polygons()):
        if convex(b):
            found.append(clipped(a, b))
        elif convex(a):
            found.append(clipped(b, a))
        else:
            found.append(min(a, b, key=lambda points: abs(area(points))))
    kept = [Outline(points) for points in found if len(points) > 2]
    return Outline.make_compound_path(*kept) if kept else None


def clipped(points: Any, window: Any) -> Any:
    """A shape cut to a convex one (after Sutherland and Hodgman)."""
    if area(window) < 0:
        window = window[::-1]
    for (x1, y1), (x2, y2) in pairwise(window):
        heights = (x2 - x1) * (points[:, 1] - y1) - (y2 - y1) * (points[:, 0] - x1)
        kept = []
        for n in range(len(points)):
            before, here = heights[n - 1], heights[n]
            if (before < -NEAR < NEAR < here) or (here < -NEAR < NEAR < before):
                part = before / (before - here)
                kept.append(points[n - 1] + (points[n] - points[n - 1]) * part)
            if here >= -NEAR:
                kept.append(points[n])
        points = np.array(kept)
        if len(kept) < 3:
            return []
    return points if abs(area(points)) > NEAR else []


def convex(points: Any) -> bool:
    """Whether a closed outline has no dent."""
    sides = np.diff(points, axis=0)
    sides = sides[np.hypot(*sides.T) > NEAR]
    turned = np.roll(sides, -1, axis=0)
    turns = sides[:, 0] * turned[:, 1] - sides[:, 1] * turned[:, 0]
    return bool((turns > -NEAR).all() or (turns < NEAR).all())


def area(points: Any) -> float:
    """That of one closed outline, by its direction positive or negative."""
    x, y = points.T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
