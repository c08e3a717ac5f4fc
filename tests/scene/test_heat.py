"""Numbers as colours: as far from nothing as the number is, and of its sign."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convanim.scene.heat import LEVELS, READ, Level, amounts, shades

FINITE = st.floats(-1e6, 1e6).filter(lambda v: v == 0 or abs(v) > 1e-6)
CLOSE = 0.5 / LEVELS + 1e-9


def grey(colour):
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    assert red == green == blue
    return red


@given(st.lists(FINITE, min_size=2, max_size=9))
def test_signed_numbers_part_at_zero_and_the_largest_reaches_an_end(numbers):
    if min(numbers) >= 0:
        numbers = [-1.0, *numbers]
    shade, most = shades(numbers), max(map(abs, numbers))
    assert shade(0) == Level(0.0)
    assert (shade(most), shade(-most)) == (Level(1.0), Level(-1.0))
    for value in numbers:
        assert abs(shade(value).at - value / most) <= CLOSE
        assert shade(value).light == 1
    # a key goes from the least number to the greatest, zero among them
    assert (shade.low, shade.high) == (min(numbers), max(0.0, *numbers))


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=9))
def test_amounts_take_the_part_of_the_scale_that_is_read_on(numbers):
    shade, most = amounts(numbers), max(numbers) or 1
    assert shade(0) == Level(0.0)
    for value in numbers:
        assert abs(shade(value).at - READ * value / most) <= CLOSE
    assert (shade.low, shade.high) == (0, max(numbers))


@pytest.mark.parametrize("brightest", [32, 100, 254, 255])
def test_a_pictures_bytes_are_its_greys(brightest):
    shade = shades([0, brightest])
    for value in range(0, 256, 5):
        assert grey(shade(value)) == value
    assert (shade.low, shade.high) == (0, 255)


@pytest.mark.parametrize("brightest", [0.25, 1, 7, 31, 256, 4000])
def test_other_numbers_reach_from_black_to_white(brightest):
    shade = shades([0, brightest / 3, brightest])
    assert (shade(0), shade(brightest)) == ("#000000", "#ffffff")
    assert grey(shade(brightest / 2)) in (127, 128)
    assert (shade.low, shade.high) == (0, brightest)


def test_numbers_without_any_difference_have_a_colour():
    assert grey(shades([])(0)) == grey(shades([0, 0])(0)) == 0
    assert amounts([])(0) == Level(0.0)


def test_what_is_no_number_changes_nothing():
    assert shades([float("nan"), -2, float("inf")])(-1) == Level(round(-0.5 * LEVELS) / LEVELS)
