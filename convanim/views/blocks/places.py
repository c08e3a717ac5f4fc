"""Where the channels view puts what it draws: a row for each group, all at one scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from convanim.scene.marks import Point
from convanim.views.blocks.solid import Block, Solid
from convanim.views.blocks.volumes import Volumes

WIDE, HIGH = 620.0, 420.0
"""Scene units that a drawing fills, whatever it shows: its labels stay legible."""
SMALLEST, LARGEST = 6.0, 34.0
"""The side of a cell, in scene units."""
BETWEEN = 50.0
"""Units between input, filters and output: room for the lines that tie them."""
NARROWEST = 470.0
"""Units that the three take at least: room for the labels below them."""
APART = 16.0
"""Units between neighbouring filters, and between groups."""
TALLER = 1.75
"""How much higher than the volumes the filters may be stacked before they go side by side."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Part:
    """The row of one group: its input, each of its filters, its output."""

    input: Solid
    filters: dict[int, Solid]
    output: Solid
    rest: Point | None

    def shifted(self, dx: float, dy: float) -> Part:
        """The same somewhere else."""
        filters = {f: solid.shifted(dx, dy) for f, solid in self.filters.items()}
        rest = self.rest and (self.rest[0] + dx, self.rest[1] + dy)
        return Part(self.input.shifted(dx, dy), filters, self.output.shifted(dx, dy), rest)


@dataclass(frozen=True, slots=True)
class Layout:
    """All rows, and the boxes (left, top, right, bottom) of the three columns."""

    parts: dict[int, Part]
    input: Box
    filters: Box
    output: Box
    side: float
    gap: float | None
    """The height at which groups are left out."""

    def shifted(self, dx: float, dy: float) -> Layout:
        """The same somewhere else."""
        parts = {group: part.shifted(dx, dy) for group, part in self.parts.items()}
        source, kernels, target = ((a + dx, b + dy, c + dx, d + dy) for a, b, c, d in self.boxes)
        gap = self.gap and self.gap + dy
        return Layout(parts, source, kernels, target, self.side, gap)

    @property
    def boxes(self) -> tuple[Box, Box, Box]:
        """The boxes of input, filters and output."""
        return self.input, self.filters, self.output


def blocks(drawn: Volumes) -> tuple[Block, Block, Block]:
    """The room that the input (with its padding), a filter and the output take."""
    deep = drawn.layers.length
    return (
        Block((0, 0, 0), (deep, drawn.rows.under.length, drawn.columns.under.length)),
        Block((0, 0, 0), (deep, *drawn.kernel)),
        Block((0, 0, 0), (drawn.depth, drawn.rows.output.length, drawn.columns.output.length)),
    )


def layout(drawn: Volumes, wide: float = WIDE) -> Layout:
    """The places of everything, `wide` units in all; the upper left corner is (0, 0)."""
    side = LARGEST
    for _ in range(3):  # the gaps do not grow with the cells: two corrections are enough
        made = _layout(drawn, side, wide)
        right, low = made.output[2], max(b[3] for b in (made.input, made.filters, made.output))
        side = min(max(side * min(wide / right, HIGH / low), SMALLEST), LARGEST)
    return _layout(drawn, side, wide)


def _layout(drawn: Volumes, side: float, wide: float) -> Layout:
    source, kernel, target = blocks(drawn)
    origin = Solid(0, 0, side)
    slots = max(map(len, drawn.filters.values()))
    broken = any(b - a > 1 for a, b in _neighbours(drawn))
    slots += broken
    height = max(extent(origin, source)[1], extent(origin, target)[1])
    broad, tall = (v + APART for v in extent(origin, kernel))
    most = max(1, int((height * TALLER + APART) // tall))
    columns = ceil(slots / most)
    lines = ceil(slots / columns)
    across, down = columns * broad - APART, lines * tall - APART
    height = max(height, down)
    taken = across + extent(origin, source)[0] + extent(origin, target)[0]
    between = max(BETWEEN, (min(NARROWEST, wide) - taken) / 2)
    x1 = extent(origin, source)[0] + between
    x2 = x1 + across + between
    parts: dict[int, Part] = {}
    top = 0.0
    gap = None
    for n, (group, found) in enumerate(drawn.filters.items()):
        if drawn.cut and n == len(drawn.filters) - 1:
            gap, top = top, top + 2 * APART
        places = list(_grid(x1, top + (height - down) / 2, broad, tall, columns, slots))
        rest = None
        if broken:
            x, y = places.pop(-2)
            rest = x + (broad - APART) / 2, y + (tall - APART) / 2
        parts[group] = Part(
            placed(origin, source, 0, top, height),
            {f: at(origin, kernel, *p) for (f, _), p in zip(found, places, strict=False)},
            placed(origin, target, x2, top, height),
            rest,
        )
        top += height + APART * 1.4
    low = top - APART * 1.4
    end = x2 + extent(origin, target)[0]
    inset = [(height - extent(origin, b)[1]) / 2 for b in (source, target)]
    return Layout(
        parts,
        (0, 0, x1 - between, low - inset[0]),
        (x1, 0, x1 + across, low - (height - down) / 2),
        (x2, 0, end, low - inset[1]),
        side,
        gap,
    )


def _neighbours(drawn: Volumes) -> Iterator[tuple[int, int]]:
    for found in drawn.filters.values():
        layers = [layer for _, layer in found]
        yield from pairwise(layers)


def _grid(
    x: float, y: float, wide: float, tall: float, columns: int, slots: int
) -> Iterator[Point]:
    for n in range(slots):
        row, column = divmod(n, columns)
        yield x + column * wide, y + row * tall


def extent(solid: Solid, block: Block) -> tuple[float, float]:
    """How wide and how high a block is in the picture."""
    xs, ys = zip(*solid.corners(block), strict=True)
    return max(xs) - min(xs), max(ys) - min(ys)


def at(solid: Solid, block: Block, x: float, y: float) -> Solid:
    """The solid whose block has its box's upper left corner at (x, y)."""
    xs, ys = zip(*solid.corners(block), strict=True)
    return Solid(solid.x + x - min(xs), solid.y + y - min(ys), solid.side)


def placed(solid: Solid, block: Block, x: float, top: float, height: float) -> Solid:
    """The same, in the middle of a row of this height."""
    return at(solid, block, x, top + (height - extent(solid, block)[1]) / 2)
