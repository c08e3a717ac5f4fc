"""Make convanim/scene/font.txt from a font file: only for who changes the package's font.

    pip install fonttools
    python scripts/build_font.py Inter-Medium.otf

A line a character: its code, its advance, its outline, in thousandths of the size, y down.
Figures are the font's tabular ones, so that columns of numbers stand still.
"""

import sys
from pathlib import Path
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

TARGET = Path(__file__).parent.parent / "convanim" / "scene" / "font.txt"
UNITS = 1000
MISSING = 0xFFFD
RANGES = (
    (0x20, 0x7E),  # ASCII
    (0xA0, 0x17F),  # Latin of western and central Europe
    (0x370, 0x3FF),  # Greek
    (0x400, 0x45F),  # Cyrillic
    (0x2010, 0x2026),  # dashes, quotes, ellipsis
    (0x2070, 0x209C),  # superscripts and subscripts
    (0x2190, 0x2199),  # arrows
    (0x2200, 0x22FF),  # mathematics
    (0x25A0, 0x25FF),  # shapes
)


class Outline(BasePen):  # type: ignore[misc]
    """Collects a glyph's outline as M, L, C and Z."""

    def __init__(self, glyphs: Any, scale: float) -> None:
        super().__init__(glyphs)
        self.scale, self.parts = scale, []

    def _add(self, letter: str, *points: tuple[float, float]) -> None:
        numbers = (round(v * self.scale) for x, y in points for v in (x, -y))
        self.parts.append(letter + " ".join(map(str, numbers)))

    def _moveTo(self, point: Any) -> None:  # noqa: N802 - the names are the pen's
        self._add("M", point)

    def _lineTo(self, point: Any) -> None:  # noqa: N802
        self._add("L", point)

    def _curveToOne(self, *points: Any) -> None:  # noqa: N802
        self._add("C", *points)

    def _closePath(self) -> None:  # noqa: N802
        self.parts.append("Z")


def tabular(font: TTFont) -> dict[str, str]:
    """The glyphs that the font's `tnum` feature puts in place of others."""
    table = font["GSUB"].table
    found: dict[str, str] = {}
    for feature in table.FeatureList.FeatureRecord:
        if feature.FeatureTag == "tnum":
            for index in feature.Feature.LookupListIndex:
                for sub in table.LookupList.Lookup[index].SubTable:
                    found |= getattr(sub, "ExtSubTable", sub).mapping
    return found


def main(source: str) -> None:
    font = TTFont(source)
    glyphs, swap = font.getGlyphSet(), tabular(font)
    names = {MISSING: ".notdef", **font.getBestCmap()}  # the box that stands for what is missing
    scale = UNITS / font["head"].unitsPerEm
    lines = []
    wanted = (*RANGES, (MISSING, MISSING))
    for code in (c for low, high in wanted for c in range(low, high + 1) if c in names):
        plain = names[code]
        glyph = glyphs[swap.get(plain, plain) if chr(code) in "0123456789" else plain]
        pen = Outline(glyphs, scale)
        glyph.draw(pen)
        lines.append(f"{code:x} {round(glyph.width * scale)} {' '.join(pen.parts)}".rstrip())
    TARGET.write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main(sys.argv[1])
