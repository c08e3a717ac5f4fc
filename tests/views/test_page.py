"""The page around a drawing: margins that are alike, each step's words, what stands for all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convanim.scene.marks import Path, outline
from convanim.views.page import MARGIN, Told, page
from convanim.views.view import Style
from tests.pictures import box, outlines, texts

NUMBER = st.integers(-400, 400)
SIDE = st.integers(1, 300)
TOLD = Told("Title", "A sentence.", "caption")


def block(x, y, wide, high):
    return Path("input", outline([(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]))


def placed(scene, step=0):
    """The box of what is drawn."""
    return box([point for found in outlines(scene, "input", step) for point in found])


@given(NUMBER, NUMBER, SIDE, SIDE)
def test_a_drawing_has_the_same_margins_wherever_it_was_drawn(x, y, wide, high):
    scene = page([block(x, y, wide, high)], 1, Style(), TOLD)
    left, top, right, bottom = placed(scene)
    margins = (left, top, scene.width - right, scene.height - bottom)
    assert margins == pytest.approx((MARGIN,) * 4)
    assert (right - left, bottom - top) == pytest.approx((wide, high))


@given(NUMBER, NUMBER, SIDE, SIDE)
def test_corners_make_the_room_that_is_asked_for(x, y, wide, high):
    corners = [(x - 30, y - 10), (x + wide + 5, y + high + 50)]
    scene = page([block(x, y, wide, high)], 1, Style(), TOLD, corners=corners)
    left, top, right, bottom = placed(scene)
    margins = (left, top, scene.width - right, scene.height - bottom)
    assert margins == pytest.approx((MARGIN + 30, MARGIN + 10, MARGIN + 5, MARGIN + 50))


@given(SIDE, SIDE)
def test_title_and_caption_lie_above_and_below_the_drawing(wide, high):
    scene = page([block(7, -9, wide, high)], 1, Style(title="A title", caption=True), TOLD)
    titles, ((_, line),) = texts(scene, "title"), texts(scene, "caption")
    left, top, right, bottom = placed(scene)
    ys = [y for _, (_, above, _, below) in titles for y in (above, below)]
    assert ys == sorted(ys)
    assert 0 < ys[0] < ys[-1] < top < bottom < line[1] < line[3] < scene.height
    assert " ".join(text for text, _ in titles) == "A title"
    assert left == pytest.approx(scene.width - right)


@given(st.lists(st.sampled_from(["", "a", "b", "c"]), min_size=1, max_size=6))
def test_each_step_has_its_own_caption(lines):
    told = Told("Title", "A sentence.", lines)
    scene = page([block(0, 0, 90, 90)], len(lines), Style(caption=True), told)
    for step, line in enumerate(lines):
        assert [text for text, _ in texts(scene, "caption", step)] == ([line] if line else [])


@pytest.mark.parametrize("still", [0, 1, 2])
def test_a_step_stands_for_all(still):
    assert page([block(0, 0, 9, 9)], 3, Style(), TOLD, still=still).still == still
