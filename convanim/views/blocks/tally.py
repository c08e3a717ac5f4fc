"""A step's arithmetic as a table: what is read, times the weights, their sum, and what follows.

It stands beside the channels view. A 1x1 filter has a row for each channel; a larger one has
a row for each channel's part of the sum; pooling has a row for each cell that it takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

from convanim.operations.activations import ACTIVATIONS
from convanim.operations.field import Field
from convanim.operations.kernels import filters
from convanim.operations.operation import Operation
from convanim.operations.values import Values, linear
from convanim.scene.figures import Figures
from convanim.scene.marks import Mark, Path, Point, Text
from convanim.scene.text import CAP_HEIGHT, fitted, place
from convanim.views.blocks.breaks import ellipsis
from convanim.views.blocks.volumes import Step, Volumes
from convanim.views.parts.grids import LABEL, Grid, size_for
from convanim.views.parts.plane import Plane
from convanim.views.parts.ruler import shortened
from convanim.views.parts.steps import spans
from convanim.views.view import Options

SIDE = 34.0
"""A cell's side in scene units."""
NAMES = 72.0
"""Units for the words to the left of the cells."""
SIGN = 28.0
"""Units between two columns of cells: room for a sign."""
READ = ("pixel", "window")
"""Heads of what is read of the input."""
WORD = 14.0
"""The size of words."""
MOST = 8
"""Rows of terms: of more, the first and the last ones are shown."""
APART = 16.0
"""Units between the terms and what is made of them."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table at one step: its cells, from left to right, as figures."""

    name: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """The table at each step: `terms` are multiplied and added, `results` come of it."""

    heads: tuple[str, ...]
    signs: tuple[str, ...]
    terms: tuple[tuple[Row, ...], ...]
    results: tuple[tuple[Row, ...], ...]
    filters: tuple[int, ...]
    hues: tuple[str, ...]
    cut: int | None
    """After how many rows of terms some are left out."""
    x: float = 0.0
    y: float = 0.0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in scene units."""
        count = len(self.heads)
        width = NAMES + count * SIDE + (count - 1) * SIGN
        height = LABEL + 8 + self._top(len(self.terms[0])) + APART
        return width, height + len(self.results[0]) * SIDE

    def placed(self, x: float, middle: float) -> Tally:
        """The same table with its left side at x, its middle at this height."""
        return replace(self, x=x, y=middle - self.size[1] / 2)

    def shifted(self, dx: float, dy: float) -> Tally:
        """The same table somewhere else."""
        return replace(self, x=self.x + dx, y=self.y + dy)

    def corners(self) -> list[Point]:
        """Its outermost corners."""
        width, height = self.size
        return [(self.x, self.y), (self.x + width, self.y + height)]

    def marks(self, options: Options) -> Iterator[Mark]:
        """Cells, figures, words and signs."""
        columns = [self._grid(n, 0, len(self.terms[0]), head) for n, head in enumerate(self.heads)]
        rows = list(range(len(self.terms[0])))
        for n, grid in enumerate(columns):
            cells = [(self._place(row), 0) for row in rows]
            if n == 1 and len(columns) == 3:
                yield from self._in_hues(grid, cells, options, ".open")
            else:
                role = "lit.open" if self.heads[n] in READ else "empty.open"
                yield Path(role, grid.plane.cells(cells, options.gap, options.radius))
            yield from self._head(grid, n == 1)
        below = self._grid(len(columns) - 1, self._top(len(rows)) + APART, len(self.results[0]))
        *before, last = below.every()
        yield from below.cells("empty.open", before, options)
        yield from self._in_hues(below, [last], options, ".open")
        yield from self._signs(columns, rows)
        yield from self._figures(columns, below)

    # -- parts -----------------------------------------------------------------------------

    def _grid(self, column: int, down: float, rows: int, label: str = "") -> Grid:
        x = self.x + NAMES + column * (SIDE + SIGN)
        return Grid(Plane(x, self.y + LABEL + 8 + down, (SIDE, 0.0), (0.0, SIDE)), rows, 1, label)

    def _place(self, row: int) -> float:
        """Where a row of terms lies, in cells: below what is left out there is a gap."""
        return row if self.cut is None or row < self.cut else row + 0.7

    def _top(self, rows: int) -> float:
        return (self._place(rows - 1) + 1) * SIDE

    def _in_hues(self, grid: Grid, cells: Any, options: Options, part: str) -> Iterator[Mark]:
        """Cells in the hue of the filter in use."""
        d = grid.plane.cells(cells, options.gap, options.radius)
        for hue, steps in _when(self.hues).items():
            yield Path(hue + part, d, steps=spans(steps))

    def _head(self, grid: Grid, numbered: bool) -> Iterator[Mark]:
        """The word above a column; that of the filter has its number."""
        x, y = grid.plane.point(0, 0.5)
        words = (f"{grid.label} {f}" if numbered else grid.label for f in self.filters)
        for head, steps in _when(words).items():
            size = fitted(head, WORD, SIDE + SIGN * 0.9)
            yield place("label", head, x, y - 7, size, "middle", steps=spans(steps))

    def _signs(self, columns: list[Grid], rows: list[int]) -> Iterator[Mark]:
        for grid, sign in zip(columns, self.signs, strict=False):
            for row in rows:
                x, y = grid.plane.point(self._place(row) + 0.5, 1)
                yield place("label", sign, x + SIGN / 2, y + 5, 15.0, "middle")
        if self.cut is not None:
            for grid in columns:
                yield ellipsis(grid.plane.point(self.cut + 0.35, 0.5))

    def _figures(self, columns: list[Grid], below: Grid) -> Iterator[Mark]:
        """All figures and names; equal ones at several steps are written once."""
        for rows, grids, place_of in (
            (self.terms, columns, self._place),
            (self.results, [below], float),
        ):
            texts = {text for at_step in rows for row in at_step for text in row.figures}
            size = size_for(texts, SIDE)
            shown: dict[tuple[int, int, str], list[int]] = {}
            names: dict[tuple[int, str], list[int]] = {}
            for n, at_step in enumerate(rows):
                for r, row in enumerate(at_step):
                    names.setdefault((r, row.name), []).append(n)
                    for c, text in enumerate(row.figures):
                        shown.setdefault((r, c, text), []).append(n)
            for (r, c, text), steps in shown.items():
                cell: Any = (place_of(r), 0)
                yield grids[c].figure("label.tally", cell, text, size, steps=spans(steps))
            for (r, name), steps in names.items():
                yield self._name(grids[0], place_of(r), name, steps)

    def _name(self, grid: Grid, row: float, name: str, steps: list[int]) -> Text:
        x, y = grid.plane.point(row + 0.5, 0)
        room = x - self.x - 8
        size = fitted(name, WORD, room)
        at = y + size * CAP_HEIGHT / 2
        return place("label", name, x - 8, at, size, "end", steps=spans(steps))


def tally(
    op: Operation, values: Values, drawn: Volumes, steps: Sequence[Step], options: Options
) -> Tally:
    """The table of a layer's steps."""
    made = _pooled if op.pooling else _weighted
    heads, signs, terms, results, cut = made(op, values, steps, options)
    hues = tuple(drawn.hue(step.filter) for step in steps)
    used = tuple(step.filter for step in steps)
    return Tally(heads, signs, tuple(terms), tuple(results), used, hues, cut)


Rows = list[tuple[Row, ...]]
"""For each step its rows."""
Parts = tuple[tuple[str, ...], tuple[str, ...], Rows, Rows, int | None]
"""Heads, signs, terms, results, and where terms are left out."""


def _pooled(op: Operation, values: Values, steps: Sequence[Step], options: Options) -> Parts:
    """The cells of each window, and the one number that is made of them."""
    field = Field.of(op, values.x)
    of_x, of_y = (
        Figures.of(some.ravel().tolist(), options.precision) for some in (values.x, values.y)
    )
    word = {"maxpool": "max", "avgpool": "mean"}[op.op]
    kept, cut = _kept(len(field.offsets))
    terms: Rows = []
    results: Rows = []
    for step in steps:
        pixel = step.row * field.axes[1].output + step.column
        held = [
            of_x.text(field.held[step.group][cell].item()) if cell in field.real else "·"
            for cell, _ in field.window(pixel)
        ]
        terms.append(tuple(Row("", (held[n],)) for n in kept))
        made = of_y.text(values.y[step.filter].flat[pixel].item())
        results.append((Row(word, (made,)),))
    return ("window",), (), terms, results, cut


def _weighted(op: Operation, values: Values, steps: Sequence[Step], options: Options) -> Parts:
    """Each channel's product or part of the sum, the sum, and what follows it."""
    assert values.weight is not None
    field = Field.of(op, values.x)
    sums = linear(op, values.x, values.weight)
    kernels = filters(op, values, values.weight)
    plain = len(field.offsets) == 1
    fed: dict[int, list[int]] = {}
    for c, m in kernels:
        fed.setdefault(m, []).append(c)
    kept, cut = _kept(len(next(iter(fed.values()))))
    found = []
    for step in steps:
        pixel = step.row * field.axes[1].output + step.column
        cells, taps = zip(*field.window(pixel), strict=True)
        at, through = tuple(np.array(cells).T), tuple(np.array(taps).T)
        channels = [fed[step.filter][n] for n in kept]
        read = [field.held[c][at] for c in channels]
        weights = [kernels[c, step.filter][through] for c in channels]
        parts = [float((x * w).sum()) for x, w in zip(read, weights, strict=True)]
        found.append((step, pixel, channels, read, weights, parts))
    of_x, of_w, of_y = (
        Figures.of(some.ravel().tolist(), options.precision)
        for some in (values.x, values.weight, values.y)
    )
    products = [part for *_, parts in found for part in parts]
    of_products = Figures.of([*products, *sums.ravel().tolist()], options.precision)
    terms: Rows = []
    results: Rows = []
    for step, pixel, channels, read, weights, parts in found:
        rows = []
        for c, x, w, part in zip(channels, read, weights, parts, strict=True):
            figures = (of_x.text(x.item()), of_w.text(w.item())) if plain else ()
            rows.append(Row(f"channel {c}", (*figures, of_products.text(part))))
        terms.append(tuple(rows))
        results.append(tuple(_results(op, values, sums, step.filter, pixel, of_products, of_y)))
    heads = ("pixel", "filter", "product") if plain else ("products",)
    return heads, ("×", "=") if plain else (), terms, results, cut


def _results(
    op: Operation, values: Values, sums: Any, map: int, pixel: int, of_sums: Figures, of_y: Figures
) -> Iterator[Row]:
    """What comes of the terms: their sum, the bias, the activation."""
    total = sums[map].flat[pixel].item()
    word = getattr(op, "activation", None)
    yield Row("sum", (of_sums.text(total),))
    if values.bias is not None:
        added = values.bias[map].item()
        total += added
        yield Row("+ bias", (Figures.of(values.bias.tolist()).text(added),))
        if word is None:
            yield Row("output", (of_y.text(total),))
    if word is not None:
        made = of_y.text(values.y[map].flat[pixel].item())
        yield Row(f"{ACTIVATIONS[word]}({of_sums.text(total)})", (made,))


def _kept(count: int) -> tuple[list[int], int | None]:
    """Which of so many rows are shown, and after how many of them some are left out."""
    kept = list(shortened(count, MOST - 3, 2, whole=MOST).drawn)
    cut = next((n for n, (a, b) in enumerate(pairwise(kept), 1) if b > a + 1), None)
    return kept, cut


def _when(words: Iterable[str]) -> dict[str, list[int]]:
    """For each word the steps at which it is used."""
    found: dict[str, list[int]] = {}
    for n, word in enumerate(words):
        found.setdefault(word, []).append(n)
    return found
