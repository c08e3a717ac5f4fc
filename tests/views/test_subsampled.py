"""The subsampled view: a stride keeps every s-th output of unit stride."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from convanim import AvgPool, BadRequest, Conv, ConvTranspose, MaxPool
from convanim.operations.values import Values
from tests.drawn import drawn
from tests.pictures import box, outlines, texts, within
from tests.views.test_numeric import number, written

LAYERS = [
    Conv(input=5, kernel=3, stride=2, padding=1),
    Conv(input=(6, 5), kernel=(3, 2), stride=(3, 2), padding=((1, 0), (0, 1))),
    Conv(input=(9,), kernel=3, stride=3, padding=1, padding_mode="reflect"),
    MaxPool(input=6, kernel=2),
    AvgPool(input=(7, 5), kernel=(3, 2), stride=(2, 1), padding=1),
]


@pytest.mark.parametrize("op", LAYERS)
def test_every_sth_output_is_kept(op):
    values = Values.of(op, seed=5)
    dense = replace(op, stride=1)
    y = dense(values.x) if op.pooling else dense(values.x, values.weight)
    strides = tuple(slice(None, None, s) for s in op.stride)
    assert np.array_equal(y[0][strides], values.y[0])
    scene = drawn("subsampled", op, values)
    last = scene.steps - 1
    shown = [number(text) for text, _ in texts(scene, "label.output", last)]
    assert shown == pytest.approx(values.y.ravel(), abs=0.006)
    assert [number(t) for t, _ in texts(scene, "label.kept")] == shown
    outputs = outlines(scene, "output")
    assert len(outputs) == 2 * op.steps
    assert len(texts(scene, "label.kept")) == op.steps
    for step in (0, last):
        active = outlines(scene, "active.open", step)
        # the grids lie side by side, those of one axis one below the other
        taken, made = sorted(active, key=lambda cell: box(cell)[1 if op.dims == 1 else 0])
        one = figure(scene, "label.kept", taken, step)
        assert one == figure(scene, "label.output", made, step)
        assert number(written(scene, step)[0][2]) == number(one)


def figure(scene, role, cell, step):
    """The one figure of a role within a cell."""
    (found,) = [text for text, where in texts(scene, role, step) if within(where, box(cell))]
    return found


@pytest.mark.parametrize(
    ("op", "said"),
    [
        (Conv(input=5, kernel=3), "stride 1"),
        (ConvTranspose(input=3, kernel=3, stride=2), "no transposed convolution"),
        (MaxPool(input=5, kernel=2, ceil_mode=True), "ceil mode"),
        (Conv(input=5, kernel=3, stride=2, in_channels=2, out_channels=1), "one channel"),
    ],
)
def test_where_there_is_nothing_to_show(op, said):
    with pytest.raises(BadRequest, match=said):
        drawn("subsampled", op)
