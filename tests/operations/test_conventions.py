"""What the frameworks take for granted where nothing is said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from convanim import AvgPool, Conv, ConvTranspose


def test_a_mean_counts_padding_unless_told_not_to():
    """PyTorch's default; TensorFlow leaves padding out."""
    words = {"input": (2,), "kernel": 2, "stride": 1, "padding": 1}
    assert AvgPool(**words)([2, 4]).tolist() == [1, 3, 2]
    assert AvgPool(**words, count_include_pad=False)([2, 4]).tolist() == [2, 3, 4]


@given(st.integers(1, 12), st.integers(1, 7), st.integers(1, 5), st.integers(1, 3))
def test_same_of_a_transpose_is_that_of_what_it_transposes(i, k, s, d):
    up = ConvTranspose(input=(i,), kernel=k, stride=s, dilation=d, padding="same")
    down = Conv(input=(i * s,), kernel=k, stride=s, dilation=d, padding="same")
    assert up.padding == down.padding
    assert up.output_shape == down.input
    assert up.input == down.output_shape
