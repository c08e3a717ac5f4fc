"""Two linear convolutions are one; with a ReLU between them they are not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from convanim import BadRequest, Conv, MaxPool, Values
from convanim.operations.merge import merged


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Conv, Conv]:
    dims = draw(st.integers(1, 3))
    groups = draw(st.sampled_from([(1, 1), (2, 1), (1, 2), (2, 2)]))

    def some(low: int, high: int) -> tuple[int, ...]:
        return tuple(draw(st.integers(low, high)) for _ in range(dims))

    try:
        first = Conv(
            input=some(1, 7),
            kernel=some(1, 3),
            stride=some(1, 2),
            padding=some(0, 2),
            dilation=some(1, 2),
            in_channels=2,
            out_channels=4,
            groups=groups[0],
        )
        second = Conv(
            input=first.output_shape,
            kernel=some(1, 2),
            stride=some(1, 3),
            dilation=some(1, 2),
            in_channels=4,
            out_channels=2,
            groups=groups[1],
        )
    except BadRequest:
        assume(False)
    return first, second


@given(pairs(), st.integers(0, 99), st.sampled_from([None, True]), st.sampled_from([None, True]))
def test_one_layer_does_what_two_do(two, seed, b1, b2) -> None:
    first, second = two
    a = Values.of(first, bias=b1, seed=seed)
    b = Values.of(second, a.y, bias=b2, seed=seed + 1)
    op, both = merged(first, a, second, b)
    assert op.output_shape == second.output_shape
    assert both.y.tolist() == b.y.tolist()
    # and not only for these numbers
    x = np.random.RandomState(seed).randint(-9, 9, a.x.shape)
    through = second(first(x, a.weight, a.bias), b.weight, b.bias)
    assert op(x, both.weight, both.bias).tolist() == through.tolist()


def test_1x1_layers_merge_by_the_product_of_their_matrices() -> None:
    first = Conv(input=3, kernel=1, in_channels=5, out_channels=4)
    second = Conv(input=3, kernel=1, in_channels=4, out_channels=2, activation="relu")
    a = Values.of(first)
    b = Values.of(second, a.y)
    op, both = merged(first, a, second, b)
    assert (
        both.weight[:, :, 0, 0].tolist() == (b.weight[:, :, 0, 0] @ a.weight[:, :, 0, 0]).tolist()
    )
    assert op.activation == "relu"


def test_with_a_relu_between_them_no_linear_layer_does_the_same() -> None:
    first = Conv(input=1, kernel=1, in_channels=1, out_channels=2, activation="relu")
    second = Conv(input=1, kernel=1, in_channels=2, out_channels=1)
    up_and_down = np.array([1, -1]).reshape(2, 1, 1, 1)
    ones = np.ones((1, 2, 1, 1), int)

    def through(v: int) -> int:
        return int(second(first(np.full((1, 1, 1), v), up_and_down), ones).item())

    # the two make an absolute value, and for any linear layer f(1) + f(-1) is f(0) twice
    assert [through(v) for v in (-2, -1, 0, 1, 2)] == [2, 1, 0, 1, 2]
    assert through(1) + through(-1) != 2 * through(0)
    a = Values.of(first, weight=up_and_down)
    with pytest.raises(BadRequest, match="relu stands between"):
        merged(first, a, second, Values.of(second, a.y, ones))


def test_what_else_stands_between_is_said() -> None:
    first = Conv(input=4, kernel=1)
    a = Values.of(first)
    padded = Conv(input=4, kernel=3, padding=1)
    with pytest.raises(BadRequest, match="pads what the first"):
        merged(first, a, padded, Values.of(padded, a.y))
    pool = MaxPool(input=4, kernel=2)
    with pytest.raises(BadRequest, match="only two convolutions"):
        merged(first, a, pool, Values.of(pool, a.y))
