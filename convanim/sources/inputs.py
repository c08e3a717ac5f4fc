"""Which files a request reads: none of them may be what it writes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from convanim.declared import declared
from convanim.errors import BadRequest
from convanim.look import Look
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
