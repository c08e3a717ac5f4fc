"""One step of a scene drawn by both renderers, the vectors by a program that is neither."""

from __future__ import annotations

from io import BytesIO

import resvg_py
from PIL import Image, ImageChops, ImageFilter

from convanim.render import pixels, svg
from convanim.scene.marks import Scene
from convanim.scene.time import Moment
from convanim.themes.library import find
from convanim.themes.theme import Theme
from tests.export.films import psnr

WIDTH = 400
# Decibels between two ways of smoothing the same edges, dashes and letters, a little below the
# least that was measured. Most where lines are thin and dark: the pixels' rasteriser adds up
# lines that meet in one pixel, the other one unites them.
EDGES = {"classic": 31, "light": 33, "dark": 33, "print": 28, "colorblind": 32}


def assert_alike(scene: Scene, theme: str | Theme, step: int) -> None:
    """That SVG and pixels show the same: exactly on areas, nearly on edges."""
    assert_alike_at(scene, theme, Moment(step, 0.0, 1.0))


def assert_alike_at(scene: Scene, theme: str | Theme, moment: Moment) -> None:
    """The same at a moment between steps."""
    paint = find(theme)
    drawn = next(pixels.frames(scene, paint, [moment], width=WIDTH)).image
    vector = rasterised(svg.held(scene, paint, moment, width=WIDTH)).convert("RGB")
    assert abs(vector.height - drawn.height) <= 1  # each rounds its own way
    box = (0, 0, WIDTH, min(vector.height, drawn.height))
    one, other = drawn.crop(box), vector.crop(box)
    least = EDGES.get(paint.name, min(EDGES.values()))
    assert psnr(one, other) >= least
    flat = ImageChops.multiply(away_from_edges(one), away_from_edges(other))
    blank = Image.new("RGB", one.size)
    inner = (Image.composite(image, blank, flat) for image in (one, other))
    apart = max(high for _, high in ImageChops.difference(*inner).getextrema())
    assert apart <= 2  # two translucent layers may round differently


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
