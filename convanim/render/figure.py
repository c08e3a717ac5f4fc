"""A scene as matplotlib's artists: what it draws as pixels, PDF, EPS or PGF, and in figures of
one's own. Text is outlines, so that no font is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import prod
from typing import TYPE_CHECKING, Any

from matplotlib.colors import to_rgba
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline

from convanim.render.hatch import hatch
from convanim.render.leaves import leaves
from convanim.render.paints import painted
from convanim.scene.marks import IDENTITY, Matrix, Path, Scene, Segment, Text, compose, transform
from convanim.scene.text import UNITS, glyphs, outline
from convanim.scene.time import Moment
from convanim.themes.theme import TRANSPARENT, Paint, Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CODES = {"M": Outline.MOVETO, "L": Outline.LINETO, "C": Outline.CURVE4, "Z": Outline.CLOSEPOLY}


class Shape(PathPatch):
    """An outline whose line is so many `units` of its axes wide, however large they are drawn."""

    def __init__(
        self, outline: Outline, units: float = 0.0, dash: tuple[float, ...] = (), **look: Any
    ) -> None:
        style: Any = "solid"
        if units and (lengths := [length / units for length in dash]):
            style = (0, lengths)  # matplotlib counts them in widths of the line
        super().__init__(
            outline,
            linewidth=units,
            linestyle=style,
            capstyle="butt",
            joinstyle="miter",
            **look,
        )
        self.units, self.dash = units, dash

    def draw(self, renderer: Any) -> None:
        """Draw it, its line as wide as the axes now have it."""
        axes: Any = self.axes
        width = self.units * axes.transData.get_matrix()[0, 0] / renderer.points_to_pixels(1.0)
        if width != self.get_linewidth():
            self.set_linewidth(width)
        super().draw(renderer)


def draw(
    axes: Axes, scene: Scene, theme: Theme, moment: Moment, paper: str = TRANSPARENT
) -> list[Shape]:
    """The artists of a scene at a moment, in axes that are made to fit it: as many units wide and
    high, y down, without frame or ticks, on `paper`. What is there already stays, below.

    What fades does so shape by shape, not as a whole: where two of them lie on each other, both
    are seen.
    """
    axes.set(xscale="linear", yscale="linear", aspect="equal")
    axes.set(xlim=(0, scene.width), ylim=(scene.height, 0))
    axes.xaxis.set_visible(False)
    axes.yaxis.set_visible(False)
    axes.spines[:].set_visible(False)
    axes.set_facecolor("none" if paper == TRANSPARENT else paper)
    drawn = list(_artists(scene, theme, moment))
    for patch in drawn:
        axes.add_artist(patch)  # the limits are known: a patch would have them looked for
    return drawn


def _artists(scene: Scene, theme: Theme, moment: Moment) -> Iterator[Shape]:
    """The artists of a scene's marks."""
    for leaf in leaves(scene.marks):
        there = leaf.at(moment, IDENTITY)
        if there is None:
            continue
        matrix, veils = there
        seen = prod(part for _, part in veils)
        if isinstance(leaf.mark, Text):
            yield from _text(leaf.mark, matrix, theme, seen)
        else:
            yield from _path(leaf.mark, matrix, theme, seen)


def _path(mark: Path, matrix: Matrix, theme: Theme, seen: float) -> Iterator[Shape]:
    paint = painted(theme, mark.role, mark.fill)
    if paint.fill or (paint.stroke and paint.width):
        yield _shape(transform(matrix, mark.d), paint, seen)
    if paint.hatch:
        line = Paint(stroke=paint.hatch.stroke, width=paint.hatch.width)
        yield _shape(transform(matrix, hatch(mark.d, paint.hatch)), line, seen)


def _text(mark: Text, matrix: Matrix, theme: Theme, seen: float) -> Iterator[Shape]:
    fill = theme.paint(mark.role).fill
    size = mark.size / UNITS
    d: list[Segment] = []
    for char, x in glyphs(mark.text, mark.face):
        place = compose(matrix, (size, 0, 0, size, mark.x + x * size, mark.y))
        d += transform(place, outline(char, mark.face))
    if fill and d:
        yield _shape(d, Paint(fill), seen)


def _shape(d: Iterable[Segment], paint: Paint, seen: float) -> Shape:
    width = paint.width if paint.stroke else 0.0
    return Shape(
        _outline(d),
        width,
        paint.dash,
        facecolor=_colour(paint.fill, seen),
        edgecolor=_colour(paint.stroke if width else None, seen),
    )


def _colour(colour: str | None, seen: float) -> Any:
    """A colour, of whose opacity a part is seen."""
    if colour is None:
        return "none"
    *mixed, opacity = to_rgba(colour)
    return (*mixed, opacity * seen)


def _outline(d: Iterable[Segment]) -> Outline:
    """Segments as matplotlib's path."""
    points: list[tuple[float, float]] = []
    codes: list[Any] = []
    for op, *values in d:
        xy = [float(v) for v in values] or [0.0, 0.0]
        points += zip(xy[::2], xy[1::2], strict=True)
        codes += [CODES[str(op)]] * (len(xy) // 2)
    return Outline(points or [(0.0, 0.0)], codes or [Outline.MOVETO])
