"""Kinds of values: ranges reach their ends, bounds are kept and both allowed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convanim import BadRequest
from convanim.kinds import each_side, listed, number, numbers, whole
from convanim.limits import LISTED

BOUNDS = st.tuples(st.integers(-99, 99), st.integers(0, 99)).map(lambda two: (two[0], sum(two)))


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_a_range_is_every_number_from_its_first_to_its_last(low, more, alone):
    told = tuple(range(low, low + more + 1))
    assert listed(f"{low}-{low + more}", "steps") == told
    assert listed(f"{alone}, {low}-{low + more}", "steps") == (alone, *told)
    assert numbers("step").read("steps", f"{low}-{low + more}") == told


def test_the_longest_list():
    half = LISTED // 2
    assert len(listed(f"1-{half},1-{LISTED - half}", "steps")) == LISTED
    for text in (f"0-{LISTED}", f"1-{LISTED},0", ",".join(["0-999999999"] * 60)):
        with pytest.raises(BadRequest, match=f"steps are too many: at most {LISTED:,}"):
            listed(text, "steps")
    with pytest.raises(BadRequest, match="too many"):
        numbers("step").read("steps", range(LISTED + 1))


@given(BOUNDS)
def test_both_bounds_are_allowed_and_nothing_beyond_them(bounds):
    low, high = bounds
    for kind, least in ((number(low, high), 0.25), (whole(low, high), 1)):
        for value in bounds:
            assert kind.read("loop", value) == value
        for value in (low - least, high + least):
            with pytest.raises(BadRequest, match=f"loop {value} is not allowed: from {low} to"):
                kind.read("loop", value)


@pytest.mark.parametrize("value", [True, False, "1", None, (1,)])
def test_what_is_no_number_is_refused(value):
    for kind in (number(0, 9), whole(0, 9)):
        with pytest.raises(BadRequest, match="is not a"):
            kind.read("loop", value)


def test_a_half_is_a_number_and_not_a_whole_one():
    assert number(0, 9).read("width", 0.5) == 0.5
    with pytest.raises(BadRequest, match=r"loop 0\.5 is not a whole number"):
        whole(0, 9).read("loop", 0.5)


@pytest.mark.parametrize("text", ["0:1:2", "1,0:1:2", "1:2:3:4"])
def test_an_axis_has_two_sides(text):
    with pytest.raises(BadRequest, match="is not before:after"):
        each_side(text)
