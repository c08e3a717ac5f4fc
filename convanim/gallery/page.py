"""The gallery's page: every picture with what it shows and how to make it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from convanim.gallery.entries import Entry

MARK = "<!-- made by: convanim gallery -->"
"""What tells our page from one that somebody wrote."""
PAGE, OTHER = "README.md", "GALLERY.md"
"""Where it is written, and where instead if that is somebody's own."""


def place(folder: Path) -> Path:
    """Where the page of a gallery is written."""
    first = folder / PAGE
    return first if not first.exists() or is_page(first) else folder / OTHER


def is_page(path: Path) -> bool:
    """Whether a file is a page of ours."""
    with path.open("rb") as file:
        return file.read(len(MARK)) == MARK.encode()


def page(folder: Path, found: Iterable[Entry]) -> str:
    """The page of these pictures."""
    lines = [
        MARK,
        "",
        "# Gallery",
        "",
        "Every picture here comes from the few lines of its `.toml` file; `convanim gallery`",
        "renders them, and makes this page.",
    ]
    section = ""
    for entry in found:
        if entry.section != section:
            section = entry.section
            lines += ["", f"## {plain(section)}"]
        scene = entry.drawn().scene
        shown = next((p for p in entry.outputs if p.suffix == ".gif"), entry.outputs[0])
        files = " · ".join(
            f"[{path.suffix[1:]}]({link(folder, path)})" for path in (entry.spec, *entry.outputs)
        )
        lines += [
            "",
            f"### {plain(entry.stem)}",
            "",
            f"![{plain(scene.description)}]({link(folder, shown)})",
            "",
            f"{plain(scene.title)} — {files}",
        ]
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """Text of somebody's own, that means nothing to Markdown or HTML.

    >>> print(plain("a|b <b> [c](d) *e*"))
    a\\|b \\<b\\> \\[c\\](d) \\*e\\*
    """
    return re.sub(r"([\\`*\[\]<>|&#])", r"\\\1", text)


def link(folder: Path, path: Path) -> str:
    """The way from the page to a file of the gallery."""
    return quote(Path(path).relative_to(folder).as_posix())
