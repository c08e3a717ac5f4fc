"""Animations put together in Python."""

from __future__ import annotations

import pytest

from convanim import BadRequest, Conv, MaxPool, above, animate, beside, then
from tests.pictures import outlines

FIRST = animate(Conv(input=4, kernel=3, padding=1))
SECOND = animate(MaxPool(input=4, kernel=2))


@pytest.mark.parametrize("together", [beside, above, then])
def test_every_panel_shows_all_its_cells(together):
    scene = together(FIRST, SECOND).scene
    for role in ("input", "output", "padding"):
        alone = (len(outlines(part.scene, role)) for part in (FIRST, SECOND))
        assert len(outlines(scene, role, scene.steps - 1)) == sum(alone)


def test_on_one_clock_the_shorter_rests_at_its_last():
    assert beside(FIRST, SECOND).scene.steps == 16
    scene = beside(FIRST, SECOND).scene
    assert sorted(outlines(scene, "active", 9))[1] == sorted(outlines(scene, "active", 15))[1]


def test_in_turn_only_one_moves():
    scene = then(FIRST, SECOND).scene
    assert scene.steps == 20
    assert [len(outlines(scene, "tap", step)) for step in (0, 15, 16, 19)] == [9, 9, 4, 4]


def test_themes_are_shared_and_something_is_shown():
    with pytest.raises(BadRequest, match="one theme"):
        beside(FIRST, animate(Conv(input=4, kernel=3), theme="dark"))
    with pytest.raises(BadRequest, match="at least one"):
        above()
