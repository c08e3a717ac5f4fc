"""A font file: its outlines, advances and kerning, read sign by sign.

It is the one module that loads fontTools. A file may be anything, so everything that one could
make large is counted, and whatever goes wrong within is one error.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from functools import cached_property
from io import BytesIO
from struct import iter_unpack, unpack
from typing import Any, TypeVar
from zlib import crc32

from fontTools.misc.psCharStrings import T2OutlineExtractor
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

from convanim import infile, limits
from convanim.errors import BadRequest
from convanim.scene.marks import Segment

UNITS = 1000
CAP_HEIGHT = 0.727
"""The height of capitals in the package's font: those of a file are made as high, so that its
figures stand in their cells as the package's do, and letters of both in one line."""
LIKELY = (0.3, 1.2)
"""Heights of capitals, in parts of the size, that a font may have."""
LARGEST = 20.0
"""How far a sign may reach, in parts of the size."""
KINDS = (b"\0\1\0\0", b"OTTO", b"true", b"ttcf")
FIGURES = "0123456789"

T = TypeVar("T")

logging.getLogger("fontTools").addHandler(logging.NullHandler())  # what it notes is not our user's


class Counted(TTFont):  # type: ignore[misc]
    """A font that lets its tables unfold to so many glyphs and no more: a few bytes can claim
    that every glyph is meant a thousand times."""

    names = 0

    def getGlyphNameMany(self, ids: Any) -> Any:  # noqa: N802 - the names are fontTools'
        """The names of glyphs, counted."""
        self.names += len(ids)
        limits.bounded(self.names, "glyphs", limits.GLYPH_NAMES)
        return super().getGlyphNameMany(ids)


class Outline(BasePen):  # type: ignore[misc]
    """Collects a glyph's outline, in thousandths of the size, y down."""

    def __init__(self, glyphs: Any, scale: float) -> None:
        super().__init__(glyphs)
        self.scale, self.segments, self.parts = scale, list[Segment](), 0

    def _add(self, letter: str, *points: tuple[float, float]) -> None:
        limits.bounded(len(self.segments), "segments of a sign", limits.SEGMENTS)
        numbers = [round(v * self.scale) for x, y in points for v in (x, -y)]
        if any(abs(n) > LARGEST * UNITS for n in numbers):
            raise ValueError("a sign reaches too far")
        self.segments.append((letter, *numbers))

    def _moveTo(self, point: Any) -> None:  # noqa: N802
        self._add("M", point)

    def _lineTo(self, point: Any) -> None:  # noqa: N802
        self._add("L", point)

    def _curveToOne(self, *points: Any) -> None:  # noqa: N802
        self._add("C", *points)

    def _closePath(self) -> None:  # noqa: N802
        self._add("Z")

    def _endPath(self) -> None:  # noqa: N802
        pass

    def addComponent(self, *part: Any) -> None:  # noqa: N802
        """A glyph that is a part of this one, counted: parts can have parts."""
        self.parts += 1
        limits.bounded(self.parts, "parts of a sign", limits.SEGMENTS)
        super().addComponent(*part)


class Program(T2OutlineExtractor):  # type: ignore[misc]
    """Runs an outline that is a program, its subroutines counted: each can call others."""

    calls = 0

    def execute(self, *program: Any, **told: Any) -> Any:
        """Run one of them."""
        self.calls += 1
        limits.bounded(self.calls, "subroutines", limits.SEGMENTS)
        return super().execute(*program, **told)


class FontFile:
    """One font: that of a file, or the one of a collection that has a `number`."""

    def __init__(
        self, path: str, number: int = 0, location: dict[str, float] | None = None
    ) -> None:
        self.shown = f"font {path!r}"
        data = infile.read(path, limits.FONT, self.shown)
        if data[:4] not in KINDS:
            raise BadRequest(f"{self.shown} is not a font: .ttf, .otf and .ttc files are read")
        self.key = f"{crc32(data):08x}"
        self.signs: dict[str, tuple[int, tuple[Segment, ...]] | None] = {}
        self._guarded(lambda: self._open(data, number, location))

    def _open(self, data: bytes, number: int, location: dict[str, float] | None) -> None:
        self.font = Counted(BytesIO(data), fontNumber=number, lazy=True)
        self.glyphs = self.font.getGlyphSet(location=location)
        self.codes = codes(self.font)
        self.scale = UNITS / self.font["head"].unitsPerEm
        high = self._capital() * self.scale / UNITS
        if LIKELY[0] < high < LIKELY[1]:
            self.scale *= CAP_HEIGHT / high

    @cached_property
    def family(self) -> str:
        """What people call it."""
        return self._guarded(lambda: str(self.font["name"].getBestFamilyName() or ""))

    def advance(self, char: str) -> int | None:
        """How wide a sign is; None where the font does not have it."""
        sign = self._sign(char)
        return None if sign is None else sign[0]

    def outline(self, char: str) -> tuple[Segment, ...]:
        """A sign's outline."""
        sign = self._sign(char)
        return () if sign is None else sign[1]

    def kern(self, one: str, other: str) -> int:
        """How much closer two signs stand than they are wide. Figures stand still."""
        names = self.codes.get(ord(one)), self.codes.get(ord(other))
        if None in names or (one in FIGURES and other in FIGURES):
            return 0
        moved = self._guarded(lambda: sum(pair(names) for pair in self._pairs))
        return int(max(-UNITS, min(round(moved * self.scale), UNITS)))

    # -- within --------------------------------------------------------------------------

    def _sign(self, char: str) -> tuple[int, tuple[Segment, ...]] | None:
        if char not in self.signs:
            self.signs[char] = self._guarded(lambda: self._read(char))
        return self.signs[char]

    def _read(self, char: str) -> tuple[int, tuple[Segment, ...]] | None:
        name = self.codes.get(ord(char))
        if name is None:
            return None
        name = self._tabular.get(name, name) if char in FIGURES else name
        glyph, pen = self.glyphs[name], Outline(self.glyphs, self.scale)
        if programs := getattr(self.glyphs, "charStrings", None):
            programs[name].outlineExtractor = Program
        glyph.draw(pen)
        advance = round(glyph.width * self.scale)
        if not 0 <= advance <= LARGEST * UNITS:
            raise ValueError("a sign is too wide")
        if not pen.segments and char.strip():  # a picture in a font of pictures
            return None
        return advance, tuple(pen.segments)

    def _capital(self) -> float:
        """How high capitals are, in the font's units; nothing where it does not say."""
        table = self.font.get("OS/2")
        return float(getattr(table, "sCapHeight", 0) or 0)

    @cached_property
    def _tabular(self) -> dict[str, str]:
        return tabular(self.font)

    @cached_property
    def _pairs(self) -> list[Callable[[Any], float]]:
        return list(pairs(self.font))

    def _guarded(self, read: Callable[[], T]) -> T:
        """What is read of the file; whatever a damaged one makes fontTools do is one error."""
        try:
            return read()
        except BadRequest as error:
            raise BadRequest(f"{self.shown} is damaged: {error}") from None
        except Exception as error:
            reason = " ".join(str(error).split())[:80] or type(error).__name__
            raise BadRequest(f"{self.shown} is damaged: {reason}") from None


def codes(font: TTFont) -> dict[int, str]:
    """The glyph of each code of a font, by the tables that have all of Unicode before others."""
    table = font["cmap"]
    for known in ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0)):
        sub = table.getcmap(*known)
        if sub is not None:
            limits.bounded(claimed(sub), "codes", limits.GLYPH_NAMES)
            return dict(sub.cmap)
    raise ValueError("it does not say which signs it has")


def claimed(sub: Any) -> int:
    """How many codes a table says that it has, before any of them is unfolded."""
    data = sub.data
    if data is None:
        return 0
    if sub.format == 4:
        count = unpack(">H", data[:2])[0] // 2
        lists = unpack(f">{2 * count + 1}H", data[8 : 8 + 2 * (2 * count + 1)])
        ends, starts = lists[:count], lists[count + 1 :]
        return sum(max(0, end - start + 1) for start, end in zip(starts, ends, strict=True))
    if sub.format in (12, 13):
        groups = iter_unpack(">3L", data[: len(data) // 12 * 12])
        return sum(max(0, end - start + 1) for start, end, _ in groups)
    return 0


def tabular(font: TTFont) -> dict[str, str]:
    """The glyphs that a font's figures of one width are."""
    found: dict[str, str] = {}
    for sub in features(font, "GSUB", "tnum"):
        found |= getattr(sub, "mapping", {})
    return found


def pairs(font: TTFont) -> Iterator[Callable[[Any], float]]:
    """The kerning of a font: each gives how much a pair of glyphs moves."""
    lookups = [sub for sub in features(font, "GPOS", "kern") if hasattr(sub, "ValueFormat1")]
    if lookups:
        yield lambda names: next(filter(None, (moved(sub, *names) for sub in lookups)), 0)
    elif "kern" in font:
        known = {
            pair: v for table in font["kern"].kernTables for pair, v in table.kernTable.items()
        }
        yield lambda names: known.get(names, 0)


def among(known: dict[tuple[str, str], float]) -> Callable[[Any], float]:
    """How much a pair moves that is among those known."""
    return lambda names: known.get(names, 0)


def moved(sub: Any, one: str, other: str) -> float:
    """How much a table of pairs moves two glyphs."""
    if one not in sub.Coverage.glyphs:
        return 0
    if sub.Format == 1:
        records = sub.PairSet[sub.Coverage.glyphs.index(one)].PairValueRecord
        found = next((r.Value1 for r in records if r.SecondGlyph == other), None)
    else:
        row = sub.Class1Record[sub.ClassDef1.classDefs.get(one, 0)]
        found = row.Class2Record[sub.ClassDef2.classDefs.get(other, 0)].Value1
    return getattr(found, "XAdvance", 0) or 0


def features(font: TTFont, table: str, tag: str) -> Iterator[Any]:
    """The tables of the lookups of a feature."""
    if table not in font:
        return
    rules = font[table].table
    records = rules.FeatureList.FeatureRecord if rules.FeatureList else ()
    numbers = {n for r in records if r.FeatureTag == tag for n in r.Feature.LookupListIndex}
    for number in sorted(numbers):
        for sub in rules.LookupList.Lookup[number].SubTable:
            yield getattr(sub, "ExtSubTable", sub)
