"""A window that slides over the input's field: what the numeric view and its kin draw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

from convanim.operations.field import Cell, Field
from convanim.operations.kernels import filters
from convanim.operations.operation import Operation
from convanim.operations.values import Values
from convanim.scene.marks import Group, Mark, Point, Scene, Track, moves
from convanim.views.cells.sheet import Sheet
from convanim.views.cells.written import Writer
from convanim.views.page import Told, page
from convanim.views.parts.grids import HIGH, Grid
from convanim.views.parts.steps import once, since, spans
from convanim.views.view import Style

WRITTEN = "Below, each step's number is worked out."


@dataclass(frozen=True)
class Sliding:
    """A window over a field, one output cell a step; `steps` are those shown."""

    op: Operation
    values: Values
    field: Field
    sheet: Sheet
    style: Style
    steps: Sequence[int] = ()

    @classmethod
    def of(cls, op: Operation, values: Values, style: Style, small: float | None = None) -> Self:
        """A layer laid out; `small` is the side of cells without figures."""
        field = Field.of(op, values.x)
        turned = values.flipped != op.swapped
        sheet = Sheet.of(op, values, style, field.sides, turned=turned, small=small)
        return cls(op, values, field, sheet, style)

    def scene(self, chosen: Sequence[int]) -> Scene:
        """The scene of some steps."""
        shown = replace(self, steps=chosen)
        writer = Writer(self.op, self.values, self.field, self.sheet, self.style.precision)
        lines = [writer.lines(step, self.sheet.room) for step in chosen]
        return page(
            [*shown.marks(writer), *self.sheet.lines(lines)],
            len(chosen),
            self.style,
            Told.of(self.op, self.values, more=WRITTEN if any(lines) else ""),
            corners=self.corners(max(map(len, lines))),
            still=self.still(len(chosen)),
        )

    def still(self, steps: int) -> int | None:
        """The step that stands for the whole (None: as of any picture)."""
        return None

    def corners(self, lines: int) -> list[Point]:
        """The outermost points, so many lines of text included."""
        return self.sheet.corners(lines)

    def marks(self, writer: Writer) -> Iterator[Mark]:
        """Everything but the sums."""
        yield from self.input_cells()
        yield from self.sheet.kernel_cells()
        yield from self.output_cells()
        yield from self.windows()
        yield from self.copies()
        yield from self.winners(writer)
        yield from self.sheet.words()
        yield from self.input_figures()
        yield from self.weights()
        yield from self.output_figures()

    def input_cells(self) -> Iterator[Mark]:
        """The cells of the padded input."""
        real = self.field.real
        for grid in self.sheet.inputs:
            padding = [cell for cell in grid.every() if cell not in real]
            if padding:
                yield from grid.cells("padding", padding)
                yield grid.lines("padding.lines")
            yield from grid.cells("input", sorted(real))

    def input_figures(self) -> Iterator[Mark]:
        """What every cell of the padded input holds."""
        figures, size = self.sheet.of_input, self.sheet.sizes[0]
        middle = 0.5 if self.values.weight is None else HIGH
        for grid, held in zip(self.sheet.inputs, self.field.held, strict=True):
            for cell in grid.every():
                if cell in self.field.real:
                    text = figures.text(held[cell].item())
                    yield grid.figure("label.input", cell, text, size, middle)
                elif text := self._padding(cell, held[cell].item()):
                    yield grid.figure("label.padding", cell, text, size, middle)

    def _padding(self, cell: Cell, value: float) -> str:
        """What a padding cell holds: nothing where it does not count."""
        counts = not self.op.pooling or self.op.reduces.picks or self.op.count_include_pad
        if cell in self.field.beyond or not counts:
            return ""
        zeros = self.op.padding_mode == "zeros"
        return "0" if zeros and not value else self.sheet.of_input.text(value)

    def windows(self) -> Iterator[Mark]:
        """The window over each input channel, and the output cells that are being made."""
        shapes = once([tuple(at for at, _ in self.field.taps(step)) for step in self.steps])
        for grid in self.sheet.inputs:
            track = self._track(grid)
            for offsets, when in shapes.items():
                for path in grid.at_origin().cells("tap.open", offsets):
                    yield Group("window", (path,), steps=when, track=track)
        for grid in self.sheet.outputs:
            yield from grid.moving("active.open", self.made)

    def copies(self) -> Iterator[Mark]:
        """The cells that the window's padding copies, in a padding mode other than zeros."""
        copied = self.field.copied
        if not copied:
            return
        reads = [
            tuple(sorted({copied[cell] for cell, _ in self.field.window(step) if cell in copied}))
            for step in self.steps
        ]
        for cells, when in once(reads).items():
            for grid in self.sheet.inputs:
                yield from grid.cells("tap.copied", cells, steps=when)

    @property
    def made(self) -> list[Cell]:
        """The output cell of each step."""
        return [divmod(step, self.field.axes[1].output) for step in self.steps]

    def weights(self) -> Iterator[Mark]:
        """The kernel's weights, carried along by the window of each channel.

        A channel that feeds several output channels has no one weight to show.
        """
        if self.values.weight is None:
            return
        kernels = filters(self.op, self.values, self.values.weight)
        for c, grid in enumerate(self.sheet.inputs):
            fed = [kernel for (channel, _), kernel in kernels.items() if channel == c]
            if len(fed) == 1:
                home, figures, above = grid.at_origin(), self.sheet.of_kernel, self.sheet.sizes[0]
                texts = tuple(
                    home.corner(
                        "label.weight", offset, "×" + figures.text(fed[0][tap].item()), above
                    )
                    for offset, tap in self.field.offsets
                )
                yield Group("window", texts, track=self._track(grid))

    def winners(self, writer: Writer) -> Iterator[Mark]:
        """The cell of each window that a maximum takes."""
        if not self.op.reduces.picks:
            return
        for c, grid in enumerate(self.sheet.inputs):
            cells = [writer.winner(c, step) for step in self.steps]
            # a window of nothing but padding has no winner
            shown = spans(n for n, cell in enumerate(cells) if cell is not None)
            when = shown if None in cells else None
            yield from grid.moving("active.winner", [cell or (0, 0) for cell in cells], steps=when)

    def output_cells(self) -> Iterator[Mark]:
        """The cells of the output."""
        for grid in self.sheet.outputs:
            yield from grid.cells("output", grid.every())

    def output_figures(self) -> Iterator[Mark]:
        """The output's numbers, each from the step on that makes it."""
        for grid, y in zip(self.sheet.outputs, self.values.y, strict=True):
            for step, when in since(self.steps):
                cell = divmod(step, grid.columns)
                text = self.sheet.of_output.text(y.flat[step].item())
                yield grid.figure("label.output", cell, text, self.sheet.sizes[2], steps=when)

    def _track(self, grid: Grid) -> Track:
        return moves(grid.plane.point(*self.field.start(step)) for step in self.steps)
