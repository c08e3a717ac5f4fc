"""Themes of one's own: changed roles, and what a file may not say."""

from __future__ import annotations

import contextlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convanim import BadRequest
from convanim.themes import THEMES
from convanim.themes.colours import colour
from convanim.themes.library import build, find, load
from convanim.themes.roles import ROLES
from tests.sources.test_words import VALUES


def test_a_role_changes_and_the_others_stay():
    base = find("light")
    theme = build({"base": "light", "roles": {"input": {"fill": "#123456", "width": 3}}})
    assert theme.paint("input").fill == "#123456"
    assert theme.paint("input").width == 3
    assert theme.paint("input").stroke == base.paint("input").stroke
    assert theme.paint("output") == base.paint("output")


def test_an_old_dash_can_be_left():
    assert build({"roles": {"input": {"fill": "none"}}}).paint("input").fill is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("base = 'lihgt'", "did you mean 'light'"),
        ("backgruond = '#fff'", "did you mean 'background'"),
        ("background = 'no colour'", "no colour"),
        ("gap = 2", "gap 2"),
        ("roles = 3", "must be a table"),
        ("[roles]\ninput = 3", "must be a table"),
        ("[roles.input]\nfil = '#fff'", "did you mean 'fill'"),
        ("[roles.input]\nwidth = -1", "width -1"),
        ("[roles.input]\ndash = [0]", "dash 0"),
        ("[roles.input]\ndash = 5", "dash of input is a list of lengths, not 5"),
        ("[roles.input]\ndash = '3 2'", "dash of input is a list of lengths, not '3 2'"),
        ("[roles.input]\ndash = ['3']", "dash '3'"),
        ("[roles.input]\nhatch = {angle = 3}", "hatch of input"),
        ("[roles.inptu]\nfill = '#fff'", "unknown role 'inptu', did you mean 'input'"),
        ("[roles.'tpa.open']\nfill = '#fff'", "unknown role 'tpa.open', did you mean 'tap.open'"),
        ("[roles.'layer.conf']\nfill = '#fff'", "did you mean 'layer.conv'"),
        ("caption = 'no'", "caption is true or false, not 'no'"),
        ("caption = 0", "caption is true or false, not 0"),
        ("base = 5", "base 5 is not a text"),
        ("base = ['light']", "base .'light'. is not a text"),
        ("base = 'own.toml'", "own.toml' leads back to itself"),
        ("base = '../{folder}/own.toml'", "own.toml' leads back to itself"),
        ("base = 'none.toml'", "none.toml' cannot be read"),
        (r'base = "\u0000.toml"', "cannot be read"),
        ("= 3", "not TOML"),
    ],
)
def test_what_a_file_may_not_say(text, says, tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(text.replace("{folder}", tmp_path.name))
    with pytest.raises(BadRequest, match=says) as told:
        load(str(path))
    assert "\n" not in str(told.value)


def test_bases_that_lead_back_to_a_file_are_refused(tmp_path):
    (tmp_path / "inner").mkdir()
    ring = {"a.toml": "inner/b.toml", "inner/b.toml": "c.toml", "inner/c.toml": "../a.toml"}
    for name, base in ring.items():
        (tmp_path / name).write_text(f"base = '{base}'")
    for name in ring:
        with pytest.raises(BadRequest, match=r"leads back to itself$"):
            load(str(tmp_path / name))


def test_a_base_is_sought_beside_its_file(tmp_path, monkeypatch):
    (tmp_path / "inner").mkdir()
    (tmp_path / "first.toml").write_text("base = 'dark'\n[roles.input]\nfill = '#111111'")
    (tmp_path / "inner/second.toml").write_text("base = '../first.toml'\ncaption = false")
    third = tmp_path / "third.toml"
    third.write_text("base = 'inner/second.toml'\n[roles.tap]\nfill = '#333333'")
    for folder, path in ((tmp_path, "third.toml"), (tmp_path / "inner", "../third.toml")):
        monkeypatch.chdir(folder)
        theme = load(path)
        assert (theme.paint("input").fill, theme.paint("tap").fill) == ("#111111", "#333333")
        assert (theme.caption, theme.background) == (False, find("dark").background)


ROLE = st.sampled_from([*ROLES, *(f"{role}.{part}" for role in ROLES for part in ("new", "open"))])


@given(ROLE, st.sampled_from(list(THEMES)))
def test_every_role_and_every_part_of_one_can_be_changed(role, name):
    base = find(name)
    theme = build({"base": name, "roles": {role: {"stroke": "#123456"}}})
    assert theme.paint(role) == replace(base.paint(role), stroke="#123456")
    assert theme.paint(f"{role}.anything") == theme.paint(role)
    for other in set(ROLES) - {role}:
        whole = other.rpartition(".")[0]
        if base.paint(other) == base.paint(whole):  # it looks as its whole, and goes on to
            assert theme.paint(other) == theme.paint(whole)
        else:
            assert theme.paint(other) == base.paint(other)


def test_a_part_starts_from_what_is_said_of_its_whole():
    roles = {"output.new": {"width": 4}, "output": {"fill": "#123456"}}
    theme = build({"roles": roles})
    assert theme.paint("output.new") == replace(theme.paint("output"), width=4)
    assert theme.paint("output").fill == "#123456"


KEYS = st.sampled_from(["base", "background", "gap", "radius", "caption"])
PAINTS = st.dictionaries(
    st.sampled_from(["fill", "stroke", "width", "dash", "hatch"]), VALUES, max_size=3
)


@given(st.dictionaries(KEYS, VALUES, max_size=3), PAINTS)
def test_any_value_makes_a_theme_or_a_bad_request(words, looks):
    with contextlib.suppress(BadRequest):
        theme = build({**words, "roles": {"input": looks}})
        assert theme.paint("input")


def test_a_colour_that_pillow_has_looked_up_is_still_known():
    """Pillow keeps the parts of a name that it has once taken apart, in the table itself."""
    from PIL import ImageColor

    assert colour("white") == "#ffffff"
    ImageColor.getrgb("white")
    assert colour("white") == "#ffffff"
