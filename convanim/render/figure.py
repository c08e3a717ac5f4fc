"""A scene as matplotlib's artists: what it draws as pixels, PDF, EPS or PGF, and in figures of
one's own. Text is outlines, so that no font is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline

from convanim.render.hatch import hatch
from convanim.render.leaves import leaves
from convanim.render.paints import painted
from convanim.scene.marks import IDENTITY, Matrix, Path, Scene, Segment, Text, compose, transform
from convanim.scene.text import UNITS, glyphs, outline
from convanim.scene.time import Moment
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
    drawn = [*_artists(scene, theme, inch * POINTS, moment)]
    for number, patch in enumerate(drawn):
        patch.set_zorder(2 + number / len(drawn))  # in order, among what else is there
        axes.add_patch(patch)
    return drawn


def _artists(scene: Scene, theme: Theme, point: float, moment: Moment) -> Iterator[Patch]:
    """The artists of a scene's marks; `point` is its unit in points."""
    for leaf in leaves(scene.marks):
        there = leaf.at(moment, IDENTITY)
        if there is None:
            continue
        matrix, veils = there
        mark = leaf.mark
        if isinstance(mark, Text):
            made = _text(mark, matrix, theme)
        else:
            made = _path(mark, matrix, theme, point)
        for patch in made:
            for _, seen in veils:
                patch.set_alpha((patch.get_alpha() or 1.0) * seen)
            yield patch


def _path(mark: Path, matrix: Matrix, theme: Theme, point: float) -> Iterator[Patch]:
    paint = painted(theme, mark.role, mark.fill)
    stroked = bool(paint.stroke and paint.width)
    if paint.fill or stroked:
        yield _patch(transform(matrix, mark.d), paint.fill, paint if stroked else None, point)
    if paint.hatch:
        line = Paint(stroke=paint.hatch.stroke, width=paint.hatch.width)
        yield _patch(transform(matrix, hatch(mark.d, paint.hatch)), None, line, point)


def _text(mark: Text, matrix: Matrix, theme: Theme) -> Iterator[Patch]:
    fill = theme.paint(mark.role).fill
    size = mark.size / UNITS
    d: list[Segment] = []
    for char, x in glyphs(mark.text, mark.face):
        place = compose(matrix, (size, 0, 0, size, mark.x + x * size, mark.y))
        d += transform(place, outline(char, mark.face))
    if fill and d:
        yield _patch(d, fill, None)


def _patch(d: Iterable[Segment], fill: str | None, line: Paint | None, point: float = 0.0) -> Patch:
    width = line.width * point if line else 0.0
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
