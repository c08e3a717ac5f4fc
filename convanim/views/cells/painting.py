"""What the painted view draws: colours for figures, and frames around what is in use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import isfinite
from typing import Self

from convanim.operations.field import Cell
from convanim.operations.operation import Operation
from convanim.operations.values import Values
from convanim.scene.heat import Fill, Shades, shades
from convanim.scene.marks import Group, Mark, Path, Point, Steps, moves, outline
from convanim.views.cells.sliding import Sliding
from convanim.views.cells.written import Writer
from convanim.views.parts.grids import SIDE, Grid
from convanim.views.parts.key import HIGH, WIDE, key_beside, key_under
from convanim.views.parts.steps import leaps, once, since
from convanim.views.view import Style

WIDTH, LEAST = 300.0, 4.0
"""How wide a painted grid is drawn, and the least side of its cells."""
OUTLINED = 12.0
"""The least side of a cell whose colour an outline of its own leaves to be seen."""
OVERLAP = -0.06
"""Neighbouring cells overlap by a little, so that no seam shines through between them."""


class Painting(Sliding):
    """A window over painted cells."""

    @classmethod
    def of(cls, op: Operation, values: Values, style: Style, small: float | None = None) -> Self:
        """A layer laid out, its cells as small as there are many."""
        side = max(LEAST, min(SIDE, WIDTH / max(*op.input, *op.output_shape)))
        found = super().of(op, values, style, small or side)
        return replace(found, sheet=replace(found.sheet, foot=0 if op.dims == 1 else HIGH))

    def still(self, steps: int) -> int | None:
        """The last step: half a picture stands for none."""
        return steps - 1

    def marks(self, writer: Writer) -> Iterator[Mark]:
        """Everything but the sums."""
        yield from self.painted_inputs()
        yield from self.sheet.kernel_cells()
        yield from self.painted_outputs()
        if self.sheet.inputs[0].side >= OUTLINED:
            yield from self.copies()
        yield from self.frames()
        yield from self.sheet.words()
        yield from self.keys()

    def painted_inputs(self) -> Iterator[Mark]:
        """The padded input in its colours, and a line around what is really given."""
        field = self.field
        shade = shades(self.values.x.ravel().tolist())
        rows, columns = field.rows.cells, field.columns.cells
        for grid, held in zip(self.sheet.inputs, field.held, strict=True):
            every = ((cell, held[cell].item()) for cell in grid.every() if cell not in field.beyond)
            yield from paint(grid, every, shade)
            yield around(grid, (0, 0), (grid.rows, grid.columns))
            if len(field.real) < grid.rows * grid.columns and not self.op.swapped:
                yield around(grid, (rows[0], columns[0]), (len(rows), len(columns)))

    def painted_outputs(self) -> Iterator[Mark]:
        """The output, empty but for each cell that is painted from the step on that makes it."""
        shade = shades(self.values.y.ravel().tolist())
        for grid, y in zip(self.sheet.outputs, self.values.y, strict=True):
            if grid.side >= OUTLINED:
                yield from grid.cells("output.pending", grid.every())
            for step, when in since(self.steps):
                value = y.flat[step].item()
                if isfinite(value):
                    d = grid.plane.cells([divmod(step, grid.columns)], OVERLAP)
                    yield Path("pixel", d, steps=when, fill=shade(value))
            yield around(grid, (0, 0), (grid.rows, grid.columns))

    def keys(self) -> Iterator[Mark]:
        """What the colours of the input and of the output say, under each or beside it."""
        sheet = self.sheet
        for grids, numbers in ((sheet.inputs, self.values.x), (sheet.outputs, self.values.y)):
            shade = shades(numbers.ravel().tolist())
            if self.op.dims == 1:
                yield from key_beside(shade, grids[-1], self.style.precision)
            else:
                yield from key_under(shade, grids[-1], sheet.low, self.style.precision)

    def corners(self, lines: int, size: float) -> list[Point]:
        """The outermost points, the keys beside rows included."""
        found = super().corners(lines, size)
        if self.op.dims > 1:
            return found
        grids = (*self.sheet.inputs, *self.sheet.outputs)
        ends = [grid.plane.point(grid.rows, grid.columns) for grid in grids]
        return [*found, *((x + WIDE, y) for x, y in ends)]

    @property
    def leaps(self) -> Steps | None:
        """The steps after which the window does not glide: those that end a row."""
        return leaps(self.made)

    def frames(self) -> Iterator[Mark]:
        """The outline of the window, its taps' cells within, and of the cell that is made."""
        shapes = once([tuple(at for at, _ in self.field.taps(step)) for step in self.steps])
        for grid in self.sheet.inputs:
            for offsets, when in shapes.items():
                track = self._track(grid)
                frame = _frame(grid, offsets)
                yield Group("window", frame, steps=when, track=track, fades=self.leaps)
        for grid in self.sheet.outputs:
            track = moves(grid.plane.point(*cell) for cell in self.made)
            yield Group("window", _frame(grid, [(0, 0)]), track=track, fades=self.leaps)


def _frame(grid: Grid, cells: Iterable[Cell]) -> tuple[Path, ...]:
    """A line with a halo, to be seen on any colour."""
    d = grid.at_origin().plane.cells(cells)
    return Path("guide.halo", d), Path("guide.frame", d)


def paint(grid: Grid, cells: Iterable[tuple[Cell, float]], shade: Shades) -> Iterator[Path]:
    """Cells in their colours, one mark a colour."""
    alike: dict[Fill, list[Cell]] = {}
    for cell, value in cells:
        if isfinite(value):
            alike.setdefault(shade(value), []).append(cell)
    for colour, places in alike.items():
        yield Path("pixel", grid.plane.cells(places, OVERLAP), fill=colour)


def around(grid: Grid, first: Cell, size: Cell) -> Mark:
    """A line around a block of cells."""
    return Path("guide", outline(grid.plane.corners(*first, *size)))
