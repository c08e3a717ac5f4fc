"""What a window slides over: every cell of the padded input, and the number it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from convanim.operations.operation import Operation
from convanim.windows.axis import Axis, padded
from convanim.windows.lattice import Lattice, lattice
from convanim.windows.modes import wrapped

Cell = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Field:
    """Two axes of an operation (an unused one has size one) and an input's numbers on them."""

    op: Operation
    axes: tuple[Axis, Axis]
    rows: Lattice
    columns: Lattice
    held: Any
    """The numbers, `(channels, rows, columns)`: those of padding cells too."""

    @classmethod
    def of(cls, op: Operation, x: Any) -> Field:
        """The field that a layer's windows slide over."""
        axes = flat_axes(op)
        rows, columns = (lattice(axis) for axis in axes)
        picks = [
            _pick(axis, line, op.padding_mode)
            for axis, line in zip(axes, (rows, columns), strict=True)
        ]
        grid = np.ix_(*(np.maximum(pick, 0) for pick in picks))
        real = np.logical_and.outer(*(pick >= 0 for pick in picks))
        flat = x.reshape(x.shape[0], axes[0].input, axes[1].input)
        # padding never wins a maximum, and counts for nothing in a sum
        held = np.where(real, flat[:, *grid], op.reduces.empty if op.reduces.picks else 0)
        return cls(op, axes, rows, columns, held)

    @property
    def sides(self) -> tuple[Cell, Cell]:
        """The rows and columns of the padded input, and of the output."""
        rows, columns = self.axes
        return (self.rows.size, self.columns.size), (rows.output, columns.output)

    @cached_property
    def real(self) -> frozenset[Cell]:
        """The cells of the input itself."""
        return frozenset((r, c) for r in self.rows.cells for c in self.columns.cells)

    @cached_property
    def beyond(self) -> frozenset[Cell]:
        """The cells that a window of ceil_mode reaches beyond the padding: they are nothing."""
        if self.op.swapped:
            return frozenset()
        ends = [axis.before + axis.input + axis.after for axis in self.axes]
        every = ((r, c) for r in range(self.rows.size) for c in range(self.columns.size))
        return frozenset((r, c) for r, c in every if r >= ends[0] or c >= ends[1])

    @cached_property
    def copied(self) -> dict[Cell, Cell]:
        """The padding cells that copy a cell of the input, each with that cell."""
        if self.op.padding_mode == "zeros":
            return {}
        rows, columns = (
            [line.cells[cell] for cell in _pick(axis, line, self.op.padding_mode)]
            for axis, line in zip(self.axes, (self.rows, self.columns), strict=True)
        )
        every = ((r, c) for r in range(len(rows)) for c in range(len(columns)))
        return {(r, c): (rows[r], columns[c]) for r, c in every if (r, c) not in self.real}

    def start(self, step: int) -> Cell:
        """Where the window of an output cell, by its row-major number, begins."""
        y, x = divmod(step, self.axes[1].output)
        return self.rows.starts[y], self.columns.starts[x]

    @cached_property
    def offsets(self) -> list[tuple[Cell, Cell]]:
        """The window's cells from its start, row by row, each with its tap of the kernel."""
        return sorted(
            ((down, right), (row, column))
            for row, down in enumerate(self.rows.offsets)
            for column, right in enumerate(self.columns.offsets)
        )

    def window(self, step: int) -> Iterator[tuple[Cell, Cell]]:
        """The cells of the field that an output cell reads, each with its tap."""
        row, column = self.start(step)
        for (down, right), tap in self.taps(step):
            yield (row + down, column + right), tap

    def taps(self, step: int) -> list[tuple[Cell, Cell]]:
        """Those of the window's cells that the window of an output cell has."""
        if not self.op.uneven:
            return self.offsets
        y, x = divmod(step, self.axes[1].output)
        down, right = self.axes[0].count(y), self.axes[1].count(x)
        return [(at, tap) for at, tap in self.offsets if tap[0] < down and tap[1] < right]


def flat_axes(op: Operation) -> tuple[Axis, Axis]:
    """Two axes of an operation that has one or two."""
    rows, columns = padded(op.axes, 2)
    return rows, columns


def _pick(axis: Axis, line: Lattice, mode: str) -> Any:
    """For each place along an axis the input cell whose number it holds, -1 for none."""
    if mode != "zeros":
        return wrapped(np.arange(line.size) - axis.before, axis.input, mode)
    found = np.full(line.size, -1)
    found[list(line.cells)] = np.arange(axis.input)
    return found
