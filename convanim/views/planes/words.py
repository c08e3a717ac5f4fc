"""What the receptive-field view says: a label beside each map, and a line a step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod

from convanim.language import say, term
from convanim.operations.describe import compact, listed, setting, size, typeset
from convanim.operations.network import Network, Node
from convanim.operations.receptive import Receptive, receptive_fields
from convanim.scene.figures import Figures
from convanim.scene.marks import Point, Text
from convanim.scene.text import fitted, measure, place
from convanim.views.planes.levels import Level, Region, chain_axes

NAME, FIELD, LEADING = 13.5, 12.0, 15.5
"""Sizes of a label's two lines, and from one to the other."""
BESIDE = 16.0
"""From the widest map to the labels."""
WIDEST = 225.0
"""How wide a label may be before it shrinks."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words for a chain whose maps lie at these levels, and of the cells followed."""

    network: Network
    levels: Sequence[Level]
    paths: Sequence[Sequence[Region]]

    @property
    def steps(self) -> int:
        """How many steps there are: one a map, and one for the neighbour if there is one."""
        return len(self.levels) + len(self.paths) - 1

    @property
    def title(self) -> str:
        """What is shown, in one line."""
        count = len(self.network.operations)
        sizes = f"{size(self.network.input.shape)} -> {size(self.network.output.shape)}"
        return say(
            "Receptive field: {count} layers, {sizes}"
            if count > 1
            else "Receptive field: {count} layer, {sizes}",
            count=count,
            sizes=sizes,
        )

    @property
    def sentence(self) -> str:
        """What is shown, in words, for people who cannot see it."""
        said = say(
            "One cell of the {made} output, and map by map what it depends on, down to the {size} "
            "input: {found}.",
            made=size(self.network.output.shape),
            size=size(self.network.input.shape),
            found=self.found,
        )
        if len(self.paths) == 1:
            return said
        return say(" ").join((said, say("Then {next}.", next=self.next)))

    @property
    def found(self) -> str:
        """The receptive field of the output's cells, as the paper names its parts."""
        return say("receptive {field}", field=field_words(self.own(len(self.levels) - 1)))

    @property
    def next(self) -> str:
        """Where the neighbour's field lies."""
        (first, *_), (second, *_) = (path[-1] for path in self.paths)
        right = first == second
        jump = self.levels[-1].fields[1 if right else 0].jump
        if right:
            return say(
                "the cell to its right sees {jump} cells further: jump {jump}"
                if jump > 1
                else "the cell to its right sees {jump} cell further: jump {jump}",
                jump=jump,
            )
        return say(
            "the cell below it sees {jump} cells further: jump {jump}"
            if jump > 1
            else "the cell below it sees {jump} cell further: jump {jump}",
            jump=jump,
        )

    @property
    def longest(self) -> str:
        """The longest line of all steps."""
        return max(map(self.caption, range(self.steps)), key=lambda line: measure(typeset(line), 1))

    def caption(self, step: int) -> str:
        """The line of a step."""
        last = len(self.levels) - 1
        if step > last:
            return self.next
        if not step:
            return say("one cell of {name}", name=self.name(last))
        number = last - step
        sizes = self.spanned(number)
        rows, columns = region = self.paths[0][number]
        real = prod(map(len, self.levels[number].real(region)))
        read = len(rows) * len(columns)
        told = self.found
        if number:
            seen = {"size": size(sizes), "name": self.name(number)}
            told = say("it sees {size} cells of {name}", **seen)
        parts = [say("reads {count}", count=read)] if read < prod(sizes) else []
        parts += [say("{count} in padding", count=read - real)] if real < read else []
        return say("{told} ({more})", told=told, more=listed(parts)) if parts else told

    def name(self, number: int) -> str:
        """What a map is called: by its own name, or as the layer that makes it."""
        node = self.network.nodes[number]
        if own_name(node):
            return node.name if number else say(node.name)
        return say("layer {number}", number=number)

    def own(self, number: int) -> tuple[Receptive, ...]:
        """The receptive fields of a map's cells in the input, along the axes there are."""
        return self.levels[number].fields[-len(self.network.input.shape) :]

    def spanned(self, number: int) -> tuple[int, ...]:
        """The size of what the output cell sees of a map."""
        operations = self.network.operations[number:]
        axes = chain_axes(operations)[-len(self.network.input.shape) :]
        return tuple(receptive_fields(along)[-1].size for along in axes)

    def labels(self) -> Iterator[Text]:
        """Beside each map its layer and size, and what its cells see of the input."""
        right = max(x for x, _ in self.extents()) + BESIDE
        for number, (level, node) in enumerate(zip(self.levels, self.network.nodes, strict=True)):
            _, y = level.plane.point(level.shape[0] / 2, level.shape[1] / 2)
            name = typeset(f"{self.name(number)}{made(node)}")
            if not number:
                yield label(name, right, y + NAME * 0.36, NAME)
                continue
            yield label(name, right, y - 3, NAME)
            yield label(field_words(self.own(number)), right, y - 3 + LEADING, FIELD)

    def extents(self) -> Iterator[Point]:
        """The corners of the maps, and of what is read around them."""
        for level, *regions in zip(self.levels, *self.paths, strict=True):
            for region in (level.whole, *regions):
                yield from extent(level, region)

    def corners(self) -> Iterator[Point]:
        """The corners of everything, labels included."""
        yield from self.extents()
        for text in self.labels():
            yield from ((text.x, text.y - text.size), (text.x + text.width, text.y + 3))


def extent(level: Level, region: Region) -> list[Point]:
    """The corners of a region with the gaps around its cells."""
    if not all(region):
        return []
    (top, *_, low), (left, *_, right) = ((*n, n[-1]) for n in region)
    return level.plane.corners(top, left, low + 1 - top, right + 1 - left)


def label(text: str, x: float, y: float, height: float) -> Text:
    """A line of a label."""
    return place("label", text, x, y, fitted(text, height, WIDEST))


KINDS = (term("conv"), term("maxpool"), term("avgpool"), term("lppool"), term("globalpool"))
"""What the labels of layers begin with."""


def own_name(node: Node) -> bool:
    """Whether a node has a name that was given to it, not made from its operation."""
    op = node.operation
    return op is None or not node.name.startswith(f"{op.op} {compact(op.kernel)}")


def made(node: Node) -> str:
    """How a map is made, and its size.

    >>> from convanim.operations import Conv
    >>> chain = Network.chain(Conv(input=5, kernel=3, stride=2))
    >>> [made(node) for node in chain.nodes]
    [' 5x5', ': conv 3, s 2 -> 2x2']
    """
    op = node.operation
    if op is None:
        return f" {size(node.shape)}"
    # the kernel's size stands behind the layer's name; what has none is named by its settings
    told = [
        f"{say(op.op)} {value}" if word == "k" else short_setting(word, value)
        for word, value in op.settings()
    ]
    made = listed(told) or say(op.op)
    return say(": {layer} -> {size}", layer=made, size=size(node.shape))


def short_setting(word: str, value: str) -> str:
    """A setting as briefly as can be: those with a letter by that."""
    return f"{word} {value}" if len(word) == 1 else setting(word, value)


def field_words(fields: Sequence[Receptive]) -> str:
    """A receptive field's size, jump and start, each once where it is the same on all axes.

    >>> field_words([Receptive(7, 2, -3), Receptive(5, 2, -1)])
    'field 7×5, jump 2, start (−3, −1)'
    """
    jump = typeset(compact(tuple(field.jump for field in fields)))
    starts = [Figures().text(field.start) for field in fields]
    start = starts[0] if len(set(starts)) == 1 else f"({', '.join(starts)})"
    spans = typeset(size(tuple(f.size for f in fields)))
    return say("field {size}, jump {jump}, start {start}", size=spans, jump=jump, start=start)
