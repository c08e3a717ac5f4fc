"""One file a step, and single stills."""

from __future__ import annotations

import os
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from convanim import BadRequest, Conv, animate
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


@pytest.mark.parametrize(
    ("view", "poster", "shown"),
    [("stacked", None, 8), ("numeric", None, 8), ("coverage", None, 15), ("stacked", 3, 3)],
)
def test_a_png_is_the_step_at_rest(view, poster, shown):
    animation = animate(SMALL, view=view, width=80, poster=poster)
    assert animation.scene.still == shown
    with Image.open(BytesIO(written(animation, "png"))) as image:
        frames = [frame.image for frame in animate(SMALL, view=view, width=80).frames()]
        assert not ImageChops.difference(image.convert("RGB"), frames[shown]).getbbox()


def test_a_poster_is_one_of_the_steps_that_are_shown():
    assert animate(SMALL, steps=(9, 3, 7, 4), poster=3).scene.still == 1
    for words, few in (({}, "0 to 15"), ({"steps": (0, 3)}, "0, 3"), ({"max_steps": 2}, "0 to 1")):
        with pytest.raises(BadRequest, match=f"poster 16 is not among .* shown: {few}"):
            animate(SMALL, poster=16, **words)


def test_a_directory_has_no_poster(tmp_path):
    with pytest.raises(BadRequest, match="a directory has a file for each step"):
        animate(SMALL, poster=3).save(tmp_path / "steps", format="png")


@pytest.mark.parametrize("format", ["png", "svg"])
def test_a_strip_is_one_still(format):
    animation = animate(SMALL, strip=4, theme="light", title="Four of them")
    data = written(animation, format)
    told = "Side by side: step 0, step 5, step 10, step 15."
    assert animation.scene.description.endswith(told)
    if format == "svg":
        assert b"@keyframes" not in data
        assert told.encode() in data
        return
    with Image.open(BytesIO(data)) as image:
        assert image.width == round(animation.scene.width)
        assert image.width > 2 * image.height


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"strip": 17}, "strip 17 is not allowed: from 2 to 16 pictures"),
        ({"strip": 1}, "strip 1 is not allowed: from 2"),
        ({"strip": 4, "max_steps": 3}, "strip 4 is not allowed: from 2 to 3 pictures"),
        ({"strip": 2, "steps": (3,)}, "a strip is of several steps, and there is one"),
        ({"strip": 2, "poster": 1}, "none of them at rest: leave poster away"),
    ],
)
def test_a_strip_that_cannot_be_is_refused(words, said):
    with pytest.raises(BadRequest, match=said):
        animate(SMALL, **words)


@pytest.mark.parametrize(("path", "format"), [("a.gif", None), ("steps", "png")])
def test_a_strip_does_not_move(path, format, tmp_path):
    with pytest.raises(
        BadRequest,
        match=r"a strip is one still, not .*: name a file, .svg, .png, .pdf, .eps or .pgf",
    ):
        animate(SMALL, strip=3).save(tmp_path / path, format=format)
    assert not os.listdir(tmp_path)


def test_a_strip_of_many_steps_is_no_more_work_than_its_pictures(tmp_path):
    """Nobody watches a thousand steps; some of them may be looked at."""
    animation = animate(Conv(input=40, kernel=3), strip=3, width=200)
    with pytest.raises(BadRequest, match="1,444 steps"):
        animate(Conv(input=40, kernel=3)).save(tmp_path / "a.gif")
    for suffix in ("svg", "png"):
        animation.save(tmp_path / f"a.{suffix}")
    assert "step 1443" in animation._repr_mimebundle_()["image/svg+xml"]
    assert animation.effort("svg").size > 0


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
