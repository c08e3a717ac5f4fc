"""One file a step, and single stills."""

from __future__ import annotations

import os
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from convanim import BadRequest, animate
from tests.export.films import SMALL, written


@pytest.mark.parametrize("format", ["png", "svg"])
def test_a_directory_takes_one_file_a_step(format, tmp_path):
    animate(SMALL, width=80).save(tmp_path / "steps", format=format)
    names = sorted(os.listdir(tmp_path / "steps"))
    assert names == [f"{n:02}.{format}" for n in range(16)]
    assert len({(tmp_path / "steps" / name).read_bytes() for name in names}) == 16


def test_its_pictures_are_the_films_frames(tmp_path):
    animation = animate(SMALL, width=80, steps=(3, 9))
    animation.save(tmp_path, format="png")
    frames = [frame.image for frame in animation.frames()]
    for n, frame in zip(("03", "09"), frames, strict=True):
        with Image.open(tmp_path / f"{n}.png") as image:
            assert not ImageChops.difference(image.convert("RGB"), frame).getbbox()


def test_a_directory_needs_a_format_of_stills(tmp_path):
    with pytest.raises(BadRequest, match="one file a step with --format"):
        animate(SMALL).save(tmp_path)


@pytest.mark.parametrize("view", ["stacked", "numeric"])
def test_a_png_is_the_still_step(view):
    animation = animate(SMALL, view=view, width=80)
    assert animation.scene.still == (15 if view == "numeric" else 0)
    with Image.open(BytesIO(written(animation, "png"))) as image:
        frames = [frame.image for frame in animation.frames()]
        shown = frames[animation.scene.still]
        assert not ImageChops.difference(image.convert("RGB"), shown).getbbox()


def test_a_transparent_png_keeps_all_of_its_opacity():
    data = written(animate(SMALL, width=80, background="transparent"), "png")
    with Image.open(BytesIO(data)) as image:
        assert image.mode == "RGBA"
        assert image.getpixel((0, 0))[3] == 0
        assert len(image.getchannel("A").getcolors()) > 20  # smooth edges


def test_the_suffix_picks_the_format_unless_it_is_said(tmp_path):
    animate(SMALL, width=40).save(tmp_path / "a.SVG")
    assert (tmp_path / "a.SVG").read_bytes().startswith(b"<svg")
    animate(SMALL, width=40).save(tmp_path / "picture", format="gif")
    assert (tmp_path / "picture").read_bytes().startswith(b"GIF89a")
