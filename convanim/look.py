"""How every picture may look, whatever it shows: its colours, its size, its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from convanim.declared import option, read
from convanim.errors import BadRequest
from convanim.export.film import INCH
from convanim.kinds import TEXT, TRUTH, Kind, number, one_of, within
from convanim.language import LANGUAGES
from convanim.themes import THEMES
from convanim.themes.colours import colour
from convanim.themes.library import AUTO, build
from convanim.themes.theme import TRANSPARENT, Theme

SLIDES = ("steps", "animation", "video")
"""The forms of a presentation."""
NAMES = (*THEMES, AUTO)
UNITS = {"cm": INCH / 2.54, "mm": INCH / 25.4, "in": INCH, "pt": INCH / 72, "px": 1.0}
"""Pixels of the units that a width may have."""
SHAPES = ("16:9", "4:3", "1:1")
FLATTEST = 10
"""How many times wider than high, or higher than wide, a page may be."""


def _theme(what: str, value: Any) -> str | Theme:
    if isinstance(value, Mapping):
        return build(value)
    if not isinstance(value, (str, Theme)):
        raise BadRequest(f"{what} {value!r} is not a theme's name, or the path of its file")
    return value


def _ground(what: str, value: Any) -> str:
    return TRANSPARENT if value == TRANSPARENT else colour(value, what)


def _length(what: str, value: Any) -> float:
    """Pixels, or a measure of paper: as many of the 96 pixels of an inch."""
    if isinstance(value, str):
        text = value.strip().lower()
        unit = next((u for u in UNITS if text.endswith(u)), "")
        try:
            value = float(text.removesuffix(unit)) * UNITS.get(unit, 1.0)
        except ValueError:
            raise BadRequest(
                f"{what} {value!r} is not a length: pixels, or {', '.join(UNITS)}, as in 8.5cm"
            ) from None
    return float(within(what, value, 16, 8192, "pixels"))


def _aspect(what: str, value: Any) -> float:
    """Across over down: as it is written, or the number that it comes to."""
    if not isinstance(value, str):
        return float(within(what, value, 1 / FLATTEST, FLATTEST, ":1"))
    across, colon, down = value.partition(":")
    if not (colon and across.strip().isdigit() and down.strip().isdigit() and int(down)):
        raise BadRequest(f"{what} {value!r} is not across:down, such as {', '.join(SHAPES)}")
    return float(within(what, int(across) / int(down), 1 / FLATTEST, FLATTEST, ":1"))


THEME = Kind(_theme, "THEME", choices=lambda: NAMES, file=True)
GROUND = Kind(_ground, "COLOUR", choices=lambda: (TRANSPARENT,))
LENGTH = Kind(_length, "PX")
FONT = Kind(TEXT.read, "FILE", file=True)
ASPECT = Kind(_aspect, "W:H", choices=lambda: SHAPES)
COLOUR = Kind(lambda what, value: colour(value, what), "COLOUR")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Look:
    """The look: each field a word of the command line, of files and of `animate`."""

    theme: str | Theme = option(
        NAMES[0],
        THEME,
        f"{', '.join(THEMES)}, {AUTO} (light and dark), or a theme file .toml",
    )
    width: float | None = option(None, LENGTH, "width in pixels, or as in 8.5cm, 3in, 240pt")
    dpi: float | None = option(
        None, number(24, 2400, "pixels an inch", "N"), "pixels an inch of a PNG (96)"
    )
    aspect: float | None = option(
        None, ASPECT, f"the page's shape, {', '.join(SHAPES)}: panels and networks fill it"
    )
    background: str | None = option(None, GROUND, "a colour, or transparent")
    matte: str | None = option(None, COLOUR, "blend a transparent GIF's edges with this colour")
    font: str | None = option(None, FONT, "a font file .ttf, .otf or .ttc for all text")
    pptx: str = option(
        SLIDES[0], one_of(SLIDES, "FORM"), "a slide a step, or one with a GIF or a video (steps)"
    )
    lang: str = option(
        LANGUAGES[0],
        one_of(LANGUAGES, "LANGUAGE"),
        f"the language of all that is written: {', '.join(LANGUAGES)}",
    )
    embed: bool = option(True, TRUTH, "keep in the file what it was made of", own=False)
    title: str | None = option(None, TEXT, "a line above the picture", own=True)
    caption: bool | None = option(
        None, TRUTH, "write the sizes below the picture, or do not", own=True
    )

    @classmethod
    def of(cls, words: Mapping[str, Any]) -> Look:
        """The look that the words describe; a `BadRequest` where one has no effect."""
        look = cls(**read(cls, words))
        if look.matte is not None and look.background != TRANSPARENT:
            raise BadRequest(
                "matte is what the edges of a transparent picture are blended with: it works "
                "with --background transparent"
            )
        return look
