"""Where the maps of a chain lie: one above the other, each cell over its receptive field.

One axis is drawn as rows of squares, two axes as planes at a slant. All maps share the
input's scale, so a deeper map's cells are as far apart as its jump says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from math import hypot

from convanim.operations.operation import Operation
from convanim.operations.receptive import Receptive, receptive_fields
from convanim.scene.marks import Point, Segment, outline
from convanim.scene.shapes import rounded
from convanim.views.parts.plane import SLANT, Plane
from convanim.views.parts.ruler import runs
from convanim.views.view import Style
from convanim.windows.axis import Axis, padded

SIDE = 30.0
"""The longest side of a square cell."""
WIDTH = {1: 420.0, 2: 360.0}
"""How wide the widest map may be, by the number of axes."""
HEIGHT = 560.0
"""How high all maps together should be: planes lie flatter, and rows closer, for its sake."""
ROW = (60.0, 34.0)
"""The most and the least from a row to the next; a label of two lines needs the least."""
BAR = 13.0
"""The least height of a row."""
FLATTEST = 0.25
"""How flat planes lie at most where there are many, in parts of their usual slant."""
APART = 1.15
"""From plane to plane, in parts of what keeps them from hiding one another."""
SMALLEST, MOST = 4.0, 400
"""The least thickness of cells that can be told apart, and the most drawn in one map."""
CLEAR = 7.0
"""The thickness below which the outlines of neighbours would run together."""
MOST_FRAMES = 12
"""Frames in one map above which one around them all is easier to see."""

Index = tuple[int, int]
Region = tuple[tuple[int, ...], tuple[int, ...]]
"""Rows and columns: all cells where one of each meet."""


@dataclass(frozen=True, slots=True)
class Level:
    """A map as it is drawn. Its plane counts in its own cells, which are `jump` apart.

    `shape` is its rows and columns, `fields` are its cells' receptive fields along both (a
    single axis is a row), a cell fills `part` of its place in each direction, and has `gap`
    and `radius` in parts of its side.
    """

    shape: Index
    fields: tuple[Receptive, Receptive]
    plane: Plane
    part: tuple[float, float]
    gap: float
    radius: float

    @property
    def inset(self) -> tuple[float, float]:
        """How far a cell lies within its place, down and across."""
        gap = self.gap if self.apart else 0.0
        high, wide = self.part
        return (1 - high * (1 - gap)) / 2, (1 - wide * (1 - gap)) / 2

    def cells(self, places: Iterable[Index]) -> tuple[Segment, ...]:
        """The outlines of single cells."""
        down, right = self.inset
        radius = self.radius if self.clear else 0.0
        d: list[Segment] = []
        for row, column in places:
            at = row + down, column + right
            corners = self.plane.corners(*at, 1 - 2 * down, 1 - 2 * right)
            d += rounded(corners, radius) if radius else outline(corners)
        return tuple(d)

    def blocks(self, region: Region) -> tuple[Segment, ...]:
        """The outlines of the blocks that these cells make."""
        down, across = (runs(list(numbers)) for numbers in region)
        return tuple(
            segment
            for (row, rows), (column, columns) in product(down, across)
            for segment in outline(self.plane.corners(row, column, rows, columns))
        )

    def corners(self, region: Region) -> list[Point]:
        """The corners of what these cells span, in the order of its outline."""
        rows, columns = region
        down, right = self.inset
        top, left = rows[0] + down, columns[0] + right
        return self.plane.corners(
            top, left, rows[-1] + 1 - down - top, columns[-1] + 1 - right - left
        )

    def frames(self, region: Region) -> tuple[Segment, ...]:
        """The outlines of the blocks that these cells make, or of all if they are many."""
        if not all(region):
            return ()
        rows, columns = (runs(list(numbers)) for numbers in region)
        parts = [
            ((row, row + down - 1), (column, column + across - 1))
            for (row, down), (column, across) in product(rows, columns)
        ]
        found = parts if len(parts) <= MOST_FRAMES else [region]
        return tuple(s for part in found for s in outline(self.corners(part)))

    def real(self, region: Region) -> Region:
        """The cells of a region that are the map's, and not padding around it."""
        rows, columns = (
            tuple(n for n in numbers if 0 <= n < size)
            for numbers, size in zip(region, self.shape, strict=True)
        )
        return rows, columns

    @property
    def thickness(self) -> float:
        """The distance between a cell's longer edges."""
        (a, b), (c, d) = self.plane.u, self.plane.v
        high, wide = self.part
        return abs(a * d - b * c) * high * wide / max(hypot(a, b) * wide, hypot(c, d) * high)

    @property
    def apart(self) -> bool:
        """Whether its cells can be told apart, and are drawn one by one."""
        return self.thickness >= SMALLEST and self.shape[0] * self.shape[1] <= MOST

    @property
    def clear(self) -> bool:
        """Whether there is room for every cell that is lit to have an outline of its own."""
        return self.apart and self.thickness >= CLEAR

    @property
    def whole(self) -> Region:
        """All cells of the map."""
        rows, columns = self.shape
        return tuple(range(rows)), tuple(range(columns))


def chain_axes(operations: Iterable[Operation]) -> tuple[list[Axis], list[Axis]]:
    """The axes of a chain, down and across; a single one runs across."""
    every = [padded(op.axes, 2) for op in operations]
    return [down for down, _ in every], [across for _, across in every]


def levels(
    operations: tuple[Operation, ...], paths: Sequence[Sequence[Region]], style: Style
) -> list[Level]:
    """The maps of a chain from the input up, above each other, with room for what `paths` read
    of each."""
    dims = operations[0].dims
    axes = chain_axes(operations)
    fields = list(zip(*map(receptive_fields, axes), strict=True))
    down, across = axes
    shapes = [(down[0].input, across[0].input)]
    shapes += [(row.output, column.output) for row, column in zip(down, across, strict=True)]
    causal = all(axis.before == axis.extent - 1 and not axis.after for axis in across)
    line = dims == 1 and causal and across[-1].before > 0
    firsts = [tuple(origin(field, line) for field in pair) for pair in fields]
    regions = zip(*paths, strict=True)
    patches = [
        patch(first, pair, shape, seen)
        for first, pair, shape, seen in zip(firsts, fields, shapes, regions, strict=True)
    ]
    (u, v), lifts = (scaled_rows if dims == 1 else scaled_planes)(patches)
    found = []
    side = v[1] / u[0]  # of the squares of a row, in cells of the input
    for pair, shape, (row, column), lift in zip(fields, shapes, firsts, lifts, strict=True):
        jumps = pair[0].jump, pair[1].jump
        ground = Plane(0.0, -lift, u, v)
        plane = Plane(
            *ground.point(row, column),
            (u[0] * jumps[1], u[1] * jumps[1]),
            (v[0] * jumps[0], v[1] * jumps[0]),
        )
        part = (1.0, min(1.0, side / jumps[1])) if dims == 1 else (1.0, 1.0)
        found.append(Level(shape, pair, plane, part, style.gap, style.radius))
    return found


def origin(field: Receptive, last: bool = False) -> float:
    """Where the place of cell 0 begins, in cells of the input: its middle lies over that of
    its field, or over the field's `last` cell, as causal chains are drawn."""
    middle = field.start + (field.size - 0.5 if last else field.size / 2)
    return middle - field.jump / 2


Patch = tuple[float, float, float, float]
"""A part of the ground: first row, first column, rows, columns, in cells of the input."""


def patch(
    first: tuple[float, ...],
    fields: tuple[Receptive, Receptive],
    shape: Index,
    regions: Sequence[Region],
) -> Patch:
    """The part of the ground that a map takes, with what is read of its padding."""
    starts, lengths = [], []
    for axis, (at, field, size) in enumerate(zip(first, fields, shape, strict=True)):
        numbers = [n for region in regions for n in region[axis]]
        low, high = min((0, *numbers)), max((size - 1, *numbers)) + 1
        starts.append(at + low * field.jump)
        lengths.append((high - low) * field.jump)
    return starts[0], starts[1], lengths[0], lengths[1]


Scale = tuple[tuple[Point, Point], list[float]]
"""The edges of a cell of the input, and how high above the lowest each map lies."""


def scaled_rows(patches: list[Patch]) -> Scale:
    """The scale of rows."""
    unit = min(SIDE, WIDTH[1] / spread(patches, 1))
    most, least = ROW
    pitch = min(most, max(least, HEIGHT / len(patches)))
    return ((unit, 0.0), (0.0, max(unit, BAR))), [n * pitch for n in range(len(patches))]


def scaled_planes(patches: list[Patch]) -> Scale:
    """The scale of planes: flatter first, then hiding a part of one another."""
    (a, b), (c, d) = SLANT
    unit = min(SIDE / a, WIDTH[2] / (a * spread(patches, 1) + c * spread(patches, 0)))
    # so far one plane must lie above another for the front edge of one to clear the back
    # edge of the other: half of both depths, along the edges' own direction
    steps = [
        APART * unit * (d - b * c / a) * (low[2] + high[2]) / 2 for low, high in pairwise(patches)
    ]
    tall = sum(steps) + unit * (d - b) * spread(patches, 0)
    flat = min(1.0, max(FLATTEST, HEIGHT / tall))
    close = min(1.0, HEIGHT / (flat * tall))
    lifts = [0.0]
    for step in steps:
        lifts.append(lifts[-1] + max(ROW[1], step * flat * close))
    return ((unit * a, unit * b * flat), (unit * c, unit * d * flat)), lifts


def spread(patches: list[Patch], axis: int) -> float:
    """How much of the ground all maps together take along an axis."""
    return max(p[axis] + p[axis + 2] for p in patches) - min(p[axis] for p in patches)
