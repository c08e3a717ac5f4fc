"""Pooling against lists of the cells in each window."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convanim import AvgPool, BadRequest, MaxPool
from tests.specs import loop_pool, numbers, pool_words


def real(cells, shape):
    return [c for c in cells if all(0 <= v < n for v, n in zip(c, shape, strict=True))]


@given(pool_words(), st.integers(0, 99))
def test_max_is_the_largest_real_cell(words, seed):
    op = MaxPool(**words)
    x, windows = numbers(seed, *op.input) - 50, loop_pool(words)  # all below the padding's zero
    y = op(x)
    assert y.shape == op.output_shape
    assert set(windows) == set(np.ndindex(y.shape))
    for at, cells in windows.items():
        assert y[at] == max((x[c] for c in real(cells, x.shape)), default=-np.inf)


@given(pool_words(), st.booleans(), st.integers(0, 99))
def test_mean_divides_by_what_counts(words, include, seed):
    op = AvgPool(**words, count_include_pad=include)
    x, windows = numbers(seed, *op.input), loop_pool(words)
    y = op(x)
    assert set(windows) == set(np.ndindex(y.shape))
    for at, cells in windows.items():
        found = real(cells, x.shape)
        counted = found
        if include:
            counted = [
                c
                for c in cells
                if all(
                    -b <= v < n + a
                    for v, n, (b, a) in zip(c, x.shape, words["padding"], strict=True)
                )
            ]
        assert op.divisor(at) == len(counted)
        if counted:
            assert y[at] == pytest.approx(sum(x[c] for c in found) / len(counted))


@given(pool_words(), st.integers(0, 99))
def test_channels_are_pooled_one_by_one(words, seed):
    for layer in (MaxPool(**words), AvgPool(**words)):
        x = numbers(seed, 3, *layer.input)
        alone = np.stack([layer(channel) for channel in x])
        assert np.array_equal(layer(x), alone, equal_nan=True)


def test_the_stride_is_the_kernel_unless_given():
    assert MaxPool(input=6, kernel=(2, 3)).stride == (2, 3)
    assert MaxPool(input=6, kernel=2, stride=1).output_shape == (5, 5)


@pytest.mark.parametrize(
    ("words", "size"),
    [
        # rounding up takes the last row in
        ({"input": (5,), "kernel": 2, "ceil_mode": True}, 3),
        ({"input": (5,), "kernel": 2}, 2),
        # a window that would start in the padding after the input is dropped again
        ({"input": (4,), "kernel": 2, "stride": 3, "padding": 1, "ceil_mode": True}, 2),
        ({"input": (5,), "kernel": 3, "stride": 2, "padding": 1, "ceil_mode": True}, 3),
        ({"input": (3,), "kernel": 2, "stride": 5, "ceil_mode": True}, 1),
    ],
)
def test_rounding_up(words, size):
    assert MaxPool(**words).output_shape == (size,)


def test_a_nan_is_kept():
    assert np.isnan(MaxPool(input=(2,), kernel=2)([1.0, np.nan])).all()


def test_padding_over_half_the_kernel_is_refused():
    for layer in (MaxPool, AvgPool):
        assert layer(input=5, kernel=3, padding=1).output_shape == (2, 2)
        with pytest.raises(BadRequest, match="over half the effective kernel 3"):
            layer(input=5, kernel=3, padding=2)
        with pytest.raises(BadRequest, match="does not fit"):
            layer(input=2, kernel=5)
    # the effective kernel counts, as PyTorch has it
    assert MaxPool(input=7, kernel=3, dilation=2, padding=2).output_shape == (3, 3)
