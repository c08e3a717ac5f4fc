"""The network view: boxes and arrows from the bottom up, lit branch by branch.

The orientation is that of the Inception module in C. Szegedy et al., "Going Deeper with
Convolutions", 2015, figure 2. A box is veiled until its step, the volume that it makes is
written beside its arrow from then on; the last step shows the whole at rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from convanim.operations.branches import caption, in_turn, sentence, total
from convanim.operations.describe import typeset
from convanim.operations.network import Network
from convanim.operations.operation import Operation
from convanim.scene.marks import Mark, Path, Scene, Steps
from convanim.scene.text import CAP_HEIGHT, centred, measure, place
from convanim.views.boxes.boxes import AIR, NAME, OFF, SIZE, SMALL, TRUNK, Boxes
from convanim.views.page import CAPTION_SIZE, WIDEST, page
from convanim.views.parts.steps import spans
from convanim.views.view import Options

CORNER = 44.0
"""The side that a theme's radius is a part of."""
READ_AT = 620.0
"""The width up to which the page's text keeps its size: the boxes' text is to be read too."""
VEILED = 0.8
"""A veil is larger than its box by as much, to lie over the outline too."""


def network(op: Operation | Network, options: Options) -> Scene:
    """The scene of a network, or of one operation as the smallest of them."""
    net = op if isinstance(op, Network) else Network.chain(op)
    boxes = Boxes(net)
    around = page(boxes.outermost(), None, options, line(boxes), READ_AT)
    turns = {node.name: n for n, node in enumerate(in_turn(net))}
    steps = range(len(turns) + 1) if options.steps is None else options.steps
    picture = Picture(boxes.shifted(around.dx, around.dy), turns, steps, CORNER * options.radius)
    marks = (*picture.edges(), *picture.nodes())
    texts = around.texts
    if len(turns) in steps:  # the totals come last, where the last is shown
        rest = picture.since(len(turns))
        texts = tuple(replace(t, steps=rest) if t.role == "caption" else t for t in texts)
    last = len(steps) - 1
    titled = typeset(f"Network: {caption(net)}")
    said = typeset(sentence(net))
    return Scene(around.width, around.height, (*marks, *texts), last + 1, titled, said, last)


def count(op: Operation | Network, options: Options) -> int:
    """How many steps there are: one for each node, and one for the whole at rest."""
    return len((op if isinstance(op, Network) else Network.chain(op)).nodes) + 1


def line(boxes: Boxes) -> str:
    """The caption: without the sizes where it would not be legible under a narrow drawing."""
    whole, (left, right) = caption(boxes.network), boxes.sides
    fits = measure(whole, CAPTION_SIZE) <= WIDEST * (right - left)
    return whole if fits else total(boxes.network) or whole


@dataclass(frozen=True, slots=True)
class Picture:
    """The marks: `turns` says at which step a node's turn is, `steps` which steps are shown."""

    boxes: Boxes
    turns: Mapping[str, int]
    steps: Sequence[int]
    radius: float

    def since(self, turn: int) -> Steps:
        """The moments from a turn on."""
        return spans(n for n, step in enumerate(self.steps) if step >= turn)

    def until(self, turn: int) -> Steps:
        """The moments before a turn."""
        return spans(n for n, step in enumerate(self.steps) if step < turn)

    def at(self, turn: int) -> Steps:
        """The moments of a turn itself."""
        return spans(n for n, step in enumerate(self.steps) if step == turn)

    def edges(self) -> Iterator[Mark]:
        """Every edge: pale, then drawn in ink from its head's turn on; last what is new."""
        drawn = {edge: self.boxes.edge(edge) for edge in self.boxes.ranks.edges}
        network = self.boxes.network
        ends = [node.name for node in network.nodes if not network.readers(node)]
        out = {name: self.boxes.exit(name) for name in ends}
        whole = (*drawn.values(), *out.values())
        yield Path("edge.pale", tuple(part for d in whole for part in d))
        for role, when in (("edge", self.since), ("edge.now", self.at)):
            for name, turn in self.turns.items():
                into = [part for edge, d in drawn.items() if edge.head == name for part in d]
                if into and when(turn):
                    yield Path(role, tuple(into), steps=when(turn))
        for name, d in out.items():
            if made := self.since(self.turns[name]):
                yield Path("edge", d, steps=made)

    def nodes(self) -> Iterator[Mark]:
        """The boxes and their words, each under a veil until its turn."""
        for name, turn in self.turns.items():
            box = self.boxes.box(name)
            yield Path(f"layer.{box.kind}", box.outline(self.radius))
            room = box.width - AIR
            sized = ((NAME, box.name), *((SMALL, line) for line in box.lines))
            for (size, text), y in zip(sized, box.baselines(), strict=True):
                yield centred("label.layer", text, box.x, y, size, room)
            if before := self.until(turn):
                yield Path("veil", box.outline(self.radius, VEILED), steps=before)
            if now := self.at(turn):
                yield Path("current", box.outline(self.radius), steps=now)
            if made := self.since(turn):
                y = box.top - TRUNK / 2 + SIZE * CAP_HEIGHT / 2
                yield place("label.volume", box.makes, box.x + OFF, y, SIZE, steps=made)
