"""Scenes put next to each other, on one clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from convanim.scene.marks import Group, Mark, Path, Scene, Steps, Text, compose, transform
from convanim.scene.time import shows

Arrange = Callable[[Sequence[Scene], float], Scene]


def beside(scenes: Sequence[Scene], gap: float = 0.0) -> Scene:
    """Scenes from left to right, their middles at one height."""
    width = sum(s.width for s in scenes) + gap * (len(scenes) - 1)
    height = max(s.height for s in scenes)
    places, x = [], 0.0
    for scene in scenes:
        places.append((x, (height - scene.height) / 2))
        x += scene.width + gap
    return _together(scenes, places, width, height)


def above(scenes: Sequence[Scene], gap: float = 0.0) -> Scene:
    """Scenes from top to bottom, their middles on one line."""
    width = max(s.width for s in scenes)
    height = sum(s.height for s in scenes) + gap * (len(scenes) - 1)
    places, y = [], 0.0
    for scene in scenes:
        places.append(((width - scene.width) / 2, y))
        y += scene.height + gap
    return _together(scenes, places, width, height)


def _together(
    scenes: Sequence[Scene], places: Sequence[tuple[float, float]], width: float, height: float
) -> Scene:
    steps = max(s.steps for s in scenes)
    marks = tuple(
        shifted(mark, *place)
        for scene, place in zip(scenes, places, strict=True)
        for mark in lasting(scene, steps).marks
    )
    titles = "; ".join(s.title for s in scenes)
    return Scene(width, height, marks, steps, titles, " ".join(s.description for s in scenes))


def shifted(mark: Mark, dx: float, dy: float) -> Mark:
    """A mark somewhere else."""
    move = (1.0, 0.0, 0.0, 1.0, dx, dy)
    if mark.track is not None:  # what carries the mark also carries it there
        return replace(mark, track=tuple(compose(move, matrix) for matrix in mark.track))
    match mark:
        case Path():
            return replace(mark, d=tuple(transform(move, mark.d)))
        case Text():
            return replace(mark, x=mark.x + dx, y=mark.y + dy)
        case Group():
            return replace(mark, marks=tuple(shifted(inner, dx, dy) for inner in mark.marks))


def lasting(scene: Scene, steps: int) -> Scene:
    """A scene that goes on to `steps` steps, its last one held."""
    if scene.steps >= steps:
        return scene
    marks = tuple(_held(mark, scene.steps, steps) for mark in scene.marks)
    return replace(scene, marks=marks, steps=steps)


def _held(mark: Mark, old: int, new: int) -> Mark:
    shown, track = mark.steps, mark.track
    if shown is not None and shows(shown, old - 1):
        shown = tuple(_reaching(shown, old, new))
    if track is not None:
        track += track[-1:] * (new - old)
    held = replace(mark, steps=shown, track=track)
    if isinstance(held, Group):
        return replace(held, marks=tuple(_held(inner, old, new) for inner in held.marks))
    return held


def _reaching(shown: Steps, old: int, new: int) -> Iterator[range]:
    for span in shown:
        yield range(span.start, new) if span.stop >= old else span
