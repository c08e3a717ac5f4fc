"""The marks of a network: boxes and arrows, each with the steps at which it is pending or lit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from convanim.scene.marks import Mark, Path, Steps
from convanim.scene.text import CAP_HEIGHT, centred, place
from convanim.views.boxes.boxes import AIR, NAME, OFF, SIZE, SMALL, TRUNK, Boxes
from convanim.views.parts.steps import moments

COVER = 0.8
"""A box that is pending is larger by as much, to lie over the box's own outline too."""


@dataclass(frozen=True, slots=True)
class Turns:
    """A network node by node: `turns` says at which step a node's turn is, `chosen` which steps
    are shown, `radius` how round the boxes' corners are."""

    boxes: Boxes
    turns: Mapping[str, int]
    chosen: Sequence[int]
    radius: float

    def since(self, turn: int) -> Steps:
        """When a turn has come, up to the whole at rest."""
        return moments(self.chosen, range(turn, len(self.turns) + 1))

    def until(self, turn: int) -> Steps:
        """When a turn is still to come."""
        return moments(self.chosen, range(turn))

    def at(self, turn: int) -> Steps:
        """When it is a node's turn."""
        return moments(self.chosen, range(turn, turn + 1))

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
        """The boxes and their words, each box covered until its turn."""
        for name, turn in self.turns.items():
            box = self.boxes.box(name)
            yield Path(f"layer.{box.kind}", box.outline(self.radius))
            if before := self.until(turn):
                yield Path("layer.pending", box.outline(self.radius, COVER), steps=before)
            room = box.width - AIR
            sized = ((NAME, box.name), *((SMALL, line) for line in box.lines))
            for (size, text), y in zip(sized, box.baselines(), strict=True):
                yield centred("label.layer", text, box.x, y, size, room)
            if now := self.at(turn):
                yield Path("current", box.outline(self.radius), steps=now)
            if made := self.since(turn):
                y = box.top - TRUNK / 2 + SIZE * CAP_HEIGHT / 2
                yield place("label.volume", box.makes, box.x + OFF, y, SIZE, steps=made)
