"""What is pasted where a picture is shown: on standard output, all else beside it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from convanim import infile
from convanim.errors import BadRequest
from convanim.kinds import TEXT

if TYPE_CHECKING:
    from convanim.animation import Animation


def embed(words: dict[str, Any]) -> int:
    """Print what is pasted at a place for a picture, and how the place takes it."""
    from convanim.cli.own import LARGEST, words_in
    from convanim.export.embedded import found
    from convanim.sources import places
    from convanim.sources.panels import pictured

    if "for" not in words:
        raise BadRequest(f"for which place? --for {', '.join(places.PLACES)}")
    path, place = words["picture"], words["for"]
    data = infile.read(path, LARGEST, f"picture {path!r}")
    places.check(path, place)
    told = places.advice(path, place, len(data))
    ours = found(data) is not None
    drawn = [pictured(one) for one in words_in(path, tell=False)] if ours else []
    alt = " ".join(one.alt for one in drawn) or named(path)
    if not drawn:
        told.append(f"{path!r} does not say what it shows: put better words for {alt!r}")
    pasted = places.snippet(path, place, alt)
    if place == "beamer" and len(drawn) == 1 and path.lower().endswith(".pdf"):
        pasted = _frame(path, drawn[0])
    dark = places.dark(path)
    if places.PLACES[place].paste is places.picture and not os.path.exists(dark):
        made = places.again(path, dark, " --theme dark") if ours else "your own program"
        told.append(f"there is no {dark!r} yet: {made} makes it")
    sys.stdout.write(TEXT.read("snippet", pasted) + "\n")
    for line in told:
        print(f"convanim: note: {TEXT.read('note', line)}", file=sys.stderr)
    return 0


def _frame(path: str, drawn: Animation) -> str:
    """The frame of all pages of a PDF."""
    from convanim.export.beamer import check_name, frame

    check_name(path)
    film = drawn.film()
    title = drawn.look.title or film.scene.title
    return frame(path, title, film.scene.description, film.timeline).decode().rstrip("\n")


def named(path: str) -> str:
    """A file's name as words.

    >>> named("figures/padding_strides-2.gif")
    'padding strides 2'
    """
    stem = os.path.splitext(os.path.basename(path))[0]
    return " ".join(stem.replace("_", " ").replace("-", " ").split())
