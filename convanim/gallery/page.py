"""The gallery's page: every picture with what it shows and how to make it, in Markdown."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from convanim.errors import BadRequest
from convanim.gallery.commands import command, note
from convanim.gallery.pictures import Drawn
from convanim.sources.inputs import holds

NAMES = ("README.md", "GALLERY.md")
"""Where the page is: in the first, unless somebody has written that by hand."""
MARK = "<!-- `convanim gallery` makes this page: what is written into it by hand is lost. -->"

_MARKUP = re.compile(r"[\\`*\[\]<>|&!#~$]|(?<![^\W_])_|_(?![^\W_])")
"""What would be markup; a _ between letters is none."""
_BEGINNING = re.compile(r"^(\d*)(?=[-+=.):])")
"""What would begin a list or underline what is above."""


def page(folder: Path, drawn: Iterable[Drawn], outputs: Mapping[Path, Sequence[Path]]) -> str:
    """The page of all pictures, in sections as they are in folders."""
    lines = [
        MARK,
        "",
        "# Gallery",
        "",
        "Every picture here comes from the few lines of its `.toml` file: `convanim gallery` makes",
        "the pictures and this page. Below each stands the command that makes it alone; where that",
        "names a file, it is run in this folder.",
    ]
    section = folder
    for one in drawn:
        if one.spec.parent != section:
            section = one.spec.parent
            lines += ["", f"## {text(inner(folder, section))}"]
        files = outputs[one.spec]
        shown = next((path for path in files if path.suffix.lower() == ".gif"), files[0])
        links = (f"[{p.suffix[1:]}]({link(folder, p)})" for p in (one.spec, *files))
        lines += [
            "",
            f"### {text(readable(one.spec.stem))}",
            "",
            f"![{text(one.description)}]({link(folder, shown)})",
            "",
            f"{text(one.title)} — {' · '.join(links)}",
        ]
        if said := note(one.spec):
            lines += ["", text(said)]
        if (asked := command(folder, one.spec, shown)).isprintable():
            lines += ["", f"    {asked}"]
    return "\n".join(lines) + "\n"


def inner(folder: Path, path: Path) -> str:
    """A path as the page has it."""
    return readable(path.relative_to(folder).as_posix())


def readable(name: str) -> str:
    """A file's name as text, whatever bytes it has."""
    return os.fsencode(name).decode(errors="replace")


def link(folder: Path, path: Path) -> str:
    """Where a link to a file leads: blanks, parentheses and the like would end it."""
    return quote(os.fsencode(path.relative_to(folder).as_posix()))


def text(written: str) -> str:
    r"""A text in which Markdown finds no markup.

    >>> print(text("1. <b> of_[a]"))
    1\. \<b\> of\_\[a\]
    """
    line = _MARKUP.sub(r"\\\g<0>", " ".join(written.split()))
    return _BEGINNING.sub(r"\1\\", line)


def place(folder: Path, force: bool) -> Path:
    """The file that the page is to be written to: what somebody wrote is not replaced."""
    first, second = (folder / name for name in NAMES)
    free = not (os.path.lexists(first) or is_ours(second))
    chosen = first if is_ours(first) or free else second
    if os.path.lexists(chosen) and not (is_ours(chosen) or force):
        raise BadRequest(f"{chosen} was written by hand: move it away, or insist with --force")
    if not holds(str(folder), chosen):
        raise BadRequest(f"{chosen} is a link out of the gallery")
    return chosen


def is_ours(path: Path) -> bool:
    """Whether a file is a page that we made."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(MARK)) == MARK.encode()
