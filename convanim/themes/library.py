"""Finding a theme: by name, or in a TOML file of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from convanim.errors import BadRequest
from convanim.table import fetch
from convanim.themes import THEMES
from convanim.themes.colours import colour
from convanim.themes.theme import Hatch, Paint, Theme
from convanim.tomlfile import read
from convanim.words import choose

AUTO = "auto"
"""The theme `light` that turns into `dark` where the reader prefers a dark page."""


def find(theme: str | Theme) -> Theme:
    """A theme itself, one of the package's by its name, or one from a `.toml` file.

    >>> find("classic").background
    '#ffffff'
    """
    if isinstance(theme, Theme):
        return theme
    if isinstance(theme, str) and theme.endswith(".toml"):
        return load(theme)
    found = fetch("theme", {**THEMES, AUTO: THEMES["light"]}, theme)
    assert isinstance(found, Theme)
    return found


def load(path: str) -> Theme:
    """A theme from a TOML file; `base` names the theme that it changes.

        base = "light"
        background = "#fffaf0"
        [roles.input]
        fill = "#ffcc80"
        stroke = "#5d4037"
        width = 1.5

    Roles take `fill`, `stroke`, `width`, `dash` and `hatch` (angle, distance, width, stroke).
    """
    words = read(path)
    try:
        return build(words, path)
    except BadRequest as error:
        raise BadRequest(f"theme {path!r}: {error}") from None


def build(words: Mapping[str, Any], name: str = "own") -> Theme:
    """A theme from the words of a theme file."""
    base = find(words.get("base", "light"))
    values: dict[str, Any] = {
        "name": name,
        "background": base.background,
        "gap": base.gap,
        "radius": base.radius,
        "caption": base.caption,
    }
    paints = dict(base.paints)
    for key, value in words.items():
        choose("key", key, ("base", "roles", *(k for k in values if k != "name")))
        if key == "background":
            values[key] = colour(value, key)
        elif key in ("gap", "radius"):
            values[key] = amount(key, value, 0, 0.5)
        elif key == "caption":
            values[key] = bool(value)
        elif key == "roles":
            for role, looks in table(key, value).items():
                paints[role] = paint(role, table(role, looks), paints.get(role, Paint()))
    return Theme(paints=paints, **values)


def paint(role: str, looks: Mapping[str, Any], base: Paint) -> Paint:
    """The paint of a role: `base`, changed by what a theme file says of it."""
    changed: dict[str, Any] = {}
    for key, value in looks.items():
        choose(f"key of {role}", key, ("fill", "stroke", "width", "dash", "hatch"))
        if key in ("fill", "stroke"):
            changed[key] = None if value == "none" else colour(value, f"{key} of {role}")
        elif key == "width":
            changed[key] = amount(key, value, 0, 100)
        elif key == "dash":
            changed[key] = tuple(amount(key, length, 0.1, 1000) for length in value)
        else:
            words = table(key, value)
            if missing := {"angle", "distance", "width", "stroke"}.symmetric_difference(words):
                raise BadRequest(f"hatch of {role}: mind {', '.join(sorted(missing))}")
            changed[key] = Hatch(
                amount("angle", words["angle"], -360, 360),
                amount("distance", words["distance"], 0.5, 1000),
                amount("width", words["width"], 0, 100),
                colour(words["stroke"], f"hatch of {role}"),
            )
    old = {key: getattr(base, key) for key in ("fill", "stroke", "width", "dash", "hatch")}
    return Paint(**{**old, **changed})


def table(key: str, value: object) -> Mapping[str, Any]:
    """`value` if it is a TOML table."""
    if not isinstance(value, Mapping):
        raise BadRequest(f"{key} must be a table, not {value!r}")
    return value


def amount(key: str, value: object, low: float, high: float) -> float:
    """`value` if it is a number within bounds."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
        raise BadRequest(f"{key} {value!r} is not a number from {low} to {high}")
    return value
