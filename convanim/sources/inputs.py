"""Which files a request reads: none of them may be what it writes.

Those that a specification names lie in its folder: it may come from anybody.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from convanim.declared import declared, flag, plain
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


def beside(words: Mapping[str, Any], folder: str) -> dict[str, Any]:
    """The words of a specification, the files that they name found from its folder."""
    found = dict(words)
    for word in FILES:
        given = found.get(word)
        if isinstance(given, str) and names_file(word, given):
            path = found[word] = os.path.join(folder, given)
            for each in bases(path) if word == "theme" else (path,):
                check_within(folder, each, word, given)
    if isinstance(panels := found.get("panel"), list):
        found["panel"] = [
            beside(panel, folder) if isinstance(panel, Mapping) else panel for panel in panels
        ]
    return found


def names_file(word: str, given: str) -> bool:
    """Whether a word's value is a file, and neither a name nor numbers."""
    return word == "image" or (given.endswith(".toml") if word == "theme" else is_file(given))


def check_within(folder: str, path: str, word: str, given: str) -> None:
    """Refuse a file that is not in the folder, by links or whatever way."""
    root = os.path.join(os.path.realpath(folder), "")
    try:
        inside = not os.path.isabs(given) and os.path.realpath(path).startswith(root)
    except ValueError as error:  # a name that no file can have
        raise BadRequest(f"{plain(word)} {given!r} cannot be read: {error}") from None
    if not inside:
        raise BadRequest(
            f"{plain(word)} {given!r} is outside the folder of the file that names it: "
            f"convanim render reads it if it is given as {flag(word)}"
        )
