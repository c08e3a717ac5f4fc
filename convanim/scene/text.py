"""Text, measured and placed with the font that the package brings along, or with one's own.

Its outlines become part of the picture, so a text looks the same on every machine, in pixels
and in vectors alike. Lengths are in thousandths of the font's size (`UNITS`), y down.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from convanim.scene.face import Face, joined, refusal, usual
from convanim.scene.marks import Segment, Text

UNITS = 1000
CAP_HEIGHT = 0.727
"""The height of figures and capitals, in parts of the size."""
DEPTH = 0.22
"""How far letters reach below their line, in parts of the size."""
MISSING = "\ufffd"
"""How wide a character is that the font does not have: it is measured, and then refused."""
ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}

_FACE: ContextVar[Face | None] = ContextVar("face", default=None)


@contextmanager
def written_in(face: Face | None) -> Iterator[None]:
    """While a picture is laid out and drawn in a font of its own: every text of it is measured
    and placed in that, whichever of the views' parts does so. None: in the usual one."""
    token = _FACE.set(face)
    try:
        yield
    finally:
        _FACE.reset(token)


def measure(text: str, size: float) -> float:
    """The width of a line of text, in the units of `size`.

    >>> measure("11", 10) == 2 * measure("7", 10)  # figures are all alike wide
    True
    """
    face, text = _FACE.get() or usual(), composed(text)
    missing = face.advance(MISSING) or 0
    advances = (face.advance(char) for char in text)
    width = sum(missing if wide is None else wide for wide in advances)
    kerned = sum(map(face.kern, text, text[1:])) if _FACE.get() else 0
    return (width + kerned) * size / UNITS


def composed(text: str) -> str:
    """The same text with each letter and its accents as one character, where there is one.

    >>> len("e\u0301"), len(composed("e\u0301"))
    (2, 1)
    """
    if text.isascii():
        return text
    from unicodedata import normalize  # hardly any picture needs it

    return normalize("NFC", text)


def check_drawn(text: str) -> None:
    """Refuse a text with a character that no font has: nobody reads empty boxes."""
    face = _FACE.get() or usual()
    for char in text:
        unreadable = char < " " or (not char.isascii() and joined(char))
        if unreadable or face.advance(char) is None:
            raise refusal(char, text)


def fitted(text: str, size: float, width: float) -> float:
    """The largest font size, at most `size`, at which the text is no wider than `width`."""
    wide = measure(text, size)
    return size if wide <= width else size * width / wide


def place(
    role: str, text: str, x: float, y: float, size: float, anchor: str = "start", **time: Any
) -> Text:
    """A text mark whose start, middle or end lies at x, its baseline at y."""
    text = composed(text)
    check_drawn(text)
    width = measure(text, size)
    return Text(role, text, x - width * ANCHORS[anchor], y, size, width, face=_FACE.get(), **time)


def centred(
    role: str, text: str, x: float, y: float, size: float, width: float, **time: Any
) -> Text:
    """A text mark whose figures are centred on (x, y), shrunk where it would be too wide."""
    size = fitted(text, size, width)
    return place(role, text, x, y + size * CAP_HEIGHT / 2, size, "middle", **time)


def glyphs(text: str, face: Face | None = None) -> Iterator[tuple[str, int]]:
    """Each character of a text, and where it starts."""
    face, x, before = face or usual(), 0, ""
    for char in text:
        x += face.kern(before, char) if before else 0
        yield char, x
        x += face.advance(char) or 0
        before = char


def outline(char: str, face: Face | None = None) -> tuple[Segment, ...]:
    """A character's outline; it starts at (0, 0), y being the baseline."""
    return (face or usual()).outline(char)
