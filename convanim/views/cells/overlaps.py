"""The overlap heat map of a transposed convolution: how often each output cell is written.

Where the stride does not divide the kernel the counts form a checkerboard (A. Odena,
V. Dumoulin, C. Olah, Distill 2016).
"""

from __future__ import annotations

from collections.abc import Iterator

from convanim.language import say
from convanim.operations.field import Cell, flat_axes
from convanim.operations.operation import Operation
from convanim.scene.heat import amounts
from convanim.scene.marks import Mark, Path
from convanim.views.parts.grids import BETWEEN, FIGURE, Grid
from convanim.views.parts.key import key_under


def beside(grid: Grid, op: Operation) -> Grid:
    """Where the heat map lies: to the right of the output, as large as it is."""
    rows, columns = (axis.output for axis in flat_axes(op))
    right = grid.columns * grid.side + BETWEEN / 2
    there = Grid(grid.plane, rows, columns, say("times written"))  # painted to the edges: no gaps
    return there.shifted(right, (grid.rows - rows) * grid.side / 2)


def counts(op: Operation) -> dict[Cell, int]:
    """For each output cell the pairs of an input cell and a tap that write it.

    >>> from convanim.operations import ConvTranspose
    >>> list(counts(ConvTranspose(input=(3,), kernel=3, stride=2)).values())
    [1, 1, 2, 1, 2, 1, 1]
    """
    rows, columns = ([axis.met(x) for x in range(axis.output)] for axis in flat_axes(op))
    return {
        (r, c): down * across for r, down in enumerate(rows) for c, across in enumerate(columns)
    }


def heat_map(grid: Grid, op: Operation) -> Iterator[Mark]:
    """The counts, painted and in figures."""
    found = counts(op)
    shade = amounts(found.values())
    for count in sorted(set(found.values())):
        cells = [cell for cell, times in found.items() if times == count]
        yield Path("pixel", grid.plane.cells(cells), fill=shade(count))
    yield grid.lines("guide")
    yield from grid.heading()
    for cell, count in found.items():
        yield grid.figure("label.count", cell, str(count), FIGURE)
    yield from key_under(shade, grid, grid.plane.point(grid.rows, 0)[1])
