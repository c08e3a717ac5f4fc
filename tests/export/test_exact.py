"""A colour that is a number is that colour in a GIF; of too many, all are near theirs."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from convanim import Conv, ConvTranspose, Values, animate
from convanim.errors import NotDrawn
from convanim.export.exact import ROOM, middle, off, standing
from convanim.export.gif import NUMBER
from convanim.render.brush import rgb
from convanim.render.paints import painted
from convanim.themes import THEMES
from tests.export.films import decoded, written

COLOURS = st.lists(st.tuples(*[st.integers(0, 255)] * 3), min_size=1, max_size=60)
EDGES = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])


def ramp(side):
    """Many greys, and their signed edges."""
    return Values.of(
        Conv(input=side, kernel=3, padding=1), np.arange(side * side).reshape(side, side), EDGES
    )


def apart(animation):
    """How far the pixels of a number's colour are off in the GIF, in the worst channel."""
    fills = [
        rgb(painted(animation.theme, NUMBER, fill).fill) for fill in animation.scene.fills(NUMBER)
    ]
    wanted = np.zeros(1 << 24, bool)
    wanted[[r << 16 | g << 8 | b for r, g, b in fills]] = True
    worst = 0
    shown = [frame.convert("RGB") for frame, _ in decoded(written(animation))]
    for one, frame in zip(shown, animation.frames(), strict=True):
        there, drawn = np.asarray(one, int), np.asarray(frame.image.convert("RGB"), int)
        data = wanted[drawn[..., 0] << 16 | drawn[..., 1] << 8 | drawn[..., 2]]
        assert data.any()
        worst = max(worst, abs(there - drawn)[data].max())
    return worst


UP = ConvTranspose(input=3, kernel=3, stride=2)
COLOURED = {
    "painted": (Conv(input=12, kernel=3, padding=1), {"values": ramp(12), "steps": (5, 80)}),
    "coverage": (Conv(input=7, kernel=3, stride=2, padding=1), {"steps": (0, 6, 12)}),
    "numeric": (UP, {"transposed_as": "scatter", "overlaps": True, "steps": (0, 8)}),
}
"""The views that colour cells by numbers, each with a layer."""


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("view", COLOURED)
def test_the_colours_of_numbers_are_exact(view, theme):
    op, words = COLOURED[view]
    animation = animate(op, view=view, theme=theme, width=300, **words)
    assert len(animation.scene.fills(NUMBER)) <= ROOM
    assert apart(animation) == 0


def test_more_than_there_is_room_for_are_near_and_it_is_said():
    op = Conv(input=20, kernel=3, padding=1)
    animation = animate(op, view="painted", values=ramp(20), width=300, steps=(0, 300))
    assert len(animation.scene.fills(NUMBER)) > ROOM
    with pytest.warns(NotDrawn, match="off"):
        assert 0 < apart(animation) <= 4


def test_a_photograph_keeps_its_greys(tmp_path):
    from convanim.sources.request import animation

    grey = Image.new("L", (8, 8), 158)
    grey.putpixel((0, 0), 20)
    grey.save(tmp_path / "photo.png")
    words = {"op": "conv", "kernel": 3, "padding": 1, "image": str(tmp_path / "photo.png")}
    with warnings.catch_warnings():
        warnings.simplefilter("error", NotDrawn)
        assert apart(animation({**words, "steps": "0"})) == 0


@settings(max_examples=200)
@given(COLOURS, st.integers(1, 40))
def test_so_many_stand_for_all(colours, most):
    found = standing(colours, most)
    assert found.keys() == {*colours}
    assert len({*found.values()}) <= most
    if len({*colours}) <= most:
        assert all(one == other for one, other in found.items())
        assert off(found) == 0


@given(COLOURS)
def test_the_middle_is_nowhere_further_than_half_the_way(colours):
    shown = middle(colours)
    for n, channel in enumerate(zip(*colours, strict=True)):
        half = (max(channel) - min(channel) + 1) // 2
        assert all(abs(value - shown[n]) <= half for value in channel)
