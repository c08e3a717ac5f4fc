"""A window that slides over the input's field: what the numeric view and its kin draw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from convanim.language import say, term
from convanim.operations.field import Cell, Field
from convanim.operations.kernels import filters
from convanim.operations.operation import Operation
from convanim.operations.values import Values
from convanim.scene.marks import Group, Mark, Point, Scene, Steps, Track, moves
from convanim.views.cells.sheet import Sheet
from convanim.views.cells.written import Writer
from convanim.views.page import Told, page
from convanim.views.parts.grids import CORNER, HIGH, SIDE, Grid
from convanim.views.parts.steps import alike, edges, leaps, once, since, spans
from convanim.views.view import Style

WRITTEN = term("Below, each step's number is worked out.")


@dataclass(frozen=True)
class Sliding:
    """A window over a field, one output cell a step; `steps` are those shown."""

    high: ClassVar[float] = HIGH
    """Where a cell's own figure has its middle if there is a weight below it."""
    low: ClassVar[float] = CORNER
    """Where the weight ends."""
    least: ClassVar[float] = SIDE
    """A cell's side at least."""

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
        sheet = Sheet.of(
            op, values, style, field.sides, turned=turned, small=small, least=cls.least
        )
        return cls(op, values, field, sheet, style)

    def scene(self, chosen: Sequence[int]) -> Scene:
        """The scene of some steps."""
        shown = replace(self, steps=chosen)
        writer = Writer(self.op, self.values, self.field, self.sheet, self.style.precision)
        size, lines = self.sheet.fitting(
            lambda size: [writer.lines(step, self.sheet.room, size) for step in chosen]
        )
        return page(
            [*shown.marks(writer), *shown.sums(writer, lines, size)],
            len(chosen),
            self.style,
            Told.of(self.op, self.values, more=say(WRITTEN) if any(lines) else ""),
            corners=self.corners(max(map(len, lines)), size),
            still=self.still(len(chosen)),
        )

    def still(self, steps: int) -> int | None:
        """The step that stands for the whole (None: as of any picture)."""
        return None

    def corners(self, lines: int, size: float) -> list[Point]:
        """The outermost points, so many lines of text included."""
        return self.sheet.corners(lines, size)

    def sums(self, writer: Writer, lines: list[list[str]], size: float) -> Iterator[Mark]:
        """What is written of each step."""
        return self.sheet.lines(lines, size)

    def marks(self, writer: Writer) -> Iterator[Mark]:
        """Everything but the sums."""
        yield from self.input_cells()
        yield from self.sheet.kernel_cells()
        yield from self.output_cells()
        yield from self.windows()
        yield from self.making()
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
        middle = 0.5 if self.values.weight is None else self.high
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
        """The window over each input channel."""
        for grid in self.sheet.inputs:
            home, time = grid.at_origin(), {"track": self._track(grid), "fades": self.leaps}
            for (role, when), offsets in self.taps().items():
                yield from home.cells(role, offsets, steps=when, **time)

    def making(self) -> Iterator[Mark]:
        """The output cells that are being made."""
        for grid in self.sheet.outputs:
            yield from grid.moving("active.open", self.made, fades=leaps(self.made, 0))

    def taps(self) -> dict[tuple[str, Steps | None], list[Cell]]:
        """The window's cells by what they are over, a cell of the input or padding, and when."""
        field, one = self.field, not self.style.tells_padding
        return alike(
            [
                ("tap.open" if one or cell in field.real else "tap.open.padding", offset)
                for (cell, _), (offset, _) in zip(field.window(step), field.taps(step), strict=True)
            ]
            for step in self.steps
        )

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
                fades = when and edges(when)
                yield from grid.cells("tap.copied", cells, steps=when, fades=fades)

    @property
    def made(self) -> list[Cell]:
        """The output cell of each step."""
        return [divmod(step, self.field.axes[1].output) for step in self.steps]

    @property
    def leaps(self) -> Steps | None:
        """The steps after which the window does not glide: from row to row its figures would
        cross those of the cells."""
        return leaps([(2 * row, column) for row, column in self.made])

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
                        "label.weight",
                        offset,
                        "×" + figures.text(fed[0][tap].item()),
                        above,
                        self.low,
                    )
                    for offset, tap in self.field.offsets
                )
                yield Group("window", texts, track=self._track(grid), fades=self.leaps)

    def winners(self, writer: Writer) -> Iterator[Mark]:
        """The cell of each window that a maximum takes."""
        if not self.op.reduces.picks:
            return
        for c, grid in enumerate(self.sheet.inputs):
            cells = [writer.winner(c, step) for step in self.steps]
            # a window of nothing but padding has no winner
            shown = spans(n for n, cell in enumerate(cells) if cell is not None)
            when = shown if None in cells else None
            fades = leaps([cell or (-1, -1) for cell in cells], 0)
            places = [cell or (0, 0) for cell in cells]
            yield from grid.moving("active.winner", places, steps=when, fades=fades)

    def output_cells(self) -> Iterator[Mark]:
        """The cells of the output; where they fill, each from the step on that makes it."""
        for grid in self.sheet.outputs:
            yield from grid.filling(self.steps, self.style.fill)

    def output_figures(self) -> Iterator[Mark]:
        """The output's numbers, each from the step on that makes it."""
        for grid, y in zip(self.sheet.outputs, self.values.y, strict=True):
            for step, when in since(self.steps):
                cell = divmod(step, grid.columns)
                text = self.sheet.of_output.text(y.flat[step].item())
                yield grid.figure("label.output", cell, text, self.sheet.sizes[2], steps=when)

    def _track(self, grid: Grid) -> Track:
        return moves(grid.plane.point(*self.field.start(step)) for step in self.steps)
