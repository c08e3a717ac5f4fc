"""What stands in a specification beside its picture: the command that makes it, in flags where
flags can say it, and what its author noted at its beginning."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from convanim import choice
from convanim.clock import Clock
from convanim.declared import Option, declared, flag, spelled
from convanim.look import Look
from convanim.operations import LAYERS
from convanim.sources.inputs import FILES, is_name
from convanim.sources.number_words import NumberWords
from convanim.sources.request import SIGNAL, words_of
from convanim.sources.signals import SignalWords
from convanim.tomlfile import read

ROWS = "; ", " "
"""What stands between rows of figures, and between the figures of a row."""


def command(folder: Path, spec: Path, output: Path) -> str:
    """The command that makes an output of a specification; names of files are as they are seen
    from the gallery's folder."""
    words = {word: v for word, v in spelled(read(str(spec))).items() if word != "output"}
    said = flags(words) or ["render", _name(folder, spec)]
    return shlex.join(["convanim", *said, "-o", output.name])


def flags(words: Mapping[str, Any]) -> list[str] | None:
    """The words of one layer as a command line has them; None where it cannot say them.

    >>> flags({"op": "conv", "input": [5, 7], "kernel": 3, "padding": [[0, 1], [1, 1]]})
    ['conv', '-i', '5,7', '-k', '3', '-p', '0:1,1:1']
    >>> flags({"panel": [{"op": "conv"}]})
    """
    name = str(words.get("op"))
    if name not in (*LAYERS, SIGNAL) or any(_is_file(*word) for word in words.items()):
        return None
    known = {**declared(Look), **declared(Clock), **choice.every_word()}
    known |= {**declared(SignalWords)} if name == SIGNAL else _of_layer(name)
    placed, found = list[str](), list[str]()
    for word, value in words.items():
        if word in ("op", "view"):
            found += ["--view", value] if word == "view" else []
        elif (text := typed(value, *(ROWS if word in declared(NumberWords) else ()))) is None:
            return None
        elif known[word].placed:
            placed.append(text)
        else:
            found += _flag(word, known[word], text)
    return [name, *placed, *found]


def typed(value: Any, outer: str = ",", inner: str = ":") -> str | None:
    """A value as it is typed, with signs between rows and within them; None where no text says it.

    >>> typed(0.5), typed([1, 2]), typed([[0, 1]]), typed(True), typed([[[1]]])
    ('0.5', '1,2', '0:1', '', None)
    """
    if isinstance(value, bool):
        return "" if value else "no"
    if isinstance(value, str | int | float):
        return str(value)
    if not isinstance(value, list):
        return None
    rows = [part if isinstance(part, list) else [part] for part in value]
    if not all(type(n) in (int, float) for row in rows for n in row):
        return None
    return outer.join(inner.join(map(str, row)) for row in rows)


def note(spec: Path) -> str:
    """The comment at the beginning of a specification, in one line.

    >>> from tempfile import mkdtemp
    >>> path = Path(mkdtemp()) / "a.toml"
    >>> _ = path.write_text("# so it is,\\n# and not otherwise\\nop = 'conv'\\n# an aside\\n")
    >>> note(path)
    'so it is, and not otherwise'
    """
    lines = []
    for line in spec.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.lstrip("#").strip())
    return " ".join(lines)


def _of_layer(name: str) -> dict[str, Option]:
    return {**words_of(name), **declared(NumberWords)}


def _flag(word: str, option: Option, text: str) -> list[str]:
    """A word's flag, with its value behind it."""
    if option.kind.switch:
        return [flag(word) if not text else f"--no-{flag(word)[2:]}"]
    if text.startswith("-"):  # not to be taken for another flag
        return [f"{flag(word)}={text}"]
    return [option.short or flag(word), text]


def _is_file(word: str, value: Any) -> bool:
    return word in FILES and isinstance(value, str) and is_name(word, value)


def _name(folder: Path, spec: Path) -> str:
    return os.fsencode(spec.relative_to(folder).as_posix()).decode(errors="replace")
