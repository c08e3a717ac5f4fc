"""Numbers as colours: as far from nothing as the number is, and of its sign."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convanim.scene.heat import COLD, NONE, WARM, amounts, shaded, shades

FINITE = st.floats(-1e6, 1e6).filter(lambda v: v == 0 or abs(v) > 1e-6)


def parts(colour):
    return tuple(int(colour[n : n + 2], 16) for n in (1, 3, 5))


@given(st.lists(FINITE, min_size=2, max_size=9))
def test_signed_numbers_part_at_zero_and_reach_both_ends_alike(numbers):
    if min(numbers) >= 0:
        numbers = [-1.0, *numbers]
    shade, most = shades(numbers), max(map(abs, numbers))
    assert parts(shade(0)) == NONE
    assert (parts(shade(most)), parts(shade(-most))) == (WARM, COLD)
    for value in numbers:
        end, found = (WARM if value > 0 else COLD), parts(shade(value))
        on = abs(value) / most
        for n in range(3):
            assert abs(found[n] - (NONE[n] + (end[n] - NONE[n]) * on)) <= 0.5 + 1e-9


@pytest.mark.parametrize("brightest", [32, 100, 254, 255])
def test_a_pictures_bytes_are_its_greys(brightest):
    shade = shades([0, brightest])
    for value in range(0, 256, 5):
        assert parts(shade(value)) == (value,) * 3


@pytest.mark.parametrize("brightest", [0.25, 1, 7, 31, 256, 4000])
def test_other_numbers_reach_from_black_to_white(brightest):
    shade = shades([0, brightest / 3, brightest])
    assert (shade(0), shade(brightest)) == ("#000000", "#ffffff")
    assert parts(shade(brightest / 2))[0] in (127, 128)


def test_numbers_without_any_difference_have_a_colour():
    assert parts(shades([])(0)) == parts(shades([0, 0])(0)) == (0, 0, 0)
    assert parts(amounts([])(0)) == NONE


@given(st.integers(0, 255), st.floats(0, 1))
def test_less_light_is_a_part_of_each_colour(value, light):
    found = parts(shaded(f"#{value:02x}00ff", light))
    assert abs(found[0] - value * light) <= 0.5
    assert found[1] == 0
    assert abs(found[2] - 255 * light) <= 0.5
