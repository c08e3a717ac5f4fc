"""Who reads whom: the arrays against the numbers, and against products of single axes."""

from __future__ import annotations

from itertools import product
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convanim import AvgPool, BadRequest, Conv, ConvTranspose, MaxPool
from convanim.windows.arrays import reads
from convanim.windows.axis import Axis
from tests.specs import conv_words, numbers, padded_cells, pool_words, transposed_words


def probed(op):
    """The connections that the numbers show: (output, tap, input) wherever a lone 1 in the
    input meets a lone 1 in the kernel."""
    for tap in product(*map(range, op.kernel)):
        weight = np.zeros(op.kernel, int)
        weight[tap] = 1
        for cell in product(*map(range, op.input)):
            x = np.zeros(op.input, int)
            x[cell] = 1
            for output in np.argwhere(op(x, weight)):
                yield (*output.tolist(), *tap, *cell)


def listed(op):
    """The connections that the arrays tell of."""
    index, inside = op.windows.index, op.windows.inside
    return {(*at.tolist(), *index[tuple(at)].tolist()) for at in np.argwhere(inside)}


@given(conv_words(modes=True))
def test_a_convolutions_windows_are_those_of_its_numbers(words):
    op = Conv(**words)
    if np.prod(op.input) * np.prod(op.kernel) < 2000:
        found = list(probed(op))
        assert len(set(found)) == len(found)
        assert set(found) == listed(op)


@given(conv_words(modes=True))
def test_a_tap_in_the_padding_reads_the_cell_that_numpys_pad_puts_there(words):
    op = Conv(**words)
    copies, real = padded_cells(words), padded_cells(words, "zeros")
    index, inside, copied = op.windows.index, op.windows.inside, op.windows.copied
    for at in np.ndindex(inside.shape):
        columns = zip(at[: op.dims], at[op.dims :], op.stride, op.dilation, op.padding, strict=True)
        place = tuple(x * s + t * d - before for x, t, s, d, (before, _) in columns)
        assert inside[at] == (place in copies)
        assert copied[at] == (place in copies and place not in real)
        if inside[at]:
            assert tuple(index[at].tolist()) == copies[place]


@given(conv_words(modes=True), st.integers(0, 99))
def test_the_numbers_go_through_the_index_arrays(words, seed):
    op = Conv(**words)
    x, w = numbers(seed, *op.input), numbers(seed + 1, *op.kernel)
    index, inside = op.windows.index, op.windows.inside
    cells = tuple(np.where(inside, index[..., n], 0) for n in range(op.dims))
    taps = tuple(range(op.dims, 2 * op.dims))
    assert np.array_equal(op(x, w), np.sum(np.where(inside, x[cells], 0) * w, axis=taps))


@given(transposed_words())
def test_a_transposes_windows_are_those_of_its_numbers(words):
    op = ConvTranspose(**words)
    if np.prod(op.input) * np.prod(op.kernel) < 2000:
        assert set(probed(op)) == listed(op)


@given(pool_words())
def test_a_poolings_windows_are_those_of_its_numbers(words):
    op = MaxPool(**words)
    index, inside = op.windows.index, op.windows.inside
    spread = inside.reshape(*op.output_shape, -1)
    cells = index.reshape(*op.output_shape, -1, op.dims)
    x = numbers(1, *op.input)
    y = op(x)
    for at in np.ndindex(op.output_shape):
        seen = [x[tuple(c)] for c, real in zip(cells[at], spread[at], strict=True) if real]
        assert y[at] == max(seen, default=-np.inf)


@given(conv_words())
def test_many_axes_are_the_product_of_single_ones(words):
    op = Conv(**words)
    lines = [reads(axis) for axis in op.axes]
    index, inside = op.windows.index, op.windows.inside
    for at in np.ndindex(inside.shape):
        x, tap = at[: op.dims], at[op.dims :]
        assert index[at].tolist() == [line[0][x[n], tap[n]] for n, line in enumerate(lines)]
        assert inside[at] == all(line[1][x[n], tap[n]] for n, line in enumerate(lines))


@given(transposed_words())
def test_a_transpose_swaps_input_and_output(words):
    op = ConvTranspose(**words)
    for axis in op.axes:
        turned = Axis(
            input=axis.output,
            output=axis.input,
            taps=axis.taps,
            stride=axis.stride,
            dilation=axis.dilation,
            before=axis.before,
            after=axis.after,
        )
        there = {
            (y, t, x)
            for y in range(turned.output)
            for t, x in enumerate(turned.reads(y))
            if x is not None
        }
        back = {
            (y, t, x)
            for x in range(axis.output)
            for t, y in enumerate(axis.reads(x))
            if y is not None
        }
        assert there == back


@given(conv_words(modes=True))
def test_the_plain_integers_and_the_arrays_agree_about_padding_modes(words):
    for axis in Conv(**words).axes:
        cells, inside = reads(axis, words["padding_mode"])
        for x in range(axis.output):
            here = [c if real else None for c, real in zip(cells[x], inside[x], strict=True)]
            assert list(axis.takes(x, words["padding_mode"])) == here


@given(conv_words(), transposed_words(), pool_words())
def test_the_plain_integers_and_the_arrays_agree(conv, transposed, pool):
    for axis in (*Conv(**conv).axes, *ConvTranspose(**transposed).axes, *MaxPool(**pool).axes):
        cells, inside = reads(axis)
        for x in range(axis.output):
            here = [c if real else None for c, real in zip(cells[x], inside[x], strict=True)]
            assert list(axis.reads(x)) == here


def test_a_large_layers_arrays_take_a_blink():
    windows = Conv(input=224, kernel=7, stride=2, padding=3).windows
    windows.index  # noqa: B018 - the first one pays for the import of numpy
    start = perf_counter()
    index, inside = windows.index, windows.inside
    assert perf_counter() - start < 0.1
    assert index.shape == (112, 112, 7, 7, 2)
    assert inside.shape == (112, 112, 7, 7)
    # the cells of padding, counted by hand: the first two places and the last one overhang
    line = sum(max(0, 3 - 2 * x) + max(0, 2 * x + 4 - 224) for x in range(112))
    assert inside.sum() == (112 * 7 - line) ** 2


def test_arrays_that_would_take_gigabytes_are_refused():
    with pytest.raises(BadRequest, match="axis by axis"):
        _ = AvgPool(input=100_000, kernel=3).windows.inside
