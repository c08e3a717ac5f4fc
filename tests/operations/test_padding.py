"""The padding words, each against the rule of the framework it comes from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convanim import AvgPool, BadRequest, Conv, ConvTranspose

SIZES = st.integers(1, 40), st.integers(1, 9), st.integers(1, 5), st.integers(1, 4)


@given(*SIZES)
def test_same_is_tensorflows(i, k, s, d):
    upper = Conv(input=(i,), kernel=k, stride=s, dilation=d, padding="same")
    (before, after) = upper.padding[0]
    extent = d * (k - 1) + 1
    # TensorFlow's own spelling of the rule
    total = max(extent - (s if i % s == 0 else i % s), 0)
    assert (before, after) == (total // 2, total - total // 2)
    assert upper.output_shape == (-(-i // s),)


@given(*SIZES)
def test_same_lower_turns_same_round(i, k, s, d):
    words = {"input": (i,), "kernel": k, "stride": s, "dilation": d}
    upper, lower = Conv(**words, padding="same"), Conv(**words, padding="same-lower")
    assert lower.padding[0] == upper.padding[0][::-1]
    assert lower.output_shape == upper.output_shape


@given(st.integers(1, 20), st.integers(1, 7), st.integers(1, 3))
def test_full_half_and_causal(i, k, d):
    extent = d * (k - 1) + 1
    words = {"input": (i,), "kernel": k, "dilation": d}
    full, half = Conv(**words, padding="full"), Conv(**words, padding="half")
    causal = Conv(**words, padding="causal")
    assert full.output_shape == (i + extent - 1,)
    assert half.output_shape == (i + 1 - extent % 2,)
    assert causal.padding == ((extent - 1, 0),)
    assert causal.output_shape == (i,)
    # an output reads nothing that comes later
    for x in range(i):
        assert all(cell is None or cell <= x for cell in causal.axes[0].reads(x))


def test_same_depends_on_the_input_where_resnets_padding_does_not():
    assert Conv(input=224, kernel=7, stride=2, padding="same").padding == ((2, 3), (2, 3))
    assert Conv(input=224, kernel=7, stride=2, padding=3).output_shape == (112, 112)


@pytest.mark.parametrize(
    ("given_", "pads"),
    [
        (1, ((1, 1), (1, 1))),
        ((1, 2), ((1, 1), (2, 2))),
        (((0, 1), (2, 1)), ((0, 1), (2, 1))),
        ("valid", ((0, 0), (0, 0))),
        ([1, (0, 2)], ((1, 1), (0, 2))),
        ("VALID", ((0, 0), (0, 0))),
    ],
)
def test_every_spelling(given_, pads):
    assert Conv(input=5, kernel=3, padding=given_).padding == pads


@pytest.mark.parametrize("layer", [Conv, ConvTranspose, AvgPool])
@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("SAME", "same"),
        ("same_upper", "same"),
        ("SAME_UPPER", "same"),
        ("same-upper", "same"),
        ("SAME_LOWER", "same-lower"),
        ("same_lower", "same-lower"),
        ("Valid", "valid"),
    ],
)
def test_words_of_the_frameworks_are_the_same_words(layer, theirs, ours):
    words = {"input": (5, 6), "kernel": 4, "stride": 2}
    assert layer(**words, padding=theirs) == layer(**words, padding=ours)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"padding": "sam"}, "did you mean 'same'"),
        ({"padding": "causal"}, "one axis"),
        ({"padding": -1}, "at least 0"),
        ({"padding": (1, 2, 3), "stride": (1, 1)}, "3 numbers for 2 axes"),
        ({"padding": ((1, 2, 3), 1)}, "not a pair"),
        ({"padding": 5, "padding_mode": "reflect"}, "at most 4"),
        ({"padding": 6, "padding_mode": "circular"}, "at most 5"),
        ({"padding": 6, "padding_mode": "symmetric"}, "at most 5"),
    ],
)
def test_padding_that_cannot_be(words, says):
    with pytest.raises(BadRequest, match=says):
        Conv(input=5, kernel=3, **words)
