"""The marks of the channels view, from the far to the near.

The lit block lies inside the input: the input's edges are drawn over it again, as if it were
of glass.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, compress, product

from convanim.operations.operation import Operation
from convanim.scene.marks import Group, Mark, Path, Point, moves
from convanim.views.blocks.breaks import dots, ellipsis
from convanim.views.blocks.guides import guides
from convanim.views.blocks.places import Arrangement, Part
from convanim.views.blocks.solid import FACES, Block, Solid
from convanim.views.blocks.volumes import Step, Volumes
from convanim.views.parts.ruler import runs
from convanim.views.parts.steps import each_by_step, since

CELL = Block((0, 0, 0))


@dataclass(frozen=True, slots=True)
class Picture:
    """The drawing of some steps, its volumes in their places."""

    op: Operation
    drawn: Volumes
    places: Arrangement
    steps: list[Step]

    def marks(self) -> Iterator[Mark]:
        """Everything, from the far to the near."""
        parts = self.places.parts
        for part in parts.values():
            yield from self.source(part)
        yield from self.gathered() if self.op.swapped else [self.window()]
        for part in parts.values():
            yield from self.glass(part)
        yield from self.target()
        yield self.now()
        yield from guides(self.drawn, self.places, self.steps)
        for part in parts.values():
            yield from self.kernels(part)
        if not self.drawn.pooled:
            yield self.current()
        if self.places.gap is not None:
            for left, _, right, _ in self.places.columns:
                yield ellipsis(((left + right) / 2, self.places.gap))

    @property
    def origin(self) -> Solid:
        """A solid for marks that are carried to their places."""
        return Solid(0, 0, self.places.side)

    # -- the input -----------------------------------------------------------------------

    def real(self) -> list[Block]:
        """The blocks of real input cells."""
        return self.drawn.deep(self.drawn.rows.runs, self.drawn.columns.runs)

    def source(self, part: Part) -> Iterator[Mark]:
        """A group's input: its padding's room as an outline, its cells as blocks."""
        if any(map(any, self.op.padding)) or self.op.swapped:
            yield Path("room", part.input.wire(self.drawn.under))
        for block in self.real():
            yield from part.input.shaded("input", block)

    def glass(self, part: Part) -> Iterator[Mark]:
        """The input's edges once more, over the lit block inside it."""
        inside = self.real()
        near = inside[-1].at[0]
        # the front is enough: where a volume is broken, its parts hide each other's other faces
        faces = (part.input.face("front", block) for block in inside if block.at[0] == near)
        yield Path("glass", tuple(chain.from_iterable(faces)))
        under = self.drawn.layers, self.drawn.rows.under, self.drawn.columns.under
        yield from dots(part.input, self.drawn.under, (ruler.runs() for ruler in under))

    def window(self) -> Mark:
        """The lit block, moving over the input."""
        axes = self.drawn.rows, self.drawn.columns
        lit = self.drawn.deep(*(runs(sorted(axis.offsets)) for axis in axes))
        marks = [mark for block in lit for mark in self.origin.shaded("lit", block)]
        return Group("window", tuple(marks), track=moves(map(self.corner, self.steps)))

    def gathered(self) -> Iterator[Mark]:
        """The lit cells of a transposed convolution: those of a stretched input that are met.

        Between them the window meets nothing; it is drawn as an outline.
        """
        rows, columns = self.drawn.rows, self.drawn.columns
        # of rows the upper ones are further away
        lit = each_by_step(
            product((s.group,), [-row for row in rows.reads(s.row)], columns.reads(s.column))
            for s in self.steps
        )
        for (group, up, column), when in sorted(lit.items()):
            solid = self.places.parts[group].input
            bars = self.drawn.deep([(-up, 1)], [(column, 1)])
            marks = [mark for bar in bars for mark in solid.shaded("lit", bar)]
            yield Group("lit", tuple(marks), steps=when)
        window = self.origin.frame(self.drawn.room(rows.extent, columns.extent))
        yield Path("current", window, track=moves(map(self.corner, self.steps)))

    def corner(self, step: Step) -> Point:
        """Where the lit block begins at a step."""
        return self.places.parts[step.group].input.point(0, *self.drawn.start(step))

    # -- the filters ---------------------------------------------------------------------

    def kernels(self, part: Part) -> Iterator[Mark]:
        """A group's filters, each in its hue."""
        rows, columns = self.drawn.kernel
        taps = self.drawn.deep([(0, rows)], [(0, columns)])
        for f, stand in part.filters.items():
            for block in taps:
                yield from stand.solid.shaded(self.drawn.hues[f], block)
        if part.rest:
            yield ellipsis(part.rest)

    def current(self) -> Mark:
        """The outline of the filter in use."""
        outline = self.origin.silhouette(self.drawn.room(*self.drawn.kernel))
        met = (self.places.parts[s.group].filters[s.filter].solid for s in self.steps)
        return Path("current", outline, track=moves((solid.x, solid.y) for solid in met))

    # -- the output ----------------------------------------------------------------------

    def target(self) -> Iterator[Mark]:
        """Each group's output: an empty block that fills, each cell in the hue of its filter."""
        cells = ((s.group, *self.drawn.made(s)) for s in self.steps)
        # of rows the upper ones are further away: sorted, cells are in the order to paint them
        made = since([(group, layer, -row, column) for group, layer, row, column in cells])
        first = {cell: when[0].start for cell, when in made}
        for group, part in self.places.parts.items():
            for block in self.drawn.empty(group):
                yield from part.output.shaded("empty", block)
            yield from dots(part.output, self.drawn.output, self.drawn.made_of(group))
            filters = {layer: f for f, layer in self.drawn.filters[group].items()}
            for (of, layer, up, column), when in made:
                if of == group:
                    over = (layer + 1, up, column), (layer, up + 1, column), (layer, up, column + 1)
                    # what is covered from the start is never seen
                    free = (first.get((of, *at), len(self.steps)) > when[0].start for at in over)
                    hue, block = self.drawn.hues[filters[layer]], Block((layer, -up, column))
                    marks = part.output.shaded(hue, block, compress(FACES, free))
                    yield Group("made", tuple(marks), steps=when)

    def now(self) -> Mark:
        """The output cell that is being made, in front of what would hide it."""
        parts = self.places.parts
        track = moves(parts[s.group].output.point(*self.drawn.made(s)) for s in self.steps)
        return Group("now", tuple(self.origin.shaded("lit.output", CELL)), track=track)
