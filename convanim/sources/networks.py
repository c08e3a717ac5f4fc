"""A network from words: `[[layer]]` tables, each of which reads the one before it.

view = "network"
input = 28
in_channels = 192
[[layer]]
name = "reduce"
op = "pointwise"
out_channels = 96
[[layer]]
op = "conv"
kernel = 3
padding = 1
out_channels = 128
[[layer]]
op = "concat"
from = ["reduce", "conv 3"]
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from convanim import limits
from convanim.animation import Animation, animate
from convanim.declared import declared, spelled
from convanim.errors import BadRequest
from convanim.kinds import each_axis, many
from convanim.operations import LAYERS
from convanim.operations.network import JOINS, Network
from convanim.operations.numbers import per_axis
from convanim.sources.request import Dims, check_known, operation
from convanim.words import choose

WHOLE = ("input", "in_channels", *declared(Dims))
"""The words of a network itself; all others are its layers', or of the picture."""
OWN = (*WHOLE, "layer")


def animation(words: Mapping[str, Any]) -> Animation:
    """The animation of a network that the words describe."""
    look = {word: value for word, value in words.items() if word not in OWN}
    check_known(look, OWN)
    return animate(network({w: v for w, v in words.items() if w in OWN}), **look)


def network(words: Mapping[str, Any]) -> Network:
    """The network that the words describe.

    >>> layers = [{"op": "conv", "kernel": 3, "out_channels": 8}, {"op": "maxpool", "kernel": 2}]
    >>> network({"input": 6, "in_channels": 1, "layer": layers}).output.shape
    (2, 2)
    """
    tables = words["layer"]
    if not isinstance(tables, list) or not all(isinstance(table, Mapping) for table in tables):
        raise BadRequest("layers are given as [[layer]] tables")
    if not tables:
        raise BadRequest("a network needs at least one [[layer]]")
    limits.bounded(len(tables), "layers", limits.NODES)
    for word in words:
        choose("word beside layers", word, OWN)
    if "input" not in words:
        raise BadRequest("a network needs the size of its input: input = 28")
    made = Network.start(shape(words), words.get("in_channels", 1))
    for number, table in enumerate(tables, start=1):
        try:
            made = added(made, spelled(table), "in_channels" in words)
        except BadRequest as error:
            raise BadRequest(f"layer {number}: {error}") from None
    return made


def shape(words: Mapping[str, Any]) -> tuple[int, ...]:
    """The input's size, one number an axis."""
    given = words["input"]
    size = each_axis(given, "input") if isinstance(given, str) else given
    usual = len(size) if many(size) else 2
    dims = declared(Dims)["dims"].kind.read("dims", words.get("dims", usual))
    return per_axis("input", size, dims, 1)


def added(network: Network, words: Mapping[str, Any], channels: bool) -> Network:
    """The network with one layer more, its input taken from what it reads."""
    op = choose("op", words.get("op"), (*LAYERS, *JOINS))
    name, reads = words.get("name"), words.get("from")
    if name is not None and not isinstance(name, str):
        raise BadRequest(f"name {name!r} is not a text")
    listed = [reads] if isinstance(reads, str) else reads
    if listed is not None and not (
        isinstance(listed, list) and all(isinstance(read, str) for read in listed)
    ):
        raise BadRequest(f"from {reads!r} is not a node's name or a list of names")
    rest = {word: value for word, value in words.items() if word not in ("name", "from")}
    if op in JOINS:
        if extra := [word for word in rest if word != "op"]:
            raise BadRequest(f"{op} takes name and from, not {extra[0]}")
        return network.join(op, listed or (), name)
    if listed is not None and len(listed) != 1:
        raise BadRequest(f"{op} reads one node, not {len(listed)}: concat or add them first")
    source = network.output if listed is None else network[listed[0]]
    if "pass" in rest:
        raise BadRequest("pass is for a layer alone: a network is drawn forward")
    for word in (*WHOLE,):
        if word in rest:
            raise BadRequest(f"{word} of a layer follows from what it reads")
    derived: dict[str, Any] = {"input": source.shape}
    if channels:
        derived["in_channels"] = source.channels
        if not LAYERS[op][0].pooling and "out_channels" not in rest:
            raise BadRequest(f"{op} needs out_channels where channels are given")
    return network.layer(operation({**rest, **derived}), name, source.name)
