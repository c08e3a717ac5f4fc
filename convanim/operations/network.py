"""A network: named nodes, each of which reads nodes before it. Its sizes are derived.

A node is the input, an operation, or a place where branches join (`concat`, `add`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from convanim import limits
from convanim.errors import BadRequest
from convanim.language import term
from convanim.operations.describe import compact
from convanim.operations.numbers import whole
from convanim.operations.operation import Operation
from convanim.words import choose

JOINS = (term("concat"), term("add"))
"""How branches come together: channels one behind the other, or added cell by cell."""


@dataclass(frozen=True, slots=True)
class Node:
    """One node: what it reads, and the volume `(channels, *shape)` that it makes.

    `operation` is None for the input and for joins; `join` says how a join joins.
    """

    name: str
    channels: int
    shape: tuple[int, ...]
    reads: tuple[str, ...] = ()
    operation: Operation | None = None
    join: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Network:
    """Nodes in an order in which each reads only those before it; the first is the input.

    Made by `Network.chain`, or node by node with `layer` and `join`:

    >>> from convanim.operations import Conv
    >>> start = Network.start(input=(28, 28), channels=192)
    >>> one = Conv(input=28, kernel=1, in_channels=192, out_channels=64)
    >>> both = start.layer(one, "a").layer(one, "b", "input").join("concat", ("a", "b"))
    >>> both.output.channels, both.parameters
    (128, 24704)
    """

    nodes: tuple[Node, ...]

    @classmethod
    def start(cls, input: Sequence[int], channels: int) -> Network:
        """A network that is an input and no more."""
        shape = tuple(whole("input", size, 1) for size in input)
        return cls((Node("input", whole("in_channels", channels, 1), shape),))

    @classmethod
    def chain(cls, *operations: Operation) -> Network:
        """Operations, each of which reads the one before it.

        >>> from convanim.operations import Conv, MaxPool
        >>> Network.chain(Conv(input=6, kernel=3), MaxPool(input=4, kernel=2)).output.shape
        (2, 2)
        """
        if not operations:
            raise BadRequest("a chain needs at least one operation")
        first = operations[0]
        network = cls.start(first.input, first.in_channels or 1)
        for op in operations:
            network = network.layer(op)
        return network

    def __repr__(self) -> str:
        """One line, however many nodes."""
        first, last = self.nodes[0], self.output
        return (
            f"<Network of {len(self.nodes)} nodes: {(first.channels, *first.shape)} -> "
            f"{(last.channels, *last.shape)}>"
        )

    @classmethod
    def of(cls, op: Operation | Network) -> Network:
        """A network as it is, one operation as the shortest chain."""
        return op if isinstance(op, Network) else cls.chain(op)

    def layer(self, op: Operation, name: str | None = None, reads: str | None = None) -> Network:
        """The network with an operation more, which reads a node (None: the last)."""
        source = self.output if reads is None else self[reads]
        if op.input != source.shape or op.in_channels not in (None, source.channels):
            raise BadRequest(
                f"{name or op.name} reads {volume(op.in_channels, op.input)}, but "
                f"{source.name!r} makes {volume(source.channels, source.shape)}"
            )
        channels = op.maps or source.channels
        node = Node(self._named(name, op), channels, op.output_shape, (source.name,), op)
        return self._with(node)

    def join(self, how: str, reads: Sequence[str], name: str | None = None) -> Network:
        """The network with a node more at which branches come together."""
        kind = choose("join", how, JOINS)
        sources = [self[read] for read in reads]
        if len(sources) < 2:
            raise BadRequest(f"{kind} joins at least two nodes, not {len(sources)}")
        first = sources[0]
        for other in sources[1:]:
            same = other.shape == first.shape
            if not same or (kind == "add" and other.channels != first.channels):
                raise BadRequest(
                    f"{kind} cannot join {first.name!r} {volume(first.channels, first.shape)} "
                    f"and {other.name!r} {volume(other.channels, other.shape)}"
                )
        channels = sum(s.channels for s in sources) if kind == "concat" else first.channels
        named = self._named(name or kind)
        return self._with(Node(named, channels, first.shape, tuple(reads), join=kind))

    def __getitem__(self, name: str) -> Node:
        """The node of a name."""
        return {node.name: node for node in self.nodes}[
            choose("node", name, (node.name for node in self.nodes))
        ]

    @property
    def input(self) -> Node:
        """The first node."""
        return self.nodes[0]

    @property
    def output(self) -> Node:
        """The last node."""
        return self.nodes[-1]

    @property
    def operations(self) -> tuple[Operation, ...]:
        """The operations, in order."""
        return tuple(node.operation for node in self.nodes if node.operation is not None)

    @property
    def parameters(self) -> int:
        """Weights and biases of all operations."""
        return sum(op.parameters or 0 for op in self.operations)

    @property
    def multiply_adds(self) -> int:
        """Multiplications with an addition of all operations."""
        return sum(op.multiply_adds or 0 for op in self.operations)

    @property
    def steps(self) -> int:
        """A step for each node."""
        return len(self.nodes)

    def readers(self, node: Node) -> list[Node]:
        """The nodes that read a node."""
        return [other for other in self.nodes if node.name in other.reads]

    def chained(self) -> tuple[Operation, ...]:
        """The operations of a network that is one chain; a `BadRequest` for any other."""
        for before, node in zip(self.nodes, self.nodes[1:], strict=False):
            if node.operation is None or node.reads != (before.name,):
                raise BadRequest(
                    f"{node.name!r} makes this a network of branches: a chain of layers, each "
                    "reading the one before it, is needed"
                )
        return self.operations

    def _with(self, node: Node) -> Network:
        limits.bounded(len(self.nodes) + 1, "nodes", limits.NODES, " make one picture")
        return Network((*self.nodes, node))

    def _named(self, name: str | None, op: Operation | None = None) -> str:
        """A name that is not taken: the one asked for, or one made from the operation."""
        taken = {node.name for node in self.nodes}
        if name is not None and op is not None and name in taken:
            raise BadRequest(f"two nodes have the name {name!r}: give one of them another")
        plain = name if name is not None or op is None else f"{op.op} {compact(op.kernel)}"
        assert plain is not None
        found, count = plain, 1
        while found in taken:
            count += 1
            found = f"{plain} ({count})"
        return found


def volume(channels: int | None, shape: tuple[int, ...]) -> str:
    """A volume's size, with its channels where they are known."""
    return "x".join(map(str, (*shape, *([] if channels is None else [channels]))))
