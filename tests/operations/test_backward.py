"""Gradients as layers: what the chain rule gives, number by number and cell by cell.

A convolution is linear in its input and in its weights, so each gradient is the only layer for
which <g, conv(x, w)> = <gradient, x>, or <gradient, w>, whatever x and w are.
"""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convanim import (
    BadRequest,
    Conv,
    ConvTranspose,
    MaxPool,
    Network,
    Values,
    grad_input,
    grad_weight,
)
from convanim.operations.backward import as_kernels, as_weights
from tests.specs import conv_words, loop_conv, numbers, padded_cells

SMALL = Conv(input=4, kernel=2)
CHANNELS = st.sampled_from([(1, 1, 1), (2, 3, 1), (2, 2, 2), (4, 2, 2), (3, 6, 3)])


def layer(words, channels):
    """A layer of so many channels in, out, and groups."""
    one, other, groups = channels
    return Conv(**words, in_channels=one, out_channels=other, groups=groups)


def drawn(op, seed):
    """Its numbers: input, weights, and a gradient of its output."""
    x = numbers(seed, op.in_channels, *op.input)
    weight = numbers(seed + 1, op.out_channels, op.in_channels // op.groups, *op.kernel)
    return x, weight, numbers(seed + 2, op.out_channels, *op.output_shape)


@given(conv_words(), CHANNELS, st.integers(0, 99))
def test_the_gradient_of_the_input_is_the_adjoint(words, channels, seed):
    op = layer(words, channels)
    x, weight, gradient = drawn(op, seed)
    back = grad_input(op)
    assert back.output_shape == op.input
    found = back(gradient, weight)
    assert found.shape == x.shape
    wanted = (gradient * loop_conv(x, weight, words, op.groups)).sum()
    assert (found * x).sum() == wanted


@given(conv_words(modes=True), CHANNELS, st.integers(0, 99))
def test_the_gradient_of_the_weights_is_the_adjoint(words, channels, seed):
    op = layer(words, channels)
    x, weight, gradient = drawn(op, seed)
    back = grad_weight(op)
    assert back.output_shape == op.kernel
    found = as_weights(op, back(x, as_kernels(op, gradient)))
    assert found.shape == weight.shape
    wanted = (gradient * loop_conv(x, weight, words, op.groups)).sum()
    assert (found * weight).sum() == wanted


@given(conv_words(), st.integers(0, 99))
def test_every_single_gradient_is_what_a_step_of_one_changes(words, seed):
    """Linear as the layer is, a difference over one is the derivative itself."""
    op = layer(words, (1, 1, 1))
    x, weight, gradient = drawn(op, seed)
    towards = {
        "input": (grad_input(op)(gradient, weight), x, lambda v: loop_conv(v, weight, words)),
        "weight": (grad_weight(op)(x, gradient[None]), weight, lambda v: loop_conv(x, v, words)),
    }
    for found, of, loss in towards.values():
        places = list(np.ndindex(of.shape))[seed % 3 :: max(1, of.size // 4)]
        for place in places:
            more = of.copy()
            more[place] += 1
            change = (gradient * (loss(more) - loss(of))).sum()
            assert found.reshape(of.shape)[place] == change


@given(conv_words())
def test_each_cell_of_the_input_hears_from_the_outputs_that_have_read_it(words):
    op = Conv(**words)
    held = padded_cells(words, "zeros")
    heard: dict = {cell: set() for cell in product(*map(range, op.input))}
    for output in product(*map(range, op.output_shape)):
        for tap in product(*map(range, op.kernel)):
            columns = zip(output, tap, op.stride, op.dilation, op.padding, strict=True)
            place = tuple(x * s + t * d - before for x, t, s, d, (before, _) in columns)
            if place in held:
                heard[held[place]].add((tap, output))
    back = grad_input(op)
    for cell, wanted in heard.items():
        lines = [axis.reads(n) for axis, n in zip(back.axes, cell, strict=True)]
        found = {
            (tap, tuple(line[t] for line, t in zip(lines, tap, strict=True)))
            for tap in product(*map(range, back.kernel))
        }
        assert {one for one in found if None not in one[1]} == wanted


@given(conv_words())
def test_each_weight_hears_of_the_cells_that_it_has_met(words):
    op = Conv(**words)
    back = grad_weight(op)
    for n, (axis, line) in enumerate(zip(op.axes, back.axes, strict=True)):
        for tap in range(op.kernel[n]):
            met = [axis.reads(output)[tap] for output in range(axis.output)]
            assert list(line.reads(tap)) == met


# What automatic differentiation gives (JAX 0.10.2, vjp of conv_general_dilated in 64 bits) for
# numbers as `made` makes them: the layer, its channels and groups, both gradients
AUTOGRAD: dict[str, tuple[dict[str, Any], Any, list[int], list[int]]] = {
    "stride that leaves cells": (
        {"input": (6,), "kernel": (3,), "stride": (2,), "padding": ((1, 1),)},
        (1, 1, 1),
        [-3, 4, -12, 16, 9, -12],
        [16, -1, -18],
    ),
    "uneven": (
        {
            "input": (5, 4),
            "kernel": (2, 3),
            "stride": (2, 1),
            "padding": ((1, 0), (0, 2)),
            "dilation": (1, 2),
        },
        (1, 1, 1),
        [-1, -4, 4, 16, 0, 0, 9, -6, 3, -2, -12, 8, 0, 0, 9, -12, 3, -4, -12, 16],
        [-1, 25, 0, -1, -60, 0],
    ),
    "stride over kernel": (
        {"input": (8,), "kernel": (2,), "stride": (3,)},
        (2, 2, 1),
        [8, -9, 0, -12, -3, 0, 16, -3, 4, 3, 0, 16, -10, 0, -12, 11],
        [-14, -14, 5, 1, 6, 22, -19, -9],
    ),
    "groups": (
        {"input": (3, 4), "kernel": (2, 2), "stride": (1, 2), "padding": ((0, 0), (0, 1))},
        (4, 2, 2),
        [
            *(0, -3, 0, -12, 4, 8, 16, -10, -12, 3, 8, -2, 4, -3, 16, -12, -12, 11, 8, 2, 0, -6),
            *(0, 4, -9, -9, 12, 12, -3, 3, 5, -3, 2, 0, -2, 0, 9, -12, -12, 16, 0, -8, -1, 12, -1),
            *(4, 1, -4),
        ],
        [-3, -8, 15, 28, -8, -3, 28, -26, 2, 24, -5, -28, 24, -12, -28, 34],
    ),
    "three axes": (
        {
            "input": (2, 3, 3),
            "kernel": 2,
            "stride": (1, 2, 1),
            "padding": ((0, 1), (0, 0), (1, 0)),
            "dilation": (1, 1, 2),
        },
        (1, 2, 1),
        [12, -12, 0, 24, -1, -4, 0, 0, 0, 1, -3, -5, 2, -7, 22, 0, 0, 0],
        [-10, -16, -14, -4, -12, 1, 4, -16, -1, 3, -17, 8, -12, -19, 4, -16],
    ),
}


def made(seed, *shape):
    """Small numbers without any pattern."""
    flat = [(seed + 3) * (k * k + 5 * k + 1) % 11 - 5 for k in range(int(np.prod(shape)))]
    return np.array(flat).reshape(shape)


@pytest.mark.parametrize("name", AUTOGRAD)
def test_the_numbers_are_those_of_automatic_differentiation(name):
    words, channels, of_input, of_weight = AUTOGRAD[name]
    op = layer(words, channels)
    x = made(1, op.in_channels, *op.input)
    weight = made(2, op.out_channels, op.in_channels // op.groups, *op.kernel)
    gradient = made(3, op.out_channels, *op.output_shape)
    assert grad_input(op)(gradient, weight).ravel().tolist() == of_input
    back = grad_weight(op)
    assert as_weights(op, back(x, as_kernels(op, gradient))).ravel().tolist() == of_weight
    # and so do the numbers that are drawn
    assert Values.of(grad_input(op), gradient, weight).y.ravel().tolist() == of_input
    drawn = Values.of(back, x, as_kernels(op, gradient)).y
    assert as_weights(op, drawn).ravel().tolist() == of_weight


@pytest.mark.parametrize("pass_", [grad_input, grad_weight])
def test_what_is_not_linear_is_refused(pass_):
    with pytest.raises(BadRequest, match="relu has a gradient of its own"):
        pass_(Conv(input=5, kernel=3, activation="relu"))


@pytest.mark.parametrize("pass_", [grad_input, grad_weight])
@pytest.mark.parametrize(
    "op",
    [MaxPool(input=4, kernel=2), ConvTranspose(input=4, kernel=2), SMALL, Network.chain(SMALL)],
)
def test_what_is_no_convolution_is_refused(pass_, op):
    with pytest.raises(BadRequest, match="gradients are drawn of a Conv, not of a "):
        pass_(grad_weight(op) if op is SMALL else op)


def test_padding_that_copies_has_no_transposed_convolution():
    copied = Conv(input=5, kernel=3, padding=1, padding_mode="reflect")
    with pytest.raises(BadRequest, match="where padding holds reflect cells"):
        grad_input(copied)
    assert grad_weight(copied).padding_mode == "reflect"
    assert grad_input(Conv(input=5, kernel=3, padding_mode="reflect")).output_shape == (5, 5)


def test_one_count_of_channels_is_not_enough():
    with pytest.raises(BadRequest, match="needs in_channels and out_channels, or neither"):
        grad_weight(Conv(input=5, kernel=3, in_channels=2))


@pytest.mark.parametrize("channels", [(1, 1, 1), (2, 3, 1), (4, 2, 2), (3, 6, 3)])
def test_made_up_gradients_are_those_of_one_output(channels):
    op = layer({"input": (5, 4), "kernel": (2, 3)}, channels)
    back = grad_weight(op)
    made = Values.of(back, seed=5).weight
    each = op.out_channels // op.groups
    gradient = [made[g * op.in_channels // op.groups * each :][:each, 0] for g in range(op.groups)]
    assert (as_kernels(op, np.concatenate(gradient)) == made).all()
    free = Conv(input=(5, 4), kernel=(2, 3), groups=op.groups)
    assert len(Values.of(grad_weight(free)).y) == op.groups


def test_channels_that_numbers_alone_tell_are_to_be_said():
    back = grad_weight(Conv(input=4, kernel=3))
    with pytest.raises(BadRequest, match="each of 3 input channels has a gradient of its own"):
        Values.of(back, numbers(0, 3, 4, 4))
