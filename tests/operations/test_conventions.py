"""What the frameworks take for granted where nothing is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convanim import AvgPool, Conv, ConvTranspose
from tests.specs import loop_pool, numbers, pool_words


def test_a_mean_counts_padding_unless_told_not_to():
    """PyTorch's default; TensorFlow leaves padding out."""
    words = {"input": (2,), "kernel": 2, "stride": 1, "padding": 1}
    assert AvgPool(**words)([2, 4]).tolist() == [1, 3, 2]
    assert AvgPool(**words, count_include_pad=False)([2, 4]).tolist() == [2, 3, 4]


def test_a_mean_leaves_the_padding_of_same_out_unless_told_not_to():
    """TensorFlow, Keras, onnxruntime."""
    words = {"input": (5,), "kernel": 2, "stride": 2}
    x = [1, 2, 3, 4, 5]
    assert AvgPool(**words, padding="same")(x).tolist() == [1.5, 3.5, 5]
    assert AvgPool(**words, padding="same-lower")(x).tolist() == [1, 2.5, 4.5]
    assert AvgPool(**words, padding="same", count_include_pad=True)(x).tolist() == [1.5, 3.5, 2.5]
    assert AvgPool(**words, padding=((0, 1),))(x).tolist() == [1.5, 3.5, 2.5]


@given(pool_words(), st.booleans(), st.integers(0, 99))
def test_a_mean_with_same_is_that_of_the_real_cells(words, lower, seed):
    word = "same-lower" if lower else "same"
    op = AvgPool(**{**words, "padding": word, "ceil_mode": False})
    x, y = numbers(seed, *op.input), op(numbers(seed, *op.input))
    assert y.shape == tuple(-(-i // s) for i, s in zip(op.input, op.stride, strict=True))
    for at, cells in loop_pool({**words, "padding": op.padding, "ceil_mode": False}).items():
        real = [x[c] for c in cells if all(0 <= v < n for v, n in zip(c, x.shape, strict=True))]
        assert op.divisor(at) == len(real)
        if real:
            assert y[at] == pytest.approx(sum(real) / len(real))


@given(st.integers(1, 12), st.integers(1, 7), st.integers(1, 5), st.integers(1, 3))
def test_same_of_a_transpose_is_that_of_what_it_transposes(i, k, s, d):
    up = ConvTranspose(input=(i,), kernel=k, stride=s, dilation=d, padding="same")
    down = Conv(input=(i * s,), kernel=k, stride=s, dilation=d, padding="same")
    assert up.padding == down.padding
    assert up.output_shape == down.input
    assert up.input == down.output_shape
