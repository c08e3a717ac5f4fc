"""Numbers as text: what is written is what is meant, as far as it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convanim.scene.figures import LARGEST, SMALLEST, Figures, bracketed


def number(text):
    return float(text.replace("−", "-"))


@given(st.lists(st.integers(-99_999, 99_999), min_size=1, max_size=9), st.integers(0, 4))
def test_decimals_that_fit_are_written_exactly(numerators, places):
    numbers = [n / 10**places for n in numerators]
    largest = max(map(abs, numbers))
    if 2 + len(str(int(largest))) + places > 7 or 0 < largest < SMALLEST:
        return  # no room for all of them
    figures = Figures.of(numbers)
    assert not figures.powers
    assert figures.places <= places
    for value in numbers:
        assert number(figures.text(value)) == value


@given(st.lists(st.floats(-1e9, 1e9, allow_subnormal=False), min_size=1, max_size=9))
def test_other_numbers_are_told_to_three_digits_of_the_largest(numbers):
    figures, largest = Figures.of(numbers), max(map(abs, numbers))
    assert figures.powers == (largest >= LARGEST or 0 < largest < SMALLEST)
    for value in numbers:
        near = 0.06 * abs(value) if figures.powers else max(0.005 * largest, 0.5 * 10.0**-4)
        assert abs(number(figures.text(value)) - value) <= near


@given(st.lists(st.floats(-1e4, 1e4), min_size=1, max_size=9), st.integers(0, 6))
def test_a_precision_is_kept_where_not_all_are_whole(numbers, precision):
    figures, largest = Figures.of(numbers, precision), max(map(abs, numbers))
    if all(value.is_integer() for value in numbers):
        assert {"." in figures.text(value) for value in numbers} == {False}
    elif largest >= SMALLEST:
        for value in numbers:
            assert len(figures.text(value).partition(".")[2]) == precision


@given(st.floats(-1e9, 1e9), st.integers(0, 4))
def test_a_zero_has_no_sign_and_a_minus_is_no_hyphen(value, places):
    text = Figures(places).text(value)
    assert "-" not in text
    if not any(digit in text for digit in "123456789"):
        assert not text.startswith("−")
    else:
        assert text.startswith("−") == (value < 0)
    assert bracketed(text) == (f"({text})" if "−" in text else text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.00099, "9.9e−4"),
        (0.001, "0.001"),
        (0.0024, "0.0024"),
        (0.02, "0.02"),
        (9_999_999, "9999999"),
        (10_000_000, "1.0e7"),
        (-2.5e9, "−2.5e9"),
    ],
)
def test_powers_of_ten_are_for_what_is_very_small_or_large(value, text):
    assert Figures.of([value]).text(value) == text
