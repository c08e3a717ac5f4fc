"""The coverage view: on each cell of the input, how many windows have read it so far.

The windows pass where the numeric view has them: over the padded input, which is stretched too
where the layer is a transposed convolution.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, product
from math import prod

from convanim import limits
from convanim.errors import BadRequest
from convanim.language import say
from convanim.operations.describe import caption, title
from convanim.operations.operation import Operation
from convanim.scene.heat import amounts
from convanim.scene.marks import Mark, Path, Scene, moves
from convanim.scene.text import fitted, place
from convanim.views.page import Told, page
from convanim.views.parts.grids import SIDE, Cell, Grid, laid_out
from convanim.views.parts.key import HIGH, key_under
from convanim.views.parts.paper import CAPTION_SIZE, READ_AT
from convanim.views.parts.steps import by_step, leaps, once
from convanim.views.view import Laid, Style, Takes, View
from convanim.windows.axis import padded
from convanim.windows.lattice import lattice, size

MOST_ACROSS = 18
"""Cells along an axis, padding and all, that a small picture shows."""
RIM, FIGURE, ROOM = 0.16, 16.0, 0.6
"""The parts of a cell around its colour; a figure's size, and how wide it may be."""


@dataclass(frozen=True, kw_only=True)
class Coverage(View):
    """How many windows read each cell of the input, counted and painted as they pass."""

    name = "coverage"
    takes = Takes(dims=(1, 2), uneven=True)
    most = limits.FIGURES

    def cells(self, op: Operation) -> int:
        """Those of all windows, each of which is counted."""
        return prod(axis.anchors * axis.taps for axis in op.axes)

    def check(self, op: Operation, values: object) -> None:
        """Refuse wide layers, and padding that reads the input again."""
        if (mode := op.padding_mode) != "zeros":
            raise BadRequest(f"the coverage view does not count what {mode} padding reads again")
        across = max(map(size, op.axes))
        limits.bounded(across, "cells along an axis of the coverage view", MOST_ACROSS)

    def lay(self, op: Operation, values: None, style: Style) -> Laid:
        """A layer's windows over its input, one output cell a step."""
        rows, columns = map(lattice, padded(op.axes, 2))
        ((grid,),) = laid_out([[("", rows.size, columns.size, SIDE)]], style)
        real = [*product(rows.cells, columns.cells)]
        beyond = sorted({*grid.every()}.difference(real))

        def draw(chosen: Sequence[int]) -> Scene:
            made = [divmod(step, columns.axis.output) for step in chosen]
            starts = [(rows.starts[y], columns.starts[x]) for y, x in made]
            shapes = [(*product(rows.window(y), columns.window(x)),) for y, x in made]
            reads = [
                {(top + down, left + right) for down, right in shape}.intersection(real)
                for (top, left), shape in zip(starts, shapes, strict=True)
            ]
            # a window that is shown again is not counted again
            news = [() if chosen[n] in chosen[:n] else now for n, now in enumerate(reads)]
            counts = {cell: [*accumulate(int(cell in new) for new in news)] for cell in real}
            ends = sorted(times[-1] for times in counts.values())
            track = moves(grid.plane.point(*start) for start in starts)

            def window(role: str) -> Iterator[Mark]:
                for shape, when in once(shapes).items():
                    time = {"steps": when, "track": track, "fades": leaps(made)}
                    yield from grid.at_origin().cells(role, shape, **time)

            said = [
                say(
                    "{count} of {windows} windows counted; this one reads {read} of the cells",
                    count=len({*chosen[: n + 1]}),
                    windows=op.steps,
                    read=len(now),
                )
                for n, now in enumerate(reads)
            ]
            marks = [
                *grid.cells("padding", beyond),
                *([grid.lines("padding.lines")] if beyond else []),
                *grid.cells("input", real),
                *window("tap"),
                *heat_map(grid, counts),
                *window("current"),
                *words(grid, said),
            ]
            told = Told(
                say("How many windows read each cell. {title}", title=title(op)),
                say(
                    "On each cell of the input stands how many windows have read it, one window "
                    "more a step: in the end {least} to {most}.",
                    least=ends[0],
                    most=ends[-1],
                ),
                caption(op),
            )
            return page(marks, len(chosen), style, told, still=len(chosen) - 1)

        return Laid(op.steps, draw, op.output_shape[-1])


def heat_map(grid: Grid, counts: dict[Cell, list[int]]) -> Iterator[Mark]:
    """The counts of cells at each step, in colours and in figures."""
    most = max(map(max, counts.values()))
    shade, high = amounts([most]), fitted(str(most), FIGURE, ROOM * grid.side)
    for cell, times in counts.items():
        for count, when in once(times).items():
            d = grid.plane.cells([cell], grid.gap + RIM, grid.radius)
            yield Path("pixel", d, when, fill=shade(count))
            yield grid.figure("label.count", cell, str(count), high, steps=when)
    yield from key_under(shade, grid, grid.plane.point(grid.rows, 0)[1])


def words(grid: Grid, lines: list[str]) -> Iterator[Mark]:
    """What the figures are, above them; below them a line for each step."""
    x, top = grid.plane.point(0, grid.columns / 2)
    text = CAPTION_SIZE * max(1.0, grid.columns * grid.side / READ_AT)  # grows as the caption
    yield place("label", say("times each cell is read"), x, top - text, text, "middle")
    y = top + grid.rows * grid.side + HIGH + 1.8 * text
    for line, when in by_step(lines).items():
        yield place("label.sum", line, x, y, text, "middle", steps=when)
