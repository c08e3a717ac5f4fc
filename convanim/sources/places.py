"""Where pictures go: what each place takes best, and what is pasted there."""

from __future__ import annotations

import os
from dataclasses import dataclass
from html import escape

from convanim.words import choose


@dataclass(frozen=True, slots=True)
class Place:
    """Formats that a place takes, the best one first; what is pasted, with the file's name and
    what it shows filled in; and a word on why."""

    formats: tuple[str, ...]
    paste: str
    why: str


HTML = '<img src="{name}" alt="{html}">'
MARKDOWN = "![{plain}]({name})"
PLACES = {
    "powerpoint": Place(
        ("pptx", "gif", "mp4"),
        "Insert > Pictures > This Device > {name}\nAlt text: {alt}",
        "a .pptx has a slide a step, which a click moves on; a GIF plays by itself; "
        "--into lecture.pptx adds the slides to yours",
    ),
    "keynote": Place(
        ("gif", "mov", "mp4"),
        "Insert > Choose > {name}\nDescription: {alt}",
        "current versions play GIFs, older ones films",
    ),
    "google-slides": Place(
        ("gif", "png"),
        "Insert > Image > Upload from computer > {name}\nAlt text: {alt}",
        "it takes PNG, JPEG and GIF, under 50 MB and 25 megapixels",
    ),
    "beamer": Place(
        ("pdf", "png"),
        "\\includegraphics<+>[page=1,width=\\linewidth]{{{name}}}",
        "a page a step, as overlays in any viewer: --for beamer writes the whole frame",
    ),
    "revealjs": Place(
        ("svg", "gif"),
        HTML,
        "an SVG is sharp at any size and moves by itself; --steps makes stills for fragments",
    ),
    "quarto": Place(
        ("svg", "gif"),
        '{markdown}{{fig-alt="{html}"}}',
        "for PDF give a still: --still last writes one beside it",
    ),
    "slidev": Place(("svg", "gif"), HTML, "files lie in public/"),
    "marp": Place(("gif", "png"), MARKDOWN, "GIFs play in HTML; PPTX and PDF show a still"),
    "jupyter": Place(
        ("svg", "gif"), MARKDOWN, "in a cell of text; in Python an animation shows itself"
    ),
    "sphinx": Place(
        ("svg", "gif"),
        ".. image:: {name}\n   :alt: {plain}",
        "with figure.* it takes the PDF for LaTeX",
    ),
    "markdown": Place(("gif", "webp", "svg"), MARKDOWN, "GIF plays everywhere, WebP is smaller"),
    "github": Place(
        ("svg", "gif", "webp"),
        "<picture>\n"
        '  <source media="(prefers-color-scheme: dark)" srcset="{dark}">\n'
        "  " + HTML + "\n</picture>",
        "make the dark one with --theme dark; up to 10 MB",
    ),
    "notion": Place(("gif", "png"), "/image > Upload > {name}\nAlt text: {alt}", "it plays GIFs"),
}


def snippet(path: str, place: str, alt: str) -> str:
    """What is pasted at a place for a file that shows this, and how the place takes it.

    >>> print(snippet("a b.gif", "markdown", "A [window] moves."))
    ![A \\[window\\] moves.](a%20b.gif)
    """
    there = PLACES[choose("place", place, PLACES)]
    stem, suffix = os.path.splitext(path.replace(os.sep, "/"))
    name = f"{stem}{suffix}"
    url = quoted(name)
    plain = " ".join(alt.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").split())
    web = "<" in there.paste or "](" in there.paste or "markdown" in there.paste
    return there.paste.format(
        name=escape(url) if "<" in there.paste else url if web else name,
        dark=escape(quoted(f"{stem}-dark{suffix}")),
        html=escape(alt),
        alt=alt,
        plain=plain,
        markdown=f"![]({url})",
    )


def quoted(name: str) -> str:
    """A path as a page names it."""
    from urllib.parse import quote

    return quote(name, safe="/.~-_")


def advice(path: str, place: str) -> str:
    """Which format a place takes best, and why; and whether this file is of one that it takes."""
    there = PLACES[choose("place", place, PLACES)]
    suffix = os.path.splitext(path)[1].lower().lstrip(".")
    best = ", ".join(f".{kind}" for kind in there.formats)
    taken = "" if suffix in there.formats else f" (.{suffix} is not among them)"
    return f"{place} takes, best first: {best}{taken}; {there.why}"
