"""Where the channels view puts what it draws: a row for each group, all at one scale."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from convanim.scene.marks import Point, Rect
from convanim.views.blocks.solid import Solid
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
LANE = 6.0
"""Units from a row of filters to the guides that pass it: they fit between two rows."""
TALLER = 2.2
"""How much higher than the volumes the filters may be stacked before they go side by side."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a filter stands, and where guides turn that pass its neighbours: `below` its row
    before they come to it, `above` it after they left (None: nothing is in their way)."""

    solid: Solid
    below: Point | None
    above: Point | None


@dataclass(frozen=True, slots=True)
class Part:
    """The row of one group: its input, each of its filters, its output.

    `rest` is where filters are left out.
    """

    input: Solid
    filters: dict[int, Stand]
    output: Solid
    rest: Point | None


@dataclass(frozen=True, slots=True)
class Arrangement:
    """All rows, and the boxes of the three columns: of inputs, of filters, of outputs.

    `side` is that of a cell, `gap` the height at which groups are left out.
    """

    parts: dict[int, Part]
    columns: tuple[Rect, Rect, Rect]
    side: float
    gap: float | None

    @property
    def low(self) -> float:
        """Where the lowest column ends."""
        return max(column[3] for column in self.columns)


def arranged(drawn: Volumes, wide: float = WIDE) -> Arrangement:
    """The places of everything, `wide` units in all; the upper left corner is (0, 0)."""
    side = LARGEST
    for _ in range(3):  # the gaps do not grow with the cells: two corrections are enough
        made = _arranged(drawn, side, wide)
        right = made.columns[2][2]
        side = min(max(side * min(wide / right, HIGH / made.low), SMALLEST), LARGEST)
    return _arranged(drawn, side, wide)


def _arranged(drawn: Volumes, side: float, wide: float) -> Arrangement:
    origin, kernel = Solid(0, 0, side), drawn.room(*drawn.kernel)
    (source, high), (target, tall) = map(origin.extent, (drawn.under, drawn.output))
    height = max(high, tall)
    shelf = Shelf.of(drawn, origin.extent(kernel), height * TALLER)
    height = max(height, shelf.high)
    between = max(BETWEEN, (min(NARROWEST, wide) - shelf.wide - source - target) / 2)
    x1 = source + between
    x2 = x1 + shelf.wide + between
    parts: dict[int, Part] = {}
    gap = None
    top = low = 0.0
    for n, (group, filters) in enumerate(drawn.filters.items()):
        if drawn.cut and n == len(drawn.filters) - 1:
            gap, top = top, top + 2 * APART
        middle, low = top + height / 2, top + height
        places, rest = shelf.places(x1, middle - shelf.high / 2)
        stands = (Stand(origin.put(kernel, *place), *shelf.ways(x1, *place)) for place in places)
        parts[group] = Part(
            origin.put(drawn.under, 0, middle - high / 2),
            dict(zip(filters, stands, strict=False)),
            origin.put(drawn.output, x2, middle - tall / 2),
            rest,
        )
        top = low + APART * 1.4
    columns = (
        (0, 0, source, low - (height - high) / 2),
        (x1, 0, x1 + shelf.wide, low - (height - shelf.high) / 2),
        (x2, 0, x2 + target, low - (height - tall) / 2),
    )
    return Arrangement(parts, columns, side, gap)


@dataclass(frozen=True, slots=True)
class Shelf:
    """How the filters of each group stand: their number and that of columns, their `pitch`.

    Where some are left out (`broken`), a place stays free for the dots that say so.
    """

    slots: int
    across: int
    pitch: tuple[float, float]
    broken: bool

    @classmethod
    def of(cls, drawn: Volumes, size: tuple[float, float], room: float) -> Shelf:
        """The shelf of filters of this size, about as high as there is room; pooling has none."""
        if drawn.pooled:
            return cls(0, 1, (APART, APART), False)
        layers = [list(found.values()) for found in drawn.filters.values()]
        broken = any(after - here > 1 for found in layers for here, after in pairwise(found))
        slots = max(map(len, layers)) + broken
        wide, high = size[0] + APART, size[1] + APART
        stacked = max(1, int((room + APART) // high))
        return cls(slots, ceil(slots / stacked), (wide, high), broken)

    @property
    def wide(self) -> float:
        """How wide it is."""
        return self.across * self.pitch[0] - APART

    @property
    def high(self) -> float:
        """How high it is."""
        return max(0.0, ceil(self.slots / self.across) * self.pitch[1] - APART)

    def places(self, x: float, y: float) -> tuple[list[Point], Point | None]:
        """Where each filter's box begins, and the middle of the place of those left out."""
        wide, high = self.pitch
        slots = (divmod(n, self.across) for n in range(self.slots))
        found = [(x + column * wide, y + row * high) for row, column in slots]
        if not self.broken:
            return found, None
        left, top = found.pop(-2)
        return found, (left + (wide - APART) / 2, top + (high - APART) / 2)

    def ways(self, start: float, left: float, top: float) -> tuple[Point | None, Point | None]:
        """Where guides turn, below and above the filter at a place of a shelf that starts there,
        for the sake of those to its left and to its right."""
        first, last = left == start, left + self.pitch[0] > start + self.wide
        below = start - LANE, top + self.pitch[1] - APART + LANE
        above = start + self.wide, top - LANE
        return (None if first else below), (None if last else above)
