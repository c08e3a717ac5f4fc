"""The painted view: a kernel runs over a picture, every cell painted with its value.

It is the numeric view with colours in place of the input's and the output's figures, for
inputs of more cells than anybody reads; the kernel and the current sum stay in figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import isfinite

from convanim.errors import BadRequest
from convanim.operations.field import Cell
from convanim.operations.operation import Operation
from convanim.operations.values import Values
from convanim.scene.heat import Shade, shades
from convanim.scene.marks import Group, Mark, Path, Scene, moves, outline
from convanim.views.cells.numeric import Sliding
from convanim.views.parts.grids import SIDE, Grid
from convanim.views.view import Options

MOST_CELLS = 40_000
"""Painted cells above which a picture is refused: its file would take megabytes."""
WIDTH, LEAST = 300.0, 4.0
"""How wide a painted grid is drawn, and the least side of its cells."""
OVERLAP = -0.06
"""Neighbouring cells overlap by a little, so that no seam shines through between them."""


def painted(op: Operation, options: Options) -> Scene:
    """The scene of an operation in the painted view."""
    if op.dims == 3:
        raise BadRequest("the painted view shows one or two axes, this layer has 3")
    values = options.values or Values.of(op)
    cells = values.x.size + values.y.size
    if cells > MOST_CELLS:
        raise BadRequest(
            f"{cells:,} cells are too many to paint: at most {MOST_CELLS:,}; a smaller "
            "--image-size makes fewer"
        )
    side = max(LEAST, min(SIDE, WIDTH / max(*op.input, *op.output_shape)))
    sliding = Sliding.of(op, values, options, small=side)
    marks = [
        *inputs(sliding),
        *sliding.sheet.kernel_cells(options),
        *outputs(sliding),
        *frames(sliding),
        *sliding.sheet.words(),
        *sliding.sheet.lines(sliding.lines),
    ]
    steps = len(sliding.steps)
    return sliding.around.scene(op, marks, steps, still=steps - 1)


def inputs(sliding: Sliding) -> Iterator[Mark]:
    """The padded input in its colours, and a line around what is really given."""
    field = sliding.field
    shade = shades(sliding.values.x.ravel().tolist())
    rows, columns = field.rows.cells, field.columns.cells
    for grid, held in zip(sliding.sheet.inputs, field.held, strict=True):
        every = ((cell, held[cell].item()) for cell in grid.every() if cell not in field.beyond)
        yield from paint(grid, every, shade)
        yield around(grid, (0, 0), (grid.rows, grid.columns))
        if len(field.real) < grid.rows * grid.columns and not sliding.op.swapped:
            yield around(grid, (rows[0], columns[0]), (len(rows), len(columns)))


def outputs(sliding: Sliding) -> Iterator[Mark]:
    """The output, each cell painted from the step on that makes it."""
    last = len(sliding.steps)
    made = {step: n for n, step in reversed(list(enumerate(sliding.steps)))}
    shade = shades(sliding.values.y.ravel().tolist())
    for grid, y in zip(sliding.sheet.outputs, sliding.values.y, strict=True):
        yield around(grid, (0, 0), (grid.rows, grid.columns))
        for step, n in sorted(made.items()):
            value = y.flat[step].item()
            if isfinite(value):
                d = grid.plane.cells([divmod(step, grid.columns)], OVERLAP)
                yield Path("pixel", d, steps=(range(n, last),), fill=shade(value))


def frames(sliding: Sliding) -> Iterator[Mark]:
    """The outline of the window, its taps' cells within, and of the cell that is made."""
    field = sliding.field
    offsets = [offset for offset, _ in field.offsets]
    for grid in sliding.sheet.inputs:
        track = moves(grid.plane.point(*field.start(step)) for step in sliding.steps)
        yield Group("window", _frame(grid, offsets), track=track)
    columns = field.axes[1].output
    for grid in sliding.sheet.outputs:
        track = moves(grid.plane.point(*divmod(step, columns)) for step in sliding.steps)
        yield Group("window", _frame(grid, [(0, 0)]), track=track)


def _frame(grid: Grid, cells: list[Cell]) -> tuple[Path, ...]:
    """A line with a halo, to be seen on any colour."""
    d = grid.at_origin().plane.cells(cells)
    return Path("guide.halo", d), Path("guide.frame", d)


def paint(grid: Grid, cells: Iterable[tuple[Cell, float]], shade: Shade) -> Iterator[Path]:
    """Cells in their colours, one mark a colour."""
    alike: dict[str, list[Cell]] = {}
    for cell, value in cells:
        if isfinite(value):
            alike.setdefault(shade(value), []).append(cell)
    for colour, places in alike.items():
        yield Path("pixel", grid.plane.cells(places, OVERLAP), fill=colour)


def around(grid: Grid, first: Cell, size: Cell) -> Mark:
    """A line around a block of cells."""
    return Path("guide", outline(grid.plane.corners(*first, *size)))
