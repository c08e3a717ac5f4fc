"""Layers in turn between blocks of cells: what one layer has made the next one reads.

Every tensor is drawn once, all at one scale, from left to right with the filters between them;
it is empty until its layer fills it, and then keeps the hues of the filters that made it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from convanim.language import say
from convanim.legible import LEAST
from convanim.operations.describe import size, titled, typeset
from convanim.operations.operation import Operation
from convanim.operations.volumes import caption, counted_filters, groups, sentence
from convanim.scene.arrange import in_turn
from convanim.scene.marks import Mark, Path, Rect, Scene, Text
from convanim.scene.text import fitted, place
from convanim.views.blocks.labels import LABEL
from convanim.views.blocks.picture import Picture
from convanim.views.blocks.places import APART, HIGH, LARGEST, SMALLEST, Arrangement, Part, Stand
from convanim.views.blocks.solid import Block, Solid
from convanim.views.blocks.volumes import Step, Volumes
from convanim.views.page import Told, page
from convanim.views.parts.paper import MARGIN
from convanim.views.parts.steps import by_step
from convanim.views.view import Link, Style

WIDE, NARROW = 800.0, 400.0
"""The widths that a chain's page is laid out for at most and at least."""
BETWEEN = 0.06
"""The room between tensors and filters, in parts of the whole width: guides run there."""
ROOM = 0.94
"""The part of the way from one middle to the next that a text may take."""
ROOMY = 1.3
"""How much larger than what can be read at all a title is that stands beside others."""
MADE, GLASS = "made", "glass"
"""The role of what stays once it is made, and of what lies over a block while it is read."""


class Whole(Picture):
    """A layer whose groups lie in one volume."""

    def glass(self, part: Part) -> Iterator[Mark]:
        """The edges of the nearest group alone: those of the others lie inside."""
        if part is list(self.places.parts.values())[-1]:
            yield from super().glass(part)

    def target(self) -> Iterator[Mark]:
        """All of the empty block first: what one group has made is not behind the next one's."""
        marks = list(super().target())
        yield from (mark for mark in marks if mark.role != MADE)
        yield from (mark for mark in marks if mark.role == MADE)


class Reading(Whole):
    """A layer that reads what is drawn already: of its input it adds the padding's room."""

    def source(self, part: Part) -> Iterator[Mark]:
        """Nothing but the outline around the padding."""
        if any(map(any, self.op.padding)):
            yield Path("room", part.input.wire(self.drawn.under))


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of a chain: what is drawn of it, its volumes as if no groups were apart, and the
    steps that are shown."""

    link: Link
    op: Operation
    drawn: Volumes
    steps: list[Step]

    @classmethod
    def of(cls, link: Link, op: Operation, drawn: Volumes, order: str) -> Layer:
        """A layer whose groups write into one volume."""
        every = drawn.steps(order)
        filters = {group: {f: f for f in found} for group, found in drawn.filters.items()}
        one = replace(drawn, filters=filters, depth=op.maps or 1)
        return cls(link, op, one, [every[n] for n in link.chosen])

    @property
    def whole(self) -> bool:
        """Whether everything is drawn, nothing left out and nothing between the cells."""
        rows, columns = self.drawn.rows, self.drawn.columns
        shown = len(rows.output.runs()) == len(columns.output.runs()) == 1
        shown = shown and len(rows.runs) == len(columns.runs) == len(self.drawn.layers.runs()) == 1
        return shown and len(self.drawn.hues) == (self.op.maps or 1) and not self.op.swapped

    @property
    def real(self) -> tuple[int, int]:
        """The row and the column at which the real input begins."""
        return self.drawn.rows.runs[0][0], self.drawn.columns.runs[0][0]

    @property
    def read(self) -> Block:
        """The room of all channels that are read, padding included."""
        rows, columns = self.drawn.rows.under.length, self.drawn.columns.under.length
        return Block((0, 0, 0), (self.op.in_channels or 1, rows, columns))

    @property
    def kernel(self) -> Block:
        """The room of a filter."""
        return self.drawn.room(*self.drawn.kernel)


@dataclass(frozen=True)
class Chained:
    """Layers in their places: the boxes of tensors and of filters in turn, left to right."""

    layers: list[Layer]
    side: float
    boxes: list[Rect]
    style: Style

    @classmethod
    def of(cls, layers: list[Layer], style: Style) -> Chained:
        """The layers laid out for the width that is asked for."""
        wide = min(max(style.width or WIDE, NARROW), WIDE) - 2 * MARGIN
        unit = Solid(0, 0, 1.0)
        extents, fixed = list[tuple[float, float]](), 0.0
        for layer in layers:
            across, down = unit.extent(layer.kernel)
            count = len(layer.drawn.hues)
            extents += [unit.extent(layer.read), (across, down * count)]
            fixed = max(fixed, (count - 1) * APART)
        extents.append(unit.extent(layers[-1].drawn.output))
        between = wide * BETWEEN
        widths, heights = zip(*extents, strict=True)
        side = (wide - between * (len(extents) - 1)) / sum(widths)
        side = max(SMALLEST, min(side, (HIGH - fixed) / max(heights), LARGEST))
        lefts = accumulate((w * side + between for w in widths), initial=0.0)
        boxes = []
        for n, (x, (w, h)) in enumerate(zip(lefts, extents, strict=False)):
            high = h * side + (APART * (len(layers[n // 2].drawn.hues) - 1) if n % 2 else 0)
            boxes.append((x, -high / 2, x + w * side, high / 2))
        return cls(layers, side, boxes, style)

    def scene(self) -> Scene:
        """The scene of all steps."""
        texts = [*self.labels(), *self.titles()]
        low, high = min(box[1] for box in self.boxes), max(box[3] for box in self.boxes)
        corners = [(self.boxes[0][0], low), (self.boxes[-1][2], high)]
        for text in texts:
            corners += ((text.x, text.y - text.size), (text.x + text.width, text.y + 4))
        told, total = self.told(), len(self.steps)
        return page(
            [*self.marks(), *texts],
            total,
            replace(self.style, caption=any(told.caption)),
            told,
            corners=corners,
            still=total - 1,
            read_at=WIDE,
        )

    @property
    def steps(self) -> list[Layer]:
        """Whose turn it is at each step."""
        return [layer for layer in self.layers for _ in layer.steps]

    def told(self) -> Told:
        """What is said of the chain; below it stands the layer whose turn it is."""
        names = say("; ").join(titled(of.op, caption(of.op)) for of in self.layers)
        said = (
            sentence(layer.op, len(layer.steps), len(layer.drawn.hues)) for layer in self.layers
        )
        lines = [caption(of.op) if of.link.style.caption else "" for of in self.steps]
        return Told(names, say(" ").join(said), lines)

    def marks(self) -> Iterator[Mark]:
        """The marks of all layers, from the first on, each in its time."""
        start, total = 0, len(self.steps)
        for n, layer in enumerate(self.layers):
            kind = Reading if n else Whole
            picture = kind(layer.op, layer.drawn, self.places(n), layer.steps)
            for mark in picture.marks():
                if mark.steps is None and mark.track is None and mark.role != GLASS:
                    yield mark
                else:
                    yield in_turn(mark, len(layer.steps), start, total, stays=mark.role == MADE)
            start += len(layer.steps)

    def places(self, n: int) -> Arrangement:
        """Where a layer's volumes lie: its groups in one block, its filters below each other."""
        layer, origin = self.layers[n], Solid(0, 0, self.side)
        read, target = self.tensor(n), self.tensor(n + 1)
        if n + 1 < len(self.layers):  # what is made lies within the padding of who reads it
            target = Solid(*target.point(0, *self.layers[n + 1].real), self.side)
        x, y, _, _ = self.boxes[2 * n + 1]
        high = origin.extent(layer.kernel)[1] + APART
        filters, parts = 0, {}
        for group, found in layer.drawn.filters.items():
            put = {}
            for f in () if layer.drawn.pooled else found:  # pooling has no weights
                put[f] = Stand(origin.put(layer.kernel, x, y + filters * high), None, None)
                filters += 1
            deep = group * ((layer.op.in_channels or 1) // groups(layer.op))
            parts[group] = Part(Solid(*read.point(deep, 0, 0), self.side), put, target, None)
        columns = self.boxes[2 * n], self.boxes[2 * n + 1], self.boxes[2 * n + 2]
        return Arrangement(parts, columns, self.side, None)

    def tensor(self, n: int) -> Solid:
        """Where a tensor lies, with the padding of the layer that reads it."""
        x, y, _, _ = self.boxes[2 * n]
        last = n == len(self.layers)
        block = self.layers[-1].drawn.output if last else self.layers[n].read
        return Solid(0, 0, self.side).put(block, x, y)

    @property
    def middles(self) -> list[float]:
        """The middle of each tensor and of each layer's filters."""
        return [(left + right) / 2 for left, _, right, _ in self.boxes]

    def labels(self) -> Iterator[Text]:
        """What each block is and how large, below it."""
        lines = [(say("input"), tensor(self.layers[0].op.input, self.layers[0].op.in_channels))]
        for n, layer in enumerate(self.layers, start=1):
            op, maps = layer.op, layer.op.maps or 1
            taps = size((*op.kernel, (op.in_channels or 1) // groups(op)))
            what = counted_filters(maps, maps)
            if op.pooling:
                what = say("{word} of", word=op.reduces.word)
            last = n == len(self.layers)
            name = say("output") if last else say("output {number}", number=n)
            lines += [(what, taps), (name, tensor(op.output_shape, op.maps))]
        room = min(b - a for a, b in pairwise(self.middles)) * ROOM
        words = [[typeset(text) for text in pair] for pair in lines]
        high = min(fitted(text, LABEL, room) for pair in words for text in pair)
        low = max(box[3] for box in self.boxes)
        for x, pair in zip(self.middles, words, strict=True):
            for n, text in enumerate(pair):
                yield place("label", text, x, low + high * (1.5 + 1.25 * n), high, "middle")

    def titles(self) -> Iterator[Text]:
        """Each layer's title above its filters, all of one size; where that would be too small,
        one title alone, of the layer whose turn it is."""
        given = {n: layer.link.style.title for n, layer in enumerate(self.layers)}
        found = {2 * n + 1: title for n, title in given.items() if title}
        rooms = {n: (self.middles[n + 1] - self.middles[n - 1]) * ROOM for n in found}
        high = min((fitted(title, LABEL, rooms[n]) for n, title in found.items()), default=LABEL)
        top = min(box[1] for box in self.boxes) - LABEL * 0.7
        if high > LEAST * ROOMY:
            for n, title in found.items():
                yield place("label", title, self.middles[n], top, high, "middle")
            return
        middle, room = (self.middles[0] + self.middles[-1]) / 2, self.boxes[-1][2]
        for line, when in by_step(of.link.style.title for of in self.steps).items():
            if line:
                size = fitted(line, LABEL, room)
                yield place("label", line, middle, top, size, "middle", steps=when)


def tensor(shape: Sequence[int], channels: int | None) -> str:
    """A tensor's size."""
    return size((*shape, channels or 1))
