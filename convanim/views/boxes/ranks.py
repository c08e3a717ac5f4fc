"""A layered drawing of a graph: its nodes in ranks, its branches in columns.

Nothing here is drawn. A node lies in one rank; an edge that passes a rank has a lane in it, a
place without a box, so that it goes round what stands there (K. Sugiyama, S. Tagawa, M. Toda,
"Methods for Visual Understanding of Hierarchical System Structures", 1981). Ranks are filled
in the order in which branches are described, which keeps them from crossing where they can.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

ROUNDS = 16
"""Passes up and down until columns are straight; each undoes what the one before bent."""
SLIGHT = 1e-6
"""What a lane that leads round everything weighs beside a box: it gives way."""


@dataclass(frozen=True, slots=True)
class Edge:
    """The `nth` of what the node `head` reads: it comes from `tail`."""

    tail: str
    head: str
    nth: int


Slot = str | tuple[Edge, int]
"""A node, or an edge in a rank that it passes."""


@dataclass(frozen=True)
class Ranks:
    """The ranks of a graph; `reads` names for each node, in order, those that it reads.

    >>> graph = Ranks({"in": [], "a": ["in"], "b": ["a"], "sum": ["b", "in"]})
    >>> [[slot if isinstance(slot, str) else "|" for slot in row] for row in graph.rows]
    [['in'], ['a', '|'], ['b', '|'], ['sum']]
    """

    reads: Mapping[str, Sequence[str]]

    @cached_property
    def edges(self) -> list[Edge]:
        """Every edge, in the order of the nodes that read."""
        return [Edge(t, head, n) for head, tails in self.reads.items() for n, t in enumerate(tails)]

    @cached_property
    def rank(self) -> dict[str, int]:
        """The rank of each node: as late as those that read it allow.

        A branch of one layer so stands beside the last layers of the longer ones.
        """
        rank: dict[str, int] = {}
        for name, tails in self.reads.items():
            rank[name] = 1 + max((rank[tail] for tail in tails), default=-1)
        for name in reversed(list(self.reads)):
            heads = [rank[edge.head] for edge in self.leaving[name]]
            rank[name] = min(heads) - 1 if heads else rank[name]
        return rank

    @cached_property
    def leaving(self) -> dict[str, list[Edge]]:
        """The edges that leave each node, in order."""
        found: dict[str, list[Edge]] = {name: [] for name in self.reads}
        for edge in self.edges:
            found[edge.tail].append(edge)
        return found

    @cached_property
    def entering(self) -> dict[str, list[Edge]]:
        """The edges that enter each node, in order."""
        found: dict[str, list[Edge]] = {name: [] for name in self.reads}
        for edge in self.edges:
            found[edge.head].append(edge)
        return found

    @cached_property
    def paths(self) -> dict[Edge, list[Slot]]:
        """Where each edge goes: its tail, its lanes, its head."""
        found: dict[Edge, list[Slot]] = {}
        for edge in self.edges:
            between = range(self.rank[edge.tail] + 1, self.rank[edge.head])
            found[edge] = [edge.tail, *((edge, rank) for rank in between), edge.head]
        return found

    @cached_property
    def rows(self) -> list[list[Slot]]:
        """What stands in each rank, from left to right: depth first, as edges are described."""
        rows: list[list[Slot]] = [[] for _ in range(1 + max(self.rank.values()))]
        seen: set[str] = set()

        def visit(name: str) -> None:
            seen.add(name)
            rows[self.rank[name]].append(name)
            for edge in self.leaving[name]:
                for rank, slot in enumerate(self.paths[edge][1:-1], start=self.rank[name] + 1):
                    rows[rank].append(slot)
                if edge.head not in seen:
                    visit(edge.head)

        for name in self.reads:
            if name not in seen:
                visit(name)
        return rows

    def aside(self, edge: Edge) -> bool:
        """Whether an edge skips layers on its way to a join, and so leads round them."""
        return len(self.reads[edge.head]) > 1 and self.rank[edge.head] - self.rank[edge.tail] > 1

    # -- from left to right --------------------------------------------------------------

    def columns(self, apart: Callable[[Slot, Slot], float]) -> dict[Slot, float]:
        """Where each slot's middle lies; neighbours are at least `apart` from each other.

        A node that reads, or is read by, one other stands in line with it; a node that joins
        or forks stands in the middle of its branches.
        """
        x: dict[Slot, float] = {}
        for row in self.rows:
            places = [0.0]
            for left, right in pairwise(row):
                places.append(places[-1] + apart(left, right))
            middle = places[-1] / 2
            x.update({slot: place - middle for slot, place in zip(row, places, strict=True)})
        for n in range(ROUNDS):
            for rows, up in ((self.rows, True), (self.rows[::-1], False)):
                for row in rows:
                    wanted = [self._wanted(slot, up, x, n >= ROUNDS // 2) for slot in row]
                    weights = [self._weight(slot) for slot in row]
                    gaps = [apart(left, right) for left, right in pairwise(row)]
                    x.update(zip(row, settled(wanted, weights, gaps), strict=True))
        return x

    def _weight(self, slot: Slot) -> float:
        return SLIGHT if not isinstance(slot, str) and self.aside(slot[0]) else 1.0

    def _wanted(self, slot: Slot, up: bool, x: dict[Slot, float], straight: bool) -> float:
        """Where a slot would stand if it had its rank for itself: as those before it do.

        `up` says whether those are below or above. What goes on to several stays in their
        middle, and they move with it. Lanes that lead round layers come near in the first
        rounds; in the last ones all others rest, and they are made straight.
        """
        if not isinstance(slot, str) and self.aside(slot[0]):
            before = self._next(slot[0], slot, up)
            return x[slot] if straight and isinstance(before, str) else x[before]
        if straight:
            return x[slot]
        if isinstance(slot, str):
            mine = (self.entering if up else self.leaving)[slot]
            mine = [edge for edge in mine if not self.aside(edge)] or mine
        else:
            mine = [slot[0]]
        those = [self._next(edge, slot, up) for edge in mine]
        if len(those) == 1 and isinstance(those[0], str) and not self.aside(mine[0]):
            ends = (self.leaving if up else self.entering)[those[0]]
            beside = [self._next(e, those[0], not up) for e in ends if not self.aside(e)]
            return x[slot] + x[those[0]] - middle(x[other] for other in beside)
        return middle(x[other] for other in those or [slot])

    def _next(self, edge: Edge, slot: Slot, up: bool) -> Slot:
        """Where an edge comes from to a slot, from below or from above."""
        rank = self.rank[slot] if isinstance(slot, str) else slot[1]
        return self.paths[edge][rank - self.rank[edge.tail] + (-1 if up else 1)]


def middle(places: Iterable[float]) -> float:
    """The middle between the outermost of some places."""
    found = list(places)
    return (min(found) + max(found)) / 2


def settled(
    wanted: Sequence[float], weights: Sequence[float], gaps: Sequence[float]
) -> Iterator[float]:
    """The places nearest to those wanted, by weighted squares, that keep order and distance.

    Neighbours that would come too near move as one, to where they are least away in all.

    >>> list(settled([0, 0, 9], [1, 1, 1], [2, 2]))
    [-1.0, 1.0, 9.0]
    """
    shift, offsets = 0.0, []
    for gap in (0.0, *gaps):
        shift += gap
        offsets.append(shift)
    blocks: list[tuple[float, float, int]] = []  # where, weight, how many
    for want, weight, offset in zip(wanted, weights, offsets, strict=True):
        place, mass, count = want - offset, weight, 1
        while blocks and blocks[-1][0] > place:
            before, heavy, many = blocks.pop()
            place = (before * heavy + place * mass) / (heavy + mass)
            mass, count = mass + heavy, count + many
        blocks.append((place, mass, count))
    places = (place for place, _, count in blocks for _ in range(count))
    yield from (place + offset for place, offset in zip(places, offsets, strict=True))
