"""A step in three beats: what is there when, and that at its rest nothing is missing."""

from __future__ import annotations

import numpy as np
import pytest

from convanim import AvgPool, Conv, ConvTranspose, MaxPool, animate
from convanim.operations.values import Values
from convanim.scene.marks import IDENTITY, Text
from convanim.scene.time import LEAST_TOLD, RESULT, Moment, Timeline, arriving, opacity, placed
from convanim.views import page
from convanim.views.cells.telling import is_zero
from convanim.views.parts import board
from tests.drawn import drawn
from tests.pictures import box, outlines, texts, within
from tests.views.test_numeric import number, window

LAYERS = {
    "conv": Conv(input=(4, 5), kernel=(2, 3), stride=(2, 1), padding=1),
    "line": Conv(input=(6,), kernel=3),
    "filters": Conv(input=3, kernel=2, out_channels=3),
    "channels": Conv(input=3, kernel=2, in_channels=2),
    "depthwise": Conv(input=3, kernel=2, in_channels=2, out_channels=2, groups=2),
    "many": Conv(input=(4,), kernel=2, out_channels=11),
    "transposed": ConvTranspose(input=2, kernel=3, stride=2),
    "maximum": MaxPool(input=4, kernel=2, padding=1),
    "mean": AvgPool(input=4, kernel=2),
}


def told(name, **style):
    return drawn("numeric", LAYERS[name], Values.of(LAYERS[name], seed=5), beats=True, **style)


def seen(scene, role, moment):
    """The texts of a role that are seen, from the top down, from left to right."""
    found = [
        mark
        for mark in scene.marks
        if isinstance(mark, Text) and mark.role.startswith(role) and opacity(mark, moment)
    ]
    return [mark.text for mark in sorted(found, key=lambda mark: (round(mark.y, 3), mark.x))]


@pytest.mark.parametrize("name", LAYERS)
def test_at_rest_all_is_there_that_is_without_beats(name):
    scene, plain = told(name), drawn("numeric", LAYERS[name], Values.of(LAYERS[name], seed=5))
    for step in range(scene.steps):
        rest = Moment(step, 0.0, 1.0)
        words = ["".join(seen(s, "label.sum", rest)).replace(" ", "") for s in (scene, plain)]
        # breaks between lines are where there is room
        assert words[0].rstrip("…") == words[1].rstrip("…")
        for role in ("label.output", "label.input", "label.kernel", "label.padding"):
            assert seen(scene, role, rest) == seen(plain, role, rest), role
        for role in ("active.open", "active.winner", "tap.open", "tap.open.padding"):
            assert len(outlines(scene, role, step)) == len(outlines(plain, role, step)), role


@pytest.mark.parametrize("name", LAYERS)
def test_first_the_window_then_the_terms_and_then_the_result(name):
    scene = told(name)
    for step in range(scene.steps):
        ways = [Moment(step, 0.0, 1.0, told) for told in (0.0, 0.3, RESULT - 0.01, RESULT)]
        sums = [seen(scene, "label.sum", moment) for moment in ways]
        assert sums[0] == []
        assert len(sums[0]) < len(sums[1]) <= len(sums[2]) < len(sums[3])
        results = [seen(scene, "label.output", moment) for moment in ways]
        made = len(results[3]) // (step + 1)
        assert [len(found) for found in results] == [step * made] * 3 + [(step + 1) * made]
        assert window(scene, step)


@pytest.mark.parametrize("name", ["conv", "line", "depthwise", "channels"])
def test_each_cell_of_the_window_shows_its_product(name):
    op, scene = LAYERS[name], told(name)
    for step in range(scene.steps):
        small = texts(scene, "label.weight", step)
        large = texts(scene, "label.input", step) + texts(scene, "label.padding", step)
        cells = window(scene, step)
        assert len(cells) == np.prod(op.kernel) * (op.in_channels or 1)
        for cell in map(box, cells):
            (value,) = [number(text) for text, where in large if within(where, cell)]
            times, product = sorted(
                (text for text, where in small if within(where, cell)), reverse=True
            )
            assert (times[0], product[0]) == ("×", "=")
            assert number(product[1:]) == value * number(times)


@pytest.mark.parametrize("name", LAYERS)
def test_a_result_leaves_from_the_end_of_its_sum_and_comes_to_its_cell(name):
    scene = told(name)
    for n in range(scene.steps):
        leaving, arrived = Moment(n, 0.0, 1.0, RESULT), Moment(n, 0.0, 1.0)
        tails = [
            mark
            for mark in scene.marks
            if mark.role == "label.sum" and " = " in mark.text and opacity(mark, arrived)
        ]
        ends = {(round(tail.x + tail.width, 3), round(tail.y, 3)): tail.text for tail in tails}
        come = [
            mark for mark in scene.marks if mark.role == "label.output" and mark.steps[0].start == n
        ]
        assert come
        for mark in come:
            dx, dy = arriving(mark, leaving)[4:]
            place = round(mark.x + mark.width + dx, 3), round(mark.y + dy, 3)
            if name != "many":  # of more sums than are written the rest come from the last
                assert ends[place].endswith(f" {mark.text}")
            assert placed(mark, arrived) == IDENTITY


@pytest.mark.parametrize(
    ("piece", "zero"),
    [
        ("0·(−2) + ", True),
        ("3·0", True),
        ("0.00·4", True),
        ("10·2", False),
        ("0", False),
        ("∞·1", False),
        ("output 0: ", False),
        (" = 0", False),
    ],
)
def test_products_of_nothing_are_pale(piece, zero):
    assert is_zero(piece) == zero


def test_slide_tells_where_few_steps_last_long_enough():
    op = Conv(input=5, kernel=3)
    line = animate(op, view="numeric", motion="slide").timeline
    assert (line.beats, line.step_time, line.telling(0) > 0) == (True, 2.5, True)
    for words in ({"motion": "step"}, {"view": "stacked", "motion": "slide"}):
        assert not animate(op, **{"view": "numeric", **words}).timeline.beats
    short = animate(op, view="numeric", motion="slide", step_time=LEAST_TOLD / 2).timeline
    assert short.telling(0) == 0
    assert short.frames == animate(op, motion="slide", step_time=LEAST_TOLD / 2).timeline.frames
    long = animate(Conv(input=8, kernel=3), view="numeric", motion="slide").timeline
    assert (long.step_time, long.telling(0)) == (1.0, 0)


@pytest.mark.parametrize("motion", ["step", "slide"])
@pytest.mark.parametrize("steps", [1, 2, 7])
@pytest.mark.parametrize("seconds", [1.0, 1.5, 3.5])
def test_moments_fill_the_time_and_are_counted(steps, seconds, motion):
    line = Timeline(steps, seconds, motion=motion, fps=12, hold=2.0, beats=True)
    moments = list(line.moments())
    assert len(moments) == line.frames
    assert sum(moment.seconds for moment in moments) == pytest.approx(line.duration)
    assert all(moment.seconds > 0 for moment in moments)
    for step in range(steps):
        mine = [moment for moment in moments if moment.step == step]
        order = [(moment.told, moment.toward) for moment in mine]
        assert order == sorted(order)
        assert (1.0, 0.0) in order


@pytest.mark.parametrize("side", [3, 5, 9])
def test_the_sum_is_the_largest_text_below_the_grids_and_the_caption_the_smallest(side):
    assert (board.READ_AT, board.MARGINS) == (page.READ_AT, 2 * page.MARGIN)
    for view in ("numeric", "matrix") if side < 9 else ("numeric",):
        op = Conv(input=side, kernel=2)
        scene = drawn(view, op, Values.of(op), caption=True)
        sizes = {
            role: {
                mark.size for mark in scene.marks if isinstance(mark, Text) and mark.role == role
            }
            for role in ("label.sum", "caption")
        }
        assert min(sizes["label.sum"]) > max(sizes["caption"])
