"""The channels view: input, filters and output as blocks of cells, and who meets whom.

At each step a block of input cells (through all channels of its group) is lit, the filter
that it meets is outlined, and the output cell that they make lights up and then keeps its
filter's hue. The lit block lies inside the input: the input's edges are drawn over it again,
as if it were of glass.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, product
from typing import TYPE_CHECKING

from convanim.operations.describe import size, typeset
from convanim.operations.operation import Operation
from convanim.operations.volumes import caption, groups, sentence
from convanim.scene.marks import (
    Group,
    Mark,
    Matrix,
    Path,
    Point,
    Scene,
    Text,
    moves,
    stretch,
)
from convanim.scene.text import place
from convanim.views.blocks.breaks import dots, ellipsis
from convanim.views.blocks.places import Layout, Part, blocks, layout
from convanim.views.blocks.solid import Block, Solid, far_to_near
from convanim.views.blocks.volumes import Step, Volumes, volumes
from convanim.views.page import page
from convanim.views.parts.ruler import Run, runs
from convanim.views.view import Options

if TYPE_CHECKING:
    from convanim.views.blocks.tally import Tally

COMPACT = 440.0
"""Units that the drawing fills beside a table: both must stay legible."""
ASIDE = 24.0
"""Units between the drawing and the table of its numbers."""
LABEL = 15.0
"""The size of labels, in scene units."""


def channels(op: Operation, options: Options) -> Scene:
    """The scene of an operation in the channels view."""
    drawn = volumes(op, options)
    every = drawn.steps(options.order)
    steps = [every[n] for n in options.chosen_of(len(every))]
    places = layout(drawn) if options.values is None else layout(drawn, COMPACT)
    corners = list(outermost(op, drawn, places))
    beside = table(op, drawn, steps, corners, options)
    corners += beside.corners() if beside else []
    around = page(corners, op, options, caption(op))
    picture = Picture(op, drawn, places.shifted(around.dx, around.dy), steps)
    marks = [*picture.marks(), *labels(op, drawn, picture.places), *around.texts]
    if beside:
        marks += beside.shifted(around.dx, around.dy).marks(options)
    return Scene(
        around.width,
        around.height,
        tuple(marks),
        len(steps),
        typeset(f"{op.name}: {caption(op)}"),
        typeset(sentence(op, len(steps), sum(map(len, drawn.filters.values())))),
        still=len(steps) // 2,
    )


def table(
    op: Operation, drawn: Volumes, steps: list[Step], corners: list[Point], options: Options
) -> Tally | None:
    """The arithmetic of each step, to the right of a drawing with these corners."""
    if options.values is None:
        return None
    from convanim.views.blocks.tally import tally  # a picture without numbers needs no arrays

    xs, ys = zip(*corners, strict=True)
    made = tally(op, options.values, drawn, steps, options)
    return made.placed(max(xs) + ASIDE, (min(ys) + max(ys)) / 2)


def count(op: Operation, options: Options) -> int:
    """How many steps there are: drawn output cells, of the filters that are shown."""
    drawn = volumes(op, options)
    filters = sum(map(len, drawn.filters.values()))
    return len(drawn.rows.output.drawn) * len(drawn.columns.output.drawn) * filters


def outermost(op: Operation, drawn: Volumes, places: Layout) -> Iterator[Point]:
    """The corners of what is drawn, labels included."""
    for left, top, right, low in places.boxes:
        yield from ((left, top), (right, low))
    for text in labels(op, drawn, places):
        yield from ((text.x, text.y + 4), (text.x + text.width, text.y))


def labels(op: Operation, drawn: Volumes, places: Layout) -> Iterator[Text]:
    """What each block is and how large, below it."""
    channels, maps, count = op.in_channels or 1, op.maps or 1, groups(op)
    deep = size((*op.kernel, channels // count)) + (" each" if maps > 1 else "")
    word = {"maxpool": "max of", "avgpool": "mean of"}.get(op.op, f"filter{'s' * (maps > 1)}")
    shown = sum(map(len, drawn.filters.values()))
    number = "" if op.pooling else f"{shown} of {maps} " if drawn.some else f"{maps} "
    lines = (
        ("input", size((*op.input, channels))),
        (f"{number}{word}", deep),
        ("output", size((*op.output_shape, maps))),
    )
    low = max(box[3] for box in places.boxes)
    for (left, _, right, _), texts in zip(places.boxes, lines, strict=True):
        for n, text in enumerate(texts):
            y = low + LABEL * (1.5 + 1.25 * n)
            yield place("label", typeset(text), (left + right) / 2, y, LABEL, "middle")


@dataclass(frozen=True, slots=True)
class Picture:
    """The marks of the drawing."""

    op: Operation
    drawn: Volumes
    places: Layout
    steps: list[Step]

    def marks(self) -> Iterator[Mark]:
        """Everything, from the far to the near."""
        for part in self.places.parts.values():
            yield from self.source(part)
        yield from self.gathered() if self.op.swapped else [self.window()]
        for part in self.places.parts.values():
            yield from self.glass(part)
        *into, out = self.guides()
        yield from into
        for part in self.places.parts.values():
            yield from self.kernels(part)
        for group, part in self.places.parts.items():
            yield from self.target(group, part)
        yield self.now()
        yield self.chosen()
        yield out
        if self.places.gap is not None:
            for left, _, right, _ in self.places.boxes:
                yield ellipsis(((left + right) / 2, self.places.gap))

    # -- the input -----------------------------------------------------------------------

    def inside(self) -> list[Block]:
        """The blocks of real input cells."""
        runs_of = (self.drawn.layers.runs(), self.drawn.rows.runs, self.drawn.columns.runs)
        return solid_blocks(*runs_of)

    def source(self, part: Part) -> Iterator[Mark]:
        """A group's input: its padding's room as an outline, its cells as blocks."""
        room, _, _ = blocks(self.drawn)
        real = self.inside()
        if any(map(any, self.op.padding)) or self.op.swapped:
            yield Path("room", part.input.wire(room))
        for block in real:
            yield from part.input.shaded("input", block)

    def glass(self, part: Part) -> Iterator[Mark]:
        """The input's edges once more, over the lit block inside it."""
        inside = self.inside()
        near = inside[-1].at[0]
        # the front is enough: where a volume is broken, its parts hide each other's other faces
        faces = (part.input.front(block) for block in inside if block.at[0] == near)
        yield Path("glass", tuple(chain.from_iterable(faces)))
        yield from dots(part.input, self.drawn)

    def window(self) -> Mark:
        """The lit block, moving over the input."""
        solid = Solid(0, 0, self.places.side)
        rows, columns = (
            runs(sorted(axis.offsets)) for axis in (self.drawn.rows, self.drawn.columns)
        )
        lit = solid_blocks(self.drawn.layers.runs(), rows, columns)
        marks = [mark for block in lit for mark in solid.shaded("lit", block)]
        return Group("window", tuple(marks), track=moves(map(self.corner, self.steps)))

    def gathered(self) -> Iterator[Mark]:
        """The lit cells of a transposed convolution: those of a stretched input that are met.

        Between them the window meets nothing; it is drawn as an outline.
        """
        lit: dict[tuple[int, int, int], list[int]] = {}
        for n, step in enumerate(self.steps):
            rows, columns = self.drawn.rows.reads(step.row), self.drawn.columns.reads(step.column)
            for at in product((step.group,), rows, columns):
                lit.setdefault(at, []).append(n)
        for group, row, column in sorted(lit, key=lambda bar: (bar[0], -bar[1], bar[2])):
            bars = solid_blocks(self.drawn.layers.runs(), [(row, 1)], [(column, 1)])
            solid = self.places.parts[group].input
            marks = [mark for bar in bars for mark in solid.shaded("lit", bar)]
            shown = tuple(range(a, a + count) for a, count in runs(lit[group, row, column]))
            yield Group("lit", tuple(marks), steps=shown)
        size = (self.drawn.layers.length, self.drawn.rows.extent, self.drawn.columns.extent)
        window = Solid(0, 0, self.places.side).silhouette("current", Block((0, 0, 0), size))
        yield Path("current", window.d, track=moves(map(self.corner, self.steps)))

    def corner(self, step: Step) -> Point:
        """Where the lit block begins at a step."""
        return self.places.parts[step.group].input.point(0, *self.start(step))

    def start(self, step: Step) -> tuple[int, int]:
        """The drawn row and column at which the window begins."""
        return self.drawn.rows.start(step.row), self.drawn.columns.start(step.column)

    # -- the filters ---------------------------------------------------------------------

    def kernels(self, part: Part) -> Iterator[Mark]:
        """A group's filters, each in its hue."""
        for f, solid in part.filters.items():
            for block in self.taps():
                yield from solid.shaded(self.drawn.hue(f), block)
        if part.rest:
            yield ellipsis(part.rest)

    def taps(self) -> list[Block]:
        """The blocks of a filter."""
        rows, columns = self.drawn.kernel
        return solid_blocks(self.drawn.layers.runs(), [(0, rows)], [(0, columns)])

    # -- the output ----------------------------------------------------------------------

    def target(self, group: int, part: Part) -> Iterator[Mark]:
        """A group's output: an empty block that fills, each cell in the hue of its filter."""
        rows, columns = self.drawn.rows.output, self.drawn.columns.output
        layers = runs([layer for _, layer in self.drawn.filters[group]])
        for block in solid_blocks(layers, rows.runs(), columns.runs()):
            yield from part.output.shaded("empty", block)
        made: dict[Block, tuple[int, int]] = {}
        for n, step in enumerate(self.steps):
            if step.group == group:
                made.setdefault(self.cell(step), (n, step.filter))
        for block in far_to_near(made):
            n, f = made[block]
            z, r, c = block.at
            covering = (("f", (z + 1, r, c)), ("t", (z, r - 1, c)), ("r", (z, r, c + 1)))
            faces = ""
            for face, at in covering:
                over = made.get(Block(at, (1, 1, 1)))
                # what is covered from the start is never seen
                faces += "" if over and over[0] <= n else face
            filled = tuple(part.output.shaded(self.drawn.hue(f), block, faces))
            yield Group("made", filled, steps=(range(n, len(self.steps)),))

    def now(self) -> Mark:
        """The output cell that is being made, in front of what would hide it."""
        cell = Solid(0, 0, self.places.side).shaded("lit", Block((0, 0, 0), (1, 1, 1)))
        places = ((self.places.parts[step.group].output, self.cell(step)) for step in self.steps)
        track = moves(solid.point(*block.at) for solid, block in places)
        return Group("now", tuple(cell), track=track)

    def cell(self, step: Step) -> Block:
        """The output cell that a step makes."""
        row, column = (
            axis.output.position(x)
            for axis, x in ((self.drawn.rows, step.row), (self.drawn.columns, step.column))
        )
        return Block((self.drawn.layer(step), row, column), (1, 1, 1))

    # -- what ties them ------------------------------------------------------------------

    def meets(self) -> list[Solid]:
        """The filter of each step."""
        return [self.places.parts[s.group].filters[s.filter] for s in self.steps]

    def chosen(self) -> Mark:
        """The outline of the filter in use."""
        _, kernel, _ = blocks(self.drawn)
        outline = Solid(0, 0, self.places.side).silhouette("current", kernel)
        return Path("current", outline.d, track=moves((s.x, s.y) for s in self.meets()))

    def guides(self) -> Iterator[Mark]:
        """Two lines from the lit block to the filter, one from there to the output cell.

        Every line that moves far is a tenth of a GIF's bytes, so there are no more.
        """
        _, kernel, _ = blocks(self.drawn)
        deep, rows, columns = kernel.size
        high, wide = self.drawn.rows.extent, self.drawn.columns.extent
        tracks: tuple[list[Matrix], ...] = ([], [], [])
        for step, solid in zip(self.steps, self.meets(), strict=True):
            part = self.places.parts[step.group]
            row, column = self.start(step)
            for edge in (0, 1):
                foot = part.input.point(deep, row + edge * high, column + wide)
                tracks[edge].append(stretch(foot, solid.point(deep, edge * rows, 0)))
            z, r, c = self.cell(step).at
            head = part.output.point(z + 1, r + 0.5, c)
            tracks[2].append(stretch(solid.point(0, rows / 2, columns), head))
        for track in tracks:
            yield Path("guide", (("M", 0, 0), ("L", 0, 1)), track=tuple(track))


def solid_blocks(layers: list[Run], rows: list[Run], columns: list[Run]) -> list[Block]:
    """The blocks that runs of cells along three axes make, in the order to paint them."""
    return far_to_near(
        Block((z, r, c), (zs, rs, cs))
        for (z, zs), (r, rs), (c, cs) in product(layers, rows, columns)
    )
