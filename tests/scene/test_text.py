"""Text is placed by what it measures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convanim import BadRequest, Conv, animate
from convanim.scene import face
from convanim.scene.text import (
    CAP_HEIGHT,
    UNITS,
    centred,
    fitted,
    glyphs,
    measure,
    outline,
    place,
)

WORDS = st.text("0123456789.−+×→∞ abcxyzABCéЖλ", min_size=1, max_size=12)
SIZES = st.floats(4, 40)


@given(WORDS, WORDS, SIZES)
def test_a_text_measures_what_its_parts_do(one, other, size):
    assert measure(one + other, size) == pytest.approx(measure(one, size) + measure(other, size))
    *_, (_, start) = glyphs(one + "x")
    assert start * size / UNITS == pytest.approx(measure(one, size))


@given(WORDS, SIZES, st.floats(1, 300))
def test_a_fitted_text_is_as_large_as_it_may_be(text, size, width):
    found = fitted(text, size, width)
    assert found <= size
    assert measure(text, found) <= width * (1 + 1e-9)
    assert found == size or measure(text, found) == pytest.approx(width)


@given(WORDS, SIZES)
def test_each_anchor_lies_where_it_is_asked_for(text, size):
    for anchor, part in (("start", 0.0), ("middle", 0.5), ("end", 1.0)):
        mark = place("label", text, 100, 50, size, anchor)
        assert mark.x + part * mark.width == pytest.approx(100)
        assert (mark.y, mark.width) == (50, measure(text, size))


@given(WORDS, SIZES, st.floats(5, 300))
def test_a_centred_text_is_in_the_middle_both_ways(text, size, width):
    mark = centred("label", text, 30, 70, size, width)
    assert mark.x + mark.width / 2 == pytest.approx(30)
    assert mark.y - mark.size * CAP_HEIGHT / 2 == pytest.approx(70)
    assert mark.width <= width * (1 + 1e-9)


def test_figures_are_as_high_as_they_are_said_to_be():
    for char in "0123456789":
        heights = [segment[n] for segment in outline(char) for n in range(2, len(segment), 2)]
        assert max(heights) == pytest.approx(0, abs=0.02 * UNITS)
        assert -min(heights) == pytest.approx(CAP_HEIGHT * UNITS, abs=0.02 * UNITS)


@pytest.mark.parametrize("text", ["卷积", "مرحبا", "😀", "\t", "\x00", "\ud800"])
def test_what_the_font_lacks_is_refused_by_its_name(text, monkeypatch):
    monkeypatch.setattr(face, "EXTRA", ("no_such_package", ""))
    face.usual.cache_clear()
    char = next(char for char in text if char not in "ab")
    for written in (text, f"A title {text}"):
        with pytest.raises(BadRequest) as refused:
            animate(Conv(input=3, kernel=2), title=written).save("a.svg")
        assert f"U+{ord(char):04X}" in str(refused.value)
        assert "\n" not in str(refused.value)
    face.usual.cache_clear()


def test_a_letter_and_its_accent_are_one():
    apart, composed = "e\u0301a\u0308", "éä"
    assert measure(apart, 10) == measure(composed, 10)
    assert place("label", apart, 0, 0, 10) == place("label", composed, 0, 0, 10)
