"""The table of a step's numbers beside the channels view, read back and added up again."""

from __future__ import annotations

from itertools import product
from math import prod

import numpy as np
import pytest

from convanim import Values
from convanim.operations import (
    AdaptiveAvgPool,
    AvgPool,
    Conv,
    ConvTranspose,
    GlobalPool,
    LpPool,
    MaxPool,
)
from convanim.scene.marks import Text
from convanim.scene.time import shows
from convanim.views.blocks.channels import Channels
from tests.drawn import drawn
from tests.pictures import box, outlines, texts, within

LAYERS = {
    "pointwise": Conv(input=3, kernel=1, in_channels=5, out_channels=3, activation="relu"),
    "strided": Conv(input=5, kernel=1, stride=2, in_channels=3, out_channels=2),
    "groups": Conv(input=3, kernel=1, in_channels=4, out_channels=4, groups=2),
    "block": Conv(input=4, kernel=3, padding=1, in_channels=2, out_channels=2, activation="relu"),
    "depthwise": Conv(input=4, kernel=2, in_channels=3, out_channels=3, groups=3),
    "one axis": Conv(input=(5,), kernel=2, in_channels=2, out_channels=2),
    "transposed": ConvTranspose(input=2, kernel=2, stride=2, in_channels=2, out_channels=2),
    "reflected": Conv(
        input=4, kernel=3, padding=1, padding_mode="reflect", in_channels=2, out_channels=1
    ),
}
POOLS = {
    "max": MaxPool(input=(5, 4), kernel=(3, 2), stride=(2, 1), padding=(1, 0), in_channels=2),
    "mean": AvgPool(input=5, kernel=2, ceil_mode=True, in_channels=2),
    "3-norm": LpPool(input=(5,), kernel=2, stride=1, norm_type=3, in_channels=2),
    "of a map": GlobalPool(input=(2, 3), reduce="max", in_channels=2),
    "of even parts": AdaptiveAvgPool(input=(6, 4), output_size=(3, 2), in_channels=2),
}


def table(scene, step):
    """The figures (place and number) and the words that show at a step."""
    seen = [m for m in scene.marks if isinstance(m, Text) and shows(m.steps, step)]
    figures = [m for m in seen if m.role == "label.tally"]
    return figures, [m.text for m in seen]


def number(mark):
    return float(mark.text.replace("−", "-"))


@pytest.mark.parametrize("bias", [None, True])
@pytest.mark.parametrize("name", LAYERS)
def test_the_products_add_up_to_what_the_layer_computes(name, bias):
    op = LAYERS[name]
    values = Values.of(op, bias=bias)
    scene = drawn("channels", op, values)
    assert scene.steps == op.steps * op.maps
    right = max(m.x + m.width / 2 for m in table(scene, 0)[0])
    for n in range(scene.steps):
        kernel, pixel = divmod(n, op.steps)
        figures, words = table(scene, n)
        column = sorted(
            (m for m in figures if abs(m.x + m.width / 2 - right) < 1), key=lambda m: m.y
        )
        made = [number(m) for m in column]
        results = 1 + (bias is not None) + (bool(op.activation) or bias is not None)
        terms, (total, *rest) = made[:-results], made[-results:]
        assert sum(terms) == total
        if bias:
            assert rest[0] == values.bias[kernel]
            total += rest[0]
        if op.activation:
            assert f"ReLU({total:g})".replace("-", "−") in words
            total = max(total, 0)
        assert total == made[-1] == values.y[kernel].flat[pixel]


def test_a_pointwise_row_is_a_channel_s_value_times_its_weight():
    op = LAYERS["pointwise"]
    values = Values.of(op, seed=3)
    scene = drawn("channels", op, values, order="channel-first")
    for n in (0, 7, 26):
        pixel, kernel = divmod(n, 3)
        figures, words = table(scene, n)
        assert f"filter {kernel}" in words
        by_column = {}
        for m in figures:
            by_column.setdefault(round(m.x + m.width / 2), []).append(m)
        read, weights, products = (
            [number(m) for m in sorted(by_column[x], key=lambda m: m.y)] for x in sorted(by_column)
        )
        assert read == values.x.reshape(5, -1)[:, pixel].tolist()
        assert weights == values.weight[kernel, :, 0, 0].tolist()
        assert products[:5] == [x * w for x, w in zip(read, weights, strict=True)]


@pytest.mark.parametrize("word", POOLS)
def test_pooling_lists_its_window(word):
    op = POOLS[word]
    values = Values.of(op)
    scene = drawn("channels", op, values)
    assert scene.steps == op.steps * op.maps
    windows = list(product(*([axis.reads(x) for x in range(axis.output)] for axis in op.axes)))
    for n in range(scene.steps):
        channel, pixel = divmod(n, op.steps)
        figures, words = table(scene, n)
        *window, made = [m.text for m in sorted(figures, key=lambda m: m.y)]
        cells = product(*windows[pixel])
        assert window == [
            "·" if None in cell else str(values.x[channel, *cell].item()) for cell in cells
        ]
        assert float(made) == pytest.approx(values.y[channel].flat[pixel], abs=0.005)
        assert op.reduces.word in words


@pytest.mark.parametrize("name", [*LAYERS, *POOLS])
def test_chosen_steps_show_the_figures_of_the_whole(name):
    op = {**LAYERS, **POOLS}[name]
    x = np.linspace(-3.75, 11.5, op.in_channels * prod(op.input))
    values = Values.of(op, x.reshape(op.in_channels, *op.input))
    whole = drawn("channels", op, values)
    chosen = (whole.steps - 1, 0, whole.steps // 2)
    some = drawn("channels", op, values, steps=chosen)
    for n, step in enumerate(chosen):
        assert set(texts(some, "label.tally", n)) == set(texts(whole, "label.tally", step))
        assert set(texts(some, "label", n)) == set(texts(whole, "label", step))


def test_numbers_tell_how_many_channels_there_are():
    bare, told = Conv(input=2, kernel=1), Conv(input=2, kernel=1, in_channels=3, out_channels=2)
    values = Values.of(told)
    assert drawn("channels", bare, values) == drawn("channels", told, values)
    bare, told = (MaxPool(input=4, kernel=2, in_channels=n) for n in (None, 3))
    values = Values.of(told)
    assert drawn("channels", bare, values) == drawn("channels", told, values)


def test_every_figure_has_the_decimals_that_are_asked_for():
    op = Conv(input=2, kernel=1, in_channels=2, out_channels=2, activation="sigmoid")
    x = np.linspace(0.5, 2.25, 8).reshape(2, 2, 2)
    weight = np.linspace(-0.5, 1.25, 4).reshape(2, 2, 1, 1)
    values = Values.of(op, x, weight, [0.5, 0.25])
    figures, words = table(Channels(precision=3).scene(op, values), 0)
    written = [m.text for m in figures] + [w[8:-1] for w in words if w.startswith("sigmoid(")]
    assert len(written) == 2 * 3 + 3 + 1
    assert all(len(text.partition(".")[2]) == 3 for text in written)


def test_of_many_channels_the_first_and_the_last_are_listed():
    op = Conv(input=2, kernel=1, in_channels=50, out_channels=1)
    values = Values.of(op)
    figures, words = table(drawn("channels", op, values), 0)
    assert [w for w in words if w.startswith("channel")] == [
        f"channel {n}" for n in (0, 1, 2, 3, 4, 48, 49)
    ]
    total = max(figures, key=lambda m: m.y)
    assert number(total) == np.vdot(values.x[:, 0, 0], values.weight[0, :, 0, 0])


LONG = Conv(input=2, kernel=1, in_channels=50, out_channels=2, activation="sigmoid")


@pytest.mark.parametrize("op", [LONG, *LAYERS.values(), *POOLS.values()])
def test_each_figure_lies_in_a_cell_of_its_own(op):
    x = np.linspace(99.25, -1234.5, op.in_channels * prod(op.input))
    values = Values.of(op, x.reshape(op.in_channels, *op.input), bias=None if op.pooling else True)
    scene = drawn("channels", op, values)
    roles = ("lit", "empty", "lit.output", *(f"filter.{n}" for n in range(op.maps)))
    for n in range(scene.steps):
        cells = [box(cell) for role in roles for cell in outlines(scene, f"{role}.open", n)]
        held = [
            [cell for cell in cells if within(figure, cell)]
            for _, figure in texts(scene, "label.tally", n)
        ]
        assert all(len(found) == 1 for found in held)
        assert sorted(found[0] for found in held) == sorted(cells)
        assert all(within(cell, (0, 0, scene.width, scene.height)) for cell in cells)
    # those that are added up are alike, and so are those that come of them
    assert len({m.size for n in range(scene.steps) for m in table(scene, n)[0]}) <= 2
