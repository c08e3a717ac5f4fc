"""How every picture may look, whatever it shows: its colours, its size, its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from convanim.declared import option, read
from convanim.errors import BadRequest
from convanim.kinds import TEXT, TRUTH, Kind, number
from convanim.themes import THEMES
from convanim.themes.colours import colour
from convanim.themes.library import AUTO
from convanim.themes.theme import Theme

TRANSPARENT = "transparent"
NAMES = (*THEMES, AUTO)


def _theme(what: str, value: Any) -> str | Theme:
    if not isinstance(value, (str, Theme)):
        raise BadRequest(f"{what} {value!r} is not a theme's name, or the path of its file")
    return value


def _ground(what: str, value: Any) -> str:
    return TRANSPARENT if value == TRANSPARENT else colour(value, what)


THEME = Kind(_theme, "THEME", choices=lambda: NAMES, file=True)
GROUND = Kind(_ground, "COLOUR", choices=lambda: (TRANSPARENT,))
FONT = Kind(TEXT.read, "FILE", file=True)
COLOUR = Kind(lambda what, value: colour(value, what), "COLOUR")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Look:
    """The look: each field a word of the command line, of files and of `animate`."""

    theme: str | Theme = option(
        NAMES[0],
        THEME,
        f"{', '.join(THEMES)}, {AUTO} (light and dark), or a theme file .toml",
    )
    width: float | None = option(None, number(16, 8192, "pixels", "PX"), "width in pixels")
    background: str | None = option(None, GROUND, "a colour, or transparent")
    matte: str | None = option(None, COLOUR, "blend a transparent GIF's edges with this colour")
    font: str | None = option(None, FONT, "a font file .ttf, .otf or .ttc for all text")
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
