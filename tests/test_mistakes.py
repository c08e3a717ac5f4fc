"""Mistakes that pictures of convolutions have made, each with the test that it is not ours."""

from __future__ import annotations

import json
from itertools import product

import numpy as np
import pytest

from convanim import AvgPool, BadRequest, Conv, ConvTranspose, MaxPool
from convanim.operations.describe import caption, sentence, title
from convanim.report import as_table, unread
from tests.drawn import drawn
from tests.pictures import Grid, outlines
from tests.specs import steps


def test_strided_sums_are_those_of_the_window_shown():
    """A strided figure once printed the sums of the stride-1 convolution."""
    x, w = np.arange(25).reshape(5, 5), np.arange(9).reshape(3, 3)
    op = Conv(input=5, kernel=3, stride=2, padding=1)
    y, padded = op(x, w), np.pad(x, 1)
    for step in steps(op):
        row, column = step["output"]
        window = padded[2 * row : 2 * row + 3, 2 * column : 2 * column + 3]
        assert y[row, column] == (window * w).sum()
        cells = [(tuple(t["kernel"]), t["input"]) for t in step["taps"]]
        assert y[row, column] == sum(w[t] * x[tuple(c)] for t, c in cells if c is not None)


def test_the_odd_transposes_extra_row_of_zeros_lies_after_the_input():
    """The odd transposed animation once had it before the input."""
    op = ConvTranspose(input=3, kernel=3, stride=2, padding=1, output_padding=1)
    scene = drawn("stacked", op)
    cells = outlines(scene, "input")
    grid = Grid(cells[0])
    found = grid.places(outlines(scene, "padding")) | grid.places(cells)
    rows = sorted({row for row, _ in found})
    assert (rows[0], rows[-1]) == (-1, 6)  # the input's rows are 0, 2 and 4


def test_a_strides_unread_rows_are_the_last_ones():
    """6x6, k3 s2 p1: the window starts at the top-left corner of the padding."""
    op = Conv(input=6, kernel=3, stride=2, padding=1)
    first = next(steps(op))["taps"]
    assert [t["input"] for t in first if t["kernel"] == [1, 1]] == [[0, 0]]
    assert op.axes[0].cell(0, 0) == -1
    assert op.axes[0].cell(op.output_shape[0] - 1, 2) == 5  # the padding at 6 is left over
    assert "last 1 of the padding" in unread(op)
    assert Conv(input=6, kernel=3, stride=2).axes[0].unread() == (5,)


def test_a_dilated_kernel_is_its_taps():
    """The cells between the taps are not shaded and carry no value."""
    op = Conv(input=7, kernel=3, dilation=2)
    scene = drawn("stacked", op)
    grid = Grid(outlines(scene, "input")[0])
    assert grid.places(outlines(scene, "tap")) == set(product((0, 2, 4), (0, 2, 4)))
    assert len(next(steps(op))["taps"]) == 9
    between = np.zeros((7, 7))
    between[1::2] = between[:, 1::2] = 1
    assert op(between, np.ones((3, 3)))[0, 0] == 0


def test_a_stride_that_leaves_cells_over_is_floored_and_shown():
    """CNN Explainer refuses it."""
    op = Conv(input=6, kernel=3, stride=2)
    assert op.output_shape == (2, 2)
    assert len(outlines(drawn("stacked", op), "input")) == 36
    assert "axis 0: 5" in as_table(op)


def test_stride_zero_is_an_error_in_words():
    """Another visualizer goes blank."""
    with pytest.raises(BadRequest, match=r"stride 0 is not allowed.*at least 1"):
        Conv(input=5, kernel=3, stride=0)


@pytest.mark.parametrize("op", [Conv, ConvTranspose, MaxPool, AvgPool])
def test_the_output_size_cannot_be_typed(op):
    """The reason most wrong pictures exist."""
    with pytest.raises(TypeError):
        op(input=5, kernel=3, output=3)
    with pytest.raises(TypeError):
        op(input=5, kernel=3, output_shape=3)


def test_one_by_one_pictures_of_the_article():
    """Two of its animations had the wrong size."""
    assert Conv(input=5, kernel=1, stride=2).output_shape == (3, 3)
    assert MaxPool(input=5, kernel=1).output_shape == (5, 5)


@pytest.mark.parametrize(
    ("op", "line"),
    [
        (
            Conv(input=5, kernel=3, stride=2, padding=1),
            "input 5x5, kernel 3x3, stride 2, padding 1 -> output 3x3",
        ),
        (Conv(input=(5, 7), kernel=(3, 2)), "input 5x7, kernel 3x2 -> output 3x6"),
        (
            MaxPool(input=5, kernel=2, ceil_mode=True),
            "input 5x5, window 2x2, stride 2, ceil mode -> output 3x3",
        ),
        (
            Conv(input=(9,), kernel=3, dilation=2, in_channels=4, out_channels=2, groups=2),
            "input 9, 4 channels, kernel 3, dilation 2, groups 2 -> output 5, 2 channels",
        ),
        (
            ConvTranspose(input=3, kernel=3, stride=2, padding=1, output_padding=1),
            "input 3x3, kernel 3x3, stride 2, padding 1, output padding 1 -> output 6x6",
        ),
    ],
)
def test_captions_come_from_the_operation(op, line):
    """Captions drift from figures."""
    assert caption(op) == line
    assert line in title(op)
    size = "x".join(map(str, op.output_shape))
    assert f"fills the {size} output" in sentence(op)
    assert f"the {size} output" in sentence(op, fills=False)


def test_no_strides_is_stride_one():
    """ "No strides" means a stride of 1."""
    assert Conv(input=5, kernel=3).stride == (1, 1)


def test_a_transposes_parameters_are_those_of_the_convolution_it_transposes():
    """People mix them up: both are told."""
    op = ConvTranspose(input=2, kernel=3, stride=2, padding=1)
    words = sentence(op)
    assert "The transpose of a convolution with a 3x3 kernel" in words
    assert "stride 2 and padding 1" in words
    assert "drawn as the convolution it equals" in words


def test_a_transposes_picture_turns_the_kernel():
    """The equivalent convolution needs the kernel turned by 180 degrees (Theano 5170)."""
    op = ConvTranspose(input=(1,), kernel=3)
    assert op([1], [1, 2, 3]).tolist() == [1, 2, 3]
    wide = np.pad([1], 2)
    assert np.correlate(wide, [3, 2, 1], "valid").tolist() == [1, 2, 3]


def test_output_padding_adds_computed_cells():
    """Not zeros (pytorch 8816, onnx 2333)."""
    op = ConvTranspose(input=(2,), kernel=3, stride=2, padding=1, output_padding=1)
    assert op([1, 1], [1, 1, 1]).tolist() == [1, 2, 1, 1]


def test_padding_of_a_transpose_crops():
    """(pytorch 6417)"""
    whole = ConvTranspose(input=(3,), kernel=3)([1, 2, 3], [1, 1, 1])
    cropped = ConvTranspose(input=(3,), kernel=3, padding=1)([1, 2, 3], [1, 1, 1])
    assert cropped.tolist() == whole[1:-1].tolist()


def test_values_are_not_off_by_one_cell():
    """Right shape, wrong values (keras 22876): transposed `same` is the adjoint of `same`."""
    for i, k, s in product(range(2, 7), range(1, 5), range(1, 4)):
        down = Conv(input=(i * s,), kernel=k, stride=s, padding="same")
        up = ConvTranspose(input=(i,), kernel=k, stride=s, padding="same")
        assert up.output_shape == (i * s,)
        if up.padding == down.padding:
            w = np.arange(1, k + 1)
            for n in range(i):
                ones = np.eye(i, dtype=int)[n]
                matrix = [down(e, w)[n] for e in np.eye(i * s, dtype=int)]
                assert up(ones, w).tolist() == matrix


def test_same_depends_on_the_input():
    """TensorFlow SAME pads (2, 3) where ResNet pads (3, 3)."""
    assert Conv(input=224, kernel=7, stride=2, padding="same").padding == ((2, 3),) * 2


def test_max_pooling_pads_with_minus_infinity():
    """(pytorch 33384)"""
    op = MaxPool(input=(2,), kernel=2, stride=1, padding=1)
    assert op([-5, -3]).tolist() == [-5, -3, -3]


def test_a_means_divisor_leaves_out_the_overhang():
    op = AvgPool(input=(5,), kernel=2, stride=2, ceil_mode=True)
    assert op([1, 2, 3, 4, 5]).tolist() == [1.5, 3.5, 5.0]
    assert [s["divisor"] for s in steps(op)] == [2, 2, 1]


def test_the_number_of_moves_is_not_the_generators_formula():
    """`(i-k)/s + 2p` happens to give 3 for 5, k3, s2, p1 and is wrong elsewhere."""
    assert Conv(input=5, kernel=3, stride=2, padding=1).output_shape == (3, 3)
    assert Conv(input=7, kernel=3, stride=2, padding=1).output_shape == (4, 4)  # it says 4
    assert Conv(input=9, kernel=3, stride=3, padding=2).output_shape == (4, 4)  # it says 6


@pytest.mark.parametrize("layer", [Conv, MaxPool, AvgPool])
def test_height_is_not_width(layer):
    words = {"input": (6, 5), "kernel": (3, 2), "stride": (2, 1), "padding": ((1, 0), (0, 1))}
    op = layer(**words)
    assert op.output_shape == (3, 5)
    turned = layer(**{name: tuple(reversed(value)) for name, value in words.items()})
    assert turned.output_shape == (5, 3)
    there = {json.dumps([s["output"], s["taps"][-1]["input"]]) for s in steps(op)}
    back = {
        json.dumps([s["output"][::-1], (s["taps"][-1]["input"] or [])[::-1] or None])
        for s in steps(turned)
    }
    assert there == back


def test_a_per_axis_adjustment_stays_on_its_axis():
    """The larger of two adjustments used for both pushes the window off a 6x5 grid."""
    op = Conv(input=(6, 5), kernel=3, stride=2)
    scene = drawn("stacked", op)
    grid = Grid(outlines(scene, "input")[0])
    cells = set(product(range(6), range(5)))
    for step in range(scene.steps):
        assert grid.places(outlines(scene, "tap", step)) <= cells
