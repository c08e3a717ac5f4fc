"""Artists without transparency, for formats that have none: what shines through is drawn again,
in the mixed colour, within the outline of what it shines through.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from matplotlib.colors import to_rgba
from matplotlib.transforms import Affine2D, Bbox

from convanim.render.figure import Shape

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.path import Path as Outline

Colour = tuple[float, float, float, float]
NONE: Colour = (0.0, 0.0, 0.0, 0.0)
DEEPEST = 2
"""Panes of glass that something is seen through: each may double what there is to draw."""
CLEAR = 1 / 512
"""An opacity that is none."""


def flatten(axes: Axes, paper: str) -> None:
    """Make every patch of the axes opaque, as it looks over the others and over the paper."""
    ground = to_rgba(paper)
    below: list[Piece] = []
    patches: list[Any] = list(axes.patches)
    for patch in patches:
        below += list(Piece.of(patch).flat(below, ground))
        patch.remove()
    place = Affine2D(axes.transData.get_matrix())  # one for all: clips are told apart by it
    for piece in below:
        piece.add(axes, place)


@dataclass(frozen=True, eq=False)
class Piece:
    """An outline with its colours and its pen, to be seen within another one."""

    outline: Outline
    fill: Colour
    line: Colour
    units: float
    dash: tuple[float, ...]
    within: Outline | None = None
    depth: int = 0

    @classmethod
    def of(cls, patch: Shape) -> Piece:
        """The piece that a patch is."""
        line = to_rgba(patch.get_edgecolor() if patch.units else NONE)
        fill = to_rgba(patch.get_facecolor())
        return cls(patch.get_path(), fill, line, patch.units, patch.dash)

    def flat(self, below: list[Piece], ground: Colour) -> Iterator[Piece]:
        """The opaque pieces that look as this one does over the others."""
        if not CLEAR < self.fill[3] < 1 - CLEAR:
            if self.fill[3]:
                yield replace(self, line=NONE)
        else:
            yield replace(self, fill=over(self.fill, ground), line=NONE)
            for other in below:
                if other.depth < DEEPEST and meet(self.outline, other.seen):
                    yield other.seen_through(self)
        if self.line[3]:
            under = ground if self.line[3] == 1 else self.under(below, ground)
            yield replace(self, fill=NONE, line=over(self.line, under))

    def under(self, below: list[Piece], ground: Colour) -> Colour:
        """The colour that most of a line lies on: that under its middle."""
        points: Any = self.outline.vertices
        middle = points[:2].mean(axis=0)
        for other in reversed(below):
            if other.fill[3] and other.seen.contains_point(middle):
                return other.fill
        return ground

    def seen_through(self, glass: Piece) -> Piece:
        """What is seen of this opaque piece through another one."""
        fill, line = (over(glass.fill, c) if c[3] else NONE for c in (self.fill, self.line))
        within = glass.outline
        if self.within is not None and area(self.within) < area(within):
            within = self.within  # of outlines that meet in our pictures one holds the other
        return replace(self, fill=fill, line=line, within=within, depth=self.depth + 1)

    @property
    def seen(self) -> Outline:
        """Where it is seen, at most."""
        return self.outline if self.within is None else self.within

    def add(self, axes: Axes, place: Affine2D) -> None:
        """Draw it."""
        patch = Shape(
            self.outline,
            self.units if self.line[3] else 0.0,
            self.dash,
            facecolor=self.fill if self.fill[3] else "none",
            edgecolor=self.line if self.line[3] else "none",
        )
        axes.add_patch(patch)
        if self.within is not None:
            patch.set_clip_path(self.within, place)


def over(colour: Colour, ground: Colour) -> Colour:
    """A translucent colour as it looks over an opaque one.

    >>> over((0.0, 0.0, 0.0, 0.5), (1.0, 1.0, 1.0, 1.0))
    (0.5, 0.5, 0.5, 1.0)
    """
    part = colour[3]
    r, g, b = (v * part + w * (1 - part) for v, w in zip(colour[:3], ground[:3], strict=True))
    return r, g, b, 1.0


def meet(one: Outline, other: Outline) -> bool:
    """Whether the rooms of two outlines do."""
    return Bbox.intersection(one.get_extents(), other.get_extents()) is not None


def area(outline: Outline) -> float:
    """That of the room of an outline."""
    box = outline.get_extents()
    return float(box.width * box.height)
