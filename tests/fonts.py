"""Small fonts, built rather than shipped: every sign is a block, as wide as it is told."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

CAPITAL = 700
"""How high the blocks are, in the font's units: as high as its capitals are."""
ASCII = "".join(map(chr, range(33, 127)))


def block(pen: Any, wide: int, high: int = CAPITAL) -> None:
    """A block that stands on the line."""
    pen.moveTo((50, 0))
    for point in ((50, high), (wide - 50, high), (wide - 50, 0)):
        pen.lineTo(point)
    pen.closePath()


def built(
    path: Path | str,
    signs: Mapping[str, int],
    *,
    features: str = "",
    units: int = 1000,
    more: Mapping[str, int] | None = None,
    cff: bool = False,
) -> str:
    """A font file with signs of these widths, `more` glyphs that no code leads to, and features
    in their usual language."""
    widths = {".notdef": 500, "space": 300, **{f"u{ord(c):04X}": w for c, w in signs.items()}}
    widths |= dict(more or {})
    made = FontBuilder(units, isTTF=not cff)
    made.setupGlyphOrder(list(widths))
    made.setupCharacterMap({32: "space", **{ord(char): f"u{ord(char):04X}" for char in signs}})
    drawn = {}
    for name, wide in widths.items():
        pen = T2CharStringPen(wide, None) if cff else TTGlyphPen(None)
        if name != "space":
            block(pen, wide)
        drawn[name] = pen.getCharString() if cff else pen.glyph()
    if cff:
        made.setupCFF("Blocks", {}, drawn, {})
    else:
        made.setupGlyf(drawn)
    made.setupHorizontalMetrics({name: (wide, 50) for name, wide in widths.items()})
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable({"familyName": "Blocks", "styleName": "Regular"})
    made.setupOS2(sCapHeight=CAPITAL)
    made.setupPost()
    if features:
        addOpenTypeFeaturesFromString(made.font, features)
    made.save(str(path))
    return str(path)


@cache
def sample() -> str:
    """A font with what pictures write in English."""
    return built(Path(mkdtemp()) / "blocks.ttf", dict.fromkeys(ASCII, 600))
