"""The places of a network's drawing: a box for each node, a line for each edge, bottom up.

Between two ranks an edge first goes straight up past its tail's label, then bends in a zone
where nothing stands, and ends straight up again; within a rank it keeps to its lane. So no
edge can touch a box that is not its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from convanim.operations.branches import caption, details, kind, total, volume, words
from convanim.operations.describe import typeset
from convanim.operations.network import Network
from convanim.scene.marks import Point, Segment, outline
from convanim.scene.shapes import rectangle
from convanim.scene.text import measure
from convanim.views.boxes.ranks import Edge, Ranks, Slot
from convanim.views.page import WIDEST
from convanim.views.parts.paper import CAPTION_SIZE

NAME, SMALL, SIZE = 15.5, 12.5, 13.0
"""The sizes of a box's name, of the lines below it, and of a volume at an edge."""
LEADING = 1.32
"""A line's height, in parts of its size."""
AIR = 8.0
"""Room between a box's outline and its text."""
NARROWEST = 96.0
APART = 18.0
"""Room between a box and its neighbour, or the lane of an edge."""
LANES = 16.0
"""Room between two lanes."""
TRUNK, TIP = 22.0, 16.0
"""The heights of an edge's straight ends: past the label, and below the next box."""
BEND, STEEP, HIGHEST = 26.0, 0.16, 64.0
"""The height of bends: at least, as a part of how far they lead aside, and at most."""
OFF = 6.0
"""How far a label stands from its line."""
PORTS = 22.0
"""The distance of the points at which edges enter a join."""
HEAD = (4.0, 5.5)
"""Half an arrow head's width, and its height."""


@dataclass(frozen=True, slots=True)
class Box:
    """A node's box, its middle at x, its words, and the volume it makes."""

    kind: str
    name: str
    lines: tuple[str, ...]
    makes: str
    x: float
    top: float
    low: float
    width: float

    def outline(self, radius: float = 0.0, more: float = 0.0) -> tuple[Segment, ...]:
        """The outline, its corners rounded by `radius`, grown by a little where asked."""
        half = self.width / 2 + more
        left, right, top, low = self.x - half, self.x + half, self.top - more, self.low + more
        if radius:
            return tuple(rectangle(left, top, right, low, radius + more))
        return outline([(left, top), (right, top), (right, low), (left, low)])

    def baselines(self) -> Iterator[float]:
        """The middles of the lines of text, from the name down."""
        high = text_height(len(self.lines))
        y = (self.top + self.low - high) / 2
        for size in (NAME, *(SMALL for _ in self.lines)):
            yield y + size * LEADING / 2
            y += size * LEADING


@dataclass(frozen=True)
class Boxes:
    """The layout of a network."""

    network: Network

    @cached_property
    def ranks(self) -> Ranks:
        """Who stands where."""
        return Ranks({node.name: node.reads for node in self.network.nodes})

    @cached_property
    def words(self) -> dict[str, tuple[str, tuple[str, ...], str]]:
        """For each node its name, its lines and the volume that it makes."""
        return {
            node.name: (
                typeset(words(node)),
                tuple(typeset(line) for line in details(self.network, node)),
                typeset(volume(self.network, node)),
            )
            for node in self.network.nodes
        }

    @cached_property
    def widths(self) -> dict[str, float]:
        """The width of each box: one for all layers, more for a join with more to say."""
        own = {
            name: max(measure(text, NAME), *(measure(line, SMALL) for line in lines), 0.0)
            for name, (text, lines, _) in self.words.items()
        }
        layers = [own[node.name] for node in self.network.nodes if node.operation is not None]
        least = max(NARROWEST - 2 * AIR, *layers, 0.0)
        return {name: max(width, least) + 2 * AIR for name, width in own.items()}

    @cached_property
    def levels(self) -> list[tuple[float, float]]:
        """The top and the bottom of each rank's boxes, from the first, the lowest, up."""
        levels, low = [], 0.0
        for row in self.ranks.rows:
            lines = max(len(self.words[slot][1]) for slot in row if isinstance(slot, str))
            top = low - text_height(lines) - 2 * AIR
            levels.append((top, low))
            low = top - TRUNK - self.bends[len(levels)] - TIP
        return levels

    @cached_property
    def bends(self) -> list[float]:
        """The height of the zone of bends below each rank, none where all edges are straight."""
        aside = [0.0] * (len(self.ranks.rows) + 1)
        for edge in self.ranks.edges:
            path = self.ranks.paths[edge]
            for n, (one, other) in enumerate(pairwise(path), self.ranks.rank[edge.tail] + 1):
                x = self.ports[edge] if other == edge.head else self.columns[other]
                aside[n] = max(aside[n], abs(x - self.columns[one]))
        return [min(max(BEND, STEEP * far), HIGHEST) if far else 0.0 for far in aside]

    @cached_property
    def columns(self) -> dict[Slot, float]:
        """The middle of each box and of each lane."""
        label = OFF + max(measure(made, SIZE) for _, _, made in self.words.values()) + OFF

        def apart(left: Slot, right: Slot) -> float:
            halves = sum(self.widths[slot] / 2 for slot in (left, right) if isinstance(slot, str))
            if not isinstance(left, str):
                return halves + (APART if halves else LANES)
            return max(halves + APART, label)

        found = self.ranks.columns(apart)
        return {slot: round(x, 3) for slot, x in found.items()}

    def box(self, name: str) -> Box:
        """The box of a node."""
        node = self.network[name]
        top, low = self.levels[self.ranks.rank[name]]
        what = kind(self.network, node)
        return Box(what, *self.words[name], self.columns[name], top, low, self.widths[name])

    # -- edges ---------------------------------------------------------------------------

    def edge(self, edge: Edge) -> tuple[Segment, ...]:
        """The line of an edge, with an arrow's head."""
        here, foot = self._foot(edge.tail)
        d: list[Segment] = [("M", here, foot)]
        for slot in self.ranks.paths[edge][1:]:
            rank = self.ranks.rank[slot] if isinstance(slot, str) else slot[1]
            there = self.ports[edge] if isinstance(slot, str) else self.columns[slot]
            start = self.levels[rank - 1][0] - TRUNK
            end = start - self.bends[rank]
            if there != here:
                half = (start + end) / 2
                d += [("L", here, start), ("C", here, half, there, half, there, end)]
            here = there
        tip = self.levels[self.ranks.rank[edge.head]][1]
        return (*d, ("L", here, tip), *arrow((here, tip)))

    def exit(self, name: str) -> tuple[Segment, ...]:
        """The arrow out of a box that nothing reads."""
        x, foot = self._foot(name)
        return (("M", x, foot), ("L", x, foot - TRUNK), *arrow((x, foot - TRUNK)))

    def _foot(self, name: str) -> Point:
        """Where what leaves a box begins: in the middle of its top."""
        return self.columns[name], self.levels[self.ranks.rank[name]][0]

    @cached_property
    def ports(self) -> dict[Edge, float]:
        """Where each edge enters its head.

        The edges of a join are spread in the order in which they come; one that comes from
        right below stays straight where all others lead round layers.
        """
        found: dict[Edge, float] = {}
        for head, into in self.ranks.entering.items():
            edges = sorted(into, key=lambda e: (self.columns[self.ranks.paths[e][-2]], e.nth))
            plain = [n for n, e in enumerate(edges) if not self.ranks.aside(e)]
            centre = plain[0] if len(plain) == 1 else (len(edges) - 1) / 2
            most = max(centre, len(edges) - 1 - centre) or 1.0
            step = min(PORTS, (self.widths[head] / 2 - AIR) / most)
            for n, edge in enumerate(edges):
                found[edge] = round(self.columns[head] + step * (n - centre), 3)
        return found

    @property
    def caption(self) -> str:
        """The line below: no sizes where they would not be legible under a narrow drawing."""
        whole, xs = caption(self.network), [x for x, _ in self.corners()]
        fits = measure(whole, CAPTION_SIZE) <= WIDEST * (max(xs) - min(xs))
        return whole if fits else total(self.network) or whole

    def corners(self) -> Iterator[Point]:
        """The outermost points of all that is drawn."""
        for node in self.network.nodes:
            box = self.box(node.name)
            yield from ((box.x - box.width / 2, box.low), (box.x + box.width / 2, box.top - TRUNK))
            yield box.x + OFF + measure(box.makes, SIZE), box.top
        for slot, x in self.columns.items():
            if not isinstance(slot, str):
                yield x, self.levels[slot[1]][0]


def text_height(lines: int) -> float:
    """How high a name with so many lines below it is."""
    return (NAME + lines * SMALL) * LEADING


def arrow(tip: Point) -> tuple[Segment, ...]:
    """An open arrow head that points up."""
    (x, y), (half, high) = tip, HEAD
    return outline([(x - half, y + high), (x, y), (x + half, y + high)], closed=False)
