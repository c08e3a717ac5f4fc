"""Pictures as their own source: what made one, and others made from it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from convanim import infile
from convanim.errors import BadRequest

LARGEST = 200_000_000
"""Bytes of a picture that is read for its words."""
DECK = "deck"
"""The word of a lecture for the words of its pictures."""


def words_in(path: str) -> dict[str, Any]:
    """The words that a picture was made of."""
    from convanim.export.embedded import found

    words = found(infile.read(path, LARGEST, f"picture {path!r}"))
    if words is None:
        raise BadRequest(
            f"{path!r} does not say what it was made of: it is no picture of ours, was made with "
            "--no-embed, or was changed by a program that keeps no comments"
        )
    return words


def show(path: str) -> int:
    """Say how a picture, or each of a lecture's, was made."""
    words = words_in(path)
    pictures = words.get(DECK)
    if pictures is None:
        sys.stdout.write(said(words))
    for number, one in enumerate(pictures or (), start=1):
        sys.stdout.write(f"{'' if number == 1 else chr(10)}picture {number}\n\n{said(one)}")
    return 0


def said(words: dict[str, Any]) -> str:
    """How a picture was made: as a command or a file, in Python, and what it shows."""
    from convanim.sources import spelled
    from convanim.sources.panels import pictured

    drawn = pictured(words)
    asked = spelled.command(words)
    parts = [
        ("command", asked)
        if asked
        else ("specification, for `convanim render`", spelled.toml(words)),
        ("Python", spelled.python(words)),
        ("caption", drawn.scene.title),
        ("alt text", drawn.alt),
    ]
    return "\n\n".join(f"{name}:\n{text.strip()}" for name, text in parts) + "\n"


def edited(given: Sequence[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The words of the picture that is named first, with those that follow in place of its own;
    and these."""
    from convanim.cli.parser import asked
    from convanim.operations import LAYERS

    if not given or given[0].startswith("-"):
        raise BadRequest(
            "edit what? name a picture first: convanim edit picture.gif -s 2 -o new.gif"
        )
    words = words_in(given[0])
    if DECK in words:
        raise BadRequest(
            f"{given[0]!r} is a lecture of several pictures: convanim show says how each was made"
        )
    op = str(words.get("op"))
    told = asked(given[1:], op) if op in (*LAYERS, "signal") else asked(given, "edit")
    told.pop("picture", None)
    return {**words, **told}, told
