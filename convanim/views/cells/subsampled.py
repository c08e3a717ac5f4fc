"""The subsampled view: a stride is unit stride, of whose outputs every s-th is kept.

It is the numeric view with a grid more: what the layer gives with stride 1, the outputs that
the stride leaves out drawn as padding is (V. Dumoulin, F. Visin, arXiv 1603.07285, chapter 2).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from convanim.errors import BadRequest
from convanim.operations.activations import activated
from convanim.operations.describe import compact
from convanim.operations.field import Field, flat_axes
from convanim.operations.operation import Operation
from convanim.operations.values import Values, linear
from convanim.scene.figures import Figures
from convanim.scene.marks import Mark, Path, Scene, moves
from convanim.views.cells.numeric import Sliding
from convanim.views.cells.sheet import MOST_FIGURES, Sheet
from convanim.views.parts.grids import one_below_another, side_by_side, size_for
from convanim.views.view import Options


def subsampled(op: Operation, options: Options) -> Scene:
    """The scene of a strided layer as one of unit stride, subsampled."""
    values = options.values or Values.of(op)
    dense = unit(op, values)
    y = activated(
        getattr(op, "activation", None), linear(dense, values.x, values.weight, values.bias)
    )
    field = Field.of(op, values.x)
    rows, columns = (axis.output for axis in flat_axes(dense))
    before = field.rows.size, field.columns.size
    after = field.axes[0].output, field.axes[1].output
    sheet = Sheet.of(op, values, options, before, after)
    if y.size + values.x.size > MOST_FIGURES:
        raise BadRequest(f"{y.size:,} outputs of unit stride are too many figures to read")
    side = sheet.outputs[0].side
    laid = one_below_another if op.dims == 1 else side_by_side
    grids = laid(
        [
            [("input", *before, side)],
            [("with stride 1", rows, columns, side)],
            [(f"kept by stride {compact(op.stride)}", *after, side)],
        ]
    )
    between = () if op.dims == 1 else ("→", "→")
    numbers = y.ravel().tolist()
    figures = Figures.of(numbers, options.precision)
    sizes = *sheet.sizes[:2], size_for((figures.text(v) for v in numbers), side)
    sheet = replace(
        sheet, columns=grids, kernels={}, between=between, of_output=figures, sizes=sizes
    )
    sliding = Sliding.on(sheet, op, values, field, options)
    marks = [
        *sliding.input_cells(options),
        *sliding.output_cells(options),
        *dense_cells(sliding, options),
        *sliding.windows(options),
        *sliding.winners(options),
        *sliding.sheet.headings(),
        *sliding.input_figures(),
        *sliding.weights(),
        *dense_figures(sliding, y),
        *sliding.output_figures(),
        *sliding.sheet.lines(sliding.lines),
    ]
    steps = len(sliding.steps)
    return sliding.around.scene(op, marks, steps, still=steps - 1)


def unit(op: Operation, values: Values) -> Operation:
    """The same layer with stride 1; a `BadRequest` where the view has nothing to show."""
    if op.swapped or op.dims == 3 or len(values.x) * len(values.y) != 1:
        raise BadRequest(
            "the subsampled view shows a convolution or pooling of one or two axes, one channel "
            "in and one out"
        )
    if getattr(op, "ceil_mode", False):
        raise BadRequest("the subsampled view needs every window within the padding: no ceil mode")
    if all(s == 1 for s in op.stride):
        raise BadRequest("stride 1 leaves nothing out: the subsampled view needs a larger stride")
    return replace(op, stride=1)


def kept(sliding: Sliding, step: int) -> tuple[int, int]:
    """The output of unit stride that a step keeps."""
    rows, columns = sliding.field.axes
    y, x = divmod(step, columns.output)
    return y * rows.stride, x * columns.stride


def dense_cells(sliding: Sliding, options: Options) -> Iterator[Mark]:
    """The outputs of unit stride, and the one that a step keeps."""
    (grid,) = sliding.sheet.columns[1]
    chosen = {kept(sliding, step) for step in range(sliding.op.steps)}
    dropped = [cell for cell in grid.every() if cell not in chosen]
    yield from grid.cells("padding", dropped, options)
    yield grid.lines("padding.lines")
    yield from grid.cells("output", sorted(chosen), options)
    track = moves(grid.plane.point(*kept(sliding, step)) for step in sliding.steps)
    for path in grid.at_origin().cells("active.open", [(0, 0)], options):
        yield Path(path.role, path.d, track=track)


def dense_figures(sliding: Sliding, y: Any) -> Iterator[Mark]:
    """The numbers of unit stride."""
    (grid,) = sliding.sheet.columns[1]
    chosen = {kept(sliding, step) for step in range(sliding.op.steps)}
    for cell, value in zip(grid.every(), y.ravel().tolist(), strict=True):
        text, size = sliding.sheet.of_output.text(value), sliding.sheet.sizes[2]
        role = "label.kept" if cell in chosen else "label.padding"
        yield grid.figure(role, cell, text, size)
