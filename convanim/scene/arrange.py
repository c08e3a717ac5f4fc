"""Scenes next to each other, on one clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from convanim.language import say
from convanim.scene.marks import Group, Mark, Path, Scene, shifted
from convanim.scene.shapes import arrow
from convanim.scene.time import spans

FALL = 26.0
"""The height of the arrow from a scene to the one that comes after it."""


def beside(scenes: Sequence[Scene]) -> Scene:
    """Scenes from left to right, their middles at one height.

    Step n of the whole is step n of each; one that has no more steps rests at its last.

    >>> two = Scene(10, 20, (), 4, "a", "A."), Scene(30, 10, (), 9, "b", "B.")
    >>> whole = beside(two)
    >>> whole.width, whole.height, whole.steps, whole.title
    (40, 20, 9, 'a; b')
    """
    return in_rows(scenes, len(scenes))


def above(scenes: Sequence[Scene]) -> Scene:
    """Scenes from the top down, their middles in one line; time as in `beside`."""
    return in_rows(scenes, 1)


def in_rows(scenes: Sequence[Scene], across: int) -> Scene:
    """Scenes in rows of so many, each in the middle of its row and column; time as in `beside`.

    >>> two = Scene(10, 20, (), 4, "a", "A."), Scene(30, 10, (), 9, "b", "B.")
    >>> whole = in_rows((*two, two[0]), 2)
    >>> whole.width, whole.height
    (40, 40)
    """
    widths = [max(scene.width for scene in scenes[n::across]) for n in range(across)]
    rows = [scenes[n : n + across] for n in range(0, len(scenes), across)]
    places: list[tuple[float, float]] = []
    y: float = 0
    for row in rows:
        height: float = max(scene.height for scene in row)
        x: float = 0
        for scene, width in zip(row, widths, strict=False):
            places.append((x + (width - scene.width) / 2, y + (height - scene.height) / 2))
            x += width
        y += height
    return _together(scenes, places, sum(widths), y)


def framed(scene: Scene, aspect: float) -> Scene:
    """A scene in the middle of a page as many times as wide as it is high.

    >>> page = framed(Scene(10, 20, (), 1, "", ""), 2.0)
    >>> page.width, page.height
    (40.0, 20)
    """
    width, height = max(scene.width, scene.height * aspect), scene.height
    if width == scene.width:
        height = scene.width / aspect
    dx, dy = (width - scene.width) / 2, (height - scene.height) / 2
    marks = tuple(shifted(mark, dx, dy) for mark in scene.marks)
    return replace(scene, width=width, height=height, marks=marks)


def then(scenes: Sequence[Scene]) -> Scene:
    """Scenes from the top down that play one after the other, with an arrow from each to the
    next: what moves does so in its turn, and before that nothing of a scene is there.

    >>> first, second = Scene(10, 20, (), 4, "a", "A."), Scene(30, 10, (), 9, "b", "B.")
    >>> then((first, second)).steps
    13
    """
    total, start = sum(scene.steps for scene in scenes), 0
    turns = []
    for n, scene in enumerate(scenes):
        here = [in_turn(mark, scene.steps, start, total) for mark in scene.marks]
        if n:
            way = arrow((scene.width / 2, 0), (scene.width / 2, FALL))
            marks = [Path("edge", way), *(shifted(mark, 0, FALL) for mark in here)]
            here = [_from(mark, start, total) for mark in marks]
            scene = replace(scene, height=scene.height + FALL)
        turns.append(replace(scene, marks=tuple(here), steps=total, still=start + scenes[n].still))
        start += scene.steps
    return replace(above(turns), still=turns[-1].still)


def _from(mark: Mark, start: int, total: int) -> Mark:
    """A mark that is not there before a step."""
    return mark if mark.steps is not None else replace(mark, steps=(range(start, total),))


def in_turn(mark: Mark, steps: int, start: int, total: int, stays: bool = True) -> Mark:
    """A mark whose steps begin at `start`: what it has come to `stays`, what moves goes."""
    end = start + steps
    until = total if stays and mark.track is None else end
    if mark.steps is not None:
        spans = (
            range(start + s.start, until if s.stop == steps else start + s.stop) for s in mark.steps
        )
        mark = replace(mark, steps=tuple(spans))
    if mark.track is not None:
        track = mark.track[:1] * start + mark.track + mark.track[-1:] * (total - end)
        shown = mark.steps if mark.steps is not None else (range(start, end),)
        mark = replace(mark, track=track, steps=shown)
    elif mark.steps is None and not stays:
        mark = replace(mark, steps=(range(start, end),))
    if mark.fades is not None:
        fades = tuple(range(start + s.start, start + s.stop) for s in mark.fades)
        mark = replace(mark, fades=fades)
    if isinstance(mark, Group):
        inner = tuple(in_turn(one, steps, start, total) for one in mark.marks)
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
    title = say("; ").join(scene.title for scene in scenes)
    said = say(" ").join(scene.description for scene in scenes)
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


def picked(scene: Scene, chosen: Sequence[int]) -> Scene:
    """Some steps of a scene, in the order in which they are chosen, as if there were no others.

    >>> late = Group("output", (), (range(2, 4),))
    >>> picked(Scene(1, 1, (late,), 4, "", ""), (0, 3)).marks[0].steps
    (range(1, 2),)
    """
    if chosen == range(scene.steps):
        return scene
    marks = tuple(_picked(scene.marks, chosen))
    still = max((n for n, step in enumerate(chosen) if step <= scene.still), default=0)
    return replace(scene, marks=marks, steps=len(chosen), still=still)


def _picked(marks: Iterable[Mark], chosen: Sequence[int]) -> Iterator[Mark]:
    """Marks at the steps that are chosen; those that never show are none."""
    for mark in marks:
        when = mark.steps
        if when is not None:
            when = spans(n for n, s in enumerate(chosen) if any(s in span for span in when or ()))
            if not when:
                continue
        track = None if mark.track is None else tuple(mark.track[step] for step in chosen)
        mark = replace(mark, steps=when, track=track)
        if isinstance(mark, Group):
            mark = replace(mark, marks=tuple(_picked(mark.marks, chosen)))
        yield mark
