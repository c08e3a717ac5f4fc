"""Words as people write them: a command, a TOML file, lines of Python."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from convanim.declared import declared, flag, given
from convanim.kinds import AXES, TEXT, Kind, many
from convanim.look import ASPECT
from convanim.operations import LAYERS
from convanim.sources.number_words import NumberWords
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
        text = typed(value, option.kind if option else TEXT)
        if text is None:
            return None
        minus = text.startswith("-")  # which a parser would take for a flag's own
        if option and option.placed:
            parts.append(f" {text}" if minus else text)
        else:
            parts += [f"{flag(word)}={text}"] if minus else [name, text]
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
        made = ", ".join(f"{word}={value!r}" for word, value in given(op).items())
        return (
            f"import convanim\n\nop = convanim.{type(op).__name__}({made})\n"
            f"convanim.animate(op{asked}).save({output!r})\n"
        )
    return (
        "from convanim.sources.panels import pictured\n\n"
        f"pictured({dict(words)!r}).save({output!r})\n"
    )


def typed(value: Any, kind: Kind) -> str | None:
    """A value as a flag of its kind takes it; None where it takes none that is the same.

    >>> from convanim.kinds import AXES, PADS
    >>> from convanim.sources.number_words import ARRAY
    >>> typed([[0, 1], [2, 1]], PADS), typed([9], AXES), typed([[1, 0], [0, 1]], ARRAY)
    ('0:1,2:1', None, '1 0; 0 1')
    """
    if isinstance(value, Mapping):
        return None
    if not many(value):
        if kind is ASPECT:
            return _ratio(value)
        whole = isinstance(value, float) and value.is_integer()
        return str(int(value) if whole else value)
    if not value or (kind is AXES and len(value) == 1):  # which would be for every axis
        return None
    if not all(map(many, value)):
        return None if any(map(many, value)) else (" " if kind.file else ",").join(map(str, value))
    if any(many(inner) for row in value for inner in row) or (kind.file and len(value) == 1):
        return None
    if kind.file:
        return "; ".join(" ".join(map(str, row)) for row in value)
    return ",".join(":".join(map(str, pair)) for pair in value)


def _ratio(value: float) -> str | None:
    """A page's shape as it is written.

    >>> _ratio(16 / 9)
    '16:9'
    """
    across, down = Fraction(value).limit_denominator(1000).as_integer_ratio()
    return f"{across}:{down}" if across / down == value else None
