"""Finding a theme: by name, or in a TOML file of one's own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import accumulate
from typing import Any

from convanim.errors import BadRequest
from convanim.table import fetch
from convanim.themes import THEMES
from convanim.themes.colours import colour
from convanim.themes.roles import ROLES
from convanim.themes.theme import Hatch, Paint, Scale, Theme
from convanim.tomlfile import read
from convanim.words import choose

AUTO = "auto"
"""The theme `light` that turns into `dark` where the reader prefers a dark page."""

TASTES = ("caption", "labels", "fill", "tells_padding")
"""Facts of a theme that are true or false."""
KEYS = ("base", "roles", "background", "gap", "radius", "font", "heat", *TASTES)
"""The words of a theme file."""


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


def load(path: str, through: tuple[str, ...] = ()) -> Theme:
    """A theme from a TOML file; `base` names the theme, or the file beside it, that it changes.

        base = "light"
        background = "#fffaf0"
        [roles.input]
        fill = "#ffcc80"
        stroke = "#5d4037"
        width = 1.5

    Roles take `fill`, `stroke`, `width`, `dash` and `hatch` (angle, distance, width, stroke);
    `heat`, the colours of numbers, takes `negative`, `zero`, `positive`, and the `hatch` of the
    negative ones.
    `through` are the files whose bases led here.
    """
    words = read(path)
    file = os.path.realpath(path)
    if file in through:
        raise BadRequest(f"base {path!r} leads back to itself")
    try:
        return build(words, path, (*through, file))
    except BadRequest as error:
        raise BadRequest(f"theme {path!r}: {error}") from None


def build(words: Mapping[str, Any], name: str = "own", through: tuple[str, ...] = ()) -> Theme:
    """A theme from the words of a theme file: its path, or a name, and the files `through`."""
    base = based(words.get("base", "light"), os.path.dirname(name), through)
    paints = dict(base.paints)
    theme = replace(base, name=name, paints=paints)
    taste: dict[str, Any] = {}
    for key, value in words.items():
        choose("key", key, KEYS)
        if key == "roles":  # in order, so that a part starts from what is said of its whole
            for role, looks in sorted(table(key, value).items()):
                paints[role] = paint(known(role), table(role, looks), theme.paint(role))
        elif key == "background":
            taste[key] = colour(value, key)
        elif key in ("gap", "radius"):
            taste[key] = amount(key, value, 0, 0.5)
        elif key == "font":
            if not isinstance(value, str):
                raise BadRequest(f"font {value!r} is not a text: the name of a font's file")
            taste[key] = os.path.join(os.path.dirname(name), value)
        elif key in TASTES:
            taste[key] = value
            if not isinstance(value, bool):
                raise BadRequest(f"{key} is true or false, not {value!r}")
        elif key == "heat":
            taste[key] = scale(table(key, value), base.heat)
    return replace(theme, **taste)


def based(base: object, folder: str, through: tuple[str, ...]) -> Theme:
    """The theme that a file changes: by its name, or a file's, sought from the `folder`."""
    if not isinstance(base, str):
        raise BadRequest(f"base {base!r} is not a text: a theme's name or its file")
    return load(os.path.join(folder, base), through) if base.endswith(".toml") else find(base)


def bases(theme: str) -> Iterator[str]:
    """The files that a theme is read from: its own, those that it changes, and their fonts."""
    seen = set[str]()
    while theme.endswith(".toml") and (file := os.path.normpath(theme)) not in seen:
        seen.add(file)
        yield theme
        words, folder = read(theme), os.path.dirname(theme)
        if isinstance(font := words.get("font"), str):
            yield os.path.join(folder, font)
        base = words.get("base", "")
        theme = os.path.join(folder, base) if isinstance(base, str) else ""


def known(role: str) -> str:
    """`role` if the table has it, or a whole that it is a part of."""
    wholes = accumulate(role.split("."), "{}.{}".format)
    return role if any(whole in ROLES for whole in wholes) else choose("role", role, ROLES)


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
            if not isinstance(value, list):
                raise BadRequest(f"dash of {role} is a list of lengths, not {value!r}")
            changed[key] = tuple(amount(key, length, 0.1, 1000) for length in value)
        else:
            changed[key] = hatch(role, table(key, value))
    return replace(base, **changed)


def scale(words: Mapping[str, Any], base: Scale) -> Scale:
    """The colours of numbers: `base`, changed by what a theme file says of them."""
    changed: dict[str, Any] = {}
    for key, value in words.items():
        choose("key of heat", key, ("negative", "zero", "positive", "hatch"))
        if key == "hatch":
            lines = None if value == "none" else hatch("heat", table(key, value))
            changed[key] = lines and replace(lines, joined=True)
        else:
            changed[key] = colour(value, f"{key} of heat")
            if len(changed[key]) > len("#rrggbb"):
                raise BadRequest(f"{key} of heat is a colour without opacity, not {value!r}")
    return replace(base, **changed)


def hatch(of: str, words: Mapping[str, Any]) -> Hatch:
    """A hatch from its table."""
    if missing := {"angle", "distance", "width", "stroke"}.symmetric_difference(words):
        raise BadRequest(f"hatch of {of}: mind {', '.join(sorted(missing))}")
    return Hatch(
        amount("angle", words["angle"], -360, 360),
        amount("distance", words["distance"], 0.5, 1000),
        amount("width", words["width"], 0, 100),
        colour(words["stroke"], f"hatch of {of}"),
    )


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
