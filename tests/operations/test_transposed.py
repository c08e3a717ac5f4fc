"""Transposed convolution: the picture of it (zero insertion), the adjoint, the sizes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convanim import BadRequest, Conv, ConvTranspose
from tests.specs import conv_words, loop_scattered, loop_transposed, numbers, transposed_words


@given(
    transposed_words(), st.integers(1, 2), st.integers(1, 2), st.integers(1, 2), st.integers(0, 99)
)
def test_it_is_the_convolution_of_the_stretched_input(words, groups, ins, outs, seed):
    op = ConvTranspose(**words, groups=groups)
    x = numbers(seed, groups * ins, *op.input)
    w = numbers(seed + 1, groups * ins, outs, *op.kernel)
    y = op(x, w)
    assert y.shape[1:] == op.output_shape
    assert np.array_equal(y, loop_transposed(x, w, words, groups))


@given(conv_words(), st.integers(1, 2), st.integers(1, 2), st.integers(1, 2), st.integers(0, 99))
def test_it_is_the_adjoint_of_its_convolution(words, groups, ins, outs, seed):
    conv = Conv(**words, groups=groups)
    # the cells that the stride leaves over are what output_padding brings back
    rest = tuple(
        (i + sum(p) - e) % s
        for i, p, e, s in zip(conv.input, conv.padding, conv.extent, conv.stride, strict=True)
    )
    back = ConvTranspose(
        **{**words, "input": conv.output_shape}, output_padding=rest, groups=groups
    )
    assert back.output_shape == conv.input
    x = numbers(seed, groups * ins, *conv.input)
    y = numbers(seed + 1, groups * outs, *conv.output_shape)
    w = numbers(seed + 2, groups * outs, ins, *conv.kernel)
    assert np.sum(conv(x, w) * y) == np.sum(x * back(y, w))


@given(transposed_words())
def test_output_padding_adds_after_and_changes_nothing_else(words):
    more = ConvTranspose(**words)
    less = ConvTranspose(**{**words, "output_padding": 0, "padding": 0})
    full = ConvTranspose(**{**words, "padding": 0})
    x, w = numbers(1, *more.input), numbers(2, *more.kernel)
    kept = tuple(slice(0, n) for n in less.output_shape)
    assert np.array_equal(full(x, w)[kept], less(x, w))


def test_output_padding_adds_computed_cells_not_zeros():
    op = ConvTranspose(input=(3,), kernel=3, stride=2, padding=1, output_padding=1)
    assert op([1, 1, 1], [1, 10, 100]).tolist() == [10, 101, 10, 101, 10, 100]


def test_padding_over_the_kernel_crops():
    op = ConvTranspose(input=(4,), kernel=2, padding=2)
    assert op([1, 2, 3, 4], [1, 10]).tolist() == [23]
    words = {"input": (4,), "kernel": (2,), "stride": (1,), "padding": ((2, 2),)}
    picture = loop_transposed(
        np.array([[1, 2, 3, 4]]),
        np.array([[[1, 10]]]),
        {**words, "dilation": (1,), "output_padding": (0,)},
    )
    assert picture[0].tolist() == [23]


@given(transposed_words())
def test_a_size_asked_for_is_had_by_output_padding(words):
    op = ConvTranspose(**words)
    rest = {name: value for name, value in words.items() if name != "output_padding"}
    found = ConvTranspose.for_output_size(op.output_shape, **rest)
    assert found.output_shape == op.output_shape


@given(
    transposed_words(),
    st.lists(st.integers(1, 12), min_size=3, max_size=3),
    st.sampled_from([True, False, None]),
    st.booleans(),
    st.integers(0, 99),
)
def test_a_shape_asked_for_is_onnxs(words, sizes, lower, told, seed):
    """The odd cell before, or after for SAME_UPPER; a shape that is too large ends in zeros."""
    shape = tuple(sizes[: len(words["input"])])
    rest = {name: value for name, value in words.items() if name != "padding"}
    if not told:
        rest.pop("output_padding")
    way = {} if lower is None else {"lower": lower}
    op = ConvTranspose.for_output_shape(shape, **way, **rest)
    assert op.output_shape == shape
    befores = []
    for n, wanted in enumerate(shape):
        i, k, s, d = (words[name][n] for name in ("input", "kernel", "stride", "dilation"))
        extra = words["output_padding"][n] if told else 0
        total = max(s * (i - 1) + extra + d * (k - 1) + 1 - wanted, 0)
        befores.append(total // 2 if lower is False else total - total // 2)
        assert op.padding[n] == (befores[n], total - befores[n])
        assert op.output_padding[n] == extra if told else op.output_padding[n] < max(s, d)
    x, w = numbers(seed, *op.input), numbers(seed + 1, *op.kernel)
    assert np.array_equal(op(x, w), loop_scattered(x, w, words, befores, shape))


def test_a_shapes_odd_cell_goes_before_unless_same_upper_is_asked_for():
    words = {"input": (2,), "kernel": 2}
    assert ConvTranspose.for_output_shape(2, **words)([1, 2], [1, 10]).tolist() == [12, 20]
    upper = ConvTranspose.for_output_shape(2, lower=False, **words)
    assert upper([1, 2], [1, 10]).tolist() == [1, 12]


def test_a_shape_over_the_natural_one_ends_in_zeros():
    words = {"input": (1,), "kernel": 2, "stride": 2}
    three = ConvTranspose.for_output_shape(3, **words)
    assert three([1], [1, 10]).tolist() == [1, 10, 0]
    assert (three.output_padding, three.zeros_after) == ((1,), (0,))
    six = ConvTranspose.for_output_shape(6, **words)
    assert six([1], [1, 10]).tolist() == [1, 10, 0, 0, 0, 0]
    assert (six.output_padding, six.zeros_after) == ((1,), (3,))


@given(transposed_words(), st.booleans(), st.booleans(), st.integers(0, 99))
def test_same_is_input_times_stride_whatever_the_output_padding(words, lower, told, seed):
    """ONNX: what is more is cropped, the odd cell after, or before of `same-lower`; what lacks
    are zeros after."""
    rest = {name: value for name, value in words.items() if name != "padding"}
    if not told:
        rest.pop("output_padding")
    op = ConvTranspose(**rest, padding="same-lower" if lower else "same")
    shape = tuple(i * s for i, s in zip(words["input"], words["stride"], strict=True))
    assert op.output_shape == shape
    extras = words["output_padding"] if told else (0,) * op.dims
    befores = []
    for n, extra in enumerate(extras):
        i, k, s, d = (words[name][n] for name in ("input", "kernel", "stride", "dilation"))
        total = max(s * (i - 1) + extra + d * (k - 1) + 1 - i * s, 0)
        befores.append(-(-total // 2) if lower else total // 2)
        assert op.padding[n] == (befores[n], total - befores[n])
    x, w = numbers(seed, *op.input), numbers(seed + 1, *op.kernel)
    assert np.array_equal(op(x, w), loop_scattered(x, w, words, befores, shape))


def test_same_fills_a_gap_by_output_padding_unless_it_is_given():
    words = {"input": (3,), "kernel": 2, "stride": 4, "padding": "same"}
    left, given_ = ConvTranspose(**words), ConvTranspose(**words, output_padding=0)
    assert (left.output_padding, left.zeros_after) == ((2,), (0,))
    assert (given_.output_padding, given_.zeros_after) == ((0,), (2,))
    assert left.output_shape == given_.output_shape == (12,)
    assert given_.formula(0) == "(3 - 1)*4 - 0 - 0 + 1*(2 - 1) + 0 + 1 + 2 = 12"
    assert given_.remarks() == [("zeros after", "2")]
    assert ("zeros after", "2") in given_.settings()
    assert left([1, 2, 3], [1, 10]).tolist() == given_([1, 2, 3], [1, 10]).tolist()
    assert replace(given_) == given_


def test_a_size_with_same_is_what_same_makes_it():
    words = {"input": (3,), "kernel": 3, "stride": 2, "padding": "same"}
    assert ConvTranspose.for_output_size(6, **words) == ConvTranspose(**words)
    with pytest.raises(BadRequest, match="'same' makes it 6"):
        ConvTranspose.for_output_size(7, **words)


def test_sizes_that_cannot_be_had():
    words = {"input": 3, "kernel": 3, "stride": 2}
    with pytest.raises(BadRequest, match="7 to 8 are possible"):
        ConvTranspose.for_output_size(9, **words)
    with pytest.raises(BadRequest, match="at least 1"):
        ConvTranspose.for_output_shape(0, **words)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"output_padding": 2}, "output_padding 2 is too large"),
        ({"output_padding": -1}, "at least 0"),
        ({"padding": 4}, "crops everything"),
        ({"padding": 1, "output_padding": 0, "zeros_after": 1}, "nothing crops"),
        ({"groups": 2, "in_channels": 3}, "not divisible"),
    ],
)
def test_what_is_refused(words, says):
    with pytest.raises(BadRequest, match=says):
        ConvTranspose(input=3, kernel=3, stride=2, **words)


def test_output_padding_may_be_under_the_dilation():
    assert ConvTranspose(input=3, kernel=2, dilation=3, output_padding=2).output_shape == (8, 8)
