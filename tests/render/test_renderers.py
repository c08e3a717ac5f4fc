"""The two renderers against each other, through an SVG rasteriser that is neither."""

from __future__ import annotations

from io import BytesIO

import pytest
import resvg_py
from PIL import Image, ImageChops, ImageFilter

from convanim import animate
from convanim.export import FORMATS, STEPWISE
from convanim.render import pixels, svg
from convanim.scene.time import Moment
from convanim.themes import THEMES
from convanim.themes.library import find
from convanim.views import VIEWS
from tests.export.films import psnr, written
from tests.render.tables import every_operation, shown

OPERATIONS = every_operation()
EVERY_VIEW = tuple(VIEWS)
PICTURES = [
    (view, name) for view in EVERY_VIEW for name, op in OPERATIONS.items() if shown(view, op)
]
WIDTH = 400
# Decibels between two ways of smoothing the same edges, dashes and letters, a little below the
# least that was measured. Most where lines are thin and dark: the pixels' rasteriser adds up
# lines that meet in one pixel, the other one unites them.
EDGES = {"classic": 31, "light": 34, "dark": 33, "print": 28, "colorblind": 32}


def rasterised(text: str) -> Image.Image:
    """An SVG as an independent program draws it."""
    data = bytes(resvg_py.svg_to_bytes(svg_string=text, width=WIDTH))
    with Image.open(BytesIO(data)) as image:
        return image.convert("RGBA")


def away_from_edges(image: Image.Image) -> Image.Image:
    """255 where a picture is flat for two pixels all round, else 0."""
    grown = image.filter(ImageFilter.MaxFilter(5))
    shrunk = image.filter(ImageFilter.MinFilter(5))
    spread = ImageChops.difference(grown, shrunk)
    widest = ImageChops.lighter(
        ImageChops.lighter(spread.getchannel(0), spread.getchannel(1)), spread.getchannel(2)
    )
    return widest.point([255] + [0] * 255)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("view", "name"), PICTURES)
def test_vector_and_pixels_show_the_same(view, name, theme):
    scene = animate(OPERATIONS[name], view=view, theme=theme, title="Both: 1×2").scene
    paint = find(theme)
    for step in {0, scene.steps - 1}:
        drawn = pixels.still(scene, paint, step, width=WIDTH)
        vector = rasterised(svg.still(scene, paint, step, width=WIDTH)).convert("RGB")
        assert abs(vector.height - drawn.height) <= 1  # each rounds its own way
        box = (0, 0, WIDTH, min(vector.height, drawn.height))
        one, other = drawn.crop(box), vector.crop(box)
        assert psnr(one, other) >= EDGES[theme]
        flat = ImageChops.multiply(away_from_edges(one), away_from_edges(other))
        blank = Image.new("RGB", one.size)
        inner = (Image.composite(image, blank, flat) for image in (one, other))
        apart = max(high for _, high in ImageChops.difference(*inner).getextrema())
        assert apart <= 2  # two translucent layers may round differently


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
        assert len(list((tmp_path / name).iterdir())) == 2


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
