"""Scenes next to each other, on one clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from convanim.scene.marks import Group, Mark, Scene, shifted


def beside(scenes: Sequence[Scene]) -> Scene:
    """Scenes from left to right, their middles at one height.

    Step n of the whole is step n of each; one that has no more steps rests at its last.

    >>> two = Scene(10, 20, (), 4, "a", "A."), Scene(30, 10, (), 9, "b", "B.")
    >>> whole = beside(two)
    >>> whole.width, whole.height, whole.steps, whole.title
    (40, 20, 9, 'a; b')
    """
    height, x = max(scene.height for scene in scenes), 0.0
    places = []
    for scene in scenes:
        places.append((x, (height - scene.height) / 2))
        x += scene.width
    return _together(scenes, places, sum(scene.width for scene in scenes), height)


def above(scenes: Sequence[Scene]) -> Scene:
    """Scenes from the top down, their middles in one line; time as in `beside`."""
    width, y = max(scene.width for scene in scenes), 0.0
    places = []
    for scene in scenes:
        places.append(((width - scene.width) / 2, y))
        y += scene.height
    return _together(scenes, places, width, sum(scene.height for scene in scenes))


def then(scenes: Sequence[Scene]) -> Scene:
    """Scenes from the top down that play one after the other, what moves only in its turn.

    >>> first, second = Scene(10, 20, (), 4, "a", "A."), Scene(30, 10, (), 9, "b", "B.")
    >>> then((first, second)).steps
    13
    """
    total, start = sum(scene.steps for scene in scenes), 0
    turns = []
    for scene in scenes:
        marks = tuple(_in_turn(mark, scene.steps, start, total) for mark in scene.marks)
        turns.append(replace(scene, marks=marks, steps=total, still=start + scene.still))
        start += scene.steps
    return replace(above(turns), still=turns[-1].still)


def _in_turn(mark: Mark, steps: int, start: int, total: int) -> Mark:
    """A mark whose steps begin at `start`: what it has come to stays, what moves goes."""
    end = start + steps
    last = total if mark.track is None else end
    if mark.steps is not None:
        spans = (
            range(start + s.start, last if s.stop == steps else start + s.stop) for s in mark.steps
        )
        mark = replace(mark, steps=tuple(spans))
    if mark.track is not None:
        track = mark.track[:1] * start + mark.track + mark.track[-1:] * (total - end)
        shown = mark.steps if mark.steps is not None else (range(start, end),)
        mark = replace(mark, track=track, steps=shown)
    if mark.fades is not None:
        fades = tuple(range(start + s.start, start + s.stop) for s in mark.fades)
        mark = replace(mark, fades=fades)
    if isinstance(mark, Group):
        inner = tuple(_in_turn(one, steps, start, total) for one in mark.marks)
        mark = replace(mark, marks=inner)
    return mark


def _together(
    scenes: Sequence[Scene], places: Sequence[tuple[float, float]], width: float, height: float
) -> Scene:
    longest = max(scenes, key=lambda scene: scene.steps)
    marks = (
        shifted(_resting(mark, scene.steps, longest.steps), dx, dy)
        for scene, (dx, dy) in zip(scenes, places, strict=True)
        for mark in scene.marks
    )
    title = "; ".join(scene.title for scene in scenes)
    said = " ".join(scene.description for scene in scenes)
    return Scene(width, height, tuple(marks), longest.steps, title, said, longest.still)


def _resting(mark: Mark, steps: int, total: int) -> Mark:
    """A mark of a scene of so many steps, that rests at its last one until `total`."""
    if steps == total:
        return mark
    if mark.steps is not None:
        spans = (range(s.start, total if s.stop == steps else s.stop) for s in mark.steps)
        mark = replace(mark, steps=tuple(spans))
    if mark.track is not None:
        mark = replace(mark, track=mark.track + mark.track[-1:] * (total - steps))
    if isinstance(mark, Group):
        mark = replace(mark, marks=tuple(_resting(inner, steps, total) for inner in mark.marks))
    return mark
