"""Text is at least nine pixels high, or one line says so and names a width that would do."""

from __future__ import annotations

import re
import warnings
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convanim import BadRequest, Conv, animate, beside
from convanim.animation import Animation
from convanim.cli.main import main
from convanim.errors import TooSmall
from convanim.legible import fitting, note
from convanim.look import Look
from convanim.scene.marks import Scene
from convanim.scene.text import place
from convanim.sources.panels import pictured
from convanim.sources.request import from_toml
from convanim.themes import THEMES
from convanim.views import VIEWS
from tests.pictures import texts
from tests.render.tables import every_operation, shown

GALLERY = Path(__file__).parents[1] / "gallery"
SPECS = sorted(GALLERY.glob("*/*.toml"))
PICTURES = [
    (view, name)
    for view in VIEWS
    for name, op in every_operation().items()
    if name.startswith(("conv", "transposed", "max")) and shown(view, op)
]


def told(drawn: Animation) -> list[str]:
    """What is said of small text."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        drawn.warn()
    assert all(one.category is TooSmall for one in said)
    return [str(one.message) for one in said]


def held(drawn: Animation, again) -> list[str]:
    """The law: legible, or one line, whose width does; `again` draws at another width."""
    film, said = drawn.film(), told(drawn)
    size = film.scene.smallest(film.width)
    assert len(said) == (size is not None and size < 9 - 1e-6)
    for line in said:
        assert f"at a width of {film.width:.0f}" in line
        (wider,) = map(int, re.findall(r"--width (\d+)", line))
        assert told(again(wider)) == []
    return said


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("view", "name"), PICTURES)
def test_text_is_legible_or_told_of_in_every_view_and_theme(view, name, theme):
    op = every_operation()[name]

    def at(width=None):
        return animate(op, view=view, theme=theme, width=width, max_steps=3)

    assert held(at(), at) == [] or at().scene.width > 800
    for width in (480, 640, 1200):
        held(at(width), at)


@pytest.mark.parametrize("spec", SPECS, ids=lambda path: path.stem)
def test_the_gallery_is_legible_as_it_is_and_told_of_where_it_is_not(spec):
    words, _ = from_toml(str(spec))

    def at(width):
        return pictured({**words, "width": width})

    assert held(pictured(words), at) == []
    held(at(480), at)


def test_one_line_for_all_files(tmp_path, capsys):
    files = [str(tmp_path / name) for name in ("a.gif", "b.svg", "c.png")]
    flags = [flag for name in files for flag in ("-o", name)]
    assert main(["conv", "-i", "9", "-k", "3", "--values", "--width", "300", *flags]) == 0
    said = [line for line in capsys.readouterr().err.splitlines() if "note" in line]
    assert len(said) == 1
    assert re.search(r"smallest text is \d(\.\d)? pixels high at a width of 300: --width", said[0])


def test_what_no_width_makes_legible_is_told_without_one():
    scene = Scene(10_000, 10, (place("label", "1", 0, 0, 1.0),), 1, "", "")
    (said,) = told(replace(animate(Conv(input=3, kernel=1), view=lambda op, asked: scene)))
    assert "--width" not in said
    assert "fewer cells" in said


def test_the_width_that_is_named_is_one_at_which_it_was_tried():
    def at(width):  # as wide again as it is asked for, up to a limit
        return Scene(min(2 * width, 2000), 10, (place("label", "1", 0, 0, 12.0),), 1, "", "")

    said = note(at(480), 480, at)
    assert said == (
        "the smallest text is 6 pixels high at a width of 480: --width 1500 makes it 9 or more"
    )


def test_panels_wrap_into_as_few_rows_as_can_be_read():
    panel = {"op": "conv", "input": 3, "kernel": 3, "padding": 1, "values": True, "theme": "light"}
    panels = {"panel": [{w: v for w, v in panel.items() if w != "theme"}] * 4, "theme": "light"}

    def rows(**words):
        drawn = pictured({**panels, **words})
        found = [box[1] for text, box in texts(drawn.scene, "label") if text == "input"]
        assert len(found) == 4
        return [found.count(y) for y in sorted({*found})]

    assert rows(width=2400) == [4]
    assert rows(width=1250) == [2, 2]
    assert rows(width=600) == [1, 1, 1, 1]
    assert rows(aspect="16:9") == [2, 2]
    assert rows(aspect="10:1") == [4]


def test_the_first_that_can_be_read_is_taken_or_the_one_with_the_largest_text():
    def wide(width, size=12.0):
        return Scene(width, 100, (place("label", "1", 0, 0, size),), 1, "", "")

    some = [wide(900), wide(600), wide(300)]
    assert [fitting(some, width, None).width for width in (800, 500, 100)] == [900, 600, 300]
    assert fitting(some, None, None).width == 900
    assert [fitting(some, 800, aspect).width for aspect in (9.0, 6.0, 1.0)] == [900, 600, 300]


@given(st.sampled_from(["16:9", "4:3", "1:1", "3:4", "2:1"]), st.sampled_from(list(VIEWS)))
def test_a_page_has_the_shape_that_is_asked_for(shape, view):
    across, down = map(int, shape.split(":"))
    op = Conv(input=(5, 4), kernel=3, padding=1)
    try:
        drawn = animate(op, view=view, aspect=shape, width=480, max_steps=2)
    except BadRequest:
        return
    scene = drawn.scene
    assert scene.width / scene.height == pytest.approx(across / down)
    plain = animate(op, view=view, width=480, max_steps=2).scene
    more = scene.width - plain.width, scene.height - plain.height
    assert abs(min(more)) < 1e-6
    assert max(more) >= -1e-6
    frame = next(drawn.frames()).image
    assert frame.size == (480, round(480 * down / across))


@pytest.mark.parametrize("shape", ["16", "16:0", "a:b", "16:9:1", "1:11", "-1:2", 11.0, "1.5"])
def test_what_is_no_shape_is_said(shape):
    with pytest.raises(BadRequest, match="aspect"):
        Look.of({"aspect": shape})


def test_panels_in_python_fill_a_page_too():
    one = animate(Conv(input=5, kernel=3), aspect="1:1")
    scene = beside(one, one, one, one).scene
    assert scene.width == pytest.approx(scene.height)
