"""Animations next to each other, on one clock, or one after the other."""

from __future__ import annotations

from dataclasses import replace

from convanim.animation import Animation
from convanim.errors import BadRequest
from convanim.views.together import Panel, Together


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
    """Animations as one, in an arrangement of `views.together`."""
    if not animations:
        raise BadRequest("panels need at least one animation")
    if len({part.theme.name for part in animations}) > 1:
        raise BadRequest("panels share one theme: give the same to all of them")
    first = animations[0]
    view = Together(
        tuple(Panel(a.operation, a.view, a.options, a.timeline.steps) for a in animations),
        arrangement,
    )
    steps = view.count(first.operation, first.options)
    return replace(
        first,
        view=view,
        options=replace(first.options, steps=range(steps)),
        timeline=replace(first.timeline, steps=steps),
    )
