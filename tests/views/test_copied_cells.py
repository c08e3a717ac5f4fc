"""In a padding mode, the views of figures light the cells that the window's padding copies."""

from __future__ import annotations

import pytest

from convanim import Conv
from convanim.choice import draws, kind
from convanim.operations.conv import PADDING_MODES
from tests.drawn import drawn
from tests.pictures import box, outlines

LAYERS = {
    "even": {"input": (4, 5), "kernel": (2, 3), "padding": ((1, 0), (1, 2))},
    "strided": {"input": (5, 3), "kernel": 3, "stride": (2, 1), "padding": (2, 1)},
    "dilated line": {"input": (6,), "kernel": 3, "padding": 2, "dilation": 2},
}


def corner(cell):
    """A cell told by its corner."""
    left, top, *_ = box(cell)
    return round(left, 6), round(top, 6)


@pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS)
@pytest.mark.parametrize("mode", PADDING_MODES)
def test_the_lit_cells_are_those_that_the_windows_name(layer, mode):
    op = Conv(**layer, padding_mode=mode)
    scene = drawn("numeric", op)
    others = [drawn(view, op) for view in ("painted", "subsampled") if draws(kind(view), op, None)]
    # row by row, as the input's cells are numbered
    cells = sorted(map(corner, outlines(scene, "input")), key=lambda place: place[::-1])
    index, copied = op.windows.index, op.windows.copied
    for step in range(op.steps):
        at = tuple(map(int, divmod(step, op.output_shape[-1])))[-op.dims :]
        named = {tuple(map(int, cell)) for cell in index[at][copied[at]]}
        wide = op.input[-1]
        expected = {cells[(c[0] * wide if op.dims == 2 else 0) + c[-1]] for c in named}
        lit = [*map(corner, outlines(scene, "tap.copied", step))]
        assert {*lit} == expected
        for other in (scene, *others):
            assert len(outlines(other, "tap.copied", step)) == len(expected)
