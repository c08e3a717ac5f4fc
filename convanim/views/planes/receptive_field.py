"""The receptive-field view: what one output cell of a chain of layers sees, map by map.

One cell of the last map is lit, then what it reads of the map below, down to the input; at
last its neighbour's path, the first one's outline left standing: they are the jump apart.
The rules and words are those of A. Araujo, W. Norris, J. Sim, "Computing Receptive Fields of
Convolutional Neural Networks", Distill 2019.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from convanim.errors import BadRequest
from convanim.operations.network import Network
from convanim.operations.operation import Operation
from convanim.operations.receptive import read_back, receptive_fields
from convanim.scene.marks import Mark, Path, Point, Scene, Segment, Steps, Text, lines
from convanim.views.page import page
from convanim.views.parts.steps import spans
from convanim.views.planes.levels import Index, Level, Region, chain_axes, levels, shifted
from convanim.views.planes.words import Words
from convanim.views.view import Options
from convanim.windows.axis import Axis

MOST_CELLS = 10_000
"""Cells along an axis above which nobody could see the field of one of them."""
MOST_LINES = 120
"""Lines from map to map that can be told apart; of more only the outermost are drawn."""


def receptive(op: Operation | Network, options: Options) -> Scene:
    """The scene of a chain of layers, or of one layer, in the receptive-field view."""
    network = chain(op)
    operations = network.operations
    paths = seen(operations)
    steps = list(range(count(op, options)) if options.steps is None else options.steps)
    placed = levels(operations, paths)
    words = Words(network, placed, paths)
    around = page(words.outermost(), operations[0], options, words.longest)
    drawn = [shifted(level, around.dx, around.dy) for level in placed]
    words = Words(network, drawn, paths)
    across, flat = chain_axes(operations)[1], operations[0].dims == 1
    picture = Picture(drawn, paths, across, flat, steps, options)
    told = around.texts
    if told and isinstance(longest := told[-1], Text) and longest.role == "caption":
        # the page has placed the longest line of all; each step has its own in its stead
        told = (*told[:-1], *words.captions(longest, steps))
    return Scene(
        around.width,
        around.height,
        (*picture.marks(), *words.labels(), *told),
        len(steps),
        words.title,
        words.sentence,
        still=min(len(drawn), len(steps)) - 1,
    )


def count(op: Operation | Network, options: Options) -> int:
    """How many steps there are: a step a map, and one for the neighbour if there is one."""
    network = chain(op)
    return len(network.nodes) + len(chosen(network.operations)) - 1


def chain(op: Operation | Network) -> Network:
    """The chain that is shown; a `BadRequest` for anything else."""
    network = op if isinstance(op, Network) else Network.chain(op)
    operations = network.chained()
    if not operations:
        raise BadRequest("a receptive field needs at least one layer over the input")
    if len(network.input.shape) == 3:
        raise BadRequest("the receptive-field view shows one or two axes, these layers have 3")
    for axes in chain_axes(operations):
        receptive_fields(axes)  # refuses transposed convolutions
        if max(axis.input for axis in axes) > MOST_CELLS:
            raise BadRequest(
                f"{axes[0].input:,} cells along an axis are too many to show a receptive field "
                f"in: at most {MOST_CELLS:,}"
            )
    return network


def chosen(operations: tuple[Operation, ...]) -> list[Index]:
    """The output cell that is followed, and its neighbour, to the right or else below."""
    down, across = chain_axes(operations)
    right = across[-1].output > 1
    below = not right and down[-1].output > 1
    return list(product(followed(down, 1 + below), followed(across, 1 + right)))


def followed(axes: Sequence[Axis], cells: int) -> range:
    """So many neighbouring cells: those nearest the middle whose fields leave the input least."""
    field, size, count = receptive_fields(axes)[-1], axes[0].input, axes[-1].output
    middle = (count - 1) / 2

    def strays(first: int) -> tuple[int, float]:
        fields = [field.of(cell) for cell in range(first, first + cells)]
        outside = sum(max(0, -seen.start) + max(0, seen.stop - size) for seen in fields)
        return outside, abs(first - middle)

    first = min(range(count - cells + 1), key=strays)
    return range(first, first + cells)


def seen(operations: tuple[Operation, ...]) -> list[list[Region]]:
    """For each cell that is followed the cells that it depends on, from the input's map up."""
    down, across = chain_axes(operations)
    return [
        list(zip(read_back(down, row), read_back(across, column), strict=True))
        for row, column in chosen(operations)
    ]


@dataclass(frozen=True, slots=True)
class Picture:
    """The maps and what is lit of them; `steps` are the numbers of the steps shown."""

    levels: list[Level]
    paths: list[list[Region]]
    across: list[Axis]
    flat: bool
    steps: list[int]
    options: Options

    def marks(self) -> Iterator[Mark]:
        """Everything but words, from the lowest map to the highest."""
        for number, level in enumerate(self.levels):
            if number:
                yield from self.guides(number - 1)
            regions = [path[number] for path in self.paths]
            yield from self.padding(level, number, regions)
            role = "output" if number else "input"
            whole = level.whole
            cells = (
                level.cells(product(*whole), self.options) if level.apart else level.blocks(whole)
            )
            yield Path(role, cells)
            role = "active" if number == len(self.levels) - 1 else "tap"
            for path, region in enumerate(regions):
                if d := self.lit(level, level.real(region)):
                    yield Path(role, d, steps=self.when(path, number))
            if len(self.paths) > 1 and (d := level.frames(regions[0], self.options)):
                yield Path("guide.halo", d, steps=self.when(1, number))
                yield Path("current", d, steps=self.when(1, number))

    def when(self, path: int, number: int) -> Steps:
        """The steps at which a path is seen to have come down to a map."""
        last = len(self.levels) - 1
        if path:
            return spans(n for n, step in enumerate(self.steps) if step > last)
        return spans(n for n, step in enumerate(self.steps) if last - number <= step <= last)

    def lit(self, level: Level, region: Region) -> tuple[Segment, ...]:
        """Cells one by one, or in blocks where they are too small."""
        if level.clear:
            return level.cells(product(*region), self.options)
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
        return level.cells(sorted(cells - inner), self.options)

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
        heads, feet = above.corners(high, self.options), below.corners(low, self.options)
        axis = self.across[number]
        if not self.flat:
            return list(zip(heads, feet, strict=True))
        pairs = [(x, axis.cell(x, tap)) for x in high[1] for tap in range(axis.taps)]
        if below.apart and above.apart and len(pairs) <= MOST_LINES:
            inset = self.options.gap / 2
            return [
                (above.plane.point(1 - inset, x + 0.5), below.plane.point(inset, cell + 0.5))
                for x, cell in pairs
            ]
        return [(heads[3], feet[0]), (heads[2], feet[1])]
