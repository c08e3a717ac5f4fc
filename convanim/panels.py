"""Animations next to each other, on one clock, or one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from convanim.animation import Animation
from convanim.errors import BadRequest
from convanim.laying import laid_out, styled
from convanim.legible import fitting
from convanim.operations.network import Network
from convanim.operations.operation import Operation
from convanim.scene import arrange
from convanim.scene.marks import Scene
from convanim.views.view import Laid, Link, Style, Takes, View
from convanim.words import choose

ARRANGEMENTS = ("beside", "above", "then")
CHAIN = "then"
"""The arrangement in which each panel reads what the one before it has made."""
COMPARED = "compared"
"""The same, with the one layer that they are on the whole as the last panel."""


def beside(*animations: Animation) -> Animation:
    """Animations from left to right, on one clock; look and clock are those of the first.

    Each moves on by one step at a time; one that has fewer steps rests at its last.

    >>> from convanim import Conv, animate
    >>> both = beside(animate(Conv(input=5, kernel=3)), animate(Conv(input=5, kernel=1)))
    >>> both.scene.steps
    25
    """
    return together("beside", *animations)


def above(*animations: Animation) -> Animation:
    """Animations from the top down, on one clock; look and clock are those of the first."""
    return together("above", *animations)


def then(*animations: Animation) -> Animation:
    """Animations from the top down that take turns, as layers do that read one another."""
    return together("then", *animations)


def together(arrangement: str, *animations: Animation) -> Animation:
    """Animations as one, in one of the arrangements."""
    if not animations:
        raise BadRequest("panels need at least one animation")
    for part in animations:
        if not isinstance(part, Animation):
            raise BadRequest(
                f"panels are animations, not a {type(part).__name__}: give animate(op)"
            )
    if len({part.theme.name for part in animations}) > 1:
        raise BadRequest("panels share one theme: give the same to all of them")
    first, view = animations[0], Together(parts=animations, arrangement=arrangement)
    look = replace(first.look, title=None)
    laid = laid_out(view, first.operation, None, look, first.theme)
    opening = first.timeline.opening
    if opening and arrangement in (CHAIN, COMPARED):  # a lesson is one in each turn
        opening = tuple(run for part in animations for run in part.timeline.runs())
    return replace(
        first,
        view=view,
        values=None,
        laid=laid,
        chosen=range(laid.steps),
        timeline=replace(first.timeline, steps=laid.steps, opening=opening),
    )


@dataclass(frozen=True, kw_only=True, repr=False)
class Together(View):
    """The view of animations `beside` or `above` each other on one clock, or one `then` the
    other."""

    name = "panels"
    takes = Takes(networks=True, uneven=True, facts=None)

    parts: tuple[Animation, ...]
    arrangement: str = "beside"

    def cells(self, op: Operation | Network) -> int:
        """Those of all parts."""
        drawn = ((part.view.of(part.operation), part.operation) for part in self.parts)
        return sum(view.cells(layer) for view, layer in drawn)

    def __repr__(self) -> str:
        """One line, however many parts."""
        return f"<{len(self.parts)} panels, {self.arrangement}>"

    def lay(self, op: Operation | Network, values: None, style: Style) -> Laid:
        """All parts, whatever the operation is; each is laid out already."""
        chain = self.arrangement in (CHAIN, COMPARED)
        if chain and (laid := self.linked(style)) is not None:
            return laid
        if self.arrangement == COMPARED:
            raise BadRequest(
                "layers are compared where each reads just what the one before has made: "
                "give each panel view = 'matrix'"
            )
        choose("arrangement", self.arrangement, ARRANGEMENTS)
        counts = [len(part.chosen) for part in self.parts]

        def draw(chosen: Sequence[int]) -> Scene:
            left, scenes = max(chosen) + 1, []
            for part in self.parts:
                steps = part.chosen[: max(left, 1)]
                scenes.append(part.laid.draw(steps))
                if chain:
                    left -= len(steps)
            return arrange.picked(self.placed(scenes, style), chosen)

        first = self.parts[0].laid
        turns: tuple[Laid, ...] = ()
        if chain:
            turns = tuple(replace(part.laid, steps=len(part.chosen)) for part in self.parts)
        steps = sum(counts) if chain else max(counts)
        return Laid(steps, draw, first.row, first.slow, turns)

    def placed(self, scenes: Sequence[Scene], style: Style) -> Scene:
        """The parts in their places: in as few rows as can be read where they are beside each
        other, in those that fill the page best where its shape is asked for."""
        if self.arrangement == CHAIN:
            return arrange.then(scenes)
        if self.arrangement == "above" and style.aspect is None:
            return arrange.above(scenes)
        every = (arrange.in_rows(scenes, n) for n in columns(len(scenes)))
        return fitting(every, style.width, style.aspect)

    def linked(self, style: Style) -> Laid | None:
        """All parts as one drawing, in which each tensor is drawn once, if their view has one."""
        views = [part.view.of(part.operation) for part in self.parts]
        links = [link(part) for part in self.parts]
        if any(view != views[0] for view in views) or None in links:
            return None
        whole = links.pop() if self.arrangement == COMPARED else None
        return views[0].chained([one for one in links if one is not None], style, whole)


def columns(count: int) -> list[int]:
    """How many panels a row may have, from all of them down.

    >>> columns(4), columns(5)
    ([4, 2, 1], [5, 3, 2, 1])
    """
    return sorted({ceil(count / rows) for rows in range(1, count + 1)}, reverse=True)


def link(part: Animation) -> Link | None:
    """An animation as a part of a chain; None where it shows more than a layer."""
    if not isinstance(part.operation, Operation) or isinstance(part.view, Together):
        return None
    return Link(part.operation, part.values, styled(part.look, part.theme, part.view), part.chosen)
