"""The sheet of the numeric view: which grids there are, and how numbers are written in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from convanim import limits
from convanim.language import say
from convanim.operations.describe import called
from convanim.operations.kernels import Pair, filters
from convanim.operations.operation import Operation
from convanim.operations.values import Values
from convanim.scene.figures import Figures
from convanim.scene.marks import Mark
from convanim.views.parts.board import Board
from convanim.views.parts.grids import SIDE, Blank, Cell, Grid, laid_out, side_for, size_for
from convanim.views.view import Style


@dataclass(frozen=True)
class Sheet(Board):
    """Input, kernels and output in columns, the kernels by the channels that they connect, and
    under those of an output channel its bias."""

    kernels: dict[Pair, Any]
    biases: list[str]
    of_input: Figures
    of_kernel: Figures
    of_output: Figures
    sizes: tuple[float, float, float]
    """The sizes of the input's, the kernel's and the output's figures: each fits its cells."""

    @classmethod
    def of(
        cls,
        op: Operation,
        values: Values,
        style: Style,
        sides: tuple[Cell, Cell],
        *,
        turned: bool,
        small: float | None = None,
        least: float = SIDE,
    ) -> Sheet:
        """The sheet of a layer whose input and output take so many rows and columns.

        `turned` says that the window carries the kernel turned round; `small` is the side of
        the input's and the output's cells where no figures stand there, `least` that of others.
        """
        before, after = sides
        given = values.kernel
        kernels = {} if given is None else filters(op, values, given)
        check_count(values, kernels, None if small else sides)
        numbers = [[] if v is None else v.ravel().tolist() for v in (values.x, given, values.y)]
        one, two, three = (Figures.of(some, style.precision) for some in numbers)
        texts = [
            [way.text(v) for v in some]
            for way, some in zip((one, two, three), numbers, strict=True)
        ]
        if small:
            texts[0] = texts[2] = []
        added = [] if values.bias is None else values.bias.tolist()
        biases = [*map(Figures.of(added, style.precision).text, added)]
        side = max(least, side_for([*chain.from_iterable(texts), *biases]))
        names = called(op)
        word = names.kernel
        if turned:
            word = say("{kernel} (turned in the window)", kernel=word)
        fed = {m: [pair for pair in kernels if pair[1] == m] for m in range(len(values.y))}
        kernel_columns: list[list[Blank]] = [
            [
                *(
                    (_named(word, len(kernels), f"{c}→{m}"), *kernels[c, m].shape, side)
                    for c, m in some
                ),
                *((_named(say("bias"), len(biases), m), 1, 1, side) for _ in biases[:1]),
            ]
            for m, some in fed.items()
            if some
        ]
        flat = op.dims == 1
        columns = laid_out(
            [
                _blanks(names.input, len(values.x), before, small or side),
                *kernel_columns,
                _blanks(names.output, len(values.y), after, small or side),
            ],
            style,
            flat,
        )
        between: tuple[str, ...] = ("→",)
        if kernels:
            between = ("*", *[""] * (len(kernel_columns) - 1), "=")
        first, second, third = (size_for(some, side) for some in texts)
        sizes = first, second, third
        return cls(columns, () if flat else between, kernels, biases, one, two, three, sizes)

    @property
    def inputs(self) -> list[Grid]:
        """The input's grids, one a channel."""
        return self.columns[0]

    @property
    def outputs(self) -> list[Grid]:
        """The output's grids, one a channel."""
        return self.columns[-1]

    @property
    def kernel_grids(self) -> list[Grid]:
        """The kernels' grids, in their order."""
        last = -1 if self.biases else None
        return [grid for column in self.columns[1:-1] for grid in column[:last]]

    @property
    def bias_grids(self) -> list[Grid]:
        """The cells of the biases, one an output channel, where some are added."""
        return [column[-1] for column in self.columns[1:-1]] if self.biases else []

    # -- marks ---------------------------------------------------------------------------

    def kernel_cells(self) -> Iterator[Mark]:
        """The cells of the kernels and of the biases."""
        for grid in self.kernel_grids:
            yield from grid.cells("kernel", grid.every())
        yield from self.bias_cells()

    def bias_cells(self) -> Iterator[Mark]:
        """The biases' cells."""
        for grid in self.bias_grids:
            yield from grid.cells("kernel", [(0, 0)])

    def bias_figures(self) -> Iterator[Mark]:
        """The biases' figures."""
        for grid, text in zip(self.bias_grids, self.biases, strict=True):
            yield grid.figure("label.kernel.bias", (0, 0), text, self.sizes[1])

    def words(self) -> Iterator[Mark]:
        """What is written once: words, signs, and the kernels' figures."""
        yield from self.headings()
        for grid, kernel in zip(self.kernel_grids, self.kernels.values(), strict=True):
            for cell in grid.every():
                text = self.of_kernel.text(kernel[cell].item())
                yield grid.figure("label.kernel", cell, text, self.sizes[1])
        yield from self.bias_figures()


def check_count(values: Values, kernels: dict[Pair, Any], sides: tuple[Cell, Cell] | None) -> None:
    """Refuse more figures than anybody reads."""
    figures = sum(kernel.size for kernel in kernels.values())
    for channels, (rows, columns) in zip((values.x, values.y), sides or (), strict=False):
        figures += len(channels) * rows * columns
    limits.bounded(figures, "figures", limits.FIGURES, "; --view stacked draws more cells")


def _blanks(word: str, channels: int, size: Cell, side: float) -> list[Blank]:
    return [(_named(word, channels, n), *size, side) for n in range(channels)]


def _named(word: str, count: int, name: object) -> str:
    """A grid's word: with its number where there are several."""
    return word if count < 2 else f"{word} {name}"
