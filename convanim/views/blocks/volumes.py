"""What the channels view draws of an operation, before any place in the picture.

Groups of channels never meet, so each is a row of its own: its part of the input, its
filters, its part of the output. What is long is drawn by its ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod

from convanim import limits
from convanim.errors import BadRequest
from convanim.operations.operation import Operation
from convanim.operations.volumes import groups
from convanim.views.blocks.solid import Block, far_to_near
from convanim.views.parts.ruler import Ruler, Run, Spans, runs, shortened
from convanim.windows.axis import padded

HUES = 6
"""Hues of filters before they start again."""
ORDERS = ("pixel-first", "channel-first")
"""What runs fastest: one filter over every pixel, or every filter at one pixel."""


@dataclass(frozen=True, slots=True)
class Step:
    """One output cell: of which group, by which of its filters, in which row and column."""

    group: int
    filter: int
    row: int
    column: int


@dataclass(frozen=True)
class Volumes:
    """The drawn part: spatial axes, the channels of a group, the filters of each group.

    `filters[group]` holds each filter with its layer in the group's output; `cut` says that
    the last group drawn is not the next one, `some` that the filters were chosen, `pooled` that
    there are none: a window is no weights.
    """

    rows: Spans
    columns: Spans
    layers: Ruler
    filters: dict[int, dict[int, int]]
    depth: int
    kernel: tuple[int, int]
    cut: bool
    some: bool
    pooled: bool

    @cached_property
    def hues(self) -> dict[int, int]:
        """For each filter that is shown the hue of what belongs to it."""
        shown = [f for found in self.filters.values() for f in found]
        return {f: n % HUES for n, f in enumerate(shown)}

    def steps(self, order: str) -> list[Step]:
        """Every drawn output cell, in the order in which it is made."""
        pixels = list(product(self.rows.output.drawn, self.columns.output.drawn))
        every = [(group, f) for group, found in self.filters.items() for f in found]
        if order == "channel-first":
            return [Step(g, f, y, x) for y, x in pixels for g, f in every]
        return [Step(g, f, y, x) for g, f in every for y, x in pixels]

    @property
    def under(self) -> Block:
        """The room that a group's input takes, with its padding and what is left out."""
        return self.room(self.rows.under.length, self.columns.under.length)

    @property
    def output(self) -> Block:
        """The room that a group's output takes."""
        return Block((0, 0, 0), (self.depth, self.rows.output.length, self.columns.output.length))

    def room(self, rows: int, columns: int) -> Block:
        """The room of so many rows and columns of all channels."""
        return Block((0, 0, 0), (self.layers.length, rows, columns))

    def deep(self, rows: list[Run], columns: list[Run]) -> list[Block]:
        """The blocks of cells in some rows and columns of all channels."""
        return far_to_near(self.layers.runs(), rows, columns)

    def empty(self, group: int) -> list[Block]:
        """The cells of a group's output."""
        return far_to_near(*self.made_of(group))

    def made_of(self, group: int) -> tuple[list[Run], list[Run], list[Run]]:
        """The stretches of the layers, rows and columns of a group's output."""
        layers = runs(list(self.filters[group].values()))
        return layers, self.rows.output.runs(), self.columns.output.runs()

    def start(self, step: Step) -> tuple[int, int]:
        """The drawn row and column at which the window begins."""
        return self.rows.start(step.row), self.columns.start(step.column)

    def made(self, step: Step) -> tuple[int, int, int]:
        """The drawn layer, row and column of the output cell that a step makes."""
        row, column = self.rows.output, self.columns.output
        layer = self.filters[step.group][step.filter]
        return layer, row.position(step.row), column.position(step.column)


def volumes(op: Operation, filters: tuple[int, ...] | None = None) -> Volumes:
    """What is drawn of an operation: of all filters, or of these."""
    longest = max(*op.input, *op.output_shape, *(axis.span for axis in op.axes))
    limits.bounded(longest, "cells of an axis", limits.LONGEST, " in the channels view")
    rows, columns = map(Spans.of, padded(op.axes, 2))
    count = groups(op)
    layers = shortened((op.in_channels or 1) // count, 4, 2, whole=8)
    drawn, depth = (
        usual_filters(op, count) if filters is None else chosen_filters(op, count, filters)
    )
    cells = rows.under.length * columns.under.length
    cells += prod((rows.output.length, columns.output.length, depth, len(drawn)))
    limits.bounded(cells, "cells for the channels view", limits.CHANNELS)
    some = filters is not None
    kernel = len(rows.offsets), len(columns.offsets)
    cut = not some and len(drawn) < count
    return Volumes(rows, columns, layers, drawn, depth, kernel, cut, some, op.pooling)


Drawn = tuple[dict[int, dict[int, int]], int]
"""For each group that is drawn its filters and their layers; and how deep that is."""


def usual_filters(op: Operation, count: int) -> Drawn:
    """Of so many groups the first ones and the last, and of each the first filters and the last."""
    each = (op.maps or 1) // count
    shown = shortened(each, 3, 1, whole=6 if count == 1 else 4)
    layers = {f: shown.position(f) for f in shown.drawn}
    groups = shortened(count, 2, 1, whole=4).drawn
    return {g: {g * each + f: n for f, n in layers.items()} for g in groups}, shown.length


def chosen_filters(op: Operation, count: int, asked: tuple[int, ...]) -> Drawn:
    """The filters that are asked for, those of each of so many groups one behind the other."""
    maps = op.maps or 1
    wrong = next((f for f in asked if not 0 <= f < maps), None)
    if wrong is not None:
        raise BadRequest(f"there is no filter {wrong}: 0 to {maps - 1} are there")
    if not asked:
        raise BadRequest("no filters were chosen: at least one is needed")
    found: dict[int, dict[int, int]] = {}
    for f in asked:
        mine = found.setdefault(f // (maps // count), {})
        mine.setdefault(f, len(mine))
    return found, max(map(len, found.values()))
