"""One mark as what the rasteriser is told to draw, and the room that it takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import aggdraw

from convanim.render.dashes import dashed
from convanim.render.hatch import hatch
from convanim.render.outlines import once, straight
from convanim.render.paints import painted
from convanim.scene.face import Face
from convanim.scene.marks import Matrix, Path, Point, Segment, Text, compose, transform
from convanim.scene.text import UNITS, glyphs, outline
from convanim.themes.theme import Paint, Theme

BLACK = (0, 0, 0)
JOIN = 0.25
"""Pixels of a closed outline's first piece that are drawn twice: enough for a corner, and too
few to be seen (the rasteriser adds up what is drawn twice)."""
MITRE = 2.0
"""Widths of a line that its sharpest corners reach out, half the rasteriser's limit of four."""
ABOVE, BELOW, ASIDE = 1.2, 0.5, 0.3
"""Letters lie within so many font sizes of their baseline, and of their advance."""
OTHERS = 2.0
"""How much further those of another font may reach."""

Room = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A shape of the rasteriser's, drawn with a pen or filled by a brush, and moved by `at`."""

    shape: Any
    pen: Any
    brush: Any
    at: Point = (0.0, 0.0)

    def on(self, canvas: Any, left: int, top: int) -> None:
        """Draw it on a canvas whose corner lies at (left, top)."""
        # the rasteriser shifts a shape by fractions of a pixel, which spares its outline
        canvas.settransform((self.at[0] - left, self.at[1] - top))
        canvas.path(self.shape, self.pen, self.brush)


class Brush:
    """Turns the marks of one theme at one scale into strokes."""

    def __init__(self, theme: Theme, scale: float) -> None:
        self.theme, self.scale = theme, scale
        # a pen that draws nothing: a fill without any pen would be grown by a quarter of a pixel
        self.hair = aggdraw.Pen(BLACK, 0, 0)
        self.glyphs: dict[tuple[str, float, Face | None], Any] = {}
        self.hatches: dict[int, tuple[Segment, ...]] = {}
        self.strokes: dict[int, tuple[Segment, ...]] = {}
        self.rooms: dict[int, Room] = {}
        self.edges: dict[tuple[str, bool], float] = {}

    def room(self, mark: Path | Text, matrix: Matrix) -> Room:
        """The pixels that a mark does not reach beyond: left, top, right, bottom."""
        if id(mark) not in self.rooms:
            self.rooms[id(mark)] = room(mark)
        left, top, right, bottom = self.rooms[id(mark)]
        a, b, c, d, e, f = matrix
        x, y, wide, high = (left + right) / 2, (top + bottom) / 2, right - left, bottom - top
        x, y = a * x + c * y + e, b * x + d * y + f
        edge = self.edge(mark.role, isinstance(mark, Path) and mark.fill is not None)
        across = (abs(a) * wide + abs(c) * high) / 2 + edge
        down = (abs(b) * wide + abs(d) * high) / 2 + edge
        return x - across, y - down, x + across, y + down

    def edge(self, role: str, number: bool) -> float:
        """How far the lines of a role reach out, and of the colour of a `number`."""
        if (role, number) not in self.edges:
            paint = self.theme.paint(role)
            hatches = filter(None, (paint.hatch, self.theme.heat.hatch if number else None))
            wide = paint.width if paint.stroke else 0.0
            wide = max(wide, *(hatch.width for hatch in hatches), 0.0)
            self.edges[role, number] = 1.0 + MITRE * wide * self.scale
        return self.edges[role, number]

    def strokes_of(self, mark: Path | Text, matrix: Matrix, again: bool = True) -> Iterator[Stroke]:
        """What draws a mark; what it takes is kept where it is to be drawn `again`."""
        return self.path(mark, matrix, again) if isinstance(mark, Path) else self.text(mark, matrix)

    def path(self, mark: Path, matrix: Matrix, again: bool) -> Iterator[Stroke]:
        paint = painted(self.theme, mark.role, mark.fill)
        pen, brush = self.pen(paint), brushed(paint.fill)
        if brush:
            yield Stroke(shape(transform(matrix, mark.d)), self.hair, brush)
        if paint.dash and pen:
            lengths = tuple(length * self.scale for length in paint.dash)
            pieces: Iterator[Segment] = (
                segment
                for piece in dashed(straight(transform(matrix, mark.d)), lengths)
                for segment in (("M", *piece[0]), *(("L", *point) for point in piece[1:]))
            )
            yield Stroke(shape(pieces), pen, None)
        elif pen:
            if again and id(mark) not in self.strokes:
                self.strokes[id(mark)] = tuple(once(mark.d))
            edges = transform(matrix, self.strokes[id(mark)] if again else once(mark.d))
            yield Stroke(shape(edges, joined=True), pen, None)
        if paint.hatch:
            if id(mark) not in self.hatches:
                self.hatches[id(mark)] = hatch(mark.d, paint.hatch)
            line = Paint(stroke=paint.hatch.stroke, width=paint.hatch.width)
            yield Stroke(shape(transform(matrix, self.hatches[id(mark)])), self.pen(line), None)

    def text(self, mark: Text, matrix: Matrix) -> Iterator[Stroke]:
        brush = brushed(self.theme.paint(mark.role).fill)
        if brush is None:
            return
        a, b, c, d, e, f = compose(matrix, (1, 0, 0, 1, mark.x, mark.y))
        size = mark.size * (a * d - b * c) ** 0.5 / UNITS
        for char, x in glyphs(mark.text, mark.face):
            advance = x * mark.size / UNITS
            at = e + a * advance, f + b * advance
            yield Stroke(self.glyph(char, size, mark.face), self.hair, brush, at)

    def glyph(self, char: str, size: float, face: Face | None) -> Any:
        key = char, round(size, 5), face
        if key not in self.glyphs:
            self.glyphs[key] = shape(transform((size, 0, 0, size, 0, 0), outline(char, face)))
        return self.glyphs[key]

    def pen(self, paint: Paint) -> Any:
        if not paint.stroke or not paint.width:
            return None
        return aggdraw.Pen(rgb(paint.stroke), paint.width * self.scale, opacity(paint.stroke))


def room(mark: Path | Text) -> Room:
    """What a mark lies within, lines' widths aside."""
    if isinstance(mark, Text):
        size = mark.size * (1.0 if mark.face is None else OTHERS)  # who knows what it is like
        x, y = mark.x, mark.y
        return x - ASIDE * size, y - ABOVE * size, x + mark.width + ASIDE * size, y + BELOW * size
    xs: Any = [segment[n] for segment in mark.d for n in range(1, len(segment), 2)]
    ys: Any = [segment[n] for segment in mark.d for n in range(2, len(segment), 2)]
    return (min(xs), min(ys), max(xs), max(ys)) if xs else (0.0, 0.0, 0.0, 0.0)


def shape(d: Iterable[Segment], *, joined: bool = False) -> Any:
    """Segments as the rasteriser's path; `joined` ends are for strokes, fills need none.

    Ends are joined by drawing a little of the first piece again, which looks as closing does: the
    rasteriser's own close(), like its curves, takes longer with every shape already in the path.
    """
    path = aggdraw.Path()
    draw = {"M": path.moveto, "L": path.lineto}
    x = y = 0.0
    toward: tuple[float, float] | None = None
    for op, *values in straight(d):
        if op == "Z":
            path.lineto(x, y)
            if joined and toward is not None:
                dx, dy = toward[0] - x, toward[1] - y
                part = JOIN / max(JOIN, (dx * dx + dy * dy) ** 0.5)
                path.lineto(x + dx * part, y + dy * part)
            continue
        xy: list[float] = values  # type: ignore[assignment]
        draw[str(op)](*xy)
        if op == "M":
            (x, y), toward = xy, None
        elif toward is None:
            toward = xy[0], xy[1]
    return path


def brushed(fill: str | None) -> Any:
    """A colour to fill with, or None."""
    return aggdraw.Brush(rgb(fill), opacity(fill)) if fill else None


def rgb(colour: str) -> tuple[int, int, int]:
    """The three parts of `#rrggbb` or `#rrggbbaa`."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def opacity(colour: str) -> int:
    """The opacity of `#rrggbbaa`, 255 where it says none."""
    return int(colour[7:9] or "ff", 16)
