"""A request in words, from flags or from a TOML file alike, to an operation and its look.

The words are the fields of the operation's dataclass and the parameters of `animate`; so a
new field is a new word here, in every specification file and on the command line.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

from convanim.animation import Animation, animate
from convanim.errors import BadRequest
from convanim.operations import OPERATIONS, Operation
from convanim.sources import text
from convanim.tomlfile import read
from convanim.views import default_view
from convanim.words import choose

PER_AXIS = ("input", "kernel", "stride", "dilation", "output_padding")
POINTWISE = "pointwise"
"""A convolution with a kernel of one: the word stands for `conv` and `kernel = 1`."""
OPS = ("conv", "transposed", "maxpool", "avgpool", POINTWISE)
SIGNAL = "signal"
"""Two functions of time in place of a layer, which sources/signals.py reads."""
NO_WORDS = ("op", "return", "values", "angles")
LOOKS = tuple(name for name in animate.__annotations__ if name not in NO_WORDS)

NUMBERS = (
    *("values", "input_values", "input_preset", "kernel_values", "bias_values"),
    *("kernel_preset", "seed", "flip", "image", "image_size"),
)
"""The words of the numbers that go through a layer, which sources/numbers.py reads."""


def words_of(op: str) -> tuple[str, ...]:
    """The words that describe a layer of this kind, `dims` included."""
    taken = tuple(f.name for f in fields(OPERATIONS["conv" if op == POINTWISE else op]))
    return (*(w for w in taken if op != POINTWISE or w != "kernel"), "dims")


def operation(words: Mapping[str, Any]) -> Operation:
    """The operation that the words describe.

    >>> operation({"op": "conv", "input": "5", "kernel": 3, "padding": "0:1"}).padding
    ((0, 1), (0, 1))
    """
    op = choose("op", words.get("op"), OPS)
    known = words_of(op)
    given: dict[str, Any] = {}
    for word, value in words.items():
        if word != "op":
            given[choose(f"word for {op}", word, known)] = value
    layer = OPERATIONS["conv" if op == POINTWISE else op]
    if op == POINTWISE:
        given["kernel"] = 1
    for field in fields(layer):
        if field.default is MISSING and field.name not in given:
            raise BadRequest(f"{op} needs {field.name}: give it as --{field.name} or in the file")
    return layer(**spread({name: parsed(name, value) for name, value in given.items()}))


def parsed(word: str, value: Any) -> Any:
    """A layer's value as the operations take it."""
    if word in ("ceil_mode", "count_include_pad", "bias"):
        if not isinstance(value, bool):
            raise BadRequest(f"{word} is true or false, not {value!r}")
    elif isinstance(value, str):
        if word in PER_AXIS:
            return text.axes(value, word)
        if word == "padding":
            return text.pads(value)
    elif isinstance(value, list):
        return tuple(tuple(v) if isinstance(v, list) else v for v in value)
    return value


def spread(given: dict[str, Any]) -> dict[str, Any]:
    """`dims`, and a single padding pair, turned into one value per axis."""
    dims = given.pop("dims", None)
    if dims is not None:
        if type(dims) is not int or dims not in (1, 2, 3):
            raise BadRequest(f"dims {dims!r} is not allowed: 1, 2 or 3")
        if isinstance(given.get("input"), int):
            given["input"] = (given["input"],) * dims
        elif isinstance(given.get("input"), tuple) and len(given["input"]) != dims:
            raise BadRequest(f"input has {len(given['input'])} axes, dims says {dims}")
    padding = given.get("padding")
    if isinstance(padding, list):
        per_axis = (v for word, v in given.items() if word in PER_AXIS and isinstance(v, tuple))
        given["padding"] = tuple(padding) * len(next(per_axis, (0, 0)))
    return given


def animation(words: Mapping[str, Any]) -> Animation:
    """The animation that the words describe: the layer's words and those of its look."""
    look = look_of(words)
    op = choose("op", words.get("op"), (*OPS, SIGNAL))
    if op == SIGNAL:
        from convanim.sources.signals import described

        about = {word: value for word, value in words.items() if word not in (*LOOKS, "op")}
        convolution, values = described(about)
        shown = {"view": "stem" if values.discrete else "signal", **look}
        return animate(convolution, values=values, **shown)
    layer = {word: value for word, value in words.items() if word not in (*LOOKS, *NUMBERS)}
    unknown = [word for word in layer if word != "op" and word not in words_of(op)]
    if unknown:
        choose("word", unknown[0], (*words_of(op), *LOOKS, *NUMBERS))
    told = {word: value for word, value in words.items() if word in NUMBERS}
    if not told or told == {"values": False}:
        return animate(operation(layer), **look)
    from convanim.sources.numbers import numbers  # pictures without figures need none of it

    given, layer = numbers(told, layer)
    drawn = operation(layer)
    if "image" in told:
        look.setdefault("view", "painted")
    elif "values" in told and default_view(drawn) == "channels":
        look.setdefault("view", "channels")  # beside the picture, not instead of it
    return animate(drawn, values=given.of(drawn), angles=given.angles, **look)


def look_of(words: Mapping[str, Any]) -> dict[str, Any]:
    """The words of a picture's look, as `animate` takes them."""
    look = {word: value for word, value in words.items() if word in LOOKS}
    if isinstance(look.get("steps"), str):
        look["steps"] = text.numbers(look["steps"], "steps")
    elif "steps" in look and not isinstance(look["steps"], (list, tuple)):
        look["steps"] = (look["steps"],)
    if isinstance(look.get("filters"), str):
        look["filters"] = text.numbers(look["filters"], "filters")
    for word, kind in (("title", str), ("caption", bool), ("all_steps", bool), ("overlaps", bool)):
        if look.get(word) is not None and not isinstance(look[word], kind):
            raise BadRequest(f"{word} {look[word]!r} is not a {kind.__name__}")
    return look


def spelled(words: Mapping[str, Any]) -> dict[str, Any]:
    """Words as Python spells them, where a file may write `-` for `_`."""
    return {word.replace("-", "_"): value for word, value in words.items()}


def from_toml(path: str) -> tuple[dict[str, Any], list[str]]:
    """The words of a specification file, and the outputs that it names.

    Words may be spelled with `-` or `_`, as on the command line; `output` is a name or a
    list of names.
    """
    plain = spelled(read(path))
    outputs = plain.pop("output", [])
    outputs = [outputs] if isinstance(outputs, str) else outputs
    if not isinstance(outputs, list) or not all(isinstance(name, str) for name in outputs):
        raise BadRequest(f"output {outputs!r} is not a name or a list of names")
    from convanim.sources.numbers import beside

    return beside(plain, os.path.dirname(path)), outputs
