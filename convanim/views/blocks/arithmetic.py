"""What each step of the channels view computes, as lines of figures.

A 1x1 filter has a line for each channel; a larger one has a line for each channel's part of
the sum; pooling has a line for each cell that it takes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any

import numpy as np

from convanim.language import say, term
from convanim.operations.activations import ACTIVATIONS
from convanim.operations.field import Field
from convanim.operations.kernels import filters
from convanim.operations.operation import Operation
from convanim.operations.values import Values, linear
from convanim.scene.figures import Figures
from convanim.views.blocks.volumes import Step
from convanim.views.parts.ruler import shortened

MOST = 8
"""Entries of terms: of more, the first and the last ones are shown."""
CUT = 0.7
"""The gap, in lines, where some are left out."""
WEIGHTS = term("filter")
"""The word above weights."""


Entry = tuple[str, tuple[str, ...]]
"""A word, and the figures beside it from left to right."""


@dataclass(frozen=True, slots=True)
class Working:
    """A step's lines: the `terms` that its filter adds up, or takes, and what comes of them."""

    filter: int
    terms: Sequence[Entry]
    results: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """The working of each step: the words above its figures, the signs between them, and after
    how many lines of terms some are left out."""

    heads: tuple[str, ...]
    signs: tuple[str, ...]
    cut: int | None
    steps: list[Working]

    def row(self, n: int) -> float:
        """Where a line of terms lies, in lines."""
        return n if self.cut is None or n < self.cut else n + CUT


def arithmetic(
    op: Operation, values: Values, steps: list[Step], precision: int | None
) -> Arithmetic:
    """What each of these steps computes."""
    return (pooled if op.pooling else weighted)(op, values, steps, precision)


def pooled(op: Operation, values: Values, steps: list[Step], precision: int | None) -> Arithmetic:
    """The cells of each window, and the one number that is made of them."""
    field = Field.of(op, values.x)
    of_x, of_y = figures(values.x, precision), figures(values.y, precision)
    kept, cut = ends(len(field.offsets))
    made = []
    for step in steps:
        n, held = pixel(field, step), field.held[step.group]
        window = [cell for cell, _ in field.window(n)]
        cells = [of_x.text(held[cell].item()) if cell in field.real else "·" for cell in window]
        result = of_y.text(values.y[step.filter].flat[n].item())
        terms = [("", (cells[k],)) for k in kept]
        made.append(Working(step.filter, terms, [(op.reduces.word, (result,))]))
    return Arithmetic((say("window"),), (), cut, made)


def weighted(op: Operation, values: Values, steps: list[Step], precision: int | None) -> Arithmetic:
    """Each channel's product or part of the sum, the sum, and what follows it."""
    assert values.weight is not None
    field = Field.of(op, values.x)
    kernels = filters(op, values, values.weight)
    fed: dict[int, list[int]] = {}
    for channel, f in kernels:
        fed.setdefault(f, []).append(channel)
    kept, cut = ends(len(fed[0]))
    factors = []
    for step in steps:
        window = zip(*field.window(pixel(field, step)), strict=True)
        cells, taps = (tuple(np.array(places).T) for places in window)
        channels = [fed[step.filter][k] for k in kept]
        weights = np.array([kernels[c, step.filter][taps] for c in channels])
        factors.append((channels, field.held[channels][:, *cells], weights))
    products = [(read * weights).sum(1).tolist() for _, read, weights in factors]
    of_x, of_w = figures(values.x, precision), figures(values.weight, precision)
    sums = biased = linear(op, values.x, values.weight)
    if values.bias is not None:
        biased = linear(op, values.x, values.weight, values.bias)
    of_sums = Figures.of([*chain(*products), *sums.ravel().tolist()], precision)
    followed = [(say("sum"), sums, of_sums), *after(op, values, precision)]
    plain = len(field.offsets) == 1
    made = []
    for step, (channels, read, weights), parts in zip(steps, factors, products, strict=True):
        columns = [map(of_sums.text, parts)]
        if plain:
            columns = [map(of_x.text, read.flat), map(of_w.text, weights.flat), *columns]
        words = [say("channel {number}", number=channel) for channel in channels]
        n = pixel(field, step)
        total = of_sums.text(biased[step.filter].flat[n].item())
        results = [
            (word.format(total), (way.text(numbers[step.filter].flat[n].item()),))
            for word, numbers, way in followed
        ]
        terms = list(zip(words, zip(*columns, strict=True), strict=True))
        made.append(Working(step.filter, terms, results))
    heads = (say("pixel"), say(WEIGHTS), say("product")) if plain else (say("products"),)
    return Arithmetic(heads, ("×", "=") if plain else (), cut, made)


def after(op: Operation, values: Values, precision: int | None) -> Iterator[Result]:
    """What follows the sums."""
    if values.bias is not None:
        spread = np.broadcast_to(values.bias[:, None], (len(values.y), op.steps))
        yield say("+ bias"), spread, figures(values.bias, precision)
    word = say("output") if op.activation is None else ACTIVATIONS[op.activation] + "({})"
    if values.bias is not None or op.activation is not None:
        yield word, values.y, figures(values.y, precision)


Result = tuple[str, Any, Figures]
"""A word, in which `{}` stands for sum and bias, the numbers of all output channels, and how
they are written."""


def figures(numbers: Any, precision: int | None) -> Figures:
    """How the numbers of an array are written."""
    return Figures.of(numbers.ravel().tolist(), precision)


def pixel(field: Field, step: Step) -> int:
    """The output cell of a step, by its row-major number."""
    return step.row * field.axes[1].output + step.column


def ends(count: int) -> tuple[list[int], int | None]:
    """Which of so many lines are shown, and after how many of them some are left out."""
    kept = list(shortened(count, MOST - 3, 2, whole=MOST).drawn)
    return kept, next((n for n, (a, b) in enumerate(pairwise(kept), 1) if b > a + 1), None)
