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
from convanim.scene.marks import Mark, Path, Point, Scene, lines, moves, points
from convanim.views.page import Told, page
from convanim.views.parts.steps import leaps, since
from convanim.views.planes.guides import guides
from convanim.views.planes.names import names
from convanim.views.planes.slabs import Place, Slabs
from convanim.views.planes.taps import window
from convanim.views.view import Filling, Labelled, Laid, Style, Takes, cells_of


@dataclass(frozen=True, kw_only=True)
class Stacked(Filling, Labelled):
    """Cells above cells: which input cells each output cell reads, of any layer."""

    name = "stacked"
    takes = Takes(uneven=True)

    def cells(self, op: Operation) -> int:
        """Those of both planes, or of all slices."""
        return cells_of(op)

    def lay(self, op: Operation, values: None, style: Style) -> Laid:
        """The planes of a layer, one output cell a step."""
        slabs = Slabs.of(op, self.filling(style))
        told = Told.of(op, fills=slabs.style.fill)
        named = tuple(names(op, slabs)) if self.labelling(style) else ()
        corners = [*slabs.outermost(), *(point for name in named for point in points(name))]

        def draw(chosen: Sequence[int]) -> Scene:
            steps = [slabs.output_cell(n) for n in chosen]
            below = [*still_input(slabs), *window(slabs, steps)]
            ties = [*guides(slabs, steps)]
            marks: list[Mark] = [
                # from a far slice they pass behind those that are nearer
                *((*ties, *below) if op.dims == 3 else (*below, *ties)),
                *output(slabs, chosen),
                active(slabs, steps),
                *named,
            ]
            return page(marks, len(steps), style, told, corners=corners)

        return Laid(op.steps, draw, op.output_shape[-1])


def still_input(slabs: Slabs) -> Iterator[Mark]:
    """Padding and input cells: what never moves."""
    real = slabs.real()
    depth, rows, columns = (range(axis.size) for axis in slabs.axes)
    padding = sorted(set(product(depth, rows, columns)).difference(real))
    if padding:
        yield slabs.cells("padding", slabs.below, padding)
        yield lines("padding.lines", grid(slabs, padding))
    yield slabs.cells("input", slabs.below, real)


def grid(slabs: Slabs, places: Iterable[Place]) -> Iterator[tuple[Point, Point]]:
    """The lines of the grid, each from edge to edge, in the slices that have padding."""
    _, rows, columns = slabs.axes
    for z in sorted({place[0] for place in places}):
        plane = slabs.below[z]
        for row in range(rows.size + 1):
            yield plane.point(row, 0), plane.point(row, columns.size)
        for column in range(columns.size + 1):
            yield plane.point(0, column), plane.point(rows.size, column)


def output(slabs: Slabs, chosen: Sequence[int]) -> Iterator[Mark]:
    """The output cells; where they fill, each from the step on that makes it."""
    if not slabs.style.fill:
        yield slabs.cells("output", slabs.above, slabs.outputs())
        return
    yield slabs.cells("output.pending", slabs.above, slabs.outputs())
    for number, when in since(chosen):
        cell = slabs.cells("output", slabs.above, [slabs.output_cell(number)])
        yield replace(cell, steps=when)


def active(slabs: Slabs, steps: Sequence[Place]) -> Mark:
    """The output cell that is being made."""
    origin = slabs.above[0].shifted(-slabs.above[0].x, -slabs.above[0].y)
    d = origin.cells([(0, 0)], slabs.style.gap, slabs.style.radius)
    track = moves(slabs.above[z].point(y, x) for z, y, x in steps)
    return Path("active", d, track=track, fades=leaps(steps))
