"""Words as people write them: a command, a TOML file, lines of Python."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any

from convanim.declared import declared, flag
from convanim.kinds import many
from convanim.operations import LAYERS
from convanim.sources.number_words import ARRAY, NumberWords
from convanim.sources.request import operation, words_of
from convanim.sources.spec import options


def command(words: Mapping[str, Any], output: str = "picture.gif") -> str | None:
    """The command that asks for the words; None where a command line has no room for them.

    >>> command({"op": "conv", "input": 5, "padding": [[0, 1], [2, 1]], "bias": False})
    'convanim conv -i 5 -p 0:1,2:1 --no-bias -o picture.gif'
    """
    if "op" not in words:
        return None
    parts = ["convanim", str(words["op"])]
    known = options(str(words["op"]))
    for word, value in words.items():
        if word == "op" or value is None:
            continue
        option = known.get(word)
        name = (option.short if option else "") or flag(word)
        if isinstance(value, bool):
            parts.append(flag(word) if value else f"--no-{flag(word)[2:]}")
            continue
        text = _typed(value, rows=option is not None and option.kind is ARRAY)
        if text is None:
            return None
        parts += [text] if option and option.placed else [name, text]
    return shlex.join([*parts, "-o", output])


def toml(words: Mapping[str, Any], output: str = "picture.gif") -> str:
    """The file that says the words."""
    import tomli_w

    return tomli_w.dumps({**words, "output": output})


def python(words: Mapping[str, Any], output: str = "picture.gif") -> str:
    """The lines that make the picture."""
    layer = str(words.get("op", ""))
    numbers = {word for word in declared(NumberWords) if word in words}
    if layer in LAYERS and not numbers and isinstance(words.get("theme", ""), str):
        own = {word: v for word, v in words.items() if word in words_of(layer) or word == "op"}
        rest = {word: v for word, v in words.items() if word not in own}
        asked = "".join(f", {word}={value!r}" for word, value in rest.items())
        op = operation(own)
        return (
            f"import convanim\n\nop = convanim.{op!r}\n"
            f"convanim.animate(op{asked}).save({output!r})\n"
        )
    return (
        "from convanim.sources.panels import pictured\n\n"
        f"pictured({dict(words)!r}).save({output!r})\n"
    )


def _typed(value: Any, rows: bool) -> str | None:
    """A value as a flag takes it."""
    if isinstance(value, Mapping):
        return None
    if not many(value):
        return str(value)
    if not all(map(many, value)):
        return (" " if rows else ",").join(map(str, value))
    inner = [None if any(map(many, one)) else one for one in value]
    if None in inner:
        return None
    if rows:
        return "; ".join(" ".join(map(str, row)) for row in value)
    return ",".join(":".join(map(str, pair)) for pair in value)
