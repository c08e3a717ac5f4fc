"""Where pictures go: what each place takes best, and what is pasted there.

A `Place` is a line of a table; its `paste` is one of the forms below, each of which spells a
file's name and a text as its language has them.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from convanim.errors import BadRequest
from convanim.export.mark import NAME
from convanim.words import choose

WEB = ("webp", "apng", "avif")
"""What browsers play beside SVG and GIF."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a place takes: `formats` that move there, the best one first, and `stills`; what is
    pasted, and a word on `how`. It takes up to `most` bytes."""

    formats: tuple[str, ...]
    stills: tuple[str, ...]
    paste: Callable[[str, str], str]
    how: str
    most: int = 10**12


# -- forms -------------------------------------------------------------------------------


def words(name: str, alt: str) -> str:
    """The text alone, where a picture itself is not pasted but chosen."""
    return alt


def html(name: str, alt: str) -> str:
    """An image of a page.

    >>> html("a b.svg", 'A "window".')
    '<img src="a%20b.svg" alt="A &quot;window&quot;.">'
    """
    return f'<img src="{url(name)}" alt="{escape(alt)}">'


def public(name: str, alt: str) -> str:
    """The same, of a file that is served from the folder `public`.

    >>> public("talk/public/figures/a.svg", "")
    '<img src="/figures/a.svg" alt="">'
    """
    _, served, inner = f"/{slashed(name)}".rpartition("/public/")
    return html(f"/{inner if served else os.path.basename(name)}", alt)


def picture(name: str, alt: str) -> str:
    """An image of a page that may be light or dark."""
    return (
        "<picture>\n"
        f'  <source media="(prefers-color-scheme: dark)" srcset="{url(dark(name))}">\n'
        f"  {html(name, alt)}\n"
        "</picture>"
    )


def markdown(name: str, alt: str) -> str:
    """An image of a text.

    >>> markdown("a (1).gif", "A [window] of 3*3 cells.")
    '![A \\\\[window\\\\] of 3\\\\*3 cells.](a%20%281%29.gif)'
    """
    marked = "".join(f"\\{char}" if char in "\\`*_[]<>&~$|!{}^:@#" else char for char in alt)
    return f"![{marked}]({url(name)})"


def figure(name: str, alt: str) -> str:
    """An image of Quarto's, whose text is no caption."""
    return f'![]({url(name)}){{fig-alt="{escape(alt)}"}}'


def rst(name: str, alt: str) -> str:
    """An image directive.

    >>> print(rst("a b.svg", "It moves."))
    .. image:: a\\ b.svg
       :alt: It moves.
    """
    path = "".join(f"\\{char}" if char in "\\ " else char for char in slashed(name))
    return f".. image:: {path}\n   :alt: {alt}"


def latex(name: str, alt: str) -> str:
    """A still, or the first page."""
    room = r"width=\linewidth,height=0.8\textheight,keepaspectratio"
    return f"\\includegraphics[{room}]{{{slashed(name)}}}"


def url(name: str) -> str:
    """A path as a page names it."""
    from urllib.parse import quote

    return quote(os.fsencode(slashed(name)), safe="/.~-_")


def slashed(name: str) -> str:
    """A path as all but Windows write it."""
    return name.replace(os.sep, "/")


def dark(name: str) -> str:
    """What a picture's sibling for dark pages is called.

    >>> dark("a/b.gif")
    'a/b-dark.gif'
    """
    stem, suffix = os.path.splitext(name)
    return f"{stem}-dark{suffix}"


PLACES = {
    "powerpoint": Place(
        ("pptx", "gif", "mp4"),
        ("png", "svg"),
        words,
        "a .pptx has a slide a step, which a click moves on, and --into lecture.pptx adds them to "
        "yours; a GIF (Insert > Pictures) and a video (Insert > Video) play by themselves; paste "
        "this as alt text",
    ),
    "keynote": Place(
        ("gif", "mov", "mp4", "pptx"),
        ("png", "pdf"),
        words,
        "Insert > Choose; versions that show a GIF as a still play the .mov; paste this as the "
        "image's description",
    ),
    "google-slides": Place(
        ("gif", "pptx"),
        ("png",),
        words,
        "Insert > Image > Upload from computer, or File > Import slides; paste this as alt text",
        most=50_000_000,
    ),
    "beamer": Place(
        ("pdf",),
        ("png",),
        latex,
        "a page is a step, and each an overlay, which any viewer turns over",
    ),
    "revealjs": Place(
        ("svg", "gif", *WEB),
        ("png",),
        html,
        "an SVG is sharp at any size; it may have begun before its slide is shown",
    ),
    "quarto": Place(
        ("svg", "gif", *WEB),
        ("png", "pdf"),
        figure,
        "a PDF needs a still: --still last writes one beside it",
    ),
    "slidev": Place(
        ("svg", "gif", *WEB), ("png",), public, "the file lies in the talk's folder public/"
    ),
    "marp": Place(
        ("gif", "svg", *WEB), ("png",), markdown, "it moves in HTML; in PPTX and PDF it is a still"
    ),
    "jupyter": Place(
        ("svg", "gif", *WEB),
        ("png",),
        markdown,
        "in a Markdown cell; in Python an animation shows itself",
    ),
    "sphinx": Place(
        ("svg", "gif", *WEB),
        ("png", "pdf"),
        rst,
        "for LaTeX write a .pdf beside it, and name the suffix *",
    ),
    "markdown": Place(
        ("gif", "svg", *WEB), ("png",), markdown, "a GIF plays everywhere, an SVG is sharp"
    ),
    "github": Place(
        ("svg", "gif", "webp"),
        ("png",),
        picture,
        "the second file is for dark pages",
        most=10_000_000,
    ),
    "notion": Place(
        ("gif", "webp", "svg"), ("png",), words, "/image > Upload; paste this as alt text"
    ),
}


def snippet(path: str, place: str, alt: str) -> str:
    """What is pasted at a place for a file that shows this.

    >>> print(snippet("a b.gif", "markdown", "A [window] moves."))
    ![A \\[window\\] moves.](a%20b.gif)
    """
    return PLACES[choose("place", place, PLACES)].paste(path, " ".join(alt.split()))


def check(path: str, place: str) -> None:
    """Refuse a file of a format that a place does not take, with the command that makes one."""
    there = PLACES[choose("place", place, PLACES)]
    stem, suffix = os.path.splitext(path)
    kind = suffix.lower().lstrip(".")
    if kind in (*there.formats, *there.stills):
        return
    raise BadRequest(
        f"{place} does not take {suffix or path!r}: best is .{there.formats[0]}, "
        f"{again(path, f'{stem}.{there.formats[0]}')} makes one"
    )


def advice(path: str, place: str, size: int = 0) -> list[str]:
    """What is good to know of a file at a place, a line each."""
    there = PLACES[choose("place", place, PLACES)]
    kind = os.path.splitext(path)[1].lower().lstrip(".")
    told = [f"{place} takes {listed(there.formats)}, best first: {there.how}"]
    if kind in there.stills:
        told.append(f"a .{kind} does not move there")
    if size > there.most:
        told.append(f"{path!r} has {size / 1e6:,.1f} MB, and {place} takes {there.most / 1e6:,.0f}")
    return told


def again(path: str, other: str, more: str = "") -> str:
    """The command that makes a picture like another."""
    from shlex import quote

    return f"{NAME} edit {quote(path)}{more} -o {quote(other)}"


def listed(kinds: tuple[str, ...]) -> str:
    """Formats in a row.

    >>> listed(("gif", "svg"))
    '.gif, .svg'
    """
    return ", ".join(f".{kind}" for kind in kinds)
