"""Pictures without transparency look as those with it do."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.path import Path as Outline

from convanim.render.figure import draw
from convanim.render.flat import area, common, convex, flatten
from convanim.scene.marks import Path, Scene, polygon
from convanim.scene.time import Moment
from convanim.themes.theme import Paint, Theme

SQUARE = [(10, 10), (60, 10), (60, 60), (10, 60)]
SMALL = [(0, 0), (10, 0), (10, 10), (0, 10)]
SLANTED = [(40, 20), (90, 40), (80, 90), (30, 70)]
ARROW = [(5, 50), (95, 30), (60, 50), (95, 70)]
PAINTS = {
    "solid": Paint("#ff8000", "#000000", 2.0),
    "glass": Paint("#0040ff80"),
    "more": Paint("#00ff0060"),
    "line": Paint(None, "#ff00ff80", 3.0),
    "dashed": Paint(None, "#00000080", 3.0, (9.0, 6.0)),
}
THEME = Theme("t", "#fffff0", PAINTS)


def drawn(marks, flat):
    figure = Figure((1, 1), dpi=300)
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    draw(axes, Scene(100, 100, tuple(marks), 1, "", ""), THEME, Moment(0, 0.0, 1.0), "#fffff0")
    if flat:
        flatten(axes, "#fffff0")
        alphas = [c[3] for p in axes.patches for c in (p.get_facecolor(), p.get_edgecolor())]
        assert {*alphas} <= {0.0, 1.0}
    canvas.draw()
    return np.asarray(canvas.buffer_rgba()).astype(int)[..., :3]


def two(role, *shapes):
    """One mark of several shapes."""
    return Path(role, tuple(segment for shape in shapes for segment in polygon("", shape).d))


APART = [(x + 30, y) for x, y in SQUARE]
CASES = {
    "glass over a square": [polygon("solid", SQUARE), polygon("glass", SLANTED)],
    "glass over glass": [
        polygon("solid", SQUARE),
        polygon("glass", SLANTED),
        polygon("more", APART),
    ],
    "glass with a dent": [polygon("solid", SQUARE), polygon("glass", ARROW)],
    "several shapes of one": [
        two("solid", SQUARE, [(70, 70), (95, 70), (95, 95), (70, 95)]),
        two("glass", [(0, 0), (20, 0), (20, 99)], SLANTED),
        polygon("more", SLANTED[::-1]),
    ],
    "a line over two colours": [
        polygon("solid", SQUARE),
        Path("line", (("M", 0, 35), ("L", 100, 35), ("L", 100, 80))),
    ],
    "dashes": [polygon("solid", SQUARE), Path("dashed", (("M", 0, 35), ("L", 100, 36)))],
}


@pytest.mark.parametrize("marks", CASES.values(), ids=CASES)
def test_opaque_ones_look_alike(marks):
    off = np.abs(drawn(marks, flat=True) - drawn(marks, flat=False)).max(axis=2)
    assert (off > 8).mean() < 0.012  # edges are smoothed twice, lines have their colours in steps


def test_a_line_along_an_edge_has_one_colour():
    marks = [polygon("solid", SQUARE), Path("line", (("M", 60.0, 12), ("L", 60.0, 58)))]
    figure = Figure((1, 1))
    axes = figure.add_axes((0, 0, 1, 1))
    draw(axes, Scene(100, 100, tuple(marks), 1, "", ""), THEME, Moment(0, 0.0, 1.0))
    flatten(axes, "#fffff0")
    *_, line = axes.patches
    assert len(axes.patches) == 3  # the square, its outline and the line
    under = np.mean([to_rgba("#ff8000"), to_rgba("#fffff0")], axis=0)
    part = to_rgba(PAINTS["line"].stroke)[3]
    expected = np.array(to_rgba(PAINTS["line"].stroke))[:3] * part + under[:3] * (1 - part)
    assert line.get_edgecolor()[:3] == pytest.approx(expected, abs=1e-3)


def test_only_what_is_behind_the_glass_is_drawn_again():
    cells = [[(x + 40 * n, y) for x, y in SMALL] for n in range(3)]
    marks = [two("solid", *cells), polygon("glass", SMALL)]
    figure = Figure((1, 1))
    axes = figure.add_axes((0, 0, 1, 1))
    draw(axes, Scene(100, 100, tuple(marks), 1, "", ""), THEME, Moment(0, 0.0, 1.0))
    flatten(axes, "#fffff0")
    *_, again = axes.patches
    assert len(again.get_path().vertices) == len(SMALL) + 1


def test_what_two_outlines_have_in_common():
    one, other = Outline(np.array([*SQUARE, SQUARE[0]])), Outline(np.array([*SLANTED, SLANTED[0]]))
    both = common(one, other)
    inside = np.random.default_rng(5).uniform(0, 100, (2000, 2))
    expected = one.contains_points(inside) & other.contains_points(inside)
    assert (both.contains_points(inside) == expected).all()
    assert expected.any()
    far = Outline(np.array([(90, 0), (99, 0), (99, 9), (90, 0)]))
    assert common(one, far) is None


def test_dents_and_directions():
    assert convex(np.array(SQUARE))
    assert convex(np.array(SQUARE[::-1]))
    assert not convex(np.array(ARROW))
    assert area(np.array(SQUARE)) == -area(np.array(SQUARE[::-1])) == 2500
