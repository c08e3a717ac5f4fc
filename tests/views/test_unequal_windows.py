"""Windows of unequal size: at each step those cells are framed, and added up, that are read."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from convanim import Values
from convanim.operations import AdaptiveAvgPool
from tests.drawn import drawn
from tests.pictures import box, outlines, texts

LAYERS = {
    "tall": AdaptiveAvgPool(input=(8, 4), output_size=(3, 2)),
    "wide": AdaptiveAvgPool(input=(3, 8), output_size=(2, 5)),
    "more than there are": AdaptiveAvgPool(input=(3, 2), output_size=(2, 3)),
    "one axis": AdaptiveAvgPool(input=(8,), output_size=5),
}
DEEP = {
    "deep": AdaptiveAvgPool(input=(8, 3, 2), output_size=(3, 2, 2)),
    "deeper than it was": AdaptiveAvgPool(input=(2, 4, 1), output_size=(3, 3, 1)),
}


def read(op, step):
    """The input cells that a step reads, by their row-major numbers."""
    output = np.unravel_index(step, op.output_shape)
    lines = (
        [b for b in axis.reads(int(x)) if b is not None]
        for axis, x in zip(op.axes, output, strict=True)
    )
    return [int(np.ravel_multi_index(cell, op.input)) for cell in product(*lines)]


def rounded(cell):
    return tuple(round(side, 6) for side in box(cell))


@pytest.mark.parametrize(
    ("view", "role", "name"),
    [
        *(("stacked", "tap", name) for name in (*LAYERS, *DEEP)),
        *(("numeric", "tap.open", name) for name in LAYERS),
    ],
)
def test_the_cells_that_are_read_are_framed(name, view, role):
    op = {**LAYERS, **DEEP}[name]
    scene = drawn(view, op)
    cells = [rounded(cell) for cell in outlines(scene, "input")]
    for step in range(scene.steps):
        framed = sorted(rounded(cell) for cell in outlines(scene, role, step))
        assert framed == sorted(cells[n] for n in read(op, step))


@pytest.mark.parametrize("name", LAYERS)
def test_the_cells_that_are_read_are_added_up(name):
    op = LAYERS[name]
    x = np.arange(np.prod(op.input)).reshape(op.input)
    scene = drawn("numeric", op, Values.of(op, x))
    for step in range(scene.steps):
        line = " ".join(text for text, _ in texts(scene, "label.sum", step))
        told = " + ".join(str(x.flat[n]) for n in read(op, step))
        assert line.startswith(f"({told}) / {len(read(op, step))} = ")
