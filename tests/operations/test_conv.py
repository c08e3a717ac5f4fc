"""Convolution's numbers against loops and scipy, its sizes against enumeration."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage, signal

from convanim import BadRequest, Conv
from tests.specs import conv_words, loop_conv, numbers, starts


@given(conv_words(modes=True), st.integers(0, 99))
def test_numbers_are_those_of_the_definition(words, seed):
    op = Conv(**words)
    x, w = numbers(seed, 1, *op.input), numbers(seed + 1, 1, 1, *op.kernel)
    assert np.array_equal(op(x, w), loop_conv(x, w, words))


@given(conv_words(), st.integers(1, 3), st.integers(1, 2), st.integers(1, 2), st.integers(0, 99))
def test_groups_and_channels_are_those_of_the_definition(words, groups, ins, outs, seed):
    op = Conv(**words, groups=groups, in_channels=groups * ins, out_channels=groups * outs)
    x = numbers(seed, groups * ins, *op.input)
    w = numbers(seed + 1, groups * outs, ins, *op.kernel)
    assert np.array_equal(op(x, w), loop_conv(x, w, words, groups))


@given(st.integers(1, 3).flatmap(lambda n: st.tuples(*[st.integers(4, 6)] * n)), st.integers(0, 99))
def test_a_plain_convolution_is_scipys_correlation(shape, seed):
    x, w = numbers(seed, *shape), numbers(seed + 1, *(2 + n for n in range(len(shape))))
    op = Conv(input=shape, kernel=w.shape)
    assert np.array_equal(op(x, w), signal.correlate(x, w, "valid", method="direct"))
    full = Conv(input=shape, kernel=w.shape, padding="full")
    assert np.array_equal(full(x, w), signal.correlate(x, w, "full", method="direct"))


@pytest.mark.parametrize(
    ("mode", "scipys"),
    [
        ("zeros", "constant"),
        ("reflect", "mirror"),
        ("symmetric", "reflect"),
        ("replicate", "nearest"),
        ("circular", "wrap"),
    ],
)
def test_padding_modes_are_scipys(mode, scipys):
    x, w = numbers(1, 6, 7), numbers(2, 3, 5)
    op = Conv(input=(6, 7), kernel=(3, 5), padding="half", padding_mode=mode)
    assert np.array_equal(op(x, w), ndimage.correlate(x, w, mode=scipys))


@given(conv_words())
def test_size_is_the_number_of_places_a_window_has(words):
    op = Conv(**words)
    for n in range(op.dims):
        padded = op.input[n] + sum(op.padding[n])
        assert op.output_shape[n] == len(starts(padded, op.extent[n], op.stride[n]))


@given(conv_words(), st.integers(1, 3), st.integers(0, 99))
def test_one_group_is_dense_and_many_are_separate_layers(words, groups, seed):
    op = Conv(**words, groups=groups)
    x, w = numbers(seed, groups * 2, *op.input), numbers(seed, groups, 2, *op.kernel)
    alone = Conv(**words)
    parts = [alone(x[2 * g : 2 * g + 2], w[g : g + 1]) for g in range(groups)]
    assert np.array_equal(op(x, w), np.concatenate(parts))


def test_depthwise_keeps_each_channel_to_itself():
    op = Conv(input=(5,), kernel=2, groups=3, in_channels=3, out_channels=3)
    x, w = np.zeros((3, 5), int), np.ones((3, 1, 2), int)
    x[1, 2] = 7
    y = op(x, w)
    assert y[1].tolist() == [0, 7, 7, 0]
    assert not y[[0, 2]].any()


def test_separable_is_depthwise_then_one_by_one():
    x, deep, flat = numbers(1, 3, 5, 5), numbers(2, 3, 1, 3, 3), numbers(3, 4, 3, 1, 1)
    depthwise = Conv(input=5, kernel=3, padding=1, groups=3)
    pointwise = Conv(input=5, kernel=1)
    whole = Conv(input=5, kernel=3, padding=1)
    joined = np.einsum("oc,chw->ochw", flat[:, :, 0, 0], deep[:, 0])
    assert np.array_equal(pointwise(depthwise(x, deep), flat), whole(x, joined))


def test_bias_is_added_to_each_output_channel():
    op = Conv(input=(4,), kernel=2)
    x, w = numbers(1, 2, 4), numbers(2, 3, 2, 2)
    assert np.array_equal(op(x, w, [1, 2, 3]), op(x, w) + np.array([[1], [2], [3]]))


def test_small_integers_do_not_wrap_round():
    op = Conv(input=(4,), kernel=4)
    x = np.full(4, 100, np.int8)
    assert op(x, np.full(4, 100, np.int8)).tolist() == [40000]


@pytest.mark.parametrize(
    ("words", "size"),
    [
        ({"input": 5, "kernel": 3, "stride": 5}, (1, 1)),  # stride over the kernel
        ({"input": 9, "kernel": 2, "stride": 4}, (2, 2)),
        ({"input": 2, "kernel": 2, "padding": 5}, (11, 11)),  # padding over the kernel
        ({"input": 6, "kernel": 4, "padding": "half"}, (7, 7)),  # even kernels grow by one
        ({"input": 6, "kernel": 4, "padding": "same"}, (6, 6)),
        ({"input": (7, 5), "kernel": (3, 2), "stride": (2, 1), "dilation": (1, 3)}, (3, 2)),
    ],
)
def test_unusual_sizes(words, size):
    op = Conv(**words)
    assert op.output_shape == size
    plain = {
        "kernel": op.kernel,
        "stride": op.stride,
        "dilation": op.dilation,
        "padding": op.padding,
    }
    x, w = numbers(1, 1, *op.input), numbers(2, 1, 1, *op.kernel)
    assert np.array_equal(op(x, w), loop_conv(x, w, plain))


@pytest.mark.parametrize(
    ("x", "weight", "says"),
    [
        ((5, 5), (3, 2), "weight has shape"),
        ((4, 5), (3, 3), "x has shape"),
        ((2, 5, 5), (1, 1, 3, 3), "weight has shape"),
    ],
)
def test_arrays_of_the_wrong_shape_are_refused(x, weight, says):
    with pytest.raises(BadRequest, match=says):
        Conv(input=5, kernel=3)(np.zeros(x), np.zeros(weight))
