"""Text, measured and placed with the one font that the package brings along.

The font's outlines lie in `font.txt`, so a text looks the same on every machine, in pixels
and in vectors alike. Lengths are in thousandths of the font's size (`UNITS`), y down.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from typing import Any

from convanim.errors import BadRequest
from convanim.scene.marks import Segment, Text

UNITS = 1000
CAP_HEIGHT = 0.727
"""The height of figures and capitals, in parts of the size."""
DEPTH = 0.22
"""How far letters reach below their line, in parts of the size."""
MISSING = "\ufffd"
"""How wide a character is that the font does not have: it is measured, and then refused."""
ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}


def measure(text: str, size: float) -> float:
    """The width of a line of text, in the units of `size`.

    >>> measure("11", 10) == 2 * measure("7", 10)  # figures are all alike wide
    True
    """
    font = _font()
    missing = font[MISSING]
    return sum(font.get(char, missing)[0] for char in composed(text)) * size / UNITS


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
    """Refuse a text with a character that the font does not have: nobody reads empty boxes."""
    font = _font()
    for char in text:
        if char not in font:
            raise BadRequest(
                f"{char!r} (U+{ord(char):04X}) of {text!r} cannot be drawn: the font has Latin, "
                "Greek and Cyrillic letters, figures and mathematical signs, on one line"
            )


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
    return Text(role, text, x - width * ANCHORS[anchor], y, size, width, **time)


def centred(
    role: str, text: str, x: float, y: float, size: float, width: float, **time: Any
) -> Text:
    """A text mark whose figures are centred on (x, y), shrunk where it would be too wide."""
    size = fitted(text, size, width)
    return place(role, text, x, y + size * CAP_HEIGHT / 2, size, "middle", **time)


def glyphs(text: str) -> Iterator[tuple[str, int]]:
    """Each character of a text, and where it starts."""
    font, x = _font(), 0
    for char in text:
        yield char, x
        x += font[char][0]


@cache
def outline(char: str) -> tuple[Segment, ...]:
    """A character's outline; it starts at (0, 0), y being the baseline."""
    d: list[Segment] = []
    words = _font()[char][1].split(" ")
    numbers: list[float] = []
    for word in words:
        if not word:
            continue
        if word[0] in "MLCZ":
            letter, word = word[0], word[1:]
            numbers = []
        if word:
            numbers.append(int(word))
        if len(numbers) == {"M": 2, "L": 2, "C": 6, "Z": 0}[letter]:
            d.append((letter, *numbers))
    return tuple(d)


@cache
def _font() -> dict[str, tuple[int, str]]:
    """The font: a character's advance and its outline, still as text."""
    font: dict[str, tuple[int, str]] = {}
    path = os.path.join(os.path.dirname(__file__), "font.txt")
    with open(path, encoding="ascii") as file:
        for line in file:
            code, advance, *rest = line.rstrip("\n").split(" ", 2)
            font[chr(int(code, 16))] = int(advance), rest[0] if rest else ""
    return font
