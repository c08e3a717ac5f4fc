"""The two renderers against each other, through an SVG rasteriser that is neither."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops

from convanim import animate
from convanim.export import FORMATS, STEPWISE
from convanim.render import pixels
from convanim.scene.time import Moment
from convanim.themes import THEMES
from convanim.views import VIEWS
from tests.export.films import written
from tests.render.alike import assert_alike
from tests.render.tables import every_operation, shown

OPERATIONS = every_operation()
EVERY_VIEW = tuple(VIEWS)
PICTURES = [
    (view, name) for view in EVERY_VIEW for name, op in OPERATIONS.items() if shown(view, op)
]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("view", "name"), PICTURES)
def test_vector_and_pixels_show_the_same(view, name, theme):
    scene = animate(OPERATIONS[name], view=view, theme=theme, title="Both: 1×2").scene
    for step in {0, scene.steps - 1}:
        assert_alike(scene, theme, step)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(("view", "name"), PICTURES)
def test_every_view_in_every_format_twice_alike(view, name, format):
    op = OPERATIONS[name]
    once, again = (
        written(animate(op, view=view, width=100, max_steps=3), format) for _ in range(2)
    )
    assert once == again
    assert once


@pytest.mark.parametrize("format", STEPWISE)
@pytest.mark.parametrize("view", EVERY_VIEW)
def test_every_view_as_stills(view, format, tmp_path):
    names = [name for found, name in PICTURES if found == view]
    assert names
    for name in names:
        animation = animate(OPERATIONS[name], view=view, width=60, max_steps=2)
        animation.save(tmp_path / name, format=format)
        assert len(list((tmp_path / name).iterdir())) == len(animation.chosen)


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_frame_does_not_depend_on_those_before_it(name):
    animation = animate(OPERATIONS[name], theme="light", width=120)
    scene, theme = animation.scene, animation.theme
    for step, frame in enumerate(pixels.frames(scene, theme, moments(scene), width=120)):
        alone = pixels.still(scene, theme, step, width=120)
        assert not ImageChops.difference(frame.image, alone).getbbox()


def moments(scene):
    return [Moment(step, 0.0, 1.0) for step in range(scene.steps)]


def test_a_transparent_picture_over_its_paper_is_the_opaque_one():
    animation = animate(OPERATIONS["conv-2d"], theme="light", title="Over paper")
    scene, theme = animation.scene, animation.theme
    for colour in ("#ffffff", "#000000", "#35a2c0"):
        opaque = pixels.still(scene, theme, 1, width=200, background=colour)
        clear = pixels.still(scene, theme, 1, width=200, background="transparent")
        paper = Image.new("RGBA", clear.size, colour)
        over = Image.alpha_composite(paper, clear).convert("RGB")
        apart = max(high for _, high in ImageChops.difference(over, opaque).getextrema())
        assert apart <= 3  # opacity is kept in 255 steps
