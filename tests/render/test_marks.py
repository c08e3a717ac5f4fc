"""One mark at a time, in both renderers, and steps and tracks at work on it."""

from __future__ import annotations

import pytest

from convanim.render.dashes import dashed
from convanim.scene.marks import Group, Path, Scene, lines, moves, outline, polygon
from convanim.scene.text import place
from convanim.themes.theme import Hatch, Paint, Theme
from tests.render.alike import assert_alike

THEME = Theme(
    "one of each",
    "#f4f1e8",
    {
        "filled": Paint(fill="#268bd2"),
        "translucent": Paint(fill="#d3368266", stroke="#00000080", width=9.0),
        "lined": Paint(stroke="#073642", width=6.0),
        "dashed": Paint(stroke="#073642", width=6.0, dash=(26.0, 14.0)),
        "dashed oddly": Paint(fill="#fdf6e3", stroke="#073642", width=6.0, dash=(30.0, 12.0, 8.0)),
        "hatched": Paint(
            fill="#eee8d5", stroke="#073642", width=2.0, hatch=Hatch(30, 22, 6, "#dc322f")
        ),
        "label": Paint(fill="#073642"),
    },
)
SQUARE = ((60, 50), (340, 50), (340, 250), (60, 250))
SLANTED = ((60, 120), (240, 50), (340, 180), (160, 250))
CURVED = (
    ("M", 60.0, 150.0),
    ("C", 60.0, 40.0, 340.0, 40.0, 340.0, 150.0),
    ("L", 200.0, 250.0),
    ("Z",),
)
FAR = moves([(0, 0), (-40, 30), (25, -35)])
TURNED = ((1, 0, 0, 1, 0, 0), (0.6, 0.3, -0.3, 0.6, 140, 0), (0.5, 0, 0, 0.8, 90, 20))
MARKS = {
    "filled": (polygon("filled", SQUARE),),
    "its own fill": (polygon("filled", SQUARE, fill="#b58900"),),
    "its own fill under a line": (polygon("lined", SQUARE, fill="#b58900"),),
    "translucent over another": (polygon("filled", SQUARE), polygon("translucent", SLANTED)),
    "lined": (Path("lined", outline(SLANTED)),),
    "open": (Path("lined", outline(SLANTED, closed=False)),),
    "lines": (lines("lined", [((50, 50), (350, 90)), ((50, 250), (350, 120))]),),
    "dashed": (Path("dashed", outline(SQUARE)),),
    "dashed all round a slant": (Path("dashed", outline(SLANTED)),),
    "dashed oddly": (Path("dashed oddly", outline(SQUARE)),),
    "hatched": (polygon("hatched", SLANTED),),
    "hatched along a curve": (Path("filled", CURVED), polygon("hatched", SQUARE[:3])),
    "curved": (Path("lined", CURVED), Path("translucent", CURVED)),
    "several subpaths": (Path("filled", (*outline(SQUARE[:3]), *outline(SLANTED[1:]))),),
    "text": (place("label", "7×−3 ÷", 200, 170, 70, "middle"),),
    "a colour that no role has": (polygon("nothing", SQUARE),),
    "sometimes there": (polygon("filled", SQUARE, steps=(range(1), range(2, 3))),),
    "shifted": (polygon("translucent", SQUARE, track=FAR),),
    "turned": (polygon("filled", SQUARE, track=TURNED),),
    "text shifted": (place("label", "42", 150, 170, 70, track=FAR),),
    "behind what moves": (
        polygon("filled", SLANTED, track=FAR),
        polygon("translucent", SQUARE),
        place("label", "0", 200, 170, 70),
    ),
    "groups in groups": (
        Group(
            "outer",
            (
                polygon("filled", SQUARE),
                Group("inner", (polygon("translucent", SLANTED, track=FAR),), track=TURNED),
                Group("gone", (place("label", "1", 150, 170, 70),), steps=(range(1, 2),)),
            ),
            track=FAR,
        ),
    ),
}


@pytest.mark.parametrize("name", MARKS)
def test_a_mark_looks_the_same_in_both(name):
    scene = Scene(400, 300, MARKS[name], 3, "A mark", "One mark.")
    for step in range(3):
        assert_alike(scene, THEME, step)


@pytest.mark.parametrize("pattern", [(7,), (7, 3), (7, 3, 2), (4, 1, 2, 5, 3)])
def test_dashes_go_on_round_corners_and_odd_ones_twice(pattern):
    square = outline([(0, 0), (20, 0), (20, 20), (0, 20)])
    shown = [False] * 800  # each tenth of a unit of the way round
    for piece in dashed(square, pattern):
        way = [around(point) for point in piece]
        way[-1] = way[-1] or 80.0
        for n in range(round(way[0] * 10), round(way[-1] * 10)):
            shown[n] = True
    lengths = pattern if len(pattern) % 2 == 0 else pattern * 2
    on = [turn % 2 == 0 for turn, length in enumerate(lengths) for _ in range(length * 10)]
    assert shown == [on[n % len(on)] for n in range(800)]


def around(point):
    """How far round the square of 20 a point of its outline lies."""
    x, y = point
    if y == 0:
        return x
    if x == 20:
        return 20 + y
    return 60 - x if y == 20 else 80 - y
