"""Panels on one clock: every panel shows what it shows alone, moved."""

from __future__ import annotations

import pytest

from convanim import BadRequest, Conv, MaxPool, above, animate, beside
from convanim.scene.compose import lasting
from convanim.sources.request import animation
from tests.pictures import outlines


def corners(cells, dx=0.0, dy=0.0):
    return sorted((round(x + dx, 4), round(y + dy, 4)) for cell in cells for x, y in cell)


@pytest.mark.parametrize("together", [beside, above])
def test_each_panel_shows_its_own_cells(together):
    first = animate(Conv(input=4, kernel=3, padding=1))
    second = animate(MaxPool(input=4, kernel=2))
    both, a, b = together(first, second).scene, first.scene, second.scene
    assert both.steps == a.steps == 16
    for step in range(both.steps):
        for role in ("tap", "active", "input"):
            found = corners(outlines(both, role, step))
            held = min(step, b.steps - 1)  # the one with fewer steps rests at its last
            sizes = len(corners(outlines(a, role, step))), len(corners(outlines(b, role, held)))
            assert len(found) == sum(sizes)
            if together is beside:
                here = found[: sizes[0]]
                there = corners(outlines(b, role, held), a.width + 10, (a.height - b.height) / 2)
                assert here == corners(outlines(a, role, step))
                assert found[sizes[0] :] == there


def test_a_scene_holds_its_last_step():
    scene = lasting(animate(MaxPool(input=4, kernel=2)).scene, 9)
    assert scene.steps == 9
    assert corners(outlines(scene, "active", 8)) == corners(outlines(scene, "active", 3))


def test_panels_in_words_share_look_and_title():
    words = {
        "theme": "light",
        "title": "Both",
        "panel": [{"op": "conv", "input": 4, "kernel": 3}, {"op": "conv", "input": 4, "kernel": 1}],
    }
    scene = animation(words).scene
    texts = [mark.text for mark in scene.marks if getattr(mark, "text", None)]
    assert texts.count("Both") == 1
    assert "4×4, k 3 → 2×2" in texts
    assert "4×4, k 1 → 4×4" in texts


def test_panels_that_make_no_sense():
    with pytest.raises(BadRequest, match="panel"):
        animation({"panel": "conv"})
    with pytest.raises(BadRequest, match="beside"):
        animation({"panel": [], "arrange": "besides"})
    with pytest.raises(BadRequest, match="one theme"):
        beside(animate(Conv(input=4, kernel=3)), animate(Conv(input=4, kernel=3), theme="dark"))
