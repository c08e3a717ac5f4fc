"""Themes of one's own: changed roles, and what a file may not say."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convanim import BadRequest
from convanim.themes.library import build, find, load
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
        ("[roles.input]\nhatch = {angle = 3}", "hatch of input"),
        ("= 3", "not TOML"),
    ],
)
def test_what_a_file_may_not_say(text, says, tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(text)
    with pytest.raises(BadRequest, match=says):
        load(str(path))


KEYS = st.sampled_from(["base", "background", "gap", "radius", "caption"])
PAINTS = st.dictionaries(
    st.sampled_from(["fill", "stroke", "width", "dash", "hatch"]), VALUES, max_size=3
)


@given(st.dictionaries(KEYS, VALUES, max_size=3), PAINTS)
def test_any_value_makes_a_theme_or_a_bad_request(words, looks):
    with contextlib.suppress(BadRequest):
        theme = build({**words, "roles": {"input": looks}})
        assert theme.paint("input")
