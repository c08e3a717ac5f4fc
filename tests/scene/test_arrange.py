"""Scenes next to each other: nothing but their place and their time changes."""

from __future__ import annotations

import pytest

from convanim import Conv
from convanim.scene.arrange import FALL, above, beside, picked, then
from convanim.scene.marks import Group, Scene, lines, moves, polygon
from tests.drawn import drawn
from tests.pictures import outlines

LONG = drawn("stacked", Conv(input=5, kernel=3), caption=True)
SHORT = drawn("channels", Conv(input=2, kernel=1, in_channels=2, out_channels=1), caption=True)
ROLES = ("input", "tap", "active", "input.front", "lit.front", "filter.0.front", "empty.top")


def moved(cells, dx, dy):
    return [[(round(x + dx, 6), round(y + dy, 6)) for x, y in cell] for cell in cells]


@pytest.mark.parametrize("together", [beside, above])
def test_each_scene_keeps_its_cells_and_its_steps(together):
    whole = together([LONG, SHORT])
    assert (LONG.steps, SHORT.steps, whole.steps) == (9, 4, 9)
    if together is beside:
        assert (whole.width, whole.height) == (
            LONG.width + SHORT.width,
            max(LONG.height, SHORT.height),
        )
        places = [
            (0, (whole.height - LONG.height) / 2),
            (LONG.width, (whole.height - SHORT.height) / 2),
        ]
    else:
        assert whole.height == LONG.height + SHORT.height
        places = [
            ((whole.width - LONG.width) / 2, 0),
            ((whole.width - SHORT.width) / 2, LONG.height),
        ]
    for step in range(whole.steps):
        for role in ROLES:
            wanted = []
            for scene, place in zip((LONG, SHORT), places, strict=True):
                # the one that has no more steps rests at its last
                wanted += moved(outlines(scene, role, min(step, scene.steps - 1)), *place)
            assert moved(outlines(whole, role, step), 0, 0) == wanted, (role, step)


def test_what_is_gone_at_the_last_step_stays_gone():
    shown = [(range(2),), (range(1, 2), range(3, 4)), (range(2, 4),)]
    marks = tuple(lines("tap", [((0, 0), (1, 1))], steps=steps) for steps in shown)
    whole = beside([Scene(1, 1, marks, 4, "", ""), LONG])
    assert [mark.steps for mark in whole.marks[:3]] == [
        (range(2),),
        (range(1, 2), range(3, 9)),
        (range(2, 9),),
    ]


def test_words_of_all_are_kept():
    whole = beside([Scene(1, 1, (), 1, "a", "A."), Scene(1, 1, (), 1, "b", "B.")])
    assert (whole.title, whole.description) == ("a; b", "A. B.")


def test_one_then_the_other():
    whole = then([SHORT, LONG])
    assert whole.steps == 13
    assert 4 <= whole.still < 13
    dx = (whole.width - LONG.width) / 2
    for step in range(4):
        # it is not their turn, and what they read is not there yet
        assert outlines(whole, "tap", step) == outlines(whole, "input", step) == []
        fronts = moved(outlines(SHORT, "filter.0.front", step), 0, 0)
        assert len(outlines(whole, "filter.0.front", step)) == len(fronts)
    for step in range(9):
        assert len(outlines(whole, "input", 4 + step)) == 25
        taps = moved(outlines(LONG, "tap", step), dx, SHORT.height + FALL)
        assert moved(outlines(whole, "tap", 4 + step), 0, 0) == taps
        # what the first has made stays, its window is gone
        made = len(outlines(SHORT, "filter.0.front", 3))
        assert len(outlines(whole, "filter.0.front", 4 + step)) == made
    for mark in whole.marks:
        assert mark.track is None or len(mark.track) == 13


def test_what_is_inside_a_group_takes_its_turn_and_rests_too():
    corners = [(0, 0), (1, 0), (1, 1), (0, 1)]
    moving = polygon("tap", corners, track=moves([(0, 0), (5, 0)]))
    late = polygon("output", corners, steps=(range(1, 2),))
    some = polygon("some", corners, steps=(range(1, 2),), track=moves([(0, 0), (5, 0)]))
    scene = Scene(10, 2, (Group("window", (Group("inner", (moving, late, some)),)),), 2, "", "")
    whole = then([scene, scene])
    places = [[cell[0] for cell in outlines(whole, "tap", step)] for step in range(4)]
    assert places == [[(0, 0)], [(5, 0)], [(0, 2 + FALL)], [(5, 2 + FALL)]]
    # what moves goes, though it was there at the last step
    places = [[cell[0] for cell in outlines(whole, "some", step)] for step in range(4)]
    assert places == [[], [(5, 0)], [], [(5, 2 + FALL)]]
    made = [[cell[0] for cell in outlines(whole, "output", step)] for step in range(4)]
    assert made == [[], [(0, 0)], [(0, 0)], [(0, 0), (0, 2 + FALL)]]
    long = Scene(10, 2, (), 4, "", "")
    both = beside([scene, long])
    assert [outlines(both, "tap", step)[0][0] for step in range(4)] == [(0, 0), *[(5, 0)] * 3]
    assert [len(outlines(both, "output", step)) for step in range(4)] == [0, 1, 1, 1]


@pytest.mark.parametrize("chosen", [(0,), (3, 1), (2, 2, 8), tuple(range(9))])
def test_some_steps_of_a_scene_are_what_they_were(chosen):
    few = picked(LONG, chosen)
    assert few.steps == len(chosen)
    for n, step in enumerate(chosen):
        for role in ROLES:
            assert outlines(few, role, n) == outlines(LONG, role, step)


def test_marks_of_no_chosen_step_are_left_out():
    late = lines("tap", [((0, 0), (1, 1))], steps=(range(2, 4),))
    scene = Scene(1, 1, (Group("window", (late,)), late), 4, "", "", still=3)
    assert picked(scene, (0, 1)).marks == (Group("window", ()),)
    assert picked(scene, (0, 3)).still == 1
