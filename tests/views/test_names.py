"""What the maps of a stacked picture are called stands beside them, clear of all that is drawn."""

from __future__ import annotations

from itertools import pairwise

import pytest

from convanim import Conv, ConvTranspose, MaxPool, animate
from convanim.themes import THEMES
from tests.pictures import box, line, outlines, strokes, texts
from tests.render.tables import every_operation

ROLES = ("input", "padding", "output", "output.pending", "tap", "tap.padding", "active")
LAYERS = {
    **every_operation(),
    "one cell": Conv(input=1, kernel=1),
    "one cell of a row": Conv(input=(1,), kernel=1),
    "long": Conv(input=(2, 30), kernel=1),
    "high": Conv(input=(30, 2), kernel=1),
    "large": ConvTranspose(input=2, kernel=9),
    "wide apart": ConvTranspose(input=(1, 1, 2), kernel=(3, 1, 1), stride=3),
    "over the edge": MaxPool(input=5, kernel=3, ceil_mode=True),
}


def apart(rect, points):
    """Whether a box and what lies between points are apart along some direction."""
    left, top, right, bottom = rect
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    sides = [(y2 - y1, x1 - x2) for (x1, y1), (x2, y2) in pairwise((*points, points[0]))]
    for a, b in ((1, 0), (0, 1), *sides):
        one, other = ([a * x + b * y for x, y in those] for those in (corners, points))
        if max(one) < min(other) or max(other) < min(one):
            return True
    return False


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", LAYERS)
def test_names_are_clear_of_cells_and_of_guides(name, theme):
    scene = animate(LAYERS[name], view="stacked", theme=theme, labels=True, title="A title").scene
    named = [*texts(scene, "name.input"), *texts(scene, "name.output")]
    assert len(named) == 2
    for step in sorted({0, scene.steps // 2, scene.steps - 1}):
        for role in ROLES:
            for found in outlines(scene, role, step):
                for word, where in named:
                    assert apart(where, found), (word, role, step)
        guides = strokes(scene, "guide", step)
        assert guides
        for found in guides:
            for word, where in named:
                assert apart(where, found), (word, step)


@pytest.mark.parametrize("name", LAYERS)
def test_each_name_stands_nearest_to_what_it_names(name):
    scene = animate(LAYERS[name], view="stacked", labels=True, fill=False).scene
    ((_, low),), ((_, high),) = texts(scene, "name.input"), texts(scene, "name.output")
    below, above = (
        box([point for found in outlines(scene, role) for point in found])
        for role in ("input", "output")
    )
    assert high[3] < above[3]
    assert below[1] < low[1]
    assert high[0] >= above[0] - 1e-6
    assert low[2] >= below[2] - 1e-6


def test_the_lower_map_of_a_transposed_convolution_is_its_input_stretched():
    for op, word in (
        (ConvTranspose(input=3, kernel=3, stride=2), "input (stretched)"),
        (ConvTranspose(input=3, kernel=3), "input"),
        (ConvTranspose(input=1, kernel=3, stride=2), "input"),
        (Conv(input=3, kernel=3, stride=2, padding=1), "input"),
    ):
        assert line(animate(op, view="stacked", theme="light").scene, "name.input") == word


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_has_them_or_not_and_a_word_settles_it(theme):
    def named(**words):
        return bool(
            texts(animate(Conv(input=3, kernel=2), theme=theme, **words).scene, "name.input")
        )

    assert named() == (theme != "classic")
    assert named(labels=True)
    assert not named(labels=False)
