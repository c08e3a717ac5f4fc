"""A transposed convolution told by its inputs: each stamps a scaled kernel onto the output.

Stamps that overlap add up, unevenly where the stride does not divide the kernel: that is
where checkerboards come from. What a stamp leaves on cells that padding crops is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from convanim.language import say
from convanim.operations.describe import called, caption, compact, size, title
from convanim.operations.field import Cell, flat_axes
from convanim.operations.kernels import filters
from convanim.operations.operation import Operation
from convanim.operations.values import Values
from convanim.scene.marks import Mark, Scene, Steps, Track, moves
from convanim.views.cells.overlaps import beside, heat_map
from convanim.views.cells.sheet import Sheet
from convanim.views.page import Told, page
from convanim.views.parts.grids import HIGH, Grid
from convanim.views.parts.steps import alike, edges, leaps
from convanim.views.parts.sums import Sum, product
from convanim.views.view import Style
from convanim.windows.axis import Axis

CROPPED = "tap.open.padding"


def sentence(op: Operation, steps: int) -> str:
    """What is shown, in words."""
    names = called(op)
    return say(
        "Each cell of the {size} {input} in turn multiplies the {kernel} kernel and adds it to the "
        "{made} {output}, {stride} on from the one before; where such stamps overlap they add up. "
        "{steps:,} steps.",
        size=size(op.input),
        input=names.input,
        kernel=size(op.kernel),
        made=size(op.output_shape),
        output=names.output,
        stride=compact(op.stride),
        steps=steps,
    )


@dataclass(frozen=True)
class Ground:
    """The output with the cells around it that padding crops: what stamps fall on."""

    axes: tuple[Axis, Axis]
    size: Cell
    origin: Cell
    """Where the output's own first cell lies."""

    @classmethod
    def of(cls, axes: tuple[Axis, Axis]) -> Ground:
        """The ground of these axes."""
        sizes = []
        for axis in axes:
            written = (axis.input - 1) * axis.stride + axis.extent
            sizes.append(max(written, axis.before + axis.output))
        return cls(axes, (sizes[0], sizes[1]), (axes[0].before, axes[1].before))

    def start(self, step: int) -> Cell:
        """Where the stamp of an input cell begins."""
        y, x = divmod(step, self.axes[1].input)
        return y * self.axes[0].stride, x * self.axes[1].stride

    def output(self, cell: Cell) -> Cell | None:
        """The output cell at a place of the ground, None where it is cropped."""
        row, column = cell[0] - self.origin[0], cell[1] - self.origin[1]
        inside = 0 <= row < self.axes[0].output and 0 <= column < self.axes[1].output
        return (row, column) if inside else None


@dataclass(frozen=True)
class Stamping:
    """The stamps in order, and what each leaves behind; `steps` are those shown."""

    op: Operation
    values: Values
    style: Style
    ground: Ground
    sheet: Sheet
    kernels: dict[tuple[int, int], Any]
    offsets: list[tuple[Cell, Cell]]
    overlaps: bool
    steps: Sequence[int] = ()

    @classmethod
    def of(cls, op: Operation, values: Values, style: Style, overlaps: bool) -> Stamping:
        """The stamps of a layer."""
        rows, columns = axes = flat_axes(op)
        ground = Ground.of(axes)
        sides = (rows.input, columns.input), ground.size
        sheet = Sheet.of(op, values, style, sides, turned=values.flipped)
        offsets = [
            ((r * rows.dilation, c * columns.dilation), (r, c))
            for r in range(rows.taps)
            for c in range(columns.taps)
        ]
        kernels = filters(op, values, values.weight)
        return cls(op, values, style, ground, sheet, kernels, offsets, overlaps)

    def scene(self, chosen: Sequence[int]) -> Scene:
        """The scene of some steps."""
        shown = replace(self, steps=chosen)
        size, lines = self.sheet.fitting(lambda size: [self.lines(step, size) for step in chosen])
        corners = self.sheet.corners(max(map(len, lines)), size)
        heat: list[Mark] = []
        if self.overlaps:
            grid = beside(self.sheet.outputs[0], self.op)
            corners += grid.corners()
            heat += heat_map(grid, self.op)
        return page(
            [*shown.marks(), *self.sheet.lines(lines, size), *heat],
            len(chosen),
            self.style,
            Told(title(self.op), sentence(self.op, len(chosen)), caption(self.op)),
            corners=corners,
        )

    def marks(self) -> Iterator[Mark]:
        """Everything but what is written below, and the counts."""
        yield from self.cells()
        yield from self.sheet.kernel_cells()
        yield from self.movers()
        yield from self.sheet.words()
        yield from self.input_figures()
        yield from self.output_figures()

    def stamp(self, map: int, step: int) -> dict[Cell, float]:
        """What a step adds to an output channel, by its place on the ground."""
        row, column = self.ground.start(step)
        fed = [(self.values.x[c].flat[step], k) for (c, m), k in self.kernels.items() if m == map]
        return {
            (row + down, column + right): sum(x * k[tap] for x, k in fed).item()
            for (down, right), tap in self.offsets
        }

    def lines(self, step: int, size: float) -> list[str]:
        """What is written at a step: which cell stamps what."""
        texts = []
        several = len(self.values.x) > 1
        for c, x in enumerate(self.values.x):
            value = self.sheet.of_input.text(x.flat[step].item())
            kernel = next(k for (channel, _), k in self.kernels.items() if channel == c)
            terms = [product(value, self.sheet.of_kernel.text(w.item())) for w in kernel.flat]
            head = say("channel {number}: ", number=c) if several else ""
            head += say("{value} × kernel: ", value=value)
            stamp = Sum(head, terms, ", ", "")
            texts += stamp.lines(size, self.sheet.room, 1 if several else 2)
        return texts

    # -- marks ---------------------------------------------------------------------------

    def cells(self) -> Iterator[Mark]:
        """Input cells, output cells, and around them those that are cropped."""
        for grid in self.sheet.inputs:
            yield from grid.cells("input", grid.every())
        for grid in self.sheet.outputs:
            firsts = self.firsts()
            kept = [*firsts]
            if cropped := [cell for cell in grid.every() if cell not in firsts]:
                yield from grid.cells("padding", cropped)
                yield grid.lines("padding.lines")
            if any(firsts.values()):
                yield from grid.cells("output.pending", kept)
            for first in sorted({*firsts.values()}):
                when = (range(first, len(self.steps)),) if first else None
                cells = [cell for cell in kept if firsts[cell] == first]
                yield from grid.cells("output", cells, steps=when)

    def movers(self) -> Iterator[Mark]:
        """The input cell whose turn it is, and its stamp on every output channel."""
        for grid in self.sheet.inputs:
            yield from grid.moving("tap.open", self.turns, fades=leaps(self.turns, 0))
        for grid in self.sheet.outputs:
            home, time = grid.at_origin(), {"track": self._track(grid), "fades": leaps(self.turns)}
            for (role, when), offsets in self.falls().items():
                yield from home.cells(role, offsets, steps=when, **time)

    def falls(self) -> dict[tuple[str, Steps | None], list[Cell]]:
        """A stamp's cells by what they fall on, the output or what is cropped, and when."""
        starts = [self.ground.start(step) for step in self.steps]
        one = not self.style.tells_padding
        return alike(
            [
                (
                    "active.open" if one or self.ground.output((row + r, column + c)) else CROPPED,
                    (r, c),
                )
                for (r, c), _ in self.offsets
            ]
            for row, column in starts
        )

    def firsts(self) -> dict[Cell, int]:
        """The output's cells, each with when it begins to hold something: where cells fill, when
        a stamp first falls on it, if one ever does."""
        found = dict.fromkeys(filter(self.ground.output, self.sheet.outputs[0].every()), 0)
        if self.style.fill:
            for n, step in reversed(list(enumerate(self.steps))):
                row, column = self.ground.start(step)
                places = ((row + r, column + c) for (r, c), _ in self.offsets)
                found.update((place, n) for place in places if place in found)
        return found

    @property
    def turns(self) -> list[Cell]:
        """The input cell of each step."""
        return [divmod(step, self.ground.axes[1].input) for step in self.steps]

    def input_figures(self) -> Iterator[Mark]:
        """The input's numbers."""
        for grid, x in zip(self.sheet.inputs, self.values.x, strict=True):
            for cell, value in zip(grid.every(), x.flat, strict=True):
                text = self.sheet.of_input.text(value.item())
                yield grid.figure("label.input", cell, text, self.sheet.sizes[0])

    def output_figures(self) -> Iterator[Mark]:
        """What has added up so far in every output cell, and what is being added."""
        for m, grid in enumerate(self.sheet.outputs):
            since = self.firsts()
            totals: dict[Cell, float] = dict.fromkeys(since, 0)
            for n, step in enumerate(self.steps):
                for cell, value in self.stamp(m, step).items():
                    if cell not in totals:
                        continue
                    if since[cell] < n:
                        yield self._total(grid, cell, totals[cell], range(since[cell], n))
                    totals[cell] += value
                    since[cell] = n
                    text = self.sheet.of_output.text(value)
                    text = text if text.startswith("−") else f"+{text}"
                    now = (range(n, n + 1),)
                    size = self.sheet.sizes[2]
                    yield grid.corner("label.weight", cell, text, size, steps=now, fades=edges(now))
            for cell, n in since.items():
                yield self._total(grid, cell, totals[cell], range(n, len(self.steps)))

    def _total(self, grid: Grid, cell: Cell, value: float, when: range) -> Mark:
        text = self.sheet.of_output.text(value)
        return grid.figure("label.output", cell, text, self.sheet.sizes[2], HIGH, steps=(when,))

    def _track(self, grid: Grid) -> Track:
        return moves(grid.plane.point(*self.ground.start(step)) for step in self.steps)
