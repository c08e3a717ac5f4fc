"""The paint of a mark: its role's, and for data the colour of its number."""

from __future__ import annotations

from dataclasses import replace

from convanim.scene.heat import Fill
from convanim.themes.theme import Paint, Theme


def painted(theme: Theme, role: str, fill: Fill | None = None) -> Paint:
    """The paint of a role in a theme, with a `fill` that stands for the theme's.

    >>> from convanim.scene.heat import Level
    >>> from convanim.themes.theme import Theme
    >>> plain = Theme("plain", "#ffffff")
    >>> painted(plain, "pixel", "#123456").fill, painted(plain, "pixel", Level(0.0)).fill
    ('#123456', '#f7f7f7')
    """
    paint = theme.paint(role)
    if fill is None:
        return paint
    if isinstance(fill, str):
        return replace(paint, fill=fill)
    shown = theme.heat.paint(fill.at, fill.light)
    return replace(paint, fill=shown.fill, hatch=shown.hatch or paint.hatch)
