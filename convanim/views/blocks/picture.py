"""The marks of the channels view, from the far to the near.

The lit cells lie inside the input: the input's edges are drawn over them again, as if it were
of glass. What ties things together is drawn before the filters, which hide nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, compress

from convanim.operations.operation import Operation
from convanim.scene.marks import Group, Mark, Path, Point, Track, moves
from convanim.views.blocks.breaks import dots, ellipsis
from convanim.views.blocks.guides import changes, guides, jumps
from convanim.views.blocks.places import Arrangement, Part
from convanim.views.blocks.solid import FACES, Block, Solid
from convanim.views.blocks.volumes import Step, Volumes
from convanim.views.parts.ruler import runs
from convanim.views.parts.steps import each_by_step, edges, either, leaps, since

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
        yield from self.lit()
        for part in parts.values():
            yield from self.glass(part)
        yield self.window()
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

    def lit(self) -> Iterator[Mark]:
        """The cells that are read: real ones under the window's taps, moving with it."""
        met = [self.met(step) for step in self.steps]
        for (rows, columns), when in each_by_step([cells] for cells in met).items():
            lit = self.drawn.deep(runs(list(rows)), runs(list(columns)))
            marks = [mark for block in lit for mark in self.origin.shaded("lit", block)]
            fades = either(jumps(self.steps), edges(when))
            yield Group("window", tuple(marks), steps=when, track=self.track(), fades=fades)

    def met(self, step: Step) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Which rows and columns of the window meet real cells: of a stretched input some."""
        row, column = self.drawn.start(step)
        rows, columns = self.drawn.rows.reads(step.row), self.drawn.columns.reads(step.column)
        return tuple(sorted(y - row for y in rows)), tuple(sorted(x - column for x in columns))

    def window(self) -> Mark:
        """The outline of the window, through all channels."""
        room = self.drawn.room(self.drawn.rows.extent, self.drawn.columns.extent)
        fades = jumps(self.steps)
        return Path("current", self.origin.frame(room), track=self.track(), fades=fades)

    def track(self) -> Track:
        """What carries the window."""
        return moves(map(self.corner, self.steps))

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
                yield from stand.solid.shaded(f"filter.{self.drawn.hues[f]}", block)
        if part.rest:
            yield ellipsis(part.rest)

    def current(self) -> Mark:
        """The outline of the filter in use."""
        outline = self.origin.silhouette(self.drawn.room(*self.drawn.kernel))
        met = (self.places.parts[s.group].filters[s.filter].solid for s in self.steps)
        track = moves((solid.x, solid.y) for solid in met)
        return Path("current", outline, track=track, fades=changes(self.steps))

    # -- the output ----------------------------------------------------------------------

    def target(self) -> Iterator[Mark]:
        """Each group's output: cells as of glass, and each one from the step on that makes it."""
        cells = ((s.group, *self.drawn.made(s)) for s in self.steps)
        # of rows the upper ones are further away: sorted, cells are in the order to paint them
        made = since([(group, layer, -row, column) for group, layer, row, column in cells])
        first = {cell: when[0].start for cell, when in made}
        for group, part in self.places.parts.items():
            for block in self.drawn.empty(group):
                for face in FACES:
                    yield Path(f"empty.{face}", part.output.face(face, block))
            yield from dots(part.output, self.drawn.output, self.drawn.made_of(group))
            filters = {layer: f for f, layer in self.drawn.filters[group].items()}
            for (of, layer, up, column), when in made:
                if of == group:
                    over = (layer + 1, up, column), (layer, up + 1, column), (layer, up, column + 1)
                    # what is covered from the start is never seen
                    free = (first.get((of, *at), len(self.steps)) > when[0].start for at in over)
                    role, block = self.made(filters[layer]), Block((layer, -up, column))
                    marks = part.output.shaded(role, block, compress(FACES, free))
                    yield Group("made", tuple(marks), steps=when)

    def made(self, f: int) -> str:
        """The role of what a filter made: of the output's colour, its edges of the filter's."""
        return "output" if self.drawn.pooled else f"made.{self.drawn.hues[f]}"

    def now(self) -> Mark:
        """The output cell that is being made, in front of what would hide it."""
        parts = self.places.parts
        track = moves(parts[s.group].output.point(*self.drawn.made(s)) for s in self.steps)
        fades = leaps([(s.filter, s.row, s.column) for s in self.steps], 0)
        marks = tuple(self.origin.shaded("lit.output", CELL))
        return Group("now", marks, track=track, fades=fades)
