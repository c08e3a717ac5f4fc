"""What the channels view draws of an operation, before any place in the picture.

Groups of channels never meet, so each is a row of its own: its part of the input, its
filters, its part of the output. What is long is drawn by its ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import prod

from convanim.errors import BadRequest
from convanim.operations.operation import Operation
from convanim.operations.volumes import groups
from convanim.views.parts.ruler import Ruler, Run, Spans, runs, shortened, spans
from convanim.views.view import Options
from convanim.windows.axis import Axis

MOST_CELLS = 8_000
"""Cells above which the faces could not be told apart."""
HUES = 6
"""Hues of filters before they start again."""
LONGEST = 1_000_000
"""Cells along one axis above which even finding what to draw takes seconds."""


@dataclass(frozen=True, slots=True)
class Step:
    """One output cell: of which group, by which of its filters, in which row and column."""

    group: int
    filter: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Volumes:
    """The drawn part: spatial axes, the channels of a group, the filters of each group.

    `filters[group]` holds (filter, its layer in the group's output); `cut` says that
    the last group drawn is not the next one, `some` that the filters were chosen.
    """

    rows: Spans
    columns: Spans
    layers: Ruler
    filters: dict[int, tuple[tuple[int, int], ...]]
    depth: int
    kernel: tuple[int, int]
    cut: bool
    some: bool

    @property
    def maps(self) -> list[Run]:
        """The stretches of neighbouring output layers."""
        return runs([layer for _, layer in next(iter(self.filters.values()))])

    def steps(self, order: str) -> list[Step]:
        """Every drawn output cell, in the order in which it is made."""
        pixels = list(product(self.rows.output.drawn, self.columns.output.drawn))
        every = [(group, f) for group, found in self.filters.items() for f, _ in found]
        if order == "channel-first":
            return [Step(g, f, y, x) for y, x in pixels for g, f in every]
        return [Step(g, f, y, x) for g, f in every for y, x in pixels]

    def hue(self, filter: int) -> str:
        """The role of what belongs to a filter, by its place among those shown."""
        order = [f for found in self.filters.values() for f, _ in found]
        return f"filter.{order.index(filter) % HUES}"

    def layer(self, step: Step) -> int:
        """The layer, in its group's output, of the cell that a step makes."""
        return dict(self.filters[step.group])[step.filter]


def volumes(op: Operation, options: Options) -> Volumes:
    """What is drawn of an operation."""
    if op.dims > 2:
        raise BadRequest("the channels view is for 1 or 2 axes, this has 3: use --view stacked")
    if max(*op.input, *op.output_shape) > LONGEST:
        raise BadRequest(f"an axis of over {LONGEST:,} cells is too long for the channels view")
    axes = ((Axis(input=1, output=1, taps=1),) * (2 - op.dims)) + op.axes
    rows, columns = (spans(axis) for axis in axes)
    count = groups(op)
    layers = shortened((op.in_channels or 1) // count, 4, 2, whole=8)
    filters, depth = chosen_filters(op, count, options.filters)
    cells = prod((rows.under.length, columns.under.length))
    cells += prod((rows.output.length, columns.output.length, depth, len(filters)))
    if cells > MOST_CELLS:
        raise BadRequest(
            f"{cells:,} cells are too many for the channels view: at most {MOST_CELLS:,}"
        )
    some = options.filters is not None
    cut = not some and len(filters) < count
    taps = axes[0].taps, axes[1].taps
    return Volumes(rows, columns, layers, filters, depth, taps, cut, some)


def chosen_filters(
    op: Operation, count: int, asked: tuple[int, ...] | None
) -> tuple[dict[int, tuple[tuple[int, int], ...]], int]:
    """For each group that is drawn its filters and their layers; and how deep that is."""
    maps = op.maps or 1
    each = maps // count
    if asked is None:
        shown = shortened(each, 3, 1, whole=6 if count == 1 else 4)
        found = tuple((f, shown.position(f)) for f in shown.drawn)
        drawn = shortened(count, 2, 1, whole=4).drawn
        return {g: tuple((g * each + f, layer) for f, layer in found) for g in drawn}, shown.length
    wrong = next((f for f in asked if not 0 <= f < maps), None)
    if wrong is not None:
        raise BadRequest(f"there is no filter {wrong}: 0 to {maps - 1} are there")
    chosen: dict[int, list[int]] = {}
    for f in dict.fromkeys(asked):
        chosen.setdefault(f // each, []).append(f)
    return (
        {g: tuple((f, n) for n, f in enumerate(found)) for g, found in chosen.items()},
        max(map(len, chosen.values())),
    )
