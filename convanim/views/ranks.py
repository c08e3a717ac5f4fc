"""A layered drawing of a graph: its nodes in ranks, its branches in columns.

Nothing here is drawn. A node lies in one rank; an edge that passes a rank has a lane in it, a
place without a box, so that it goes round what stands there (K. Sugiyama, S. Tagawa, M. Toda,
"Methods for Visual Understanding of Hierarchical System Structures", 1981). Ranks are filled
in the order in which branches are described, which keeps them from crossing where they can.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

ROUNDS = 8
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
            heads = [rank[edge.head] for edge in self.out(name)]
            rank[name] = min(heads) - 1 if heads else rank[name]
        return rank

    def out(self, name: str) -> list[Edge]:
        """The edges that leave a node, in order."""
        return [edge for edge in self.edges if edge.tail == name]

    def path(self, edge: Edge) -> list[Slot]:
        """Where an edge goes: its tail, its lanes, its head."""
        between = range(self.rank[edge.tail] + 1, self.rank[edge.head])
        return [edge.tail, *((edge, rank) for rank in between), edge.head]

    @cached_property
    def rows(self) -> list[list[Slot]]:
        """What stands in each rank, from left to right: depth first, as edges are described."""
        rows: list[list[Slot]] = [[] for _ in range(1 + max(self.rank.values()))]
        seen: set[str] = set()

        def visit(name: str) -> None:
            seen.add(name)
            rows[self.rank[name]].append(name)
            for edge in self.out(name):
                for slot in self.path(edge)[1:-1]:
                    rows[slot[1]].append(slot)  # type: ignore[index]
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
        for _ in range(ROUNDS):
            for rows, up in ((self.rows, True), (self.rows[::-1], False)):
                for row in rows:
                    wanted = [self._wanted(slot, up, x) for slot in row]
                    weights = [self._weight(slot) for slot in row]
                    gaps = [apart(left, right) for left, right in pairwise(row)]
                    x.update(zip(row, settled(wanted, weights, gaps), strict=True))
        return x

    def _weight(self, slot: Slot) -> float:
        return SLIGHT if not isinstance(slot, str) and self.aside(slot[0]) else 1.0

    def _wanted(self, slot: Slot, up: bool, x: dict[Slot, float]) -> float:
        """Where a slot would stand if it had its rank for itself."""
        if not isinstance(slot, str):
            path = self.path(slot[0])
            return x[path[path.index(slot) + (-1 if up else 1)]]
        mine = [edge for edge in self.edges if slot == (edge.head if up else edge.tail)]
        links = [edge for edge in mine if not self.aside(edge)] or mine
        if not links:
            return x[slot]
        if len(links) == 1:
            # one of several that the other end has: that end comes to the middle of them
            other = links[0].tail if up else links[0].head
            ends = [e for e in self.edges if other == (e.tail if up else e.head)]
            if sum(not self.aside(edge) for edge in ends) > 1:
                return x[slot]
        ends_at = [x[self.path(edge)[-2 if up else 1]] for edge in links]
        return (min(ends_at) + max(ends_at)) / 2


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
