"""Titles and captions: in one line or two, with the words of a key in their colours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convanim import BadRequest, Conv, ConvTranspose, MaxPool, animate
from convanim.scene.text import measure
from convanim.themes import THEMES
from convanim.themes.library import find
from convanim.views.page import CAPTION_SIZE, MARGIN, TITLE_SIZE, WIDEST
from convanim.views.parts.lines import KEY, Heading, broken, runs
from tests.pictures import texts, within
from tests.themes.eyes import contrast, solid

WORD = st.text("abcdefgh,→", min_size=1, max_size=9)
LINE = st.lists(WORD, min_size=1, max_size=12).map(" ".join)
OP = Conv(input=5, kernel=3, stride=2, padding=1)


def widest(lines, size=10.0):
    return max(measure(line, size) for line in lines)


@given(LINE, st.floats(5, 600))
def test_a_line_breaks_into_two_at_most_and_keeps_its_words(text, width):
    lines = broken(text, 10, width)
    assert len(lines) <= 2
    assert " ".join(lines) == text
    if measure(text, 10) <= width:
        assert lines == [text]


@given(LINE, st.floats(5, 600))
def test_no_break_at_a_blank_fits_where_the_one_taken_does_not(text, width):
    words = text.split(" ")
    pairs = [[" ".join(words[:n]), " ".join(words[n:])] for n in range(1, len(words))]
    if any(widest(pair) <= width for pair in pairs):
        assert widest(broken(text, 10, width)) <= width


def test_a_caption_breaks_at_its_commas_and_a_text_without_blanks_between_signs():
    two = ["input 5x5, kernel 3x3,", "stride 2, padding 1"]
    assert broken(" ".join(two), 10, 150) == two
    assert broken("input 1x1, kernel 1x1 → output 1x1", 10, 90) == [
        "input 1x1, kernel 1x1",
        "→ output 1x1",
    ]
    assert broken("a" * 30, 10, 50) == ["a" * 30]  # latin words are not torn apart


@given(LINE)
def test_the_pieces_of_a_line_are_the_line(text):
    line = f"{text} input {text}"
    assert "".join(piece for _, piece in runs(line)) == line
    assert ("caption.input", "input") in runs(line)


def test_each_word_of_the_key_has_the_role_of_what_it_names():
    scene = animate(OP, theme="light").scene
    for word in ("input", "kernel", "padding", "output"):
        assert [text for text, _ in texts(scene, f"caption.{word}")] == [word]
    pooled = animate(MaxPool(input=4, kernel=2), theme="light").scene
    assert [text for text, _ in texts(pooled, "caption.window")] == ["window"]
    op = ConvTranspose(input=3, kernel=3, stride=2, padding=1, output_padding=1)
    scene = animate(op, theme="light").scene
    # output padding is neither the output nor padding
    for word in ("padding", "output"):
        assert len(texts(scene, f"caption.{word}")) == 1


def test_the_pieces_of_a_caption_stand_next_to_each_other():
    scene = animate(OP, theme="light").scene
    roles = ("caption", *(f"caption.{word}" for word in KEY))
    pieces = sorted((box for role in roles for _, box in texts(scene, role)), key=lambda b: b[::-1])
    rows = {}
    for left, _, right, base in pieces:
        rows.setdefault(base, []).append((left, right))
    assert len(rows) == 2
    for row in rows.values():
        row.sort()
        assert [right for _, right in row[:-1]] == pytest.approx([left for left, _ in row[1:]])
        assert row[0][0] + row[-1][1] == pytest.approx(scene.width)


@pytest.mark.parametrize("name", THEMES)
def test_a_caption_does_not_make_a_picture_wider(name):
    theme = {"theme": name, "caption": True}
    with_it, without = (animate(OP, **{**theme, "caption": c}).scene for c in (True, False))
    assert with_it.width == without.width


@pytest.mark.parametrize("name", THEMES)
def test_the_words_of_a_key_are_read(name):
    theme = find(name)
    for role in ("title", "caption", "label", *(f"caption.{word}" for word in KEY)):
        assert contrast(solid(theme.paint(role).fill), solid(theme.background)) >= 4.5, role


@given(st.lists(WORD, min_size=1, max_size=40).map(" ".join), st.floats(40, 500))
def test_a_title_is_as_large_as_a_caption_or_refused(text, room):
    heading = Heading(text, TITLE_SIZE, CAPTION_SIZE)
    try:
        marks = list(heading.marks(room / 2, 0, room))
    except BadRequest as error:
        fits = int(str(error).split(" about ")[1].split(" ")[0])
        assert fits < len(text)
        short = Heading(text[:fits].rstrip(), TITLE_SIZE, CAPTION_SIZE)
        assert not fits or all(m.size >= CAPTION_SIZE - 1e-9 for m in short.marks(0, 0, room))
        return
    assert 1 <= len(marks) <= 2
    assert " ".join(mark.text for mark in marks) == text
    assert all(mark.size >= CAPTION_SIZE - 1e-9 for mark in marks)
    assert all(mark.width <= room + 1e-6 for mark in marks)


def test_a_title_breaks_where_it_says_so_and_has_two_lines_at_most():
    scene = animate(OP, title="one\nmore").scene
    assert [text for text, _ in texts(scene, "title")] == ["one", "more"]
    with pytest.raises(BadRequest, match="the title has 3 lines: 2 are drawn at most"):
        animate(OP, title="a\nb\nc").scene  # noqa: B018 - it is drawn when it is asked for


@pytest.mark.parametrize("title", ["Hello", "A title that goes on and on until it needs two lines"])
def test_a_title_lies_within_the_page(title):
    scene = animate(OP, title=title, theme="light").scene
    page = (MARGIN - 1e-6, 0, scene.width - MARGIN + 1e-6, scene.height)
    boxes = [box for _, box in texts(scene, "title")]
    assert all(within(box, page) for box in boxes)
    assert scene.width <= WIDEST * animate(OP, theme="light", caption=False).scene.width
