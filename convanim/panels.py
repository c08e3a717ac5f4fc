"""Animations next to each other, on one clock, or one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from convanim.animation import Animation
from convanim.errors import BadRequest
from convanim.operations.network import Network
from convanim.operations.operation import Operation
from convanim.scene import arrange
from convanim.scene.marks import Scene
from convanim.views.view import Laid, Style, Takes, View
from convanim.words import choose

ARRANGEMENTS: dict[str, Callable[[Sequence[Scene]], Scene]] = {
    "beside": arrange.beside,
    "above": arrange.above,
    "then": arrange.then,
}
CHAIN = "then"
"""The arrangement in which each panel reads what the one before it has made."""


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
    laid = view.lay(first.operation, None, Style())
    opening = first.timeline.opening
    if opening and arrangement == CHAIN:  # a lesson is one in each turn
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
        place = ARRANGEMENTS[choose("arrangement", self.arrangement, ARRANGEMENTS)]
        counts = [len(part.chosen) for part in self.parts]

        def draw(chosen: Sequence[int]) -> Scene:
            left, scenes = len(chosen), []
            for part in self.parts:
                steps = part.chosen[: max(left, 1)]
                scenes.append(part.laid.draw(steps))
                if self.arrangement == CHAIN:
                    left -= len(steps)
            return place(scenes)

        first = self.parts[0].laid
        turns: tuple[Laid, ...] = ()
        if self.arrangement == CHAIN:
            turns = tuple(replace(part.laid, steps=len(part.chosen)) for part in self.parts)
        steps = sum(counts) if self.arrangement == CHAIN else max(counts)
        return Laid(steps, draw, first.row, first.slow, turns)
