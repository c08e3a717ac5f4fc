"""The colours of numbers: in every theme, and in a copy of it without colours, the sign is seen."""

from __future__ import annotations

import pytest

from convanim import BadRequest
from convanim.render.hatch import hatch
from convanim.render.paints import painted
from convanim.scene.heat import READ, Level
from convanim.scene.marks import outline
from convanim.themes import THEMES
from convanim.themes.library import build, find
from convanim.themes.theme import Hatch, Scale
from tests.themes import eyes

PENDING = "output.pending"
ENDS, PAGE, READABLE = 1.5, 1.1, 4.5
"""How far apart in luminance the ends are at least, zero and the page, a figure and its cell."""
EYES = 40
"""The least CIEDE2000 difference between the two ends, whichever cones see them."""


def contrast(one, other):
    return eyes.contrast(eyes.solid(one), eyes.solid(other))


@pytest.mark.parametrize("name", THEMES)
def test_the_sign_survives_a_copy_without_colours(name):
    heat = find(name).heat
    assert heat.hatch or contrast(heat.negative, heat.positive) >= ENDS
    for n in range(1, 256):  # however small the number
        assert heat.paint(-n / 255).hatch == heat.hatch
        assert heat.paint(n / 255).hatch is None
    assert heat.paint(0).hatch is heat.paint(-0.0).hatch is None


@pytest.mark.parametrize("name", THEMES)
def test_a_larger_number_is_further_from_zero(name):
    heat = find(name).heat
    for sign in (1, -1):
        apart = [contrast(heat.colour(sign * n / 8), heat.zero) for n in range(9)]
        assert apart == sorted(apart)
        assert apart[-1] >= ENDS
    assert heat.colour(0) == heat.zero
    assert (heat.colour(-1), heat.colour(1)) == (heat.negative, heat.positive)


@pytest.mark.parametrize("seen", eyes.EYES)
@pytest.mark.parametrize("name", THEMES)
def test_the_two_ends_differ_for_every_eye(name, seen):
    heat = find(name).heat
    for at in (1, 0.5):
        ends = (eyes.solid(heat.colour(sign * at)) for sign in (-1, 1))
        assert heat.hatch or eyes.difference(*ends, seen) >= EYES * at


@pytest.mark.parametrize("name", THEMES)
def test_zero_is_not_what_is_not_there_yet(name):
    theme = find(name)
    assert contrast(theme.heat.zero, theme.background) >= PAGE
    assert contrast(theme.heat.zero, theme.paint(PENDING).fill or theme.background) >= PAGE


@pytest.mark.parametrize("name", THEMES)
def test_figures_are_read_on_counts(name):
    theme = find(name)
    figure = theme.paint("label.count").fill
    for n in range(41):
        assert contrast(figure, theme.heat.colour(READ * n / 40)) >= READABLE


def test_a_number_keeps_its_roles_line():
    theme = build({"roles": {"pixel": {"stroke": "#123456"}}, "heat": {"positive": "#ff0000"}})
    assert painted(theme, "pixel", Level(1.0)).fill == "#ff0000"
    assert painted(theme, "pixel", Level(1.0)).stroke == "#123456"
    assert painted(theme, "pixel", "#00ff00").fill == "#00ff00"
    assert painted(theme, "pixel", Level(1.0, 0.5)).fill == "#800000"


def test_the_lines_over_negatives_run_on_from_cell_to_cell():
    pattern = Hatch(45, 3, 1, "#000000", joined=True)
    whole = hatch(outline([(5, 5), (11, 5), (11, 10), (5, 10)]), pattern)
    halves = [hatch(outline([(x, 5), (x + 3, 5), (x + 3, 10), (x, 10)]), pattern) for x in (5, 8)]

    def length(lines):
        ends = [xy for _, *xy in lines]
        pairs = zip(ends[::2], ends[1::2], strict=True)
        return sum(((a - c) ** 2 + (b - d) ** 2) ** 0.5 for (a, b), (c, d) in pairs)

    assert sum(map(length, halves)) == pytest.approx(length(whole))


def test_a_file_has_its_own_colours_of_numbers():
    lines = {"angle": 0, "distance": 3, "width": 1, "stroke": "black"}
    heat = build({"base": "dark", "heat": {"zero": "#111", "hatch": lines}}).heat
    dark = find("dark").heat
    assert heat == Scale(
        dark.negative, "#111111", dark.positive, Hatch(0, 3, 1, "#000000", joined=True)
    )
    assert build({"base": "print", "heat": {"hatch": "none"}}).heat.hatch is None
    assert build({"base": "print"}).heat == find("print").heat


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (3, "heat must be a table, not 3"),
        ({"negativ": "#fff"}, "did you mean 'negative'"),
        ({"zero": "no colour"}, "unknown zero of heat 'no colour'"),
        ({"zero": "#11111180"}, "zero of heat is a colour without opacity, not '#11111180'"),
        ({"hatch": 3}, "hatch must be a table"),
        ({"hatch": {"angle": 3}}, "hatch of heat: mind"),
    ],
)
def test_what_a_file_may_not_say_of_numbers(words, says):
    with pytest.raises(BadRequest, match=says):
        build({"heat": words})
