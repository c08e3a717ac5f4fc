"""Palettes: what stands side by side can be told apart, by everyone."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from convanim.themes import THEMES
from convanim.themes.library import find
from convanim.themes.roles import INKS
from convanim.themes.theme import Paint, Theme

FILTERS = tuple(f"filter.{n}" for n in INKS["hue"].split())
SIDE_BY_SIDE = (
    FILTERS,
    tuple(f"layer.{kind}" for kind in INKS["box"].split()),
    ("edge", "edge.pale", "edge.now"),
    ("curve", "curve.input", "curve.kernel", "curve.output"),
    ("input", "output", "active"),
    ("input", "tap"),
    ("input", "lit", "empty"),
    ("tap", "tap.padding"),
    ("active", "active.winner"),
)
# CIE76 differences of fills or lines, a little below the least that was measured
APART = {"classic": 20, "light": 19, "dark": 35, "print": 8.5, "colorblind": 30}
WIDER = 1.5
ALIKE = 0.9
"""The cosine between two hues, in L*a*b*, that are called by one name."""

# The colours of Okabe and Ito, "Color universal design" (2008), by their names there.
OKABE_ITO = {
    "black": (0, 0, 0),
    "orange": (230, 159, 0),
    "sky blue": (86, 180, 233),
    "bluish green": (0, 158, 115),
    "yellow": (240, 228, 66),
    "blue": (0, 114, 178),
    "vermilion": (213, 94, 0),
    "reddish purple": (204, 121, 167),
}
FILLED = {
    "input": "sky blue",
    "output": "bluish green",
    "kernel": "orange",
    "active": "bluish green",
    "lit.open": "sky blue",
    "filter.0": "reddish purple",
    "filter.1": "orange",
    "filter.2": "vermilion",
    "filter.3": "yellow",
}
LINED = {"curve.input": "blue", "curve.kernel": "vermilion", "curve.output": "bluish green"}

# Linear RGB as seen without one kind of cone (G. M. Machado, M. M. Oliveira, L. A. F. Fernandes,
# "A physiologically-based model for simulation of color vision deficiency", 2009, severity 1).
SEEN = {
    "all cones": np.eye(3),
    "no long": [
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ],
    "no middle": [
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ],
    "no short": [
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ],
}
NEIGHBOURS = 17
"""The least difference between neighbouring filters, whichever cones see them: 17.9 measured."""
XYZ = np.array([(0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505)])


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[n : n + 2], 16) for n in range(1, len(colour), 2))


def lab(colour: str | None, page: str, seen: object = SEEN["all cones"]) -> np.ndarray:
    """A colour over a page in CIE L*a*b*, nothing being the page itself."""
    *parts, alpha = (*rgb(colour or page), 255)[:4]
    mixed = (alpha * np.array(parts) + (255 - alpha) * np.array(rgb(page)[:3])) / 255**2
    linear = np.where(mixed <= 0.04045, mixed / 12.92, ((mixed + 0.055) / 1.055) ** 2.4)
    x, y, z = XYZ @ np.clip(np.asarray(seen) @ linear, 0, 1) / XYZ.sum(axis=1)
    f = [t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z)]
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one: str | None, other: str | None, page: str, seen: object = np.eye(3)) -> float:
    return float(np.linalg.norm(lab(one, page, seen) - lab(other, page, seen)))


def told_apart(one: Paint, other: Paint, theme: Theme) -> bool:
    """Whether fill, line, width, dash or hatch tells two paints apart."""
    if (one.dash, one.hatch) != (other.dash, other.hatch):
        return True
    thin, wide = sorted((one.width, other.width))
    if one.stroke and other.stroke and wide >= WIDER * thin:
        return True
    pairs = ((one.fill, other.fill), (one.stroke, other.stroke))
    return max(distance(*pair, theme.background) for pair in pairs) >= APART[theme.name]


@pytest.mark.parametrize("name", THEMES)
def test_what_stands_side_by_side_is_told_apart(name):
    theme = find(name)
    for roles in SIDE_BY_SIDE:
        for one, other in combinations(roles, 2):
            assert told_apart(theme.paint(one), theme.paint(other), theme), (one, other)


@pytest.mark.parametrize("name", ["light", "dark", "colorblind"])
def test_a_filters_outline_is_of_its_own_hue(name):
    theme = find(name)
    for role in FILTERS:
        paint = theme.paint(role)
        fill, line = (lab(colour, theme.background)[1:] for colour in (paint.fill, paint.stroke))
        lengths = np.linalg.norm(fill) * np.linalg.norm(line)
        assert line @ fill >= ALIKE * lengths, role
        assert lengths > 100 or max(map(np.linalg.norm, (fill, line))) < 1  # or both are grey


def test_the_hues_for_every_eye_are_the_published_ones():
    theme = find("colorblind")
    for role, name in FILLED.items():
        assert rgb(theme.paint(role).fill) == OKABE_ITO[name], role
    for role, name in LINED.items():
        assert rgb(theme.paint(role).stroke) == OKABE_ITO[name], role
    for role in FILTERS[4:]:  # the hues that are left are the input's and the output's
        assert len(set(rgb(theme.paint(role).fill))) == 1


@pytest.mark.parametrize("cones", SEEN)
def test_neighbouring_filters_differ_for_every_eye(cones):
    theme = find("colorblind")
    fills = [theme.paint(role).fill for role in FILTERS]
    for one, other in pairwise(fills):
        assert distance(one, other, theme.background, SEEN[cones]) >= NEIGHBOURS
