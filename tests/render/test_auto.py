"""An SVG in two themes: with the dark rules it is the dark picture, without them the light one.

The file is read as a viewer reads it, attributes first and over them the rules of its style
sheet, and compared with the themes' paints and with the files of the two themes alone.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import permutations

import pytest

from convanim import animate
from convanim.render import svg
from convanim.scene.marks import Path, Scene
from convanim.scene.text import place
from convanim.themes import THEMES
from convanim.themes.library import AUTO, find
from convanim.themes.theme import Hatch, Paint, Theme
from tests.render.tables import every_operation, every_picture, shown

OPERATIONS = every_operation()
PICTURES = [(view, name) for view, name in every_picture() if shown(view, OPERATIONS[name])]
DARK = "@media(prefers-color-scheme:dark){"
SQUARE = (("M", 0, 0), ("L", 20, 0), ("L", 20, 20), ("L", 0, 20), ("Z",))
PAIRS = list(permutations(THEMES, 2))
ROLES = sorted({role for name in THEMES for role in find(name).paints})
INITIAL = {
    "fill": "black",
    "fill-opacity": "1",
    "stroke": "none",
    "stroke-opacity": "1",
    "stroke-width": "1",
    "stroke-dasharray": "none",
}
Looks = dict[str, str]


def rules(text: str) -> dict[str, Looks]:
    """Class -> declarations, of the rules for a dark page."""
    sheet = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    dark = sheet[1].partition(DARK)[2] if sheet else ""
    return {
        name: dict(part.split(":") for part in body.split(";"))
        for name, body in re.findall(r"\.(\w+)\{(.*?)\}", dark)
    }


def elements(text: str) -> list[ET.Element]:
    """What carries a paint, in the order of drawing."""
    return [node for node in ET.fromstring(text).iter() if "fill" in node.attrib]


def seen(text: str, dark: bool = False) -> list[tuple[str, Looks]]:
    """What a viewer paints: each outline or text with its looks, unless nothing shows of it."""
    found = []
    sheet = rules(text) if dark else {}
    for node in elements(text):
        said = {key: node.get(key, value) for key, value in INITIAL.items()}
        looks = {**said, **sheet.get(node.get("class", ""), {})}
        for what in ("fill", "stroke"):
            if looks[what] == "none":
                looks = {key: value for key, value in looks.items() if not key.startswith(what)}
        if looks:
            own = (*INITIAL, "class", "style", "id")
            others = {k: v for k, v in node.attrib.items() if k not in own}
            found.append((f"{node.tag} {others}", looks))
    return found


def painted(paint: Paint) -> list[Looks]:
    """What a viewer has to paint of a role: the outline, and its hatching."""
    lines = paint.hatch and Paint(stroke=paint.hatch.stroke, width=paint.hatch.width)
    return [looks for one in (paint, lines) if one and (looks := worded(one))]


def worded(paint: Paint) -> Looks:
    looks = {}
    for what, colour in (("fill", paint.fill), ("stroke", paint.stroke)):
        if colour:
            looks[what] = colour[:7]
            looks[f"{what}-opacity"] = short(int(colour[7:] or "ff", 16) / 255)
    if paint.stroke:
        looks["stroke-width"] = short(paint.width)
        looks["stroke-dasharray"] = " ".join(map(short, paint.dash)) or "none"
    return looks


def short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".").removeprefix("0") or "0"


def drawn(mark, light: Theme, dark: Theme | None = None) -> str:
    """A picture of one mark, on no page."""
    scene = Scene(20, 20, (mark,), 1, "", "")
    return svg.still(scene, light, 0, dark=dark, background="transparent")


@pytest.mark.parametrize(("light", "dark"), PAIRS)
def test_every_role_has_the_paint_of_either_theme(light, dark):
    light, dark = find(light), find(dark)
    for role in ROLES:
        text = drawn(Path(role, SQUARE), light, dark)
        assert [looks for _, looks in seen(text)] == painted(light.paint(role)), role
        assert [looks for _, looks in seen(text, dark=True)] == painted(dark.paint(role)), role
        assert seen(text) == seen(drawn(Path(role, SQUARE), light))
        assert seen(text, dark=True) == seen(drawn(Path(role, SQUARE), dark))


@pytest.mark.parametrize(("light", "dark"), PAIRS)
def test_a_fill_that_is_data_stays(light, dark):
    light, dark = find(light), find(dark)
    for role in ("pixel", "input", "filter.0"):
        mark = Path(role, SQUARE, fill="#12345680")
        text = drawn(mark, light, dark)
        assert seen(text) == seen(drawn(mark, light))
        assert seen(text, dark=True) == seen(drawn(mark, dark))
        assert seen(text, dark=True)[0][1]["fill"] == "#123456"


HATCHES = [
    None,
    Hatch(45, 5, 1, "#000000"),
    Hatch(45, 5, 2, "#ff000080"),
    Hatch(0, 3, 1, "#000000"),
]


@pytest.mark.parametrize(("light", "dark"), list(permutations(HATCHES, 2)))
def test_hatching_turns_too(light, dark):
    one, other = (Theme("t", "#ffffff", {"a": Paint("#ffffff", hatch=h)}) for h in (light, dark))
    mark = Path("a", SQUARE)
    text = drawn(mark, one, other)
    assert seen(text) == seen(drawn(mark, one))
    assert seen(text, dark=True) == seen(drawn(mark, other))
    assert seen(text) != seen(text, dark=True)


@pytest.mark.parametrize(("view", "name"), PICTURES)
def test_every_picture_is_the_light_one_and_the_dark_one(view, name):
    picture = animate(OPERATIONS[name], view=view, theme=AUTO, title="Both")
    text, plain, night = (
        svg.still(picture.scene, find(theme), 0, dark=dark)
        for theme, dark in (("light", find("dark")), ("light", None), ("dark", None))
    )
    assert seen(text) == seen(plain)
    assert seen(text, dark=True) == seen(night)
    assert rules(text)
    assert not rules(plain)
    assert len(text) < 1.5 * len(plain)


@pytest.mark.parametrize(("light", "dark"), PAIRS)
def test_the_rules_say_only_what_differs_and_once(light, dark):
    light, dark = find(light), find(dark)
    marks = (*(Path(role, SQUARE) for role in ROLES), place("title", "A", 0, 9, 9))
    text = svg.still(Scene(20, 20, marks, 1, "", ""), light, 0, dark=dark)
    sheet = rules(text)
    used = {node.get("class"): node for node in elements(text) if node.get("class")}
    assert set(used) == set(sheet)
    assert len({tuple(declared.items()) for declared in sheet.values()}) == len(sheet)
    for name, node in used.items():
        for key, value in sheet[name].items():
            # a width is always said: where there is no line, none was
            assert node.get(key, None if key == "stroke-width" else INITIAL[key]) != value
