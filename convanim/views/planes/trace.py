"""What a cell of a chain's output sees, traced back map by map: which cells, and their marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from convanim.operations.operation import Operation
from convanim.operations.receptive import read_back, receptive_fields
from convanim.scene.marks import Mark, Path, Point, Segment, Steps, lines
from convanim.views.parts.steps import moments
from convanim.views.planes.levels import Level, Region, chain_axes
from convanim.windows.axis import Axis

MOST_LINES = 120
"""Lines from map to map that can be told apart; of more only the outermost are drawn."""


def traced(operations: tuple[Operation, ...]) -> list[list[Region]]:
    """The cells that an output cell depends on, from the input's map up; the same for its
    neighbour, to the right or else below, if it has one."""
    down, across = chain_axes(operations)
    right = across[-1].output > 1
    below = not right and down[-1].output > 1
    followed = product(middlemost(down, 1 + below), middlemost(across, 1 + right))
    return [
        list(zip(read_back(down, row), read_back(across, column), strict=True))
        for row, column in followed
    ]


def middlemost(axes: Sequence[Axis], cells: int) -> range:
    """So many neighbouring cells: those nearest the middle whose fields leave the input least."""
    field, size, count = receptive_fields(axes)[-1], axes[0].input, axes[-1].output
    middle = (count - 1) / 2

    def strays(first: int) -> tuple[int, float]:
        fields = [field.of(cell) for cell in range(first, first + cells)]
        outside = sum(max(0, -seen.start) + max(0, seen.stop - size) for seen in fields)
        return outside, abs(first - middle)

    first = min(range(count - cells + 1), key=strays)
    return range(first, first + cells)


@dataclass(frozen=True, slots=True)
class Trace:
    """The maps and what is lit of them; `chosen` are the numbers of the steps shown."""

    levels: list[Level]
    paths: list[list[Region]]
    across: list[Axis]
    flat: bool
    chosen: Sequence[int]

    def marks(self) -> Iterator[Mark]:
        """Everything but words, from the lowest map to the highest."""
        for number, level in enumerate(self.levels):
            if number:
                yield from self.guides(number - 1)
            regions = [path[number] for path in self.paths]
            yield from self.padding(level, number, regions)
            role = "output" if number else "input"
            whole = level.whole
            cells = level.cells(product(*whole)) if level.apart else level.blocks(whole)
            yield Path(role, cells)
            for path, region in enumerate(regions):
                if d := self.lit(level, level.real(region)):
                    when = self.when(path, number)
                    if number == len(self.levels) - 1:
                        yield Path("active", d, steps=when)
                    else:  # an outline around each cell would hide small ones
                        yield Path("tap.tint", d, steps=when)
                        yield Path("tap.frame", level.frames(level.real(region)), steps=when)
            if len(self.paths) > 1 and (d := level.frames(regions[0])):
                yield Path("guide.halo", d, steps=self.when(1, number))
                yield Path("current", d, steps=self.when(1, number))

    def when(self, path: int, number: int) -> Steps:
        """The steps at which a path is seen to have come down to a map."""
        last = len(self.levels) - 1
        here = range(last + 1, last + 2) if path else range(last - number, last + 1)
        return moments(self.chosen, here)

    def lit(self, level: Level, region: Region) -> tuple[Segment, ...]:
        """Cells one by one, or in blocks where they are too small."""
        if level.clear:
            return level.cells(product(*region))
        return level.blocks(region)

    def padding(self, level: Level, number: int, regions: list[Region]) -> Iterator[Mark]:
        """The cells around a map that are read, and when they are."""
        if d := self.outside(level, regions):
            yield Path("padding", d)
            yield Path("padding.lines", d)
        for path, region in enumerate(regions):
            if d := self.outside(level, [region]):
                yield Path("tap.padding", d, steps=self.when(path, number))

    def outside(self, level: Level, regions: list[Region]) -> tuple[Segment, ...]:
        """What of regions lies around a map; of blocks the map itself hides the rest."""
        beyond = [region for region in regions if level.real(region) != region]
        if not level.clear:
            return tuple(segment for region in beyond for segment in level.blocks(region))
        cells = {cell for region in beyond for cell in product(*region)}
        inner = {cell for region in beyond for cell in product(*level.real(region))}
        return level.cells(sorted(cells - inner))

    def guides(self, number: int) -> Iterator[Mark]:
        """The lines from what is lit of the map above down to what it reads of this one."""
        for path, regions in enumerate(self.paths):
            low, high = regions[number], self.levels[number + 1].real(regions[number + 1])
            if all(low) and all(high):
                rays = self.rays(number, low, high)
                yield lines("guide", rays, steps=self.when(path, number))

    def rays(self, number: int, low: Region, high: Region) -> list[tuple[Point, Point]]:
        """Lines from cell to cell where a row reads a row, else from corner to corner."""
        below, above = self.levels[number : number + 2]
        heads, feet = above.corners(high), below.corners(low)
        axis = self.across[number]
        if not self.flat:
            return list(zip(heads, feet, strict=True))
        pairs = [(x, axis.cell(x, tap)) for x in high[1] for tap in range(axis.taps)]
        if below.apart and above.apart and len(pairs) <= MOST_LINES:
            low_edge, high_edge = 1 - above.inset[0], below.inset[0]
            return [
                (above.plane.point(low_edge, x + 0.5), below.plane.point(high_edge, cell + 0.5))
                for x, cell in pairs
            ]
        return [(heads[3], feet[0]), (heads[2], feet[1])]
