"""Which files a request reads: those of a specification lie in its folder, and none of them may
be what is written."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from convanim.declared import declared, flag, plain, spelled
from convanim.errors import BadRequest
from convanim.look import Look
from convanim.sources.arrays import is_file
from convanim.sources.number_words import NumberWords
from convanim.sources.signals import SignalWords
from convanim.themes.library import bases

FILES = [
    word
    for owner in (Look, NumberWords, SignalWords)
    for word, option in declared(owner).items()
    if option.kind.file
]


def beside(words: Mapping[str, Any], folder: str) -> dict[str, Any]:
    """The words of a specification, the files that they name found from its folder.

    A file that lies elsewhere is refused: a specification that somebody else wrote reads
    nothing but what came with it.
    """
    found = dict(words)
    for word in FILES:
        if isinstance(name := found.get(word), str) and is_name(word, name):
            found[word] = os.path.join(folder, name)
            for path in named({word: found[word]}):
                if os.path.isabs(name) or not holds(folder, path):
                    kind = "base" if path.endswith(".toml") else "font"
                    base = "" if path == found[word] else f": its {kind} {path!r}"
                    raise BadRequest(
                        f"{plain(word)} {name!r}{base} is outside the specification's folder, "
                        f"which only a flag of render leaves: {flag(word)}"
                    )
    if isinstance(panels := found.get("panel"), list):
        found["panel"] = [
            beside(spelled(panel), folder) if isinstance(panel, Mapping) else panel
            for panel in panels
        ]
    return found


def is_name(word: str, value: str) -> bool:
    """Whether what a word says is a file's name, not a theme's or a function's, or numbers."""
    if word == "theme":
        return value.endswith(".toml")
    return word in ("image", "font") or is_file(value)


def holds(folder: str, path: str | os.PathLike[str]) -> bool:
    """Whether a path lies in a folder, links followed."""
    try:
        inner, outer = os.path.realpath(path), os.path.realpath(folder or os.curdir)
    except ValueError:  # a name that no file can have: whoever opens it says so
        return True
    return inner.startswith(os.path.join(outer, ""))


def keep(outputs: Sequence[str], words: Mapping[str, Any], *read: str) -> None:
    """Refuse to write over what the words name, or over what was `read` to know them."""
    for output in outputs:
        there = os.path.exists(output)
        for path in (*read, *named(words)) if there else ():
            if os.path.exists(path) and os.path.samefile(output, path):
                raise BadRequest(f"{output!r} is read for this picture: write to another file")


def named(words: Mapping[str, Any]) -> Iterator[str]:
    """The files that words name, those of panels and the bases of themes among them."""
    for word in FILES:
        if isinstance(path := words.get(word), str):
            yield from bases(path) if word == "theme" else (path,)
    for panel in words.get("panel") or ():
        yield from named(panel)
