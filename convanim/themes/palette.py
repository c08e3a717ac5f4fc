"""From a palette, the colours and the taste of one theme, to the paint of every role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from convanim.themes.roles import INKS, PENS, ROLES, Inked
from convanim.themes.theme import Paint, Theme


def painted(
    name: str,
    pens: str,
    inks: Mapping[str, str],
    *,
    dash: tuple[float, ...] = (3.0, 2.4),
    differs: Mapping[str, Mapping[str, Any]] | None = None,
    **taste: Any,
) -> Theme:
    """The theme that a palette makes of the table of roles.

    `pens` has the table's widths and `inks` the colours of each of its inks, in its order
    ("none": not drawn); `differs` says what is otherwise in the paints of single roles, and
    `taste` the rest of the theme.
    """
    widths = dict(zip(PENS.split(), map(float, pens.split()), strict=True))
    colours = {
        f"{ink}.{tone}": None if colour == "none" else colour
        for ink, tones in INKS.items()
        for tone, colour in zip(tones.split(), inks[ink].split(), strict=True)
    }

    def paint(look: Inked) -> Paint:
        fill, stroke = (colours[ink] if ink else None for ink in (look.fill, look.line))
        if stroke is None:
            return Paint(fill)
        width = widths[look.pen] if isinstance(look.pen, str) else look.pen
        return Paint(fill, stroke, width, dash if look.dashed else ())

    paints = {role: paint(look) for role, look in ROLES.items()}
    theme = Theme(name=name, paints=paints, **taste)
    paints |= {role: replace(theme.paint(role), **new) for role, new in (differs or {}).items()}
    # a part that looks as its whole is left to it, and so follows when a theme file changes it
    own = {role: p for role, p in paints.items() if p != theme.paint(role.rpartition(".")[0])}
    return replace(theme, paints=own)
