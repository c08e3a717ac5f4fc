"""No two texts of a picture lie on each other, in any view and theme, whatever the layer."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from convanim import BadRequest, animate
from convanim.gallery import specified
from convanim.scene.marks import Scene
from convanim.scene.text import place
from convanim.themes import THEMES
from tests.pictures import every_text, overlap
from tests.render.tables import every_operation, every_picture

GALLERY = Path(__file__).parents[2] / "gallery"
NEAR = 0.05
"""Units by which the pieces of a line may touch."""


def clashes(scene, step):
    """The texts at a step that lie on each other."""
    boxes = every_text(scene, step)
    return [
        (one, other)
        for (one, first), (other, second) in combinations(boxes, 2)
        if overlap(first, second) > NEAR
    ]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("view", "name"), every_picture())
def test_no_two_texts_lie_on_each_other(view, name, theme):
    words = {"title": "A title", "caption": True, "theme": theme}
    try:
        scene = animate(every_operation()[name], view=view, **words).scene
    except BadRequest:
        return  # a view may be for other layers, and says so
    for step in sorted({0, scene.steps // 2, scene.steps - 1}):
        assert clashes(scene, step) == []


@pytest.mark.parametrize("spec", sorted(GALLERY.glob("*/*.toml")), ids=lambda spec: spec.stem)
def test_no_two_texts_of_the_gallery_lie_on_each_other(spec):
    scene = specified(spec)[0].scene
    for step in sorted({0, scene.steps // 2, scene.steps - 1}):
        assert clashes(scene, step) == []


def test_texts_that_lie_on_each_other_are_found():
    marks = (place("label", "one", 0, 20, 10), place("label", "two", 5, 24, 10))
    assert clashes(Scene(90, 90, marks, 1, "a", "A."), 0) == [("one", "two")]
