"""Curves of fewer points: they stay where they were."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from convanim.scene.curves import simplified

APART = 0.05


@given(st.lists(st.tuples(st.floats(0, 99), st.floats(0, 99)), min_size=2, max_size=30))
def test_a_simplified_line_stays_where_it_was(line):
    kept = simplified(line, APART)
    assert (kept[0], kept[-1]) == (line[0], line[-1])
    for point in np.array(line):
        ends = zip(np.array(kept), np.array(kept[1:]), strict=False)
        assert min(distance(point, a, b) for a, b in ends) <= APART + 1e-9


def distance(point, a, b):
    """From a point to the piece of line between two others."""
    along = b - a
    part = np.clip(((point - a) @ along) / ((along @ along) or 1), 0, 1)
    return np.hypot(*(point - a - part * along))


def test_a_line_that_turns_back_keeps_where_it_turned():
    assert simplified([(0, 0), (5, 0), (2, 0)], 0.1) == [(0, 0), (5, 0), (2, 0)]


@given(st.lists(st.integers(1, 9), min_size=1, max_size=30))
def test_of_a_straight_line_the_ends_are_left(apart):
    along = np.cumsum([0, *apart])
    line = [(float(n), 2.0 * n) for n in along]
    assert simplified(line, APART) == [line[0], line[-1]]
