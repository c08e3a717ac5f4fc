"""The stacked view: the output's cells above the input's, and the window that ties them.

Two axes are drawn as the published conv_arithmetic pictures draw them: planes seen at a
slant, one above the other. One axis is drawn flat, as two rows of squares. Of three axes
every slice is a plane of its own, side by side, and the window shows in each that it reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from convanim.operations.operation import Operation
from convanim.scene.marks import Group, Mark, Path, Point, Scene, lines, moves, stretch
from convanim.views.page import Told, page
from convanim.views.parts.plane import SLANT, Plane
from convanim.views.parts.steps import once, since, spans
from convanim.views.view import Filling, Laid, Style, Takes, cells_of
from convanim.windows.axis import padded
from convanim.windows.lattice import Lattice, lattice

FLAT = ((34.0, 0.0), (0.0, 34.0))
LIFT = {1: 60.0, 2: 0.0, 3: 44.0}
"""Units between the output's and the input's planes, by the number of axes."""
BETWEEN = 18.0
"""Units between neighbouring slices."""

Place = tuple[int, int, int]


@dataclass(frozen=True, kw_only=True)
class Stacked(Filling):
    """Cells above cells: which input cells each output cell reads, of any layer."""

    name = "stacked"
    takes = Takes(uneven=True)

    def cells(self, op: Operation) -> int:
        """Those of both planes, or of all slices."""
        return cells_of(op)

    def lay(self, op: Operation, values: None, style: Style) -> Laid:
        """The planes of a layer, one output cell a step."""

        def draw(chosen: Sequence[int]) -> Scene:
            drawing = Drawing.of(op, self.filling(style))
            steps = [drawing.output_cell(n) for n in chosen]
            marks: list[Mark] = [
                *drawing.still_input(),
                *drawing.window(steps),
                *drawing.guides(steps),
                *drawing.output(chosen),
                drawing.active(steps),
            ]
            corners = drawing.outermost()
            return page(marks, len(steps), style, Told.of(op), corners=corners)

        return Laid(op.steps, draw)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where everything lies: three axes (unused ones of size one), a plane for each slice."""

    axes: tuple[Lattice, Lattice, Lattice]
    shape: Place
    below: tuple[Plane, ...]
    above: tuple[Plane, ...]
    style: Style

    @classmethod
    def of(cls, op: Operation, style: Style) -> Drawing:
        """The drawing of an operation, its lowest slice beginning at the origin."""
        axes = padded(op.axes, 3)
        depth, rows, columns = map(lattice, axes)
        z, y, x = (axis.output for axis in axes)
        u, v = FLAT if op.dims == 1 else SLANT
        ground, roof = Plane(0, 0, u, v), Plane(0, 0, u, v)
        below = _side_by_side(ground, depth.size, rows.size, columns.size)
        above = _side_by_side(roof, z, y, x)
        # the output floats over the middle of what its windows cover
        low = [p for plane in below for p in plane.corners(0, 0, rows.size, columns.size)]
        high = [p for plane in above for p in plane.corners(0, 0, y, x)]
        dx = _middle(below, depth, rows, columns) - (_least(high, 0) + _most(high, 0)) / 2
        dy = _least(low, 1) - _most(high, 1) - LIFT[op.dims]
        lifted = tuple(p.shifted(dx, dy) for p in above)
        return cls((depth, rows, columns), (z, y, x), below, lifted, style)

    def outermost(self) -> Iterator[Point]:
        """The corners of every slice."""
        _, rows, columns = self.axes
        for plane in self.below:
            yield from plane.corners(0, 0, rows.size, columns.size)
        for plane in self.above:
            yield from plane.corners(0, 0, *self.shape[1:])

    def output_cell(self, number: int) -> Place:
        """The output cell (slice, row, column) of a row-major number."""
        rest, x = divmod(number, self.shape[2])
        z, y = divmod(rest, self.shape[1])
        return z, y, x

    def still_input(self) -> Iterator[Mark]:
        """Padding and input cells: what never moves."""
        depth, rows, columns = self.axes
        real = set(product(depth.cells, rows.cells, columns.cells))
        every = product(range(depth.size), range(rows.size), range(columns.size))
        padding = [place for place in every if place not in real]
        if padding:
            yield self._cells("padding", self.below, padding)
            yield lines("padding.lines", self._grid(padding))
        yield self._cells("input", self.below, sorted(real))

    def output(self, chosen: Sequence[int]) -> Iterator[Mark]:
        """The output cells; where they fill, each from the step on that makes it."""
        z, y, x = self.shape
        every = product(range(z), range(y), range(x))
        if not self.style.fill:
            yield self._cells("output", self.above, every)
            return
        yield self._cells("output.pending", self.above, every)
        for number, when in since(chosen):
            cell = self.output_cell(number)
            yield replace(self._cells("output", self.above, [cell]), steps=when)

    def window(self, steps: list[Place]) -> Iterator[Mark]:
        """The taps, one group for each slice that the kernel reaches into, moving.

        Where windows are of unequal size there is one for each size, at its steps.
        """
        origin = self.below[0].shifted(-self.below[0].x, -self.below[0].y)
        shapes = once([tuple(map(Lattice.window, self.axes, step)) for step in steps])
        for (slices, down, across), when in shapes.items():
            taps = sorted(product(down, across))
            d = origin.cells(taps, self.style.gap, self.style.radius)
            for offset in sorted(slices):
                track = moves(self._start(step, offset) for step in steps)
                yield Group("window", (Path("tap", d),), steps=when, track=track)

    def active(self, steps: list[Place]) -> Mark:
        """The output cell that is being made."""
        origin = self.above[0].shifted(-self.above[0].x, -self.above[0].y)
        d = origin.cells([(0, 0)], self.style.gap, self.style.radius)
        return Path("active", d, track=moves(self.above[z].point(y, x) for z, y, x in steps))

    def guides(self, steps: list[Place]) -> Iterator[Mark]:
        """The lines from the window's corners to those of the output cell."""
        depth, rows, columns = self.axes
        inset = self.style.gap / 2
        flat = len(self.below) == rows.size == self.shape[1] == 1
        if flat:
            corners = [(0, 0), (0, 1)]
        elif depth.extent > 1:  # of each slice only the silhouette: all four would hide it
            corners = [(0, 0), (1, 1)]
        else:
            corners = [(0, 0), (0, 1), (1, 1), (1, 0)]
        for offset, (down, right) in product(sorted(depth.offsets), corners):
            track = []
            for z, y, x in steps:
                slab = self._slice(z, offset)
                row, column = rows.starts[y], columns.starts[x]
                foot = slab.point(
                    row + (rows.reach(y) - inset if down else inset),
                    column + (columns.reach(x) - inset if right else inset),
                )
                head = self.above[z].point(
                    y + (1 - inset if down or flat else inset),
                    x + (1 - inset if right else inset),
                )
                track.append(stretch(foot, head))
            reached = [n for n, (z, _, _) in enumerate(steps) if offset in depth.window(z)]
            when = None if len(reached) == len(steps) else spans(reached)
            yield Path("guide", (("M", 0, 0), ("L", 0, 1)), steps=when, track=tuple(track))

    def _slice(self, z: int, offset: int) -> Plane:
        """The slice that a tap of an output slice's window lies in, or the last there is."""
        return self.below[min(self.axes[0].starts[z] + offset, len(self.below) - 1)]

    def _start(self, step: Place, depth_offset: int) -> Point:
        _, rows, columns = self.axes
        z, y, x = step
        return self._slice(z, depth_offset).point(rows.starts[y], columns.starts[x])

    def _cells(self, role: str, planes: tuple[Plane, ...], places: Iterable[Place]) -> Path:
        d = (
            segment
            for z, y, x in places
            for segment in planes[z].cells([(y, x)], self.style.gap, self.style.radius)
        )
        return Path(role, tuple(d))

    def _grid(self, places: list[Place]) -> Iterator[tuple[Point, Point]]:
        """The lines of the grid, each from edge to edge, in the slices that have padding."""
        _, rows, columns = self.axes
        for z in sorted({place[0] for place in places}):
            plane = self.below[z]
            for row in range(rows.size + 1):
                yield plane.point(row, 0), plane.point(row, columns.size)
            for column in range(columns.size + 1):
                yield plane.point(0, column), plane.point(rows.size, column)


def _side_by_side(first: Plane, count: int, rows: int, columns: int) -> tuple[Plane, ...]:
    corners = first.corners(0, 0, rows, columns)
    pitch = _most(corners, 0) - _least(corners, 0) + BETWEEN
    return tuple(first.shifted(n * pitch, 0) for n in range(count))


def _middle(planes: tuple[Plane, ...], depth: Lattice, rows: Lattice, columns: Lattice) -> float:
    """The horizontal middle of what the windows cover."""
    first, last = (
        [plane.point(r, c)[0] for r in _reach(rows) for c in _reach(columns)]
        for plane in (planes[_reach(depth)[0]], planes[_reach(depth)[1] - 1])
    )
    return (min(first) + max(last)) / 2


def _reach(axis: Lattice) -> tuple[int, int]:
    """Where the first window begins, and where the last one, which may be smaller, ends."""
    return axis.starts[0], axis.starts[-1] + axis.reach(axis.axis.output - 1)


def _least(points: list[Point], axis: int) -> float:
    return min(p[axis] for p in points)


def _most(points: list[Point], axis: int) -> float:
    return max(p[axis] for p in points)
