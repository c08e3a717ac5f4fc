"""Make convanim/scene/font.txt from a font file: only for who changes the package's font.

    python scripts/build_font.py Inter-Medium.otf

A line a character: its code, its advance, its outline, in thousandths of the size, y down.
Figures are the font's tabular ones, so that columns of numbers stand still.
"""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont

from convanim.scene.fontfile import UNITS, Outline, tabular

TARGET = Path(__file__).parent.parent / "convanim" / "scene" / "font.txt"
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
        parts = (letter + " ".join(map(str, numbers)) for letter, *numbers in pen.segments)
        lines.append(f"{code:x} {round(glyph.width * scale)} {' '.join(parts)}".rstrip())
    TARGET.write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main(sys.argv[1])
