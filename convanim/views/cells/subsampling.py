"""What the subsampled view draws: the outputs of unit stride, and which of them are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Self

from convanim import limits
from convanim.language import say
from convanim.operations.activations import activated
from convanim.operations.describe import compact
from convanim.operations.field import Cell, Field, flat_axes
from convanim.operations.operation import Operation, Windowed
from convanim.operations.values import Values, linear
from convanim.scene.figures import Figures
from convanim.scene.marks import Mark
from convanim.views.cells.sheet import Sheet
from convanim.views.cells.sliding import Sliding
from convanim.views.cells.written import Writer
from convanim.views.parts.grids import laid_out, size_for
from convanim.views.parts.steps import leaps
from convanim.views.view import Style


@dataclass(frozen=True)
class Subsampling(Sliding):
    """A window whose output is picked from that of unit stride, `dense`."""

    dense: Any = None

    @classmethod
    def of(cls, op: Operation, values: Values, style: Style, small: float | None = None) -> Self:
        """A strided layer laid out with a grid more."""
        assert isinstance(op, Windowed)
        unit = replace(op, stride=1)
        y = activated(op.activation, linear(unit, values.x, values.weight, values.bias))
        limits.bounded(y.size + values.x.size, "figures", limits.FIGURES)
        field = Field.of(op, values.x)
        plain = Sheet.of(op, values, style, field.sides, turned=values.flipped)
        rows, columns = (axis.output for axis in flat_axes(unit))
        before, after = field.sides
        side, flat = plain.outputs[0].side, op.dims == 1
        grids = laid_out(
            [
                [(say("input"), *before, side)],
                [
                    (say("with stride 1"), rows, columns, side),
                    *((say("bias"), 1, 1, side) for _ in plain.biases),
                ],
                [(say("kept by stride {stride}", stride=compact(op.stride)), *after, side)],
            ],
            style,
            flat,
        )
        numbers = y.ravel().tolist()
        figures = Figures.of(numbers, style.precision)
        sheet = replace(
            plain,
            columns=grids,
            kernels={},
            between=() if flat else ("→", "→"),
            of_output=figures,
            sizes=(*plain.sizes[:2], size_for((figures.text(v) for v in numbers), side)),
        )
        return cls(op, values, field, sheet, style, dense=y)

    def marks(self, writer: Writer) -> Iterator[Mark]:
        """Everything but the sums."""
        yield from self.input_cells()
        yield from self.output_cells()
        yield from self.dense_cells()
        yield from self.sheet.bias_cells()
        yield from self.sheet.bias_figures()
        yield from self.windows()
        yield from self.making()
        yield from self.copies()
        yield from self.winners(writer)
        yield from self.sheet.headings()
        yield from self.input_figures()
        yield from self.weights()
        yield from self.dense_figures()
        yield from self.output_figures()

    def kept(self, step: int) -> Cell:
        """The output of unit stride that a step keeps."""
        rows, columns = self.field.axes
        y, x = divmod(step, columns.output)
        return y * rows.stride, x * columns.stride

    @property
    def all_kept(self) -> set[Cell]:
        """The outputs of unit stride that are kept."""
        return {self.kept(step) for step in range(self.op.steps)}

    def dense_cells(self) -> Iterator[Mark]:
        """The outputs of unit stride, and the one that a step keeps."""
        grid = self.sheet.columns[1][0]
        chosen = self.all_kept
        yield from grid.cells("padding", [cell for cell in grid.every() if cell not in chosen])
        yield grid.lines("padding.lines")
        yield from grid.cells("output", sorted(chosen))
        kept = [self.kept(step) for step in self.steps]
        yield from grid.moving("active.open", kept, fades=leaps(kept, 0))

    def dense_figures(self) -> Iterator[Mark]:
        """The numbers of unit stride."""
        grid = self.sheet.columns[1][0]
        chosen = self.all_kept
        for cell, value in zip(grid.every(), self.dense.ravel().tolist(), strict=True):
            text, size = self.sheet.of_output.text(value), self.sheet.sizes[2]
            role = "label.kept" if cell in chosen else "label.padding"
            yield grid.figure(role, cell, text, size)
