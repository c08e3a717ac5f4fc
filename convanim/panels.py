"""Animations next to each other, on one clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from convanim.animation import Animation
from convanim.errors import BadRequest
from convanim.operations.operation import Operation
from convanim.scene import compose
from convanim.scene.marks import Scene
from convanim.views.page import titled
from convanim.views.view import Options

GAP = 10.0
"""Scene units between two panels, beside their own margins."""


def beside(*animations: Animation, title: str | None = None) -> Animation:
    """Animations from left to right, on one clock; look and clock are those of the first.

    Each moves on by one step at a time; one that has fewer steps rests at its last.

    >>> from convanim import Conv, animate
    >>> both = beside(animate(Conv(input=5, kernel=3)), animate(Conv(input=5, kernel=1)))
    >>> both.scene.steps
    25
    """
    return _panels(animations, compose.beside, title)


def above(*animations: Animation, title: str | None = None) -> Animation:
    """Animations from top to bottom, on one clock; look and clock are those of the first."""
    return _panels(animations, compose.above, title)


ARRANGEMENTS: dict[str, Callable[..., Animation]] = {"beside": beside, "above": above}


@dataclass(frozen=True, slots=True)
class Panels:
    """A view made of other animations' views."""

    parts: tuple[Animation, ...]
    arrange: compose.Arrange
    title: str | None = None

    def __call__(self, op: Operation, options: Options) -> Scene:
        """The scene; the steps chosen are those of the common clock, from its start."""
        count = len(options.chosen(op))
        scene = self.arrange([_first(part, count) for part in self.parts], GAP)
        return titled(scene, self.title) if self.title else scene


def _panels(parts: Sequence[Animation], arrange: compose.Arrange, title: str | None) -> Animation:
    if not parts:
        raise BadRequest("panels need at least one animation")
    if len({part.theme.name for part in parts}) > 1:
        raise BadRequest("panels share one theme: give it once, for all of them")
    clock = max((part.timeline for part in parts), key=lambda timeline: timeline.steps)
    return replace(
        parts[0],
        view=Panels(tuple(parts), arrange, title),
        options=replace(parts[0].options, steps=range(clock.steps)),
        timeline=replace(parts[0].timeline, steps=clock.steps),
    )


def _first(part: Animation, count: int) -> Scene:
    steps = part.options.chosen(part.operation)[:count]
    return part.view(part.operation, replace(part.options, steps=steps))
