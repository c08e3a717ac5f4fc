"""What the numeric view writes under its grids: for a step, its sums."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from convanim.language import say
from convanim.operations.activations import ACTIVATIONS
from convanim.operations.field import Field
from convanim.operations.kernels import filters
from convanim.operations.operation import Operation
from convanim.operations.values import Values, linear
from convanim.scene.figures import Figures, bracketed
from convanim.views.cells.sheet import Sheet
from convanim.views.parts.sums import DOTS, Piece, Sum, product

MOST_SUMS = 8
"""Sums written at a step; layers of more channels leave out the rest."""
MOST_LINES = 2
"""Lines that one sum may be broken into where it stands alone."""


@dataclass(frozen=True)
class Writer:
    """Writes the sums of one layer."""

    op: Operation
    values: Values
    field: Field
    sheet: Sheet
    precision: int | None = None

    def lines(self, step: int, width: float, size: float) -> list[str]:
        """The lines of a step, none wider than `width`."""
        texts = [
            "".join(text for text, _ in line).strip() for _, line in self.pieces(step, width, size)
        ]
        return [*texts, DOTS] if sum(1 for _ in self.sums(step)) > MOST_SUMS else texts

    def pieces(self, step: int, width: float, size: float) -> list[tuple[int, list[Piece]]]:
        """The same lines in pieces, each line with which of the step's sums it is of."""
        sums = list(self.sums(step))
        most = MOST_LINES if len(sums) == 1 else 1
        return [
            (n, line)
            for n, one in enumerate(sums[:MOST_SUMS])
            for line in one.pieces(size, width, most)
        ]

    def sums(self, step: int) -> Iterator[Sum]:
        """The sums of a step, one for each output channel, or their parts."""
        return self._pooled(step) if self.op.pooling else self._convolved(step)

    def winner(self, channel: int, step: int) -> tuple[int, int] | None:
        """The cell that wins a maximum: the first of the largest; None if all is padding."""
        held, real = self.field.held[channel], self.field.real
        cells = [cell for cell, _ in self.field.window(step) if cell in real]
        return max(cells, key=lambda cell: held[cell]) if cells else None

    @cached_property
    def _sums(self) -> Any:
        """The output before its activation."""
        return linear(self.op, self.values.x, self.values.weight, self.values.bias)

    @cached_property
    def _of_sums(self) -> Figures:
        return Figures.of(self._sums.ravel().tolist(), self.precision)

    def _result(self, map: int, step: int) -> str:
        """The output's figure; behind an activation, what it was made of too."""
        made = self.sheet.of_output.text(self.values.y[map].flat[step].item())
        if self.op.activation is None:
            return made
        before = self._of_sums.text(self._sums[map].flat[step].item())
        return f"{before}, {ACTIVATIONS[self.op.activation]}({before}) = {made}"

    def _bias(self, map: int) -> list[str]:
        """The bias of an output channel, as one more term."""
        return [bracketed(text) for text in self.sheet.biases[map : map + 1]]

    def _pooled(self, step: int) -> Iterator[Sum]:
        count, way = len(self.values.y), self.op.reduces
        output = tuple(map(int, np.unravel_index(step, self.op.output_shape)))
        tail = way.tail.format(divisor=self.op.divisor(output))
        for m in range(count):
            texts = [self.sheet.of_input.text(v) for v in self._read(m, step)]
            terms = [way.cell.format(text if way.bare else bracketed(text)) for text in texts]
            head = say("channel {number}: ", number=m) if count > 1 else ""
            yield Sum(head + way.head, terms, way.joint, f"{tail} = {self._result(m, step)}")

    def _read(self, channel: int, step: int) -> Iterator[float]:
        """What a pooling window takes: real cells, and padding where it counts."""
        held, real, beyond = self.field.held[channel], self.field.real, self.field.beyond
        for cell, _ in self.field.window(step):
            if cell in real or (self.op.count_include_pad and cell not in beyond):
                yield held[cell].item()

    def _convolved(self, step: int) -> Iterator[Sum]:
        weights = filters(self.op, self.values, self.values.weight)
        for m in range(len(self.values.y)):
            parts = {c: self._products(weights[c, m], c, step) for c, o in weights if o == m}
            result = f" = {self._result(m, step)}"
            head = say("output {number}: ", number=m) if len(self.values.y) > 1 else ""
            bias = self._bias(m)
            if len(parts) == 1:
                ((terms, _),) = parts.values()
                yield Sum(head, [*terms, *bias], " + ", result)
                continue
            partial = {c: self.sheet.of_output.text(v) for c, (_, v) in parts.items()}
            if not head and len(parts) < MOST_SUMS:
                for c, (terms, _) in parts.items():
                    yield Sum(say("channel {number}: ", number=c), terms, " + ", f" = {partial[c]}")
                head = say("sum: ")
            terms = [bracketed(text) for text in partial.values()] + bias
            yield Sum(head, terms, " + ", result)

    def _products(self, kernel: Any, channel: int, step: int) -> tuple[list[str], float]:
        """A channel's products as text, and their sum."""
        held, real = self.field.held[channel], self.field.real
        terms, total = [], 0.0
        for cell, tap in self.field.window(step):
            # between the cells of a stretched input there is nothing to multiply
            if self.op.swapped and cell not in real:
                continue
            value, weight = held[cell].item(), kernel[tap].item()
            total += value * weight
            terms.append(
                product(self.sheet.of_input.text(value), self.sheet.of_kernel.text(weight))
            )
        return terms, total
