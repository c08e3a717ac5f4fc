"""What a text is written in: the package's font, or one of one's own with what stands in for it."""

from __future__ import annotations

import os
from functools import cache, cached_property
from typing import Protocol

from convanim.errors import BadRequest
from convanim.scene.marks import Segment

EXTRA = ("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc")
"""The package that the extra `cjk` brings, and the file in it: Chinese, Japanese and Korean."""
CHINESE = 2
"""Which font of the file: the one for simplified Chinese, which has kana and hangul too."""
WEIGHT = {"wght": 500.0}
"""As heavy as the package's font."""

JOINED = ((0x900, 0xE00), (0xF00, 0x10A0), (0x1780, 0x1800), (0x1A00, 0x1B80))
"""Where the codes of scripts lie whose letters join: those of India, Tibet, Myanmar, Cambodia."""
TURNED = ("R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "PDF", "PDI")
"""Unicode's classes of what runs from right to left, or turns what follows."""


class Font(Protocol):
    """A source of signs. Lengths are in thousandths of the size, y down."""

    @property
    def family(self) -> str:
        """What people call it; nothing where it is the package's own."""

    def advance(self, char: str) -> int | None:
        """How wide a sign is; None where there is no such sign."""

    def outline(self, char: str) -> tuple[Segment, ...]:
        """A sign's outline; it starts at (0, 0), y being the baseline."""

    def kern(self, one: str, other: str) -> int:
        """How much further apart two signs stand than they are wide."""


class Bundled:
    """The package's font, which lies in `font.txt`: a line a sign."""

    family = ""

    def __init__(self) -> None:
        self.signs: dict[str, tuple[int, str]] = {}
        path = os.path.join(os.path.dirname(__file__), "font.txt")
        with open(path, encoding="ascii") as file:
            for line in file:
                code, advance, *rest = line.rstrip("\n").split(" ", 2)
                self.signs[chr(int(code, 16))] = int(advance), rest[0] if rest else ""

    def advance(self, char: str) -> int | None:
        """How wide a sign is; None where there is no such sign."""
        sign = self.signs.get(char)
        return None if sign is None else sign[0]

    def outline(self, char: str) -> tuple[Segment, ...]:
        """A sign's outline."""
        d: list[Segment] = []
        letter, numbers = "", list[float]()
        for word in self.signs[char][1].split(" "):
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

    def kern(self, one: str, other: str) -> int:
        """Nothing: its figures and letters stand as wide as they are."""
        return 0


class Extra:
    """The font of the extra `cjk`, where that is installed: opened when a sign of it is needed."""

    family = ""

    @cached_property
    def font(self) -> Font | None:
        """The font, if there is one."""
        from importlib.util import find_spec

        package, file = EXTRA
        found = find_spec(package)
        for folder in (found and found.submodule_search_locations) or ():
            path = os.path.join(folder, file)
            if os.path.isfile(path):
                from convanim.scene.fontfile import FontFile

                return FontFile(path, CHINESE, WEIGHT)
        return None

    def advance(self, char: str) -> int | None:
        """How wide a sign is; None where there is no such sign."""
        return None if char.isascii() or self.font is None else self.font.advance(char)

    def outline(self, char: str) -> tuple[Segment, ...]:
        """A sign's outline."""
        return () if self.font is None else self.font.outline(char)

    def kern(self, one: str, other: str) -> int:
        """Nothing: its signs are alike wide."""
        return 0


class Face:
    """Fonts in the order in which they are asked for a sign; alike where their `key` is."""

    def __init__(self, key: str, fonts: tuple[Font, ...]) -> None:
        self.key, self.fonts = key, fonts
        self.known: dict[str, Font | None] = {}
        self.drawn: dict[str, tuple[Segment, ...]] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Face) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def family(self) -> str:
        """The name of the font that is asked first, if it has one."""
        return self.fonts[0].family

    def font(self, char: str) -> Font | None:
        """The font that has a sign."""
        if char not in self.known:
            having = (font for font in self.fonts if font.advance(char) is not None)
            self.known[char] = next(having, None)
        return self.known[char]

    def advance(self, char: str) -> int | None:
        """How wide a sign is; None where no font has it."""
        font = self.font(char)
        return None if font is None else font.advance(char)

    def kern(self, one: str, other: str) -> int:
        """How much further apart two signs stand than they are wide."""
        font = self.font(one)
        return font.kern(one, other) if font and font is self.font(other) else 0

    def outline(self, char: str) -> tuple[Segment, ...]:
        """A sign's outline."""
        if char not in self.drawn:
            font = self.font(char)
            self.drawn[char] = () if font is None else font.outline(char)
        return self.drawn[char]


@cache
def usual() -> Face:
    """The package's font, and the one of the extra `cjk` for what that lacks."""
    return Face("", (Bundled(), Extra()))


def face_of(path: str) -> Face:
    """A font file's face; what it lacks is taken from the usual one."""
    from convanim.scene.fontfile import FontFile  # fontTools takes its time

    font = FontFile(path)
    return Face(font.key, (font, *usual().fonts))


def joined(char: str) -> bool:
    """Whether a sign is of a script that runs from the right, or whose letters join: set one by
    one they could not be read.

    >>> [joined(char) for char in "aж卷مक"]
    [False, False, False, True, True]
    """
    from unicodedata import bidirectional

    joins = any(low <= ord(char) < high for low, high in JOINED)
    return joins or bidirectional(char) in TURNED


def refusal(char: str, text: str) -> BadRequest:
    """What is said of a sign that no font has, with what would help."""
    from unicodedata import category, east_asian_width

    named = f"{char!r} (U+{ord(char):04X}) of {text!r} cannot be drawn"
    if not char.isprintable():
        return BadRequest(f"{named}: it is no sign, and a text is on one line")
    if joined(char):
        return BadRequest(f"{named}: signs are set from left to right, and none of them is joined")
    from convanim.scene.machine import having

    ways = ["--font FILE (.ttf, .otf) draws with a font that has it"]
    if east_asian_width(char) in "WF" and category(char)[0] in "LP":
        ways.append("pip install 'convanim[cjk]' brings Chinese, Japanese and Korean")
    if (path := having(char)) is not None:
        ways.append(f"on this machine {path!r} is one")
    return BadRequest(f"{named}: the font has no such sign; {'; '.join(ways)}")
