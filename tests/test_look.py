"""The look: a matte is for transparent pictures, and what a picture tells is in every theme."""

from __future__ import annotations

import pytest

from convanim import BadRequest, Conv, animate
from convanim.look import TRANSPARENT, Look
from convanim.scene.marks import Text
from convanim.themes import THEMES
from convanim.themes.library import find


@pytest.mark.parametrize("background", [None, "white", "#ffeedd", "#ff0000"])
def test_a_matte_without_transparency_is_refused(background):
    with pytest.raises(BadRequest, match="works with --background transparent"):
        Look.of({"matte": "#ff0000", "background": background})
    assert Look.of({"background": background}).matte is None
    assert Look.of({"matte": "#ff0000", "background": TRANSPARENT}).matte == "#ff0000"


TELLING = {"receptive-field": True, "network": True, "stacked": False, "numeric": False}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("view", "tells"), TELLING.items())
def test_what_a_picture_tells_is_there_in_every_theme(view, tells, theme):
    def told(**words):
        scene = animate(Conv(input=5, kernel=3), view=view, theme=theme, **words).scene
        return [mark for mark in scene.marks if isinstance(mark, Text) and mark.role == "caption"]

    assert bool(told()) == (tells or find(theme).caption)
    assert told(caption=True)
    assert not told(caption=False)
