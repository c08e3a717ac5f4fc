"""A scene as pixels: its marks drawn by an antialiasing rasteriser, frame by frame.

What never changes is drawn once: runs of still marks, and of marks that stay once they are there,
are kept as layers, and a frame only draws what moves between them. Frames come one at a time and
none is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import aggdraw
from PIL import Image, ImageChops

from convanim.render.dashes import dashed
from convanim.render.hatch import hatch
from convanim.render.layers import PAPERS, Growth, Layer, runs
from convanim.render.outlines import once, straight
from convanim.scene.face import Face
from convanim.scene.marks import (
    Group,
    Mark,
    Matrix,
    Path,
    Scene,
    Segment,
    Text,
    compose,
    transform,
)
from convanim.scene.text import UNITS, glyphs, outline
from convanim.scene.time import Moment, Timeline, opacity, placed
from convanim.themes.theme import Paint, Theme

JOIN = 0.25
"""Pixels of a closed outline's first piece that are drawn twice: enough for a corner, and too
few to be seen (the rasteriser adds up what is drawn twice)."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture, RGB (RGBA where the background is transparent), and its seconds."""

    image: Image.Image
    seconds: float


def frames(
    scene: Scene,
    theme: Theme,
    moments: Iterable[Moment],
    *,
    width: float | None = None,
    background: str | None = None,
) -> Iterator[Frame]:
    """The scene at each moment, `width` pixels wide."""
    painter = Painter(scene, theme, width or scene.width, background or theme.background)
    for moment in moments:
        yield Frame(painter.picture(moment), moment.seconds)


def still(
    scene: Scene,
    theme: Theme,
    step: int,
    *,
    width: float | None = None,
    background: str | None = None,
) -> Image.Image:
    """One step of the scene."""
    at = [Moment(step, 0.0, Timeline(1).step_time)]
    return next(frames(scene, theme, at, width=width, background=background)).image


class Painter:
    """Draws the frames of one scene at one size."""

    def __init__(self, scene: Scene, theme: Theme, width: float, background: str) -> None:
        self.theme = theme
        self.scale = width / scene.width
        self.size = max(1, round(width)), max(1, round(scene.height * self.scale))
        self.fit: Matrix = (self.scale, 0, 0, self.scale, 0, 0)
        # a pen that draws nothing: a fill without any pen would be grown by a quarter of a pixel
        self.hair = aggdraw.Pen(PAPERS[0], 0, 0)
        self.glyphs: dict[tuple[str, float, Face | None], Any] = {}
        self.hatches: dict[int, tuple[Segment, ...]] = {}
        self.strokes: dict[int, tuple[Segment, ...]] = {}
        self.transparent = background == "transparent"
        papers = PAPERS if self.transparent else (rgb(background),)
        found = list(runs(scene.marks, scene.steps))
        first = found.pop(0)[1] if found and found[0][0] == "still" else ()
        self.papers = [self.drawn(Image.new("RGB", self.size, p), first) for p in papers]
        self.runs = [self.kept(kind, marks) for kind, marks in found]

    def picture(self, moment: Moment) -> Image.Image:
        """The scene at a moment."""
        pictures = [self.over(paper, moment) for paper in self.papers]
        return rgba(*pictures) if self.transparent else pictures[0]

    def over(self, paper: Image.Image, moment: Moment) -> Image.Image:
        picture = paper.copy()
        for run in self.runs:
            if isinstance(run, Layer):
                picture = run.over(picture)
            elif isinstance(run, Growth):
                picture = run.over(picture, moment)
            else:
                picture = self.drawn(picture, run, moment)
        return picture

    def kept(self, kind: str, marks: tuple[Mark, ...]) -> Layer | Growth | tuple[Mark, ...]:
        """A run of marks, drawn already where it can be."""
        if kind == "still":
            return Layer.of(*(self.drawn(Image.new("RGB", self.size, p), marks) for p in PAPERS))
        return Growth(marks, self.drawn, self.size) if kind == "growing" else marks

    def drawn(
        self, picture: Image.Image, marks: Iterable[Mark], moment: Moment | None = None
    ) -> Image.Image:
        """The picture with marks in front of it."""
        canvas = aggdraw.Draw(picture)
        for mark in marks:
            self.mark(canvas, mark, self.fit, moment or Moment(0, 0.0, 1.0))
        canvas.flush()
        return picture

    # -- marks ---------------------------------------------------------------------------

    def mark(self, canvas: Any, mark: Mark, outer: Matrix, moment: Moment) -> None:
        seen = opacity(mark, moment)
        if not seen:
            return
        moves = mark.track is not None or mark.entry is not None
        matrix = compose(outer, placed(mark, moment)) if moves else outer
        behind = canvas.flush().copy() if seen < 1 else None
        match mark:
            case Path():
                self.path(canvas, mark, matrix)
            case Text():
                self.text(canvas, mark, matrix)
            case Group():
                for inner in mark.marks:
                    self.mark(canvas, inner, matrix, moment)
            case _:
                raise TypeError(f"not a mark: {mark!r}")
        if behind is not None:  # it fades as a whole, whatever lies on whatever in it
            canvas.frombytes(Image.blend(behind, canvas.flush(), seen).tobytes())

    def path(self, canvas: Any, mark: Path, matrix: Matrix) -> None:
        paint = self.theme.paint(mark.role)
        fill = mark.fill or paint.fill
        pen, brush = self.pen(paint), brushed(fill)
        if brush:
            canvas.path(shape(transform(matrix, mark.d)), self.hair, brush)
        if paint.dash and pen:
            lengths = tuple(length * self.scale for length in paint.dash)
            pieces: Iterator[Segment] = (
                segment
                for piece in dashed(straight(transform(matrix, mark.d)), lengths)
                for segment in (("M", *piece[0]), *(("L", *point) for point in piece[1:]))
            )
            canvas.path(shape(pieces), pen, None)
        elif pen:
            if id(mark) not in self.strokes:
                self.strokes[id(mark)] = tuple(once(mark.d))
            edges = transform(matrix, self.strokes[id(mark)])
            canvas.path(shape(edges, joined=True), pen, None)
        if paint.hatch:
            if id(mark) not in self.hatches:
                self.hatches[id(mark)] = hatch(mark.d, paint.hatch)
            line = Paint(stroke=paint.hatch.stroke, width=paint.hatch.width)
            canvas.path(shape(transform(matrix, self.hatches[id(mark)])), self.pen(line), None)

    def text(self, canvas: Any, mark: Text, matrix: Matrix) -> None:
        paint = self.theme.paint(mark.role)
        brush = brushed(paint.fill)
        if brush is None:
            return
        a, b, c, d, e, f = compose(matrix, (1, 0, 0, 1, mark.x, mark.y))
        size = mark.size * (a * d - b * c) ** 0.5 / UNITS
        for char, x in glyphs(mark.text, mark.face):
            glyph = self.glyph(char, size, mark.face)
            advance = x * mark.size / UNITS
            # the rasteriser shifts a shape by fractions of a pixel, which spares its outline
            canvas.settransform((e + a * advance, f + b * advance))
            canvas.path(glyph, self.hair, brush)
        canvas.settransform()

    def glyph(self, char: str, size: float, face: Face | None) -> Any:
        key = char, round(size, 5), face
        if key not in self.glyphs:
            self.glyphs[key] = shape(transform((size, 0, 0, size, 0, 0), outline(char, face)))
        return self.glyphs[key]

    def pen(self, paint: Paint) -> Any:
        if not paint.stroke or not paint.width:
            return None
        return aggdraw.Pen(rgb(paint.stroke), paint.width * self.scale, alpha(paint.stroke))


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
    return aggdraw.Brush(rgb(fill), alpha(fill)) if fill else None


def rgb(colour: str) -> tuple[int, int, int]:
    """The three parts of `#rrggbb` or `#rrggbbaa`."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def alpha(colour: str) -> int:
    """The opacity of `#rrggbbaa`, 255 where it says none."""
    return int(colour[7:9] or "ff", 16)


def rgba(black: Image.Image, white: Image.Image) -> Image.Image:
    """A picture with its opacity, from what it looks like over black and over white."""
    lost = ImageChops.subtract(white, black).getchannel("G")
    alpha = ImageChops.invert(lost)
    return Image.merge("RGBa", (*black.split(), alpha)).convert("RGBA")
