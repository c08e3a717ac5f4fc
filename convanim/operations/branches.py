"""A network branch by branch: the order in which it is told, what each node is, all in words."""

from __future__ import annotations

from math import prod

from convanim.language import say
from convanim.operations.describe import compact, enumerated, listed, setting, size
from convanim.operations.network import Network, Node
from convanim.operations.operation import Operation, Windowed
from convanim.operations.volumes import cost, short, spaced

MOST_TOLD = 20
"""Nodes that a description names one by one."""
ADDENDS = 5
"""Channel counts that a concatenation's sum writes out."""
IN_WORDS = ("k", "s", "p", "d", "groups")
"""The settings that a box has words of its own for, or shows by its name or the sizes."""


def in_turn(network: Network) -> list[Node]:
    """The nodes branch by branch: each as soon as all that it reads is there, depth first.

    >>> from convanim.operations import Conv
    >>> one, two = (Conv(input=4, kernel=1, in_channels=2, out_channels=2) for _ in "ab")
    >>> start = Network.start((4, 4), 2).layer(one, "a").layer(one, "b", "input")
    >>> made = start.layer(two, "after a", "a").join("add", ("after a", "b"))
    >>> [node.name for node in in_turn(made)]
    ['input', 'a', 'after a', 'b', 'add']
    """
    found: list[Node] = []
    told: set[str] = set()
    stack = [network.input]
    while stack:
        node = stack.pop()
        if node.name in told or not told.issuperset(node.reads):
            continue
        found.append(node)
        told.add(node.name)
        stack += reversed(network.readers(node))
    return found


def kind(network: Network, node: Node) -> str:
    """What a node is: input, join, pooling, conv, or reduction.

    A reduction is a 1x1 convolution to fewer channels that has a layer of its branch before
    or behind it: it makes that layer's work, or the join's output, less (C. Szegedy et al.,
    "Going Deeper with Convolutions", 2015, figure 2).
    """
    op = node.operation
    if op is None:
        return "join" if node.join else "input"
    if op.pooling:
        return "pooling"
    fewer = prod(op.kernel) == 1 and node.channels < (op.in_channels or 1)
    return "reduction" if fewer and not alone(network, node) else "conv"


def alone(network: Network, node: Node) -> bool:
    """Whether an operation is the only one of its branch."""
    before = network[node.reads[0]]
    after = network.readers(node)
    follows = before.operation is not None and len(network.readers(before)) == 1
    leads = len(after) == 1 and after[0].operation is not None
    return not (follows or leads)


def has_channels(network: Network) -> bool:
    """Whether channels are spoken of at all."""
    return any(node.channels > 1 for node in network.nodes) or any(
        op.in_channels is not None for op in network.operations
    )


def volume(network: Network, node: Node) -> str:
    """What a node makes: `28 x 28 x 192`."""
    if has_channels(network):
        return spaced(node.shape, node.channels)
    return " x ".join(map(str, node.shape))


def words(node: Node) -> str:
    """What a node is, as it is called.

    >>> from convanim.operations import Conv
    >>> op = Conv(input=28, kernel=3, padding=1, in_channels=96, out_channels=128)
    >>> words(Network.chain(op).output)
    '3x3 conv, 128'
    """
    op = node.operation
    if op is None:
        return say(node.join or "input")
    name = say(op.short)
    if op.groups > 1 and op.groups == op.in_channels:
        name = say("depthwise {name}", name=name)
    if isinstance(op, Windowed):
        name = f"{size(op.kernel)} {name}" if op.dims > 1 else f"{name} {op.kernel[0]}"
    return name if op.pooling or op.maps is None else say("{name}, {maps}", name=name, maps=op.maps)


def details(network: Network, node: Node) -> list[str]:
    """The lines below a node's name: what it changes, parameters, multiply-adds."""
    op = node.operation
    if op is None:
        return [joined(network, node)] if node.join else []
    lines = []
    if special := settings(op):
        lines.append(listed(special))
    if kind(network, node) == "reduction":
        lines.append(say("{read} -> {made} channels", read=op.in_channels, made=node.channels))
    if op.parameters is not None:
        count = short(op.parameters)
        lines.append(say("{count} parameters" if op.parameters else "no parameters", count=count))
    if op.multiply_adds:
        lines.append(say("{count} multiply-adds", count=short(op.multiply_adds)))
    return lines


def settings(op: Operation) -> list[str]:
    """The settings that are not those of a plain layer; padding shows in the sizes."""
    said = []
    # nobody knows a pooling's stride unless it is said; a convolution's is 1
    if isinstance(op, Windowed) and (op.pooling or any(s != 1 for s in op.stride)):
        said.append(setting("s", compact(op.stride)))
    if any(d != 1 for d in op.dilation):
        said.append(setting("d", compact(op.dilation)))
    if op.groups not in (1, op.in_channels):
        said.append(say("{count} groups", count=op.groups))
    # where parameters are counted, a bias is among them or not
    if not (op.pooling or op.bias) and op.parameters is None:
        said.append(say("no bias"))
    return [*said, *(setting(*one) for one in op.settings() if one[0] not in IN_WORDS)]


def joined(network: Network, node: Node) -> str:
    """How a join makes its channels of those that it reads.

    >>> start = Network.start((4, 4), 2)
    >>> joined(start, start.join("concat", ("input", "input")).output)
    '2 + 2 channels'
    """
    if node.join == "add":
        return say("element by element")
    counts = [network[read].channels for read in node.reads]
    if len(counts) > ADDENDS:
        told = {"inputs": len(counts), "channels": node.channels}
        return say("{inputs} inputs, {channels} channels", **told)
    return say("{count} channels", count=" + ".join(map(str, counts)))


def caption(network: Network) -> str:
    """From what to what, and at what cost."""
    return say("; ").join(part for part in (ends(network), total(network)) if part)


def ends(network: Network) -> str:
    """From what to what."""
    return f"{volume(network, network.input)} -> {volume(network, network.output)}"


def total(network: Network) -> str:
    """The parameters and the multiply-adds of all layers; nothing where there are none."""
    if not network.parameters:
        return ""
    return cost(network.parameters, network.multiply_adds)


def sentence(network: Network) -> str:
    """What is shown, in words, for people who cannot see it."""
    start = say(
        "Boxes joined by arrows, read from the bottom up; they light up one by one, branch by "
        "branch. The input is {volume}.",
        volume=volume(network, network.input),
    )
    order = in_turn(network)[1:]
    told = [tell(network, node) for node in order[:MOST_TOLD]]
    if len(order) > MOST_TOLD:
        told.append(say("{count} more follow.", count=len(order) - MOST_TOLD))
    return say(" ").join((start, *told))


def tell(network: Network, node: Node) -> str:
    """One node in a sentence of its own."""
    read = [words(network[name]) for name in node.reads]
    those = enumerated(read)
    name = words(node)
    kinds = say("{name} (reduction)", name=name) if kind(network, node) == "reduction" else name
    kinds = f"{kinds[0].upper()}{kinds[1:]}"
    made = volume(network, node)
    return say("{name} reads {those}: {volume}.", name=kinds, those=those, volume=made)
