"""A specification of one picture, or of several: beside, above, or one then the other.

arrange = "beside"
theme = "light"
[[panel]]
op = "conv"
input = 7
kernel = 3
[[panel]]
op = "conv"
input = 7
kernel = 1
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from convanim import choice, limits
from convanim.animation import Animation, animate
from convanim.clock import Clock
from convanim.declared import declared, spelled
from convanim.errors import BadRequest
from convanim.look import Look
from convanim.operations.conv import Conv
from convanim.operations.describe import size
from convanim.operations.merge import merged
from convanim.operations.operation import Operation
from convanim.operations.values import Values
from convanim.panels import ARRANGEMENTS, CHAIN, COMPARED, Together
from convanim.sources import networks
from convanim.sources.number_words import NumberWords
from convanim.sources.request import animation
from convanim.words import choose

EVERY = {**declared(Look), **declared(Clock)}
SHARED = tuple(word for word, option in EVERY.items() if not option.own)
"""Words of a picture that are for the whole; every panel has the others for itself."""
HANDED = ("theme", "font", "lang")
"""What of it every panel is given, as it is laid out by them."""
MERGED = "merged"
"""The arrangement whose layers are shown as the one layer that they are together."""
IN_TURN = (CHAIN, MERGED, COMPARED)
"""The arrangements whose panels read one another."""


def pictured(words: Mapping[str, Any]) -> Animation:
    """The animation that the words describe.

    >>> panel = {"op": "conv", "input": 5, "kernel": 3}
    >>> pictured({"panel": [panel, {**panel, "kernel": 1}]}).timeline.steps
    25
    """
    if "panel" not in words and "arrange" not in words:
        return networks.animation(words) if "layer" in words else animation(words)
    tables = words.get("panel")
    if not isinstance(tables, list) or not all(isinstance(table, Mapping) for table in tables):
        raise BadRequest("panels are given as [[panel]] tables")
    if not tables:
        raise BadRequest("panels are given as [[panel]] tables: at least one is needed")
    limits.bounded(leaves(tables), "panels", limits.PANELS)
    known = (*ARRANGEMENTS, MERGED, COMPARED)
    arrangement = choose("arrangement", words.get("arrange", "beside"), known)
    whole = {word: value for word, value in words.items() if word not in ("panel", "arrange")}
    for word in whole:
        choose("word beside panels", word, words_beside(arrangement))
    handed = {word: whole[word] for word in HANDED if word in whole}
    parts: list[Animation] = []
    for number, table in enumerate(tables, start=1):
        before = parts[-1] if parts and arrangement in IN_TURN else None
        parts.append(_part(number, {**spelled(table), **handed}, before))
    if arrangement == MERGED:
        return _merged(parts, whole)
    if arrangement == COMPARED:
        look = {"view": parts[-1].view, "caption": False, **handed}
        parts.append(_merged([*map(_linear, parts[:-1]), parts[-1]], look))
    view = Together(parts=tuple(parts), arrangement=arrangement)
    return animate(parts[0].operation, view=view, **whole)


def words_beside(arrangement: str) -> Iterable[str]:
    """The words of the whole: a picture that is one has a title of its own, and so on."""
    if arrangement == MERGED:
        return merged_words()
    return (*SHARED, "title") if arrangement == COMPARED else SHARED


def leaves(tables: list[Mapping[str, Any]]) -> int:
    """How many pictures there are in panels, and in the panels that those hold."""
    inner = [table.get("panel") for table in tables]
    return sum(
        leaves(held) if isinstance(held, list) and all(isinstance(h, Mapping) for h in held) else 1
        for held in inner
    )


def merged_words() -> tuple[str, ...]:
    """The words of a picture that is one, whatever it was made of."""
    return (*EVERY, "view", *choice.every_word())


def _part(number: int, words: Mapping[str, Any], before: Animation | None) -> Animation:
    """One panel; where it reads the one before it, on shared numbers."""
    try:
        for word in words:
            if word in SHARED and word not in HANDED:
                raise BadRequest(f"{word} is for all panels: say it above the first")
        one = None if before is None else _layer(before)
        if before is None or one is None:
            return pictured(words)
        made = pictured(_reading(one, before.values, words))
        if (other := _layer(made)) is not None:
            _check_chained(one, other)
        return made
    except BadRequest as error:
        raise BadRequest(f"panel {number}: {error}") from None


def _layer(part: Animation) -> Operation | None:
    """The one layer of a panel; None for panels in a panel and for a network."""
    if isinstance(part.view, Together) or not isinstance(part.operation, Operation):
        return None
    return part.operation


def _reading(op: Operation, values: Values | None, words: Mapping[str, Any]) -> dict[str, Any]:
    """A layer's words, with what follows from its reading the layer before it."""
    if "op" not in words:
        return dict(words)
    found: dict[str, Any] = {"input": op.output_shape, **words}
    if op.maps is not None and "in_channels" not in found:
        found["in_channels"] = op.maps
    has_numbers = any(word in declared(NumberWords) for word in words)
    if values is not None and has_numbers:
        found.setdefault("input_values", values.y)
    return found


def _linear(part: Animation) -> Animation:
    """A panel's layer without the activation behind it."""
    op = _layer(part)
    if not isinstance(op, Conv):
        return part
    return replace(part, operation=replace(op, activation=None))


def _merged(parts: list[Animation], words: Mapping[str, Any]) -> Animation:
    """The one layer that convolutions in turn are, with its numbers."""
    first, *others = parts
    op, values = _layer(first), first.values
    if op is None:
        raise BadRequest("layers merge, not networks or panels")
    for other in others:
        layer, after = _layer(other), other.values
        if layer is None:
            raise BadRequest("layers merge, not networks or panels")
        if values is None or after is None:
            raise BadRequest("layers merge by their numbers: give each panel values = true")
        op, values = merged(op, values, layer, after)
    return animate(op, values=values, **words)


def _check_chained(one: Operation, other: Operation) -> None:
    made, read = (*one.output_shape, one.maps), (*other.input, other.in_channels)
    known = None not in (made[-1], read[-1])
    if made[:-1] != read[:-1] or (known and made != read):
        shapes = (size(tuple(n for n in shape if n is not None)) for shape in (read, made))
        mine, before = shapes
        raise BadRequest(f"its input {mine} is not the output {before} before it")
