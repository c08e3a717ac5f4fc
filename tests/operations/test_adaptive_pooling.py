"""Pooling to a wanted size against the rule in PyTorch's words, cell by cell."""

from __future__ import annotations

from math import ceil, floor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convanim.operations import AdaptiveAvgPool
from convanim.windows.bins import Bins
from tests.specs import numbers

SIZE = st.integers(1, 24)


def ends(i, o):
    """Where each window begins, and before which cell it ends."""
    return [(floor(x * i / o), ceil((x + 1) * i / o)) for x in range(o)]


@given(SIZE, SIZE)
def test_windows_are_those_of_the_rule(i, o):
    bins, windows = Bins.of(i, o), ends(i, o)
    assert [tuple(b for b in bins.reads(x) if b is not None) for x in range(o)] == [
        tuple(range(first, last)) for first, last in windows
    ]
    assert [bins.count(x) for x in range(o)] == [last - first for first, last in windows]
    assert bins.taps == max(last - first for first, last in windows)


@given(SIZE, SIZE)
def test_windows_that_go_on_by_a_stride_are_not_called_uneven(i, o):
    bins, windows = Bins.of(i, o), ends(i, o)
    alike = [(x * bins.stride, x * bins.stride + bins.taps) for x in range(o)]
    assert bins.uneven is (windows != alike)


@given(st.lists(st.tuples(st.integers(1, 7), st.integers(1, 7)), min_size=1, max_size=3))
def test_numbers_are_the_means_of_the_windows(sizes):
    shape, wanted = zip(*sizes, strict=True)
    op = AdaptiveAvgPool(input=shape, output_size=wanted)
    x = numbers(3, *shape)
    y = op(x)
    assert y.shape == op.output_shape == wanted
    lines = [ends(i, o) for i, o in sizes]
    for at in np.ndindex(wanted):
        window = x[tuple(slice(*line[n]) for line, n in zip(lines, at, strict=True))]
        assert y[at] == pytest.approx(window.mean())
        assert op.divisor(at) == window.size
