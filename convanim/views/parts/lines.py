"""Lines of words: broken in two where they are long, with the words of a key in their colours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from convanim.errors import BadRequest
from convanim.language import say, term
from convanim.scene.marks import Text
from convanim.scene.text import fitted, measure, place
from convanim.views.parts.steps import once

KEY = (term("input"), term("kernel"), term("window"), term("padding"), term("output"))
"""The words of a caption that are in the colour of what they name."""
PHRASES = (
    term("output padding"),
    term("gradient of the input"),
    term("gradient of the kernel"),
    term("gradient of the output"),
)
"""What has such a word in it and names something else."""
MOST = 2
"""Lines that a title or a caption may have."""
LEADING, NEXT = 1.6, 1.35
"""The height of a first line, and of one more, in parts of its size."""


def height(lines: int) -> float:
    """What so many lines take, in parts of their size."""
    return LEADING + NEXT * (lines - 1) if lines else 0.0


@dataclass(frozen=True)
class Heading:
    """A title: in one line or two, of a size that is at `least` the caption's."""

    text: str
    size: float
    least: float

    def most(self, room: float) -> float:
        """How wide it would be at its size, where there is so much room."""
        return max(measure(line, self.size) for line in self.lines(self.size, room))

    def height(self, room: float) -> float:
        """What it takes above the drawing."""
        return self.size * height(len(self.lines(self.size, room))) if self.text else 0.0

    def lines(self, size: float, room: float) -> list[str]:
        """Its lines at a size: those that it was given in, or as it breaks."""
        given = self.text.replace("\r\n", "\n").strip("\n").split("\n")
        if len(given) > MOST:
            raise BadRequest(f"the title has {len(given)} lines: {MOST} are drawn at most")
        return given if len(given) == MOST else broken("".join(given), size, room)

    def marks(self, x: float, top: float, room: float) -> Iterator[Text]:
        """Its lines around x, as large as they fit; refused where they would be too small."""
        if not self.text:
            return
        lines = self.lines(self.size, room)
        size = min(fitted(line, self.size, room) for line in lines)
        if size < self.least * (1 - 1e-9):
            self.refuse(room)
        for n, line in enumerate(lines):
            y = top + size + n * self.size * NEXT
            yield place("title", line, x, y, size, "middle")

    def refuse(self, room: float) -> None:
        """Say that it is too long, and how much of it would do."""
        low, high = 0, len(self.text)
        while low < high - 1:  # as many signs as fit, and a blank more is not one of them
            middle = (low + high) // 2
            begun = Heading(self.text[:middle].rstrip(), self.least, self.least)
            low, high = (middle, high) if begun.most(room) <= room else (low, middle)
        raise BadRequest(
            f"a title of {len(self.text)} characters is too long for this picture: about {low} "
            f"fit on its {MOST} lines; shorten it"
        )


@dataclass(frozen=True)
class Caption:
    """The line of each step, all of one size; there is always room for one that is not shown."""

    lines: Sequence[str]
    kept: str
    size: float

    def each(self, room: float) -> dict[str, list[str]]:
        """Every line as it breaks."""
        every = [*self.lines, self.kept] if any(self.lines) else []
        return {line: broken(line, self.size, room) for line in every if line}

    def most(self, room: float) -> float:
        """How wide its widest line would be at its size, where there is so much room."""
        parts = (part for parts in self.each(room).values() for part in parts)
        return max((measure(part, self.size) for part in parts), default=0.0)

    def height(self, room: float) -> float:
        """What it takes below the drawing."""
        return self.size * height(max(map(len, self.each(room).values()), default=0))

    def marks(self, x: float, top: float, room: float) -> Iterator[Text]:
        """Its lines around x, each at its steps."""
        each = self.each(room)
        size = min(self.size, self.size * room / (self.most(room) or room))
        for line, when in once(self.lines).items():
            for n, part in enumerate(each.get(line, ())):
                y = top + self.size * height(n + 1)
                yield from keyed(part, x, y, size, steps=when)


def runs(line: str, role: str = "caption") -> tuple[tuple[str, str], ...]:
    """A line in pieces, each with the role that paints it.

    >>> runs("input 5, output padding 1")
    (('caption.input', 'input'), ('caption', ' 5, output padding 1'))
    """
    return cut(line, role, tuple(map(say, PHRASES)), tuple(map(say, KEY)))


@cache
def cut(
    line: str, role: str, phrases: tuple[str, ...], key: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """A line cut at the words of a key and at the phrases that have such a word in them."""
    import re

    roles = {word: f"{role}.{own}" for word, own in zip(key, KEY, strict=True)}
    found: list[tuple[str, str]] = []
    for text in re.split(rf"\b({'|'.join((*phrases, *key))})\b", line):
        own = roles.get(text, role)
        if found and own == role == found[-1][0]:
            found[-1] = role, found[-1][1] + text
        elif text:
            found.append((own, text))
    return tuple(found)


def keyed(line: str, x: float, y: float, size: float, **time: Any) -> Iterator[Text]:
    """A caption's line around x, its baseline at y: its pieces next to each other."""
    pieces = runs(line)
    at = x - sum(measure(text, size) for _, text in pieces) / 2
    for role, text in pieces:
        yield (mark := place(role, text, at, y, size, **time))
        at += mark.width


def broken(text: str, size: float, width: float) -> list[str]:
    """A text in one line if it fits there, or in two that are as equal as can be: at a comma or
    an arrow where such a pair fits, at another blank, or between signs that are written without.

    >>> broken("input 5x5, kernel 3x3 → output 3x3", 10, 130)
    ['input 5x5, kernel 3x3', '→ output 3x3']
    """
    if measure(text, size) <= width:
        return [text]
    import re

    best, least = [text], measure(text, size)
    whole = [
        n for name in map(say, PHRASES) for m in re.finditer(name, text) for n in range(*m.span())
    ]
    for places in (clauses(text), words(text), unspaced(text)):
        for place_ in (n for n in places if n not in whole):
            pair = [text[:place_].rstrip(), text[place_:].lstrip()]
            if all(pair) and (wide := max(measure(part, size) for part in pair)) < least:
                best, least = pair, wide
        if least <= width:
            break
    return best


def clauses(text: str) -> Iterable[int]:
    """Where a text may break between its clauses."""
    found = (n for n in blanks(text) if text[n - 1] in ",;:" or text[n + 1 : n + 2] == "→")
    return (*found, *(n for n, char in enumerate(text, 1) if char in "，；："))


def words(text: str) -> list[int]:
    """Where a text may break between its words: not before a number, if it can be helped."""
    found = list(blanks(text))
    return [n for n in found if not text[n + 1 : n + 2].isdigit()] or found


def blanks(text: str) -> Iterator[int]:
    """Where there is a blank in a text."""
    return (n for n, char in enumerate(text) if char == " ")


def unspaced(text: str) -> Iterable[int]:
    """Where a text may break that is written without blanks, as Chinese is."""
    if text.isascii():
        return ()
    from unicodedata import category, east_asian_width

    letters = (n for n, char in enumerate(text) if east_asian_width(char) in "WF")
    return (
        n
        for n in letters
        if n and not category(text[n]).startswith("P") and category(text[n - 1]) != "Ps"
    )


def breaks(text: str) -> list[int]:
    """Every place where a text may break."""
    return [*blanks(text), *unspaced(text)]
