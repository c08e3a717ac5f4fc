"""Some steps of a scene side by side, as one still: the form that papers and handouts use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from convanim.language import say
from convanim.scene import arrange
from convanim.scene.marks import Group, Mark, Point, Scene, Text, box, points, shifted
from convanim.scene.text import place
from convanim.scene.time import shows

AIR = 22.5
"""Scene units around what is said of all, and between neighbouring pictures."""
SIZE, LEADING = 13.0, 1.6
"""The size of a step's name, and a line's height in parts of it."""
READ_AT = 1600.0
"""The width of a strip up to which names have their plain size; in wider ones they grow along."""
SAID = ("title", "caption")
"""What stands once, above or below, where it is the same at every step."""


def strip(scene: Scene, steps: Sequence[int], names: Sequence[str]) -> Scene:
    """A scene of one step: those steps of another from left to right, each over its name.

    >>> from convanim.scene.marks import polygon
    >>> cell = polygon("input", [(0, 0), (10, 0), (10, 10)])
    >>> whole = strip(Scene(10, 10, (cell,), 9, "a", "A."), (0, 8), ("step 0", "step 8"))
    >>> whole.steps, len(whole.marks), whole.description
    (1, 4, 'A. Side by side: step 0, step 8.')
    """
    said = around([mark for mark in scene.marks if isinstance(mark, Text) and is_said(mark)], scene)
    drawn = [mark for mark in scene.marks if mark not in said]
    shots = [[*held(drawn, step)] for step in steps]
    (left, top), (right, low) = ends(mark for shot in shots for mark in shot)
    size = SIZE * max(1.0, (right - left + AIR) * len(steps) / READ_AT)
    pictures = []
    for shot, name in zip(shots, names, strict=True):
        middle = (left + right) / 2
        shot.append(place("label", name, middle, low + size * LEADING, size, "middle"))
        pictures.append(framed(shot, (left, top), (right, low + size * LEADING * 1.2)))
    row = arrange.beside(pictures)
    lines = [[line for line in said if (part_of(line) == SAID[0]) == up] for up in (True, False)]
    over, under = ([framed(each, *ends(each))] if each else [] for each in lines)
    whole = arrange.above([*over, row, *under])
    air = (shifted(mark, AIR / 2, AIR / 2) for mark in whole.marks)
    told = say(" ").join(
        (scene.description, say("Side by side: {names}.", names=say(", ").join(names)))
    )
    return Scene(whole.width + AIR, whole.height + AIR, tuple(air), 1, scene.title, told)


def is_said(mark: Mark) -> bool:
    """Whether a mark is said of all steps alike."""
    return part_of(mark) in SAID and mark.steps is None and mark.track is None


def around(said: list[Text], scene: Scene) -> list[Text]:
    """What is said of a picture, if it stands around it in lines on its middle; of several pictures
    each has its own, which stays with it, so there is none."""
    (_, high), (_, low) = ends(mark for mark in scene.marks if mark not in said)
    for y in {text.y for text in said}:
        row = sorted((text for text in said if text.y == y), key=lambda text: text.x)
        gaps = [b.x - a.x - a.width for a, b in pairwise(row)]
        off = (row[0].x + row[-1].x + row[-1].width - scene.width) / 2
        if high < y - row[0].size / 2 < low or abs(off) > 1 or max(gaps, default=0) > SIZE:
            return []
    return said


def part_of(mark: Mark) -> str:
    """The role that a mark's own is a part of."""
    return mark.role.partition(".")[0]


def held(marks: Iterable[Mark], step: int) -> Iterator[Mark]:
    """The marks that show at a step, where they are then."""
    for mark in marks:
        if not shows(mark.steps, step):
            continue
        track = None if mark.track is None else mark.track[step : step + 1]
        mark = replace(mark, steps=None, track=track)
        if isinstance(mark, Group):
            mark = replace(mark, marks=tuple(held(mark.marks, step)))
        yield mark


def ends(marks: Iterable[Mark]) -> tuple[Point, Point]:
    """The least and the largest coordinates of marks."""
    corners = box(point for mark in marks for point in points(mark))
    return corners[0], corners[-1]


def framed(marks: Sequence[Mark], least: Point, most: Point) -> Scene:
    """Marks between two points as a scene, with air around them."""
    (left, top), (right, low) = least, most
    moved = tuple(shifted(mark, AIR / 2 - left, AIR / 2 - top) for mark in marks)
    return Scene(right - left + AIR, low - top + AIR, moved, 1, "", "")
