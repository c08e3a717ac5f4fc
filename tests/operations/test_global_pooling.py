"""Global pooling: one number of all cells, whatever there are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convanim.operations import GlobalPool
from tests.specs import numbers


@given(st.lists(st.integers(1, 5), min_size=1, max_size=3), st.integers(0, 99))
def test_it_is_the_mean_or_the_largest_of_each_map(shape, seed):
    x = numbers(seed, 2, *shape)
    axes = tuple(range(1, x.ndim))
    for way, taken in (("mean", np.mean), ("max", np.max)):
        op = GlobalPool(input=tuple(shape), reduce=way)
        assert op.output_shape == (1,) * len(shape)
        assert op(x).reshape(2) == pytest.approx(taken(x, axis=axes))
        assert all(axis.unread() == () for axis in op.axes)
