"""Pooling against lists of the cells in each window."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convanim import AvgPool, BadRequest, LpPool, MaxPool
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


@pytest.mark.parametrize("layer", [MaxPool, AvgPool, LpPool])
def test_padding_is_under_the_effective_kernel(layer):
    """ONNX's limit; PyTorch's, half of it, is told of and not imposed."""
    for k, d in ((1, 1), (2, 1), (3, 1), (2, 3), (3, 2)):
        extent = d * (k - 1) + 1
        for p in range(extent):
            op = layer(input=(7,), kernel=k, stride=1, dilation=d, padding=p)
            assert op.output_shape == (7 + 2 * p - extent + 1,)
            assert [name for name, _ in op.remarks()] == ["PyTorch"] * (p > extent // 2)
        with pytest.raises(BadRequest, match=f"not under the effective kernel {extent}"):
            layer(input=7, kernel=k, dilation=d, padding=extent)
    with pytest.raises(BadRequest, match="does not fit"):
        layer(input=2, kernel=5)


def test_padding_over_half_the_kernel_pools_what_is_there():
    assert MaxPool(input=(3,), kernel=3, stride=1, padding=2)([1, 2, 3]).tolist() == [1, 2, 3, 3, 3]
    mean = AvgPool(input=(3,), kernel=3, stride=1, padding=2, count_include_pad=False)
    assert mean([1, 2, 3]).tolist() == [1, 1.5, 2, 2.5, 3]


@given(pool_words(), st.integers(0, 99))
def test_full_and_causal_padding_pool_every_cell_and_those_before(words, seed):
    plain = {**words, "stride": 1, "ceil_mode": False}
    for word in ("full", "causal") if len(words["input"]) == 1 else ("full",):
        op = MaxPool(**{**plain, "padding": word})
        edges = [d * (k - 1) for k, d in zip(op.kernel, op.dilation, strict=True)]
        assert op.padding == tuple((e, e if word == "full" else 0) for e in edges)
        x = numbers(seed, *op.input) - 50
        y = op(x)
        told = {**plain, "stride": (1,) * op.dims, "padding": op.padding}
        for at, cells in loop_pool(told).items():
            assert y[at] == max((x[c] for c in real(cells, x.shape)), default=-np.inf)
