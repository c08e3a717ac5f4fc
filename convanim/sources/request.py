"""A request in words, from flags or from a TOML file alike, to an operation and its look.

The words are those that are declared: the fields of the operation, of the numbers that go
through it, of a picture's look and clock, and of its view.
"""

from __future__ import annotations

import os
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any

from convanim import choice
from convanim.animation import Animation, animate
from convanim.clock import Clock
from convanim.declared import (
    REQUIRED,
    Option,
    declared,
    default,
    flag,
    option,
    plain,
    spelled,
    taken,
)
from convanim.declared import read as read_words
from convanim.errors import BadRequest
from convanim.kinds import Kind, many
from convanim.look import Look
from convanim.operations import LAYERS, Operation
from convanim.sources.number_words import NumberWords
from convanim.tomlfile import read
from convanim.words import choose

SIGNAL = "signal"
"""Two functions of time in place of a layer, which sources/signals.py reads."""


def _dims(what: str, value: Any) -> int:
    if type(value) is not int or value not in (1, 2, 3):
        raise BadRequest(f"{what} {value!r} is not allowed: 1, 2 or 3")
    return value


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Dims:
    """What is said of all axes at once."""

    dims: int | None = option(None, Kind(_dims, "N", int), "axes of a single number: 1, 2 or 3")


def words_of(command: str) -> dict[str, Option]:
    """The words that describe a layer of this kind, `dims` included."""
    layer, known = LAYERS[command]
    own = {word: o for word, o in declared(layer).items() if word not in known.settled}
    more = {} if layer.more_words is None else declared(layer.more_words)
    return {**own, **more, **declared(Dims)}


def operation(words: Mapping[str, Any]) -> Operation:
    """The operation that the words describe.

    >>> operation({"op": "conv", "input": "5", "kernel": 3, "padding": "0:1"}).padding
    ((0, 1), (0, 1))
    """
    name = choose("op", words.get("op"), LAYERS)
    layer, command = LAYERS[name]
    known = words_of(name)
    given = dict(command.settled)
    for word, value in words.items():
        if word != "op":
            given[word] = known[choose(f"word for {name}", word, known)].kind.read(word, value)
    for word in known:
        if word not in given and word in declared(layer) and default(layer, word) is REQUIRED:
            raise BadRequest(f"{name} needs {word}: give it as {flag(word)} or in the file")
    return layer.told(**spread(given))


def spread(given: dict[str, Any]) -> dict[str, Any]:
    """`dims`, and a single padding pair, turned into one value per axis."""
    dims = given.pop("dims", None)
    size = given.get("input")
    if dims is not None and isinstance(size, int):
        given["input"] = (size,) * dims
    elif dims is not None and isinstance(size, tuple) and len(size) != dims:
        raise BadRequest(f"input has {len(size)} axes, dims says {dims}")
    padding = given.pop("padding", None)
    if isinstance(padding, list):
        padding = tuple(padding) * len(next((v for v in given.values() if many(v)), (0, 0)))
    return given if padding is None else {**given, "padding": padding}


def animation(words: Mapping[str, Any]) -> Animation:
    """The animation that the words describe: the layer's words and those of its look."""
    name = choose("op", words.get("op"), (*LAYERS, SIGNAL))
    if name == SIGNAL:
        from convanim.sources import signals

        about, look = taken({w: v for w, v in words.items() if w != "op"}, signals.SignalWords)
        check_known(look, declared(signals.SignalWords))
        convolution, values = signals.convolved(about)
        shown = {"view": "stem" if values.discrete else "signal", **look}
        return animate(convolution, values=values, **shown)
    told, rest = taken(words, NumberWords)
    known = (*words_of(name), "op")
    layer = {word: value for word, value in rest.items() if word in known}
    look = {word: value for word, value in rest.items() if word not in known}
    check_known(look, (*known, *declared(NumberWords)))
    for word in told:
        if not declared(NumberWords)[word].where(LAYERS[name][0]):
            having = [n for n, (o, _) in LAYERS.items() if declared(NumberWords)[word].where(o)]
            raise BadRequest(
                f"{name} has no {word.replace('_', ' ')}: {choice.alternatives(having)} has"
            )
    if not told or told == {"values": False}:
        return animate(operation(layer), **look)
    if "pass" in layer:
        read_by_pass(layer["pass"], told)
    from convanim.sources.numbers import numbers  # pictures without figures need none of it

    layer.update(read_words(Dims, taken(layer, Dims)[0]))  # sizes follow from it
    found, layer = numbers(told, layer)
    drawn = operation(layer)
    if "image" in told:
        look.setdefault("view", "painted")
    elif "values" in told and choice.suiting(drawn) == "channels":
        look.setdefault("view", "channels")  # beside the picture, not instead of it
    everywhere = words_everywhere()
    own = {word: v for word, v in look.items() if word not in everywhere and v is not None}
    choice.fits(look.get("view"), drawn, own)
    return animate(drawn, values=found.of(drawn), **look)


UNREAD = {
    "grad-input": ("input_values", "input_preset", "image", "image_size", "bias_values"),
    "grad-weight": ("kernel_values", "kernel_preset", "bias_values", "flip"),
}
"""The numbers that a gradient does not depend on."""


def read_by_pass(which: Any, told: Mapping[str, Any]) -> None:
    """Refuse a layer's numbers that its gradient does not depend on."""
    for word in UNREAD.get(which, ()):
        if told.get(word) not in (None, False):
            read = "weights" if "input_values" in UNREAD[which] else "input"
            raise BadRequest(
                f"{plain(word)} has no part in pass {which}: it reads the gradient of the output, "
                f"and the {read}"
            )


def words_everywhere() -> tuple[str, ...]:
    """The words that every picture has."""
    return (*declared(Look), *declared(Clock), "view")


def check_known(look: Mapping[str, Any], others: Any) -> None:
    """Refuse a word that nothing declares, in sight of all that is declared."""
    everywhere = words_everywhere()
    strange = [word for word in look if word not in everywhere]
    if strange and not set(strange) <= set(choice.every_word()):
        unknown = next(word for word in strange if word not in choice.every_word())
        choose("word", unknown, (*others, *everywhere, *choice.every_word()))


def from_toml(path: str, instead: Container[str] = ()) -> tuple[dict[str, Any], list[str]]:
    """The words of a specification file, and the outputs that it names.

    Words may be spelled with `-` or `_`, as on the command line; `output` is a name or a
    list of names. Of those that are given `instead` the file's own do not matter.
    """
    from convanim.sources.inputs import beside

    plain = spelled(read(path))
    outputs = named_outputs(plain.pop("output", []))
    asked = {word: value for word, value in plain.items() if word not in instead}
    return beside(asked, os.path.dirname(path)), outputs


def named_outputs(given: Any) -> list[str]:
    """The outputs that a specification names: a name, or a list of them."""
    outputs = [given] if isinstance(given, str) else given
    if not isinstance(outputs, list) or not all(isinstance(name, str) for name in outputs):
        raise BadRequest(f"output {outputs!r} is not a name or a list of names")
    return outputs
