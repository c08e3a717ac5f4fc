"""Animated SVG: well formed, complete in itself, safe, and at rest for those who ask."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convanim import BadRequest, Conv, animate
from convanim.operations.describe import sentence, title, typeset
from convanim.themes import THEMES
from convanim.themes.library import AUTO, find
from tests.export.films import SMALL, written
from tests.render.player import rules
from tests.render.tables import every_operation

OPERATIONS = every_operation()
NAMESPACE = "{http://www.w3.org/2000/svg}"
PADDED = Conv(input=5, kernel=3, stride=2, padding=1)


def text_of(op=PADDED, **words):
    return written(animate(op, **words), "svg").decode()


@pytest.mark.parametrize("theme", [*THEMES, AUTO])
@pytest.mark.parametrize("motion", ["step", "slide"])
@pytest.mark.parametrize("name", OPERATIONS)
def test_it_is_one_file_without_script_that_says_what_it_shows(name, motion, theme):
    op = OPERATIONS[name]
    text = text_of(op, theme=theme, motion=motion)
    root = ET.fromstring(text)
    assert root.tag == f"{NAMESPACE}svg"
    assert root.find(f"{NAMESPACE}title").text == typeset(title(op))
    assert root.find(f"{NAMESPACE}desc").text == typeset(sentence(op, find(theme).fill))
    ids = {node.get("id") for node in root.iter() if node.get("id")}
    assert set(root.get("aria-labelledby").split()) <= ids
    for node in root.iter():
        assert node.tag.startswith(NAMESPACE)
        assert node.tag.removeprefix(NAMESPACE) not in ("script", "foreignObject", "image", "a")
        for key, value in node.attrib.items():
            assert not key.startswith("on")
            if key.endswith("href"):
                assert value.startswith("#")
                assert value[1:] in ids
    plain = text.replace("http://www.w3.org/2000/svg", "")
    for word in ("http", "url(", "@import", "javascript", "data:", "<!ENTITY"):
        assert word not in plain
    own = root.get("id")
    rests = f"@media(prefers-reduced-motion:reduce){{#{own} *{{animation:none!important}}}}" in text
    assert rests == (OPERATIONS[name].steps > 1)  # one step by itself does not move at all


def test_every_keyframe_that_is_used_is_there_once():
    text = text_of(motion="slide", theme="light")
    named = re.findall(r"@keyframes (\w+)", text)
    used = re.findall(r"(\w+) [\d.]+s ", text)
    assert len(set(named)) == len(named)
    assert set(used) == set(named)


def test_keyframes_run_from_first_to_last_in_order():
    for body in re.findall(r"@keyframes \w+\{(.*?)\}\n", text_of()):
        shares = [float(share) for share in re.findall(r"([\d.]+)%", body)]
        assert shares == sorted(shares)
        assert shares == [] or shares[-1] < 100


@pytest.mark.parametrize(("loop", "count"), [(0, "infinite"), (1, "1"), (3, "3")])
def test_it_plays_as_often_and_as_long_as_asked(loop, count):
    text = text_of(loop=loop, step_time=0.5)  # nine steps, and the end is held
    assert set(re.findall(r"\w+ ([\d.]+)s [\w()-]+ (\w+) both", text)) == {("6", count)}


def test_what_never_changes_is_written_once():
    few = len(text_of(Conv(input=20, kernel=3), steps=range(4)))
    many = len(text_of(Conv(input=20, kernel=3), steps=range(324)))
    assert many - few < 324 * 320  # a few short keyframes a step, no drawing


def test_a_still_does_not_move(tmp_path):
    animate(SMALL).save(tmp_path, format="svg")
    text = (tmp_path / "00.svg").read_text()
    assert "animation" not in text
    assert ET.fromstring(text).find(f"{NAMESPACE}title") is not None


def test_colours_turn_dark_where_the_reader_prefers_it():
    text = text_of(theme="auto")
    assert "@media(prefers-color-scheme:dark){" in text
    named = set(re.findall(r"\.(\w+)\{", text))
    used = set(re.findall(r'class="(\w+)"', text))
    assert used == named
    assert "prefers-color-scheme" not in text_of(theme="light")


@pytest.mark.parametrize(("words", "papers"), [({"background": "transparent"}, 0), ({}, 1)])
def test_the_background(words, papers):
    root = ET.fromstring(text_of(**words))
    assert len(root.findall(f"{NAMESPACE}rect")) == papers


@given(st.text(max_size=30) | st.text("<>&'\"/ax;", max_size=30))
def test_any_title_is_safe_or_refused(words):
    with suppress(BadRequest):  # a letter that the font does not have
        text = text_of(SMALL, steps=(0, 1), title=words)
        assert ET.fromstring(text).find(f"{NAMESPACE}title") is not None


@pytest.mark.parametrize(
    "words",
    ["<script>alert(1)</script>", "a & b", "\"><x y='", "]]>", "&amp;"],
)
def test_a_titles_marks_are_no_markup(words):
    root = ET.fromstring(text_of(SMALL, steps=(0, 1), title=words))
    labels = [node.get("aria-label") for node in root.iter() if node.get("aria-label")]
    assert words in [*labels, root.find(f"{NAMESPACE}title").text]
    assert not list(root.iter(f"{NAMESPACE}script"))


def test_names_are_unique_to_the_content():
    one, other = text_of(SMALL), text_of(PADDED)
    ids = [set(re.findall(r'id="(\w+)"', text)) for text in (one, other)]
    assert not ids[0] & ids[1]


@pytest.mark.parametrize("theme", [*THEMES, AUTO])
@pytest.mark.parametrize("motion", ["step", "slide"])
@pytest.mark.parametrize("name", OPERATIONS)
def test_a_page_that_it_is_part_of_is_left_alone(name, motion, theme):
    """A style sheet in a page is the whole page's: nothing in it may be called as anything is
    there, nor reach what is not the file's own."""
    text = text_of(OPERATIONS[name], theme=theme, motion=motion)
    root = ET.fromstring(text)
    own = root.get("id")
    names = [node.get(word) for node in root.iter() for word in ("id", "class") if node.get(word)]
    assert all(one.startswith(own) for one in names)
    sheet = "".join(node.text for node in root.iter(f"{NAMESPACE}style"))
    for before, within in rules(sheet):
        if before.startswith("@keyframes "):
            assert before.split()[1].startswith(own)
        else:
            assert before.startswith("@media")
            for selectors, _ in rules(within):
                for selector in selectors.split(","):
                    assert re.match(rf"[#.]{own}", selector)


def test_two_of_them_in_one_page_share_nothing():
    pair = [ET.fromstring(text_of(op, theme="auto", motion="slide")) for op in (SMALL, PADDED)]
    words = []
    for root in pair:
        sheet = "".join(node.text for node in root.iter(f"{NAMESPACE}style"))
        names = re.findall(r"@keyframes (\w+)|[#.](\w+)[ {]", sheet)
        names += [(node.get("id"), node.get("class")) for node in root.iter()]
        words.append({name for found in names for name in found if name})
    assert words[0]
    assert not words[0] & words[1]
