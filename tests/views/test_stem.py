"""The stem view: the samples that meet, their sum in figures, and the result sample by sample."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convanim import BadRequest, Conv, Values, animate, signals
from convanim.scene.marks import Group
from convanim.scene.time import Moment, carried
from tests.pictures import box, outlines, texts

SAMPLES = st.lists(st.integers(-9, 9), min_size=1, max_size=7)


def scene_of(op, values, **look):
    return animate(op, view="stem", values=values, **look).scene


def figure(text):
    return float(text.replace("−", "-"))


def places(scene):
    """The x of every tick that has a figure: number -> x."""
    return {figure(t): (b[0] + b[2]) / 2 for t, b in texts(scene, "label.tick")}


def heads(scene, role, step):
    """The middles of the dots of a role."""
    boxes = map(box, outlines(scene, role, step))
    return [((a + c) / 2, (b + d) / 2) for a, b, c, d in boxes]


def evaluated(text):
    """n, the sum's two sides."""
    head, _, rest = text.partition(":  ")
    left, _, right = rest.replace("−", "-").replace("·", "*").rpartition(" = ")
    return figure(head.removeprefix("n = ")), eval(left) if left else 0.0, float(right)


@settings(max_examples=25, deadline=None)
@given(SAMPLES, SAMPLES)
def test_sums_and_stems_are_numpys(f, g):
    op, values = signals(f, g)
    scene, y = scene_of(op, values), np.convolve(f, g)
    assert scene.steps == len(y)
    where = places(scene)
    for n in range(scene.steps):
        (text, _), *more = texts(scene, "label.sum", n)
        if not more and "…" not in text:
            assert evaluated(text) == (n, y[n], y[n])
        drawn = heads(scene, "output", n)
        assert [x for x, _ in drawn] == pytest.approx([where[k] for k in range(n + 1)])
        # g's sample k lies over n - k
        over = [x for x, _ in heads(scene, "kernel", n)]
        assert over == pytest.approx([x_of(where, n - k) for k in range(len(g))])


def x_of(where, place):
    (one, x), *_, (other, u) = [*where.items()] * 2
    return x + (place - one) * (u - x) / (other - one) if other != one else x


@pytest.mark.parametrize("flip", [False, True])
@pytest.mark.parametrize(
    "words",
    [
        {"stride": 2, "padding": 1},
        {"dilation": 3, "padding": 2},
        {"stride": 2, "dilation": 2, "padding": 3, "padding_mode": "circular"},
        {"padding": 2, "padding_mode": "reflect"},
    ],
)
def test_windows_are_the_layers_own(words, flip):
    op = Conv(input=(7,), kernel=3, **words)
    values = Values.of(op, seed=2, flip=flip)
    scene = scene_of(op, values)
    where, (axis,) = places(scene), op.axes
    for m in range(op.steps):
        at, left, right = evaluated(texts(scene, "label.sum", m)[0][0])
        assert left == right == values.y[0, m]
        cells = [axis.cell(m, tap) for tap in range(axis.taps)]
        assert at == (cells[-1] if flip else cells[0])
        over = sorted(x for x, _ in heads(scene, "kernel", m))
        assert over == pytest.approx([x_of(where, cell) for cell in cells])
    words_shown = [text for text, _ in texts(scene, "label")]
    assert any(("(f * g)[n]" if flip else "cross-correlation[n]") in text for text in words_shown)
    assert any("2nd" in text for text in words_shown) == (op.stride[0] == 2)


def test_the_newest_sample_is_marked_and_lies_under_gs_zero():
    op, values = signals([1, -2, 3], [2, 1])
    scene = scene_of(op, values)
    for n in range(scene.steps):
        (mark,) = heads(scene, "current", n)
        assert any(np.allclose(mark, head) for head in heads(scene, "output", n))
        assert mark[0] == pytest.approx(heads(scene, "kernel", n)[0][0])


def test_some_steps_say_what_they_say_among_all():
    op, values = signals([1, -2, 3], [2, 1])
    whole, some = scene_of(op, values), scene_of(op, values, steps=[3, 1])
    for n, step in enumerate((3, 1)):
        for role in ("label.sum", "label.tick"):
            assert texts(some, role, n) == texts(whole, role, step)
        for role in ("current", "kernel"):
            assert np.allclose(heads(some, role, n), heads(whole, role, step))


def test_one_sample_each():
    op, values = signals([3], [-2])
    scene = scene_of(op, values)
    assert [text for text, _ in texts(scene, "label.sum", 0)] == ["n = 0:  3·(−2) = −6"]


def test_the_kernel_glides_as_one():
    op, values = signals([1, 2, 3], [1, 1])
    scene = scene_of(op, values, motion="slide")
    (window,) = (m for m in scene.marks if isinstance(m, Group) and m.role == "window")
    here, there = (carried(window.track, Moment(n, 0.0, 1.0))[4] for n in (0, 1))
    assert carried(window.track, Moment(0, 0.5, 1.0))[4] == pytest.approx((here + there) / 2)


def test_what_is_too_long_is_refused():
    op, values = signals("box", "box")
    with pytest.raises(BadRequest, match="--view signal"):
        animate(op, view="stem", values=values)


@pytest.mark.parametrize(
    ("f", "g"),
    [([1, -2, 3.5, 0.25, -1.5], [0.5, -0.5]), ([-1, -3], [2, 1, 1]), ([4, 0, 7, 2], [1, 3])],
)
def test_figures_touch_nothing_and_are_written_alike(f, g):
    op, values = signals(f, g)
    scene = scene_of(op, values)
    for step in range(scene.steps):
        figures = [one for one in texts(scene, "label", step) if "=" not in one[0]]
        numbers = [one for one in figures if one[0].strip("−").replace(".", "").isdigit()]
        assert len({len(text.partition(".")[2]) for text, _ in numbers}) == 1
        ticks = texts(scene, "label.tick", step)
        dots = [
            where
            for role in ("input", "kernel", "output")
            for where in map(box, outlines(scene, role, step))
        ]
        for text, (left, top, right, low) in numbers:
            for x, y, u, v in [where for _, where in ticks] + dots:
                assert right <= x or u <= left or low + 1 <= y or v + 1 <= top, (step, text)
