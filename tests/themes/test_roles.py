"""The table of roles against what the views draw: all of it is painted, none of it for nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from convanim import BadRequest, animate
from convanim.gallery import specified
from convanim.scene.marks import Group, Mark, Text
from convanim.sources.request import animation
from convanim.themes import THEMES
from convanim.themes.library import find
from convanim.themes.roles import RESERVED, ROLES, UNPAINTED
from convanim.themes.theme import Paint
from convanim.views.blocks.volumes import HUES
from tests.render.tables import every_operation, every_picture

GALLERY = Path(__file__).parents[2] / "gallery"
DATA = ("pixel", "relief")
"""The roles whose marks bring their own fill."""


@cache
def drawn() -> frozenset[tuple[str, bool, bool]]:
    """Each role that a scene uses, whether on a text, and whether with a fill of its own."""
    ops = every_operation()
    scenes = [specified(spec)[0].scene for spec in sorted(GALLERY.glob("*/*.toml"))]
    hues = {"op": "pointwise", "input": (2, 2), "in_channels": 2, "out_channels": HUES}
    scenes.append(animation({**hues, "values": True}).scene)  # a filter of each hue
    for view, name in every_picture():
        with contextlib.suppress(BadRequest):  # a view may be for other layers, and says so
            scenes.append(animate(ops[name], view=view).scene)
    return frozenset(
        (mark.role, isinstance(mark, Text), not isinstance(mark, Text) and mark.fill is not None)
        for scene in scenes
        for mark in leaves(scene.marks)
    )


def leaves(marks: Iterable[Mark]) -> Iterator[Mark]:
    for mark in marks:
        if isinstance(mark, Group):
            yield from leaves(mark.marks)
        else:
            yield mark


def row(role: str, rows: Iterable[str]) -> str | None:
    """The row that paints a role: its own, or that of the nearest whole."""
    words = role.split(".")
    wholes = (".".join(words[:count]) for count in range(len(words), 0, -1))
    return next((whole for whole in wholes if whole in rows), None)


def visible(paint: Paint) -> bool:
    """Whether a paint leaves a trace."""
    solid = [colour for colour in (paint.fill, paint.width and paint.stroke) if colour]
    return any(colour[7:] != "00" for colour in solid) or paint.hatch is not None


def test_every_role_that_a_view_draws_is_in_the_table():
    assert {role for role, _, _ in drawn() if row(role, ROLES) is None} == set()


@pytest.mark.parametrize("name", THEMES)
def test_what_is_drawn_is_painted_in_every_theme(name):
    theme = find(name)
    for role, written, _ in drawn():
        paint = theme.paint(role)
        shown = visible(Paint(fill=paint.fill) if written else paint)
        assert shown or row(role, UNPAINTED) is not None, role


@pytest.mark.parametrize(
    "rows", [ROLES, *(find(name).paints for name in THEMES)], ids=["table", *THEMES]
)
def test_every_row_is_drawn_or_kept_for_a_reason(rows):
    used = {row(role, rows) for role, _, _ in drawn()}
    assert {role for role in rows if role not in used} <= set(RESERVED)


def test_what_is_kept_is_not_drawn():
    assert not {row(role, ROLES) for role, _, _ in drawn()} & set(RESERVED)
    assert set(RESERVED) <= set(ROLES)
    assert all(RESERVED.values())


def test_what_is_left_unpainted_is_so_and_says_why():
    themes = [find(name) for name in THEMES]
    for role in UNPAINTED:
        assert not all(visible(theme.paint(role)) for theme in themes)
    for role, _, filled in drawn():
        assert filled == (row(role, DATA) is not None)
    # padding is drawn cell by cell or as one grid, so that its dashes never lie on dashes
    for theme in themes:
        assert visible(theme.paint("padding")) != visible(theme.paint("padding.lines"))
    assert {*DATA, "padding", "padding.lines"} == set(UNPAINTED)
    assert all(UNPAINTED.values())
