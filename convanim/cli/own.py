"""Pictures as their own source: what made one, and others made from it."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Sequence
from typing import Any

from convanim import infile
from convanim.declared import flag, plain
from convanim.errors import BadRequest, NotDrawn

LARGEST = 200_000_000
"""Bytes of a picture that is read for its words."""
DECK = "deck"
"""The word of a lecture for the words of its pictures."""
WAYS = ("input_values", "input_preset", "image"), ("kernel_values", "kernel_preset")
"""Words of which each stands in place of the others."""
AWAY = "away"
"""Where the parser puts the words that are taken away."""


def words_in(path: str, tell: bool = True) -> list[dict[str, Any]]:
    """The words that a picture was made of, or each of a lecture's; of a font that they lack it is
    told."""
    from convanim.export.embedded import found

    words = found(infile.read(path, LARGEST, f"picture {path!r}"))
    if words is None:
        raise BadRequest(
            f"{path!r} does not say what it was made of: it is no picture of ours, was made with "
            "--no-embed or in Python, or was changed by a program that keeps no comments"
        )
    pictures = words.get(DECK, [words])
    if not (isinstance(pictures, list) and pictures) or not all(
        isinstance(one, dict) for one in pictures
    ):
        raise BadRequest(f"the words in {path!r} are damaged")
    if tell and any("font" in one for one in pictures):
        note = f"{path!r} has a font of its own, which no file carries: name it with --font"
        warnings.warn(note, NotDrawn, stacklevel=2)
    return [_trusted(path, one) for one in pictures]


def _trusted(path: str, words: dict[str, Any]) -> dict[str, Any]:
    """The words in a file that anybody may have made: they read no file, and write none."""
    from convanim.sources.spec import COMMAND, files, ordered

    kept = {word: v for word, v in words.items() if word not in (*COMMAND, "font")}
    if name := next(files(kept), None):
        raise BadRequest(f"{path!r} would read a file {name!r}: no picture of ours does")
    return ordered(kept)


def show(path: str) -> int:
    """Say how a picture, or each of a lecture's, was made."""
    pictures = words_in(path)
    for number, one in enumerate(pictures, start=1):
        before = "\n" if number > 1 else ""
        sys.stdout.write(f"{before}picture {number}\n\n" if pictures[1:] else "")
        sys.stdout.write(said(one))
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
    and these. `--no-WORD` takes one away."""
    if not given or given[0].startswith("-"):
        raise BadRequest(
            "edit what? name a picture first: convanim edit picture.gif -s 2 -o new.gif"
        )
    path = given[0]
    words, *others = words_in(path, tell=not any(n.split("=")[0] == "--font" for n in given))
    if others:
        raise BadRequest(
            f"{path!r} is a lecture of several pictures: convanim show says how each was made"
        )
    told = _told(given, words)
    for word in told.pop(AWAY, ()):
        if words.pop(word, None) is None:
            raise BadRequest(f"{path!r} has no {plain(word)} that --no-{flag(word)[2:]} takes away")
    for ways in WAYS:
        for word in ways if set(ways) & set(told) else ():
            words.pop(word, None)
    return {**words, **told}, told


def _told(given: Sequence[str], words: dict[str, Any]) -> dict[str, Any]:
    """What a command line says of a picture of these words."""
    from convanim.cli import parser
    from convanim.operations import LAYERS
    from convanim.sources.request import SIGNAL
    from convanim.sources.spec import options

    op = words.get("op")
    made = parser.command("edit", op if op in (*LAYERS, SIGNAL) else None)
    flags = set(made._option_string_actions)
    for word in options(str(op)):
        if (no := f"--no-{flag(word)[2:]}") not in flags:
            made.add_argument(no, action="append_const", const=word, dest=AWAY, help="")
    told = parser.parse(made, given)
    told.pop("picture", None)
    return told
