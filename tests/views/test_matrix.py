"""The matrix view: the layer's matrix times its input is its output."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from convanim import AvgPool, BadRequest, Conv, ConvTranspose, animate
from convanim.operations.values import Values
from convanim.views.cells.products import sparse, unrolled
from tests.drawn import drawn
from tests.pictures import box, outlines, texts, within
from tests.views.test_numeric import evaluated, number, written

LAYERS = [
    Conv(input=4, kernel=3),
    Conv(input=(3, 5), kernel=(2, 3), stride=(1, 2), padding=((1, 0), (0, 2)), dilation=(2, 1)),
    Conv(input=(4,), kernel=3, padding=2, padding_mode="circular"),
    ConvTranspose(input=2, kernel=3, stride=2, padding=1),
    ConvTranspose(input=(3,), kernel=2, stride=3, output_padding=1),
    Conv(input=2, kernel=1, in_channels=3, out_channels=2),
    Conv(input=3, kernel=2, in_channels=2, out_channels=2),
    Conv(input=(3,), kernel=2, in_channels=4, out_channels=2, groups=2),
    ConvTranspose(input=(2,), kernel=2, in_channels=2, out_channels=2),
]


@pytest.mark.parametrize("op", LAYERS)
@pytest.mark.parametrize("kind", [sparse, unrolled])
def test_the_product_is_the_output(op, kind):
    values = Values.of(op, seed=7)
    table = kind(op, values)
    assert np.array_equal((table.left @ table.right).ravel(), values.y.ravel())
    assert np.array_equal(table.result.ravel(), values.y.ravel())


def test_the_transposed_layer_has_the_transposed_matrix():
    weight = np.arange(9).reshape(3, 3)
    down = Conv(input=5, kernel=3, stride=2, padding=1)
    up = ConvTranspose(input=3, kernel=3, stride=2, padding=1)
    one, other = (sparse(op, Values.of(op, weight=weight)) for op in (down, up))
    assert np.array_equal(one.left, other.left.T)
    # an entry is there even where its weight is zero
    assert np.array_equal(one.used, other.used.T)
    assert one.used.sum() > np.count_nonzero(one.left)


@pytest.mark.parametrize("op", LAYERS)
@pytest.mark.parametrize("kind", ["sparse", "im2col"])
def test_figures_and_sums_are_the_layers_own(op, kind):
    values = Values.of(op, seed=3)
    scene = drawn("matrix", op, values, matrix=kind)
    for step in (0, scene.steps // 2, scene.steps - 1):
        outputs = [number(text) for text, _ in texts(scene, "label.output", step)]
        assert outputs == values.y.ravel().tolist()[: step + 1]
        _, left, right = written(scene, step)[0]
        assert evaluated(left) == number(right) == values.y.ravel()[step]
        cells = [box(c) for role in ("input", "output") for c in outlines(scene, role, step)]
        cells += [box(c) for c in outlines(scene, "kernel", step)]
        for role in ("label.input", "label.kernel", "label.output"):
            for text, where in texts(scene, role, step):
                assert any(within(where, cell) for cell in cells), text
    table = (sparse if kind == "sparse" else unrolled)(op, values)
    shown = sorted(number(t) for r in ("label.input", "label.kernel") for t, _ in texts(scene, r))
    held = [*table.left[table.used], *table.right.ravel()]
    assert shown == sorted(held)


def test_what_the_matrix_view_cannot_show_is_refused():
    with pytest.raises(BadRequest, match=r"no pooling: --view .*numeric.* does"):
        drawn("matrix", AvgPool(input=4, kernel=2))
    with pytest.raises(
        BadRequest, match="one or two axes, this layer has 3: --view stacked or network"
    ):
        drawn("matrix", Conv(input=(2, 2, 2), kernel=1))
    op = Conv(input=4, kernel=2)
    with pytest.raises(BadRequest, match="without a bias"):
        drawn("matrix", op, Values.of(op, bias=True))
    with pytest.raises(BadRequest, match="too many"):
        drawn("matrix", Conv(input=16, kernel=3))
    with pytest.raises(BadRequest, match="im2col"):
        animate(Conv(input=4, kernel=2), matrix="toeplitz")


def test_behind_the_product_stands_its_activation():
    op = Conv(input=1, kernel=1, in_channels=3, out_channels=4, activation="relu")
    values = Values.of(op, seed=5)
    scene = drawn("matrix", op, values, matrix="im2col")
    assert scene.steps == 4
    sums = replace(op, activation=None)(values.x, values.weight).ravel().tolist()
    assert min(sums) < 0 < max(sums)
    shown = [number(text) for text, _ in texts(scene, "label.output", 3)]
    assert sorted(shown) == sorted(sums + values.y.ravel().tolist())
