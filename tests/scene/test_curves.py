"""Axes and outlines of few points."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convanim.scene.curves import matching, simplified, ticks


@given(st.sampled_from((1, 2, 5)), st.integers(-4, 4), st.integers(1, 9), st.integers(-9, 9))
def test_ticks_at_both_ends_are_there(digit, power, count, first):
    step = digit * 10.0**power
    low, high = first * step, (first + count) * step
    found = ticks(low, high, count + 1)
    gap = found[1] - found[0] if len(found) > 1 else high - low
    # one more on either side would lie outside, and not at the very end
    assert found[0] - gap < low - gap * 1e-6
    assert found[-1] + gap > high + gap * 1e-6


@given(st.floats(-1e3, 1e3), st.floats(1e-2, 1e3), st.integers(2, 12))
def test_ticks_are_round_even_and_few(low, wide, most):
    found = ticks(low, low + wide, most)
    assert len(found) <= most + 1
    assert all(low - 1e-6 <= tick <= low + wide + 1e-6 for tick in found)
    gaps = [b - a for a, b in pairwise(found)]
    for gap in gaps:
        assert gap == pytest.approx(gaps[0])
        assert float(f"{gap:.1e}"[0]) in (1, 2, 5)


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=2, max_size=30),
    st.floats(0.01, 10),
)
def test_no_point_is_far_from_the_simplified_line(points, apart):
    kept = simplified(points, apart)
    assert (kept[0], kept[-1]) == (points[0], points[-1])
    rest = iter(points)
    assert all(point in rest for point in kept)  # in their order
    for x, y in points:
        away = min(distance((x, y), one, other) for one, other in pairwise(kept))
        assert away <= apart * (1 + 1e-9)


def distance(point, one, other):
    """From a point to the line through two."""
    (x, y), (a, b), (c, d) = point, one, other
    long = ((c - a) ** 2 + (d - b) ** 2) ** 0.5
    if not long:
        return ((x - a) ** 2 + (y - b) ** 2) ** 0.5
    return abs((c - a) * (y - b) - (d - b) * (x - a)) / long


@given(st.floats(1e-3, 1e3), st.floats(1e-3, 1e3), st.floats(1.5, 9))
def test_a_factor_lifts_as_far_as_round_numbers_go(peak, other, apart):
    factor = matching(peak, other, apart)
    if 1 / apart <= other / peak <= apart:
        assert factor == 1
    else:
        assert 0.4 * (1 - 1e-9) <= factor * other / peak <= 1 + 1e-9
        assert float(f"{factor:.1e}"[0]) in (1, 2, 5)


APART = 0.05


def test_a_line_that_turns_back_keeps_where_it_turned():
    assert simplified([(0, 0), (5, 0), (2, 0)], 0.1) == [(0, 0), (5, 0), (2, 0)]


@given(st.lists(st.integers(1, 9), min_size=1, max_size=30))
def test_of_a_straight_line_the_ends_are_left(apart):
    along = accumulate([0, *apart])
    line = [(float(n), 2.0 * n) for n in along]
    assert simplified(line, APART) == [line[0], line[-1]]
