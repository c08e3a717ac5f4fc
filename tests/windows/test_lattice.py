"""Where cells are drawn: a window over its places meets exactly the cells that it reads."""

from __future__ import annotations

from hypothesis import given

from convanim import Conv, ConvTranspose, MaxPool
from convanim.windows.lattice import lattice, size
from tests.specs import conv_words, pool_words, transposed_words


def assert_drawn_as_it_reads(axis):
    """The law of a lattice, along one axis."""
    line = lattice(axis)
    cells = {place: cell for cell, place in enumerate(line.cells)}
    assert len(cells) == axis.input
    assert len(line.starts) == axis.output
    for x, start in enumerate(line.starts):
        met = tuple(cells.get(start + offset) for offset in line.offsets)
        assert met == axis.reads(x)
    # the window reaches from its first tap to its last
    assert min(line.offsets) == 0
    assert max(line.offsets) == line.extent - 1


def ends(axis):
    """The outermost places that a window or a cell takes."""
    line = lattice(axis)
    first = min(line.starts[0], line.cells[0])
    return first, max(line.starts[-1] + line.extent, line.cells[-1] + 1)


@given(conv_words())
def test_a_convolutions_window(words):
    for axis in Conv(**words).axes:
        assert_drawn_as_it_reads(axis)
        # its padding is drawn too, as far as it goes, and no more
        assert (lattice(axis).starts[0], lattice(axis).cells[0]) == (0, axis.before)
        assert lattice(axis).size == size(axis) == axis.before + axis.input + axis.after


@given(pool_words())
def test_a_poolings_window(words):
    for axis in MaxPool(**words).axes:
        assert_drawn_as_it_reads(axis)
        first, end = ends(axis)
        assert first == 0
        # a window of ceil_mode may reach beyond the padding
        assert lattice(axis).size == max(end, axis.before + axis.input + axis.after)


@given(transposed_words())
def test_a_transposes_window(words):
    for axis in ConvTranspose(**words).axes:
        assert_drawn_as_it_reads(axis)
        assert ends(axis) == (0, lattice(axis).size)
        assert lattice(axis).size == size(axis)
