"""What stands side by side is told apart, and a theme's file changes what it names alone."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from convanim.themes import THEMES
from convanim.themes.library import AUTO, find

BESIDE = (
    tuple(f"filter.{n}" for n in range(6)),
    ("input", "output", "tap", "padding"),
    ("input", "output", "active"),
    ("edge", "edge.pale", "edge.now"),
    tuple(f"layer.{kind}" for kind in ("input", "conv", "reduction", "pooling", "join")),
    ("curve", "curve.input", "curve.kernel", "curve.output"),
)
"""Roles that a picture has beside each other: no two of a row look alike."""


@pytest.mark.parametrize("roles", BESIDE, ids=" ".join)
@pytest.mark.parametrize("name", THEMES)
def test_roles_beside_each_other_look_different(name, roles):
    theme = find(name)
    for one, other in combinations(roles, 2):
        assert theme.paint(one) != theme.paint(other), (one, other)


@pytest.mark.parametrize(
    ("line", "changed"),
    [
        ("gap = 0.3", {"gap": 0.3}),
        ("radius = 0.4", {"radius": 0.4}),
        ("caption = false", {"caption": False}),
        ('background = "#123456"', {"background": "#123456"}),
    ],
)
@pytest.mark.parametrize("base", [*THEMES, AUTO])
def test_a_file_changes_what_it_names_alone(base, line, changed, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(f'base = "{base}"\n{line}\n')
    assert find(str(path)) == replace(find(base), name=str(path), **changed)


def test_a_role_in_a_file_keeps_what_is_not_said_of_it(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('base = "print"\n[roles.tap]\nfill = "#abcdef"\n')
    mine, base = find(str(path)), find("print")
    assert mine.paint("tap") == replace(base.paint("tap"), fill="#abcdef")
    for role in base.paints:
        assert role == "tap" or mine.paint(role) == base.paint(role)
