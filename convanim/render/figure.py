"""A scene as matplotlib's artists: what it draws as pixels, PDF, EPS or PGF, and in figures of
one's own. Text is outlines, so that no font is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline

from convanim.render.hatch import hatch
from convanim.scene.marks import (
    IDENTITY,
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
from convanim.scene.time import Moment, carried, shows
from convanim.themes.theme import Paint, Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.patches import Patch

POINTS = 72.0
"""Points of an inch: the unit of a line's width."""
CODES = {"M": Outline.MOVETO, "L": Outline.LINETO, "C": Outline.CURVE4, "Z": Outline.CLOSEPOLY}


def draw(axes: Axes, scene: Scene, theme: Theme, moment: Moment) -> list[Patch]:
    """The artists of a scene at a moment, in axes that are made to fit it: as many units wide and
    high, y down, without frame or ticks. Lines are as wide as the axes are now large.
    """
    axes.set(xlim=(0, scene.width), ylim=(scene.height, 0), aspect="equal")
    axes.axis("off")
    box = axes.get_window_extent()
    figure: Any = axes.get_figure(True)
    inch = min(box.width / scene.width, box.height / scene.height) / figure.dpi
    drawn = [*_Artists(theme, inch * POINTS, moment).of(scene.marks, IDENTITY)]
    for number, patch in enumerate(drawn):
        patch.set_zorder(2 + number / len(drawn))  # in order, among what else is there
        axes.add_patch(patch)
    return drawn


class _Artists:
    """Makes the artists of marks, at one moment; `point` is a scene's unit in points."""

    def __init__(self, theme: Theme, point: float, moment: Moment) -> None:
        self.theme, self.point, self.moment = theme, point, moment

    def of(self, marks: Iterable[Mark], outer: Matrix) -> Iterator[Patch]:
        for mark in marks:
            if not shows(mark.steps, self.moment.step):
                continue
            matrix = compose(outer, carried(mark.track, self.moment)) if mark.track else outer
            match mark:
                case Path():
                    yield from self.path(mark, matrix)
                case Text():
                    yield from self.text(mark, matrix)
                case Group():
                    yield from self.of(mark.marks, matrix)
                case _:
                    raise TypeError(f"not a mark: {mark!r}")

    def path(self, mark: Path, matrix: Matrix) -> Iterator[Patch]:
        paint = self.theme.paint(mark.role)
        fill = mark.fill or paint.fill
        stroked = bool(paint.stroke and paint.width)
        if fill or stroked:
            yield self.patch(transform(matrix, mark.d), fill, paint if stroked else None)
        if paint.hatch:
            line = Paint(stroke=paint.hatch.stroke, width=paint.hatch.width)
            yield self.patch(transform(matrix, hatch(mark.d, paint.hatch)), None, line)

    def text(self, mark: Text, matrix: Matrix) -> Iterator[Patch]:
        fill = self.theme.paint(mark.role).fill
        size = mark.size / UNITS
        d: list[Segment] = []
        for char, x in glyphs(mark.text):
            place = compose(matrix, (size, 0, 0, size, mark.x + x * size, mark.y))
            d += transform(place, outline(char))
        if fill and d:
            yield self.patch(d, fill, None)

    def patch(self, d: Iterable[Segment], fill: str | None, line: Paint | None) -> Patch:
        width = line.width * self.point if line else 0.0
        style: Any = "solid"
        if line and line.dash and width:
            # matplotlib counts dashes in widths of the line
            style = (0, [length / line.width for length in line.dash])
        return PathPatch(
            _outline(d),
            facecolor=fill or "none",
            edgecolor=(line and line.stroke) or "none",
            linewidth=width,
            linestyle=style,
            capstyle="butt",
            joinstyle="miter",
        )


def _outline(d: Iterable[Segment]) -> Outline:
    """Segments as matplotlib's path."""
    points: list[tuple[float, float]] = []
    codes: list[Any] = []
    for op, *values in d:
        xy = [float(v) for v in values] or [0.0, 0.0]
        points += zip(xy[::2], xy[1::2], strict=True)
        codes += [CODES[str(op)]] * (len(xy) // 2)
    return Outline(points or [(0.0, 0.0)], codes or [Outline.MOVETO])
