"""The places of a network's drawing: a box for each node, a line for each edge, bottom up.

Between two ranks an edge first goes straight up past its tail's label, then bends in a zone
where nothing stands, and ends straight up again; within a rank it keeps to its lane. So no
edge can touch a box that is not its own.

A long network is folded where one tensor alone goes on: the ranks from there stand beside those
before, and the line to them leads down between the two, where nothing stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from convanim.operations.branches import details, kind, total, volume, words
from convanim.operations.describe import typeset
from convanim.operations.network import Network
from convanim.scene.marks import Point, Segment, Steps, Text, outline
from convanim.scene.shapes import head, rectangle
from convanim.scene.text import CAP_HEIGHT, measure, place
from convanim.views.boxes.ranks import Edge, Ranks, Slot

NAME, SMALL, SIZE = 16.5, 14.0, 14.0
"""The sizes of a box's name, of the lines below it, and of a volume at an edge."""
LEADING = 1.32
"""A line's height, in parts of its size."""
AIR = 7.0
"""Room between a box's outline and its text."""
NARROWEST = 96.0
APART = 14.0
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
TOTAL = 1.2
"""How far below the drawing the line of what it costs begins, in parts of its size."""
GUTTER = 20.0
"""Room on either side of a line that leads down between two folds."""
TURN = 6.0
"""How far above a label the line turns that leads on beside."""


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
    """The layout of a network, folded below the ranks of its `cuts`."""

    network: Network
    cuts: tuple[int, ...] = ()

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
            n = len(levels)
            # what is folded begins as low as its line, which comes from beside
            low = -TRUNK if n in self.cuts else top - TRUNK
            low -= self.bends[n] + TIP
        return levels

    @cached_property
    def bends(self) -> list[float]:
        """The height of the zone of bends below each rank, none where all edges are straight."""
        aside = [0.0] * (len(self.ranks.rows) + 1)
        for edge in self.ranks.edges:
            path = self.ranks.paths[edge]
            for n, (one, other) in enumerate(pairwise(path), self.ranks.rank[edge.tail] + 1):
                x = self.ports[edge] if other == edge.head else self.columns[other]
                aside[n] = max(aside[n], abs(x - self.seen(one, n)))
        return [min(max(BEND, STEEP * far), HIGHEST) if far else 0.0 for far in aside]

    @cached_property
    def straight(self) -> dict[Slot, float]:
        """The middle of each box and of each lane, as if nothing were folded."""
        label = OFF + max(measure(made, SIZE) for _, _, made in self.words.values()) + OFF

        def apart(left: Slot, right: Slot) -> float:
            halves = sum(self.widths[slot] / 2 for slot in (left, right) if isinstance(slot, str))
            if not isinstance(left, str):
                return halves + (APART if halves else LANES)
            return max(halves + APART, label)

        return self.ranks.columns(apart)

    @cached_property
    def columns(self) -> dict[Slot, float]:
        """The middle of each box and of each lane, each fold beside the one before it."""
        return {slot: self.seen(slot, self.place(slot)) for slot in self.straight}

    def seen(self, slot: Slot, rank: int) -> float:
        """Where a slot would stand if it were in the same fold as a rank."""
        return round(self.straight[slot] + self.folds[self.fold(rank)][0], 3)

    def fold(self, rank: int) -> int:
        """The number of the fold that a rank is in."""
        return sum(cut <= rank for cut in self.cuts)

    @cached_property
    def folds(self) -> list[tuple[float, float]]:
        """How far each fold is moved aside, and where lines may lead down to the left of it."""
        found, right = list[tuple[float, float]](), 0.0
        ends = (*self.cuts, len(self.ranks.rows))
        for start, end in zip((0, *self.cuts), ends, strict=True):
            row = [slot for rank in self.ranks.rows[start:end] for slot in rank]
            edges = [edge for slot in row for edge in self._edges(slot)]
            aside = right + 2 * GUTTER - min(edges) if found else 0.0
            found.append((aside, right + GUTTER))
            right = max(edges) + aside
        return found

    def _edges(self, slot: Slot) -> Iterator[float]:
        """Where a slot and its label begin and end, before any fold."""
        x = self.straight[slot]
        yield x
        if isinstance(slot, str):
            yield from (x - self.widths[slot] / 2, x + self.widths[slot] / 2)
            yield x + OFF + measure(self.words[slot][2], SIZE)

    def place(self, slot: Slot) -> int:
        """The rank that a slot is in."""
        return self.ranks.rank[slot] if isinstance(slot, str) else slot[1]

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
            rank = self.place(slot)
            there = self.ports[edge] if isinstance(slot, str) else self.columns[slot]
            end = self.levels[rank][1] + TIP
            start = end + self.bends[rank]
            if rank in self.cuts:
                d += self._over(here, foot, rank, start + TRUNK)
                here = self.seen(edge.tail, rank)
            if there != here:
                half = (start + end) / 2
                d += [("L", here, start), ("C", here, half, there, half, there, end)]
            here = there
        tip = self.levels[self.ranks.rank[edge.head]][1]
        return (*d, ("L", here, tip), *head((here, tip + 1), (here, tip)))

    def _over(self, here: float, foot: float, rank: int, low: float) -> Iterator[Segment]:
        """The way from a box down to below the fold that begins with a rank."""
        high, (_, x) = foot - TRUNK - TURN, self.folds[self.fold(rank)]
        tail = self.ranks.rows[rank - 1][0]
        for corner in ((here, high), (x, high), (x, low), (self.seen(tail, rank), low)):
            yield ("L", *corner)

    def exit(self, name: str) -> tuple[Segment, ...]:
        """The arrow out of a box that nothing reads."""
        x, foot = self._foot(name)
        return (("M", x, foot), ("L", x, foot - TRUNK), *head((x, foot), (x, foot - TRUNK)))

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
        for node, into in self.ranks.entering.items():
            edges = sorted(into, key=lambda e: (self.columns[self.ranks.paths[e][-2]], e.nth))
            plain = [n for n, e in enumerate(edges) if not self.ranks.aside(e)]
            centre = plain[0] if len(plain) == 1 else (len(edges) - 1) / 2
            most = max(centre, len(edges) - 1 - centre) or 1.0
            step = min(PORTS, (self.widths[node] / 2 - AIR) / most)
            for n, edge in enumerate(edges):
                found[edge] = round(self.columns[node] + step * (n - centre), 3)
        return found

    def total(self, when: Steps | None = None) -> Iterator[Text]:
        """What all layers cost, below the drawing; nothing where that is nothing."""
        if text := typeset(total(self.network)):
            xs, ys = zip(*self._drawn(), strict=True)
            x, y = (min(xs) + max(xs)) / 2, max(ys) + SIZE * (TOTAL + CAP_HEIGHT)
            yield place("label.total", text, x, y, SIZE, "middle", steps=when)

    def corners(self) -> Iterator[Point]:
        """The outermost points of all that is drawn, with the line below it."""
        yield from self._drawn()
        for text in self.total():
            yield text.x, text.y
            yield text.x + text.width, text.y

    def _drawn(self) -> Iterator[Point]:
        for node in self.network.nodes:
            box = self.box(node.name)
            yield from ((box.x - box.width / 2, box.low), (box.x + box.width / 2, box.top - TRUNK))
            yield box.x + OFF + measure(box.makes, SIZE), box.top
        for slot, x in self.columns.items():
            if not isinstance(slot, str):
                yield x, self.levels[slot[1]][0]
        for cut in self.cuts:
            yield self.folds[self.fold(cut)][1], 0.0
            yield self.columns[self.ranks.rows[cut - 1][0]], self.levels[cut - 1][0] - TRUNK - TURN


def text_height(lines: int) -> float:
    """How high a name with so many lines below it is."""
    return (NAME + lines * SMALL) * LEADING
