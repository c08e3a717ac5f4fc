"""What a frame leaves out: whatever is left out is there already, and long runs stay whole."""

from __future__ import annotations

from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from convanim.export.holes import FEW, candidates

PIXELS = st.lists(st.tuples(st.integers(1, 3), st.booleans()), min_size=1, max_size=40)


def both(pixels):
    """What is to be shown, and the same with holes where it is unchanged."""
    shown = bytes(colour for colour, _ in pixels)
    return shown, bytes(0 if same else colour for colour, same in pixels)


@given(PIXELS)
def test_every_pixel_is_shown_or_a_hole_where_nothing_changed(pixels):
    shown, holed = both(pixels)
    for way in candidates(shown, holed):
        assert len(way) == len(shown)
        for written, wanted, left in zip(way, shown, holed, strict=True):
            assert written == wanted or written == left == 0


@given(PIXELS)
def test_an_unchanged_run_is_written_whole_or_not_at_all(pixels):
    shown, holed = both(pixels)
    for way in candidates(shown, holed):
        for unchanged, places in groupby(range(len(way)), lambda n: holed[n] == 0):
            run = [*places]
            if unchanged and (kept := {way[n] for n in run}) != {0}:
                assert len(kept) == 1 or len(run) <= FEW


def test_with_nothing_unchanged_there_is_one_way():
    assert candidates(b"\1\2", b"\1\2") == [b"\1\2"]


def test_a_long_run_next_to_nothing_of_its_colour_may_be_either():
    shown, holed = b"\1\2\2\2\3", b"\1\0\0\0\3"
    assert candidates(shown, holed) == [holed, shown]


def test_a_long_run_beside_its_colour_is_one_with_it():
    shown = b"\1\1\1\1\2"
    for holed in (b"\1\0\0\0\2", b"\0\0\0\1\2"):
        assert candidates(shown, holed) == [holed, shown]


def test_a_long_run_of_several_colours_is_a_hole():
    shown, holed = b"\1\2\2\3\3\1", b"\1\0\0\0\0\1"
    assert candidates(shown, holed) == [holed]
