"""The numeric view: the arithmetic itself, in flat grids of figures.

Input, kernel and output lie side by side; the window carries the kernel's weights as small
figures; below, the current sum is written out, and the output fills in. A transposed
convolution is told by its outputs, as the convolution it equals, or (`scatter`) by its
inputs, each of which stamps a scaled kernel.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from convanim.errors import BadRequest
from convanim.operations.field import Cell, Field
from convanim.operations.kernels import filters
from convanim.operations.operation import Operation
from convanim.operations.values import Values
from convanim.scene.marks import Group, Mark, Path, Scene, Track, moves
from convanim.views.cells.sheet import Sheet
from convanim.views.cells.written import Writer
from convanim.views.page import Page, page
from convanim.views.parts.grids import HIGH, Grid
from convanim.views.parts.steps import spans
from convanim.views.view import Options


def numeric(op: Operation, options: Options) -> Scene:
    """The scene of an operation in the numeric view."""
    if op.dims == 3:
        raise BadRequest(
            "the numeric view shows one or two axes, this layer has 3: --view stacked shows three"
        )
    values = options.values or Values.of(op)
    if options.transposed_as == "scatter":
        from convanim.views.cells.scatter import scatter

        return scatter(op, values, options)
    sliding = Sliding.of(op, values, options)
    sheet = sliding.sheet
    marks = [
        *sliding.input_cells(options),
        *sheet.kernel_cells(options),
        *sliding.output_cells(options),
        *sliding.windows(options),
        *sliding.winners(options),
        *sheet.words(),
        *sliding.input_figures(),
        *sliding.weights(),
        *sliding.output_figures(),
        *sheet.lines(sliding.lines),
    ]
    # standing still, the picture shows everything that has been computed
    return sliding.around.scene(op, marks, len(sliding.steps), still=len(sliding.steps) - 1)


@dataclass(frozen=True)
class Sliding:
    """A window that slides over the input's field, one output cell a step."""

    op: Operation
    values: Values
    field: Field
    sheet: Sheet
    writer: Writer
    steps: list[int]
    lines: list[list[str]]
    around: Page

    @classmethod
    def of(
        cls, op: Operation, values: Values, options: Options, small: float | None = None
    ) -> Sliding:
        """Everything in its place on its page."""
        field = Field.of(op, values.x)
        before = field.rows.size, field.columns.size
        after = field.axes[0].output, field.axes[1].output
        sheet = Sheet.of(op, values, options, before, after, small)
        return cls.on(sheet, op, values, field, options)

    @classmethod
    def on(
        cls, sheet: Sheet, op: Operation, values: Values, field: Field, options: Options
    ) -> Sliding:
        """The same on a sheet of one's own."""
        left, _, right, _ = sheet.block(0)
        writer = Writer(op, values, field, sheet, options.precision)
        steps = list(options.chosen(op))
        lines = [writer.lines(step, right - left) for step in steps]
        around = page(sheet.outermost(max(map(len, lines))), op, options)
        sheet = sheet.shifted(around.dx, around.dy)
        return cls(op, values, field, sheet, writer, steps, lines, around)

    def input_cells(self, options: Options) -> Iterator[Mark]:
        """The cells of the padded input."""
        real = self.field.real
        for grid in self.sheet.inputs:
            padding = [cell for cell in grid.every() if cell not in real]
            if padding:
                yield from grid.cells("padding", padding, options)
                yield grid.lines("padding.lines")
            yield from grid.cells("input", sorted(real), options)

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
        if cell in self.field.beyond or not getattr(self.op, "count_include_pad", True):
            return ""
        zeros = getattr(self.op, "padding_mode", "zeros") == "zeros"
        return "0" if zeros and not value else self.sheet.of_input.text(value)

    def windows(self, options: Options) -> Iterator[Mark]:
        """The window over each input channel, and the output cells that are being made."""
        offsets = [offset for offset, _ in self.field.offsets]
        for grid in self.sheet.inputs:
            for path in grid.at_origin().cells("tap.open", offsets, options):
                yield Group("window", (path,), track=self._track(grid))
        columns = self.field.axes[1].output
        for grid in self.sheet.outputs:
            track = moves(grid.plane.point(*divmod(step, columns)) for step in self.steps)
            for path in grid.at_origin().cells("active.open", [(0, 0)], options):
                yield Path(path.role, path.d, track=track)

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

    def winners(self, options: Options) -> Iterator[Mark]:
        """The cell of each window that a maximum takes."""
        if self.op.op != "maxpool":
            return
        for c, grid in enumerate(self.sheet.inputs):
            cells = [self.writer.winner(c, step) for step in self.steps]
            track = moves(grid.plane.point(*(cell or (0, 0))) for cell in cells)
            # a window of nothing but padding has no winner
            shown = spans(n for n, cell in enumerate(cells) if cell is not None)
            for path in grid.at_origin().cells("active.winner", [(0, 0)], options):
                steps = shown if None in cells else None
                yield Path(path.role, path.d, steps=steps, track=track)

    def output_cells(self, options: Options) -> Iterator[Mark]:
        """The cells of the output."""
        for grid in self.sheet.outputs:
            yield from grid.cells("output", grid.every(), options)

    def output_figures(self) -> Iterator[Mark]:
        """The output's numbers, each from the step on that makes it."""
        made = {step: n for n, step in reversed(list(enumerate(self.steps)))}
        for grid, y in zip(self.sheet.outputs, self.values.y, strict=True):
            for step, n in sorted(made.items()):
                cell = divmod(step, grid.columns)
                text = self.sheet.of_output.text(y.flat[step].item())
                since = (range(n, len(self.steps)),)
                yield grid.figure("label.output", cell, text, self.sheet.sizes[2], steps=since)

    def _track(self, grid: Grid) -> Track:
        return moves(grid.plane.point(*self.field.start(step)) for step in self.steps)
