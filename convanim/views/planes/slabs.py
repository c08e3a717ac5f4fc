"""Where the stacked view's cells lie: the output's planes above the input's, a slice each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from math import ceil, copysign

from convanim.operations.operation import Operation
from convanim.scene.marks import Path, Point
from convanim.views.parts.plane import SLANT, Plane
from convanim.views.view import Style
from convanim.windows.axis import padded
from convanim.windows.lattice import Lattice, lattice

FLAT = ((34.0, 0.0), (0.0, 34.0))
LIFT = {1: 60.0, 2: 0.0, 3: 44.0}
"""Units between the output's and the input's planes, by the number of axes."""
BETWEEN = 18.0
"""Units between neighbouring slices."""
CLEAR = 0.5
"""How far, in cells, a window stays from where two of its guides would lie on each other."""

Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Slabs:
    """Three axes (unused ones of size one), the output's shape, a plane for each slice."""

    axes: tuple[Lattice, Lattice, Lattice]
    shape: Place
    below: tuple[Plane, ...]
    above: tuple[Plane, ...]
    style: Style

    @classmethod
    def of(cls, op: Operation, style: Style) -> Slabs:
        """The slabs of an operation, its lowest slice beginning at the origin."""
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
        if op.dims == 2:
            aside = _aside(lifted[0], rows, columns)
            lifted = tuple(p.shifted(aside, 0) for p in lifted)
        return cls((depth, rows, columns), (z, y, x), below, lifted, style)

    def outermost(self) -> Iterator[Point]:
        """The corners of every slice."""
        for quads in self.quads():
            for quad in quads:
                yield from quad

    def quads(self) -> tuple[list[list[Point]], list[list[Point]]]:
        """The outlines of the input's slices, and of the output's."""
        _, rows, columns = self.axes
        return (
            [plane.corners(0, 0, rows.size, columns.size) for plane in self.below],
            [plane.corners(0, 0, *self.shape[1:]) for plane in self.above],
        )

    def output_cell(self, number: int) -> Place:
        """The output cell (slice, row, column) of a row-major number."""
        rest, x = divmod(number, self.shape[2])
        z, y = divmod(rest, self.shape[1])
        return z, y, x

    def real(self) -> list[Place]:
        """The places of input cells."""
        depth, rows, columns = self.axes
        return list(product(depth.cells, rows.cells, columns.cells))

    def outputs(self) -> list[Place]:
        """All output cells."""
        z, y, x = self.shape
        return list(product(range(z), range(y), range(x)))

    def slice(self, z: int, offset: int) -> Plane:
        """The slice that a tap of an output slice's window lies in, or the last there is."""
        return self.below[min(self.axes[0].starts[z] + offset, len(self.below) - 1)]

    def start(self, step: Place, offset: int) -> Point:
        """Where the window of an output cell begins, in the slice of one of its taps."""
        _, rows, columns = self.axes
        z, y, x = step
        return self.slice(z, offset).point(rows.starts[y], columns.starts[x])

    def cells(self, role: str, planes: tuple[Plane, ...], places: Iterable[Place]) -> Path:
        """Cells of some slices."""
        d = (
            segment
            for z, y, x in places
            for segment in planes[z].cells([(y, x)], self.style.gap, self.style.radius)
        )
        return Path(role, tuple(d))


def _side_by_side(first: Plane, count: int, rows: int, columns: int) -> tuple[Plane, ...]:
    corners = first.corners(0, 0, rows, columns)
    pitch = _most(corners, 0) - _least(corners, 0) + BETWEEN
    return tuple(first.shifted(n * pitch, 0) for n in range(count))


def _aside(roof: Plane, rows: Lattice, columns: Lattice) -> float:
    """How far aside the roof must go so that at no step two guides lie on each other.

    Those from a window's left and right corners do where, counted in cells along both edges of
    the planes, the window lies as far to one side as to the other.
    """
    (ux, uy), (vx, vy) = roof.u, roof.v
    area = ux * vy - uy * vx
    above = (roof.x * (vy - uy) + roof.y * (ux - vx)) / area
    down = {y - start for y, start in enumerate(rows.starts)}
    across = {x + 1 - start - columns.reach(x) for x, start in enumerate(columns.starts)}
    nearest = min((above + a + b for a in down for b in across), key=abs)
    if abs(nearest) >= CLEAR:
        return 0.0
    part = CLEAR - nearest if nearest > 0 else -CLEAR - nearest
    aside = part * area / (vy - uy)
    return copysign(ceil(abs(aside)), aside)  # whole units, as all of a plane


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
