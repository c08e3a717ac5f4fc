"""The signal view: what is shaded is what is summed up, and the curve below has reached it."""

from __future__ import annotations

import gzip
from io import BytesIO
from itertools import pairwise

import numpy as np
import pytest

from convanim import BadRequest, Conv, ConvTranspose, MaxPool, Values, animate, signals
from convanim.scene.marks import Path, transform
from convanim.scene.time import Moment, carried, shows
from convanim.sources.panels import pictured
from convanim.themes import THEMES
from convanim.themes.library import find
from convanim.views.curves.signal import Signal
from convanim.views.curves.timing import MOMENTS
from convanim.views.view import Style
from tests.pictures import texts

FUNCTIONS = [("box", "box"), ("box", "exponential"), ("sine", "exponential"), ("sine", "triangle")]


def scene_of(op, values, **look):
    return animate(op, view="signal", values=values, **look).scene


def paths(scene, role, step):
    """The points of every path of a role that shows at a step, in the picture's units."""
    found = []
    for mark in scene.marks:
        if isinstance(mark, Path) and mark.role == role and shows(mark.steps, step):
            d = transform(carried(mark.track, Moment(step, 0.0, 1.0)), mark.d)
            found.append(np.array([[float(v) for v in s[-2:]] for s in d if s[0] != "Z"]))
    return found


AREAS = "area", "area.negative"


def shades(scene, step):
    """The shaded outlines at a step; the first of each role is the legend's."""
    return [points for role in AREAS for points in paths(scene, role, step)[1:]]


def number(text):
    return float(text.replace("−", "-").rpartition("=")[2])


def read(scene, step):
    """t and the area as they are written at a step."""
    written = dict(text.split(" = ") for text, _ in texts(scene, "label.reading", step))
    (area,) = (value for word, value in written.items() if word.endswith("area"))
    return number(written["t"]), number(area)


def scales(scene):
    """Scene units of a unit of time, and of a unit of the upper axes' numbers."""
    ticks = texts(scene, "label.tick")
    bottom = max(box[3] for _, box in ticks)
    across = sorted(((b[0] + b[2]) / 2, number(t)) for t, b in ticks if abs(b[3] - bottom) < 1)
    # the upper axes' figures are written first, from the bottom up
    up = [((b[1] + b[3]) / 2, number(t)) for t, b in ticks[:2]]
    (x, t), (u, s) = across[0], across[-1]
    (y, v), (z, w) = up
    return (u - x) / (s - t), (y - z) / (w - v)


def area(points, unit):
    """What an outline encloses, below the axis counted as negative."""
    x, y = points.T
    return float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)) / 2 / unit)


@pytest.mark.parametrize(("f", "g"), FUNCTIONS)
def test_the_shaded_area_is_the_value(f, g):
    op, values = signals(f, g)
    scene = scene_of(op, values, precision=6)
    wide, high = scales(scene)
    unit, peak = wide * high, abs(values.y).max()
    shaded = 0
    for step in range(scene.steps):
        if not texts(scene, "label.reading", step):
            continue
        _, value = read(scene, step)
        drawn = [area(points, unit) for points in shades(scene, step)]
        shaded += len(drawn)
        assert sum(drawn) == pytest.approx(value, abs=0.01 * peak)
    assert shaded > 30


def test_each_product_is_shaded_where_its_samples_meet():
    f, g = [1, 3, 2], [2, 1, -1]
    op, values = signals(f, g)
    scene = scene_of(op, values)
    first, (wide, high) = scene.steps - op.steps, scales(scene)
    for m in range(op.steps):
        outlines, guide = shades(scene, first + m), paths(scene, "guide", first + m)[0]
        (t, _), (x, base) = read(scene, first + m), guide[0]
        for k in range(max(0, m - 2), min(m, 2) + 1):
            middle = x + (k - t) * wide
            tops = {
                a[1]
                for points in outlines
                for a, b in pairwise(points)
                if a[1] == b[1] and a[0] < middle < b[0]
            }
            (top,) = tops - {base} or {base}
            assert (base - top) / high == pytest.approx(f[k] * g[m - k])


@pytest.mark.parametrize(("f", "g"), FUNCTIONS)
def test_the_dot_lies_at_t_and_the_curve_has_come_as_far(f, g):
    op, values = signals(f, g)
    scene = scene_of(op, values)
    ends = []
    for step in range(scene.steps):
        dots, guides = paths(scene, "output", step), paths(scene, "guide", step)
        traces = paths(scene, "curve.output", step)[1:]  # the first is the legend's
        assert len(dots) == len(guides) == len(texts(scene, "label.reading", step)) // 2
        if not dots:
            assert not traces
            assert not shades(scene, step)
            continue
        centre = (dots[0].min(0) + dots[0].max(0)) / 2
        assert np.allclose(guides[0][1], centre)
        assert guides[0][0][0] == pytest.approx(centre[0])
        if traces:
            newest = max((points[-1] for points in traces), key=lambda point: point[0])
            assert np.allclose(newest, centre)
        ends.append(centre[0])
    assert ends == sorted(ends)
    faint = paths(scene, "curve", 0)[-1]
    assert ends[0] == pytest.approx(faint[0][0])
    assert ends[-1] == pytest.approx(faint[-1][0])


def test_g_is_turned_round_before_it_slides():
    op, values = signals("box", "exponential")
    scene = scene_of(op, values)
    shown = [
        [text for text, _ in texts(scene, "label", n) if text.startswith("g(")] for n in (0, 9)
    ]
    assert shown == [["g(τ)"], ["g(−τ)"]]
    given, turned, sliding = (paths(scene, "curve.kernel", n)[-1] for n in (0, 9, 40))
    assert given[-1, 0] == given[:, 0].max()
    assert turned[-1, 0] == turned[:, 0].min()
    middle = given[0][0] + turned[0][0]
    assert np.allclose(given[:, 0] + turned[:, 0], middle)  # mirror images
    assert np.allclose(np.diff(turned[:, 0]), np.diff(sliding[:, 0]))


def steps(op, values):
    return Signal().lay(op, values, Style()).steps


def test_what_is_its_own_mirror_image_is_not_turned():
    for name in ("box", "triangle", "gaussian"):
        op, values = signals("exponential", name)
        assert steps(op, values) <= MOMENTS
    op, values = signals("box", "sine")
    assert steps(op, values) > steps(op, Values.of(op))


def test_without_a_flip_it_is_a_cross_correlation():
    op = Conv(input=(6,), kernel=2, padding="full")
    x, weight = [1, 2, 4, 3, 1, 5], [1, -2]
    plain, flipped = (Values.of(op, x, weight, flip=flip) for flip in (False, True))
    one, other = scene_of(op, plain), scene_of(op, flipped)
    assert "Cross-correlation" in one.title
    assert any("cross-correlation(t)" in text for text, _ in texts(one, "label"))
    assert any("(f * g)(t)" in text for text, _ in texts(other, "label"))
    first = [read(one, n) for n in range(one.steps)]
    # the lag is where g's sample 0 lies over f
    assert first == [
        (float(n - 1), float(v)) for n, v in enumerate(np.correlate(x, weight, "full"))
    ]
    second = [read(other, n) for n in range(other.steps - 7, other.steps)]
    assert second == [(float(n), float(v)) for n, v in enumerate(np.convolve(x, weight))]


@pytest.mark.parametrize(
    "words",
    [
        {"stride": 2, "padding": (1, 2)},
        {"dilation": 2, "padding": 1},
        {"stride": 3, "padding": 2, "padding_mode": "circular"},
        {"kernel": 1},
        {"input": (1,), "kernel": 1},
        {"padding": ((0, 4),), "padding_mode": "reflect"},
    ],
)
@pytest.mark.parametrize("flip", [False, True])
def test_strides_dilation_and_padding_are_drawn_as_they_are(words, flip):
    words = {"input": (7,), "kernel": 3, **words}
    if "padding" in words and isinstance(words["padding"], tuple) and len(words["padding"]) == 2:
        words["padding"] = (words["padding"],)
    op = Conv(**words)
    values = Values.of(op, seed=5, flip=flip)
    scene = scene_of(op, values)
    first = scene.steps - op.steps
    wide = scales(scene)[0] if op.input[0] > 1 else None
    origin, way = None, -1 if flip else 1
    for m in range(op.steps):
        t, value = read(scene, first + m)
        assert value == values.y[0, m]
        # g's sample 0 lies over the input cell that the layer's own relation names
        (axis,) = op.axes
        assert t == axis.cell(m, axis.taps - 1 if flip else 0)
        if wide:
            xs = paths(scene, "curve.kernel", first + m)[-1][:, 0]
            zero = xs[0] + way * 0.5 * wide
            origin = zero - t * wide if origin is None else origin
            assert zero - t * wide == pytest.approx(origin)


def test_the_still_picture_shows_an_area_and_much_of_the_curve():
    for f, g in FUNCTIONS:
        op, values = signals(f, g)
        scene = scene_of(op, values)
        assert abs(read(scene, scene.still)[1]) >= abs(values.y).max() / 2 - 1e-3
        assert shades(scene, scene.still)
        assert len(paths(scene, "curve.output", scene.still)) > 10


def test_what_would_not_be_seen_is_drawn_taller_and_says_so():
    op, values = signals(np.arange(60.0) % 20, np.full(20, 0.05), spacing=0.1)
    scene = scene_of(op, values, precision=6)
    said = [text for text, _ in texts(scene, "label", scene.steps - 1) if "drawn" in text]
    assert said[0] == "g(t − τ) (drawn × 200)"
    factor = float(said[1].rpartition("× ")[2].rstrip(")"))
    wide, high = scales(scene)
    for step in (20, 40):
        drawn = sum(area(points, wide * high) for points in shades(scene, step))
        assert drawn == pytest.approx(read(scene, step)[1] * factor, rel=0.05)


def test_a_single_step():
    op, values = signals("box", "exponential")
    for step in (0, 12, 40):
        scene = scene_of(op, values, steps=[step])
        assert scene.steps == 1


def test_in_whatever_order_the_curve_has_come_as_far_as_it_was_shown():
    op, values = signals("sine", "triangle")
    whole = scene_of(op, values)
    faint, first = paths(whole, "curve", 0)[-1], whole.steps - MOMENTS // 2
    chosen = [first + n for n in (9, 2, 20, 0)]
    scene, (ends, *_) = scene_of(op, values, steps=chosen), zip(*faint, strict=True)
    heads = [paths(whole, "output", n)[0][:, 0] for n in chosen]
    for step in range(len(chosen)):
        traces = np.concatenate(paths(scene, "curve.output", step)[1:])[:, 0]
        shown = [(head.min() + head.max()) / 2 for head in heads[: step + 1]]
        assert traces.min() == pytest.approx(ends[0])
        assert traces.max() == pytest.approx(max(shown))


def test_it_moves_on_by_itself_at_a_pace():
    op, values = signals("box", "exponential")
    made = animate(op, view="signal", values=values)
    assert 4 < made.timeline.duration < 8
    assert animate(op, view="signal", values=values, step_time=0.5).timeline.step_time == 0.5
    assert animate(Conv(input=5, kernel=3)).timeline.step_time == 1


@pytest.mark.parametrize("theme", THEMES)
def test_files_are_small(theme):
    op, values = signals("gaussian", "sine")
    for kind, most in (("svg", 60_000), ("gif", 400_000)):
        buffer = BytesIO()
        animate(op, view="signal", values=values, theme=theme).write(buffer, kind)
        data = buffer.getvalue()
        assert len(gzip.compress(data) if kind == "svg" else data) < most


def test_what_is_no_signal_is_refused():
    two = Conv(input=(4,), kernel=2, in_channels=2, out_channels=1)
    for view in ("signal", "stem"):
        for op, said in (
            (Conv(input=4, kernel=2), "one axis, this layer has 2"),
            (two, "one channel in and one out, this layer has 2 and 1"),
            (ConvTranspose(input=(4,), kernel=2), "no transposed convolution"),
            (MaxPool(input=(4,), kernel=2), "no pooling"),
        ):
            with pytest.raises(BadRequest, match=f"the {view} view shows {said}: --view"):
                animate(op, view=view)


def test_bias_and_activation_are_refused():
    op = Conv(input=(4,), kernel=2)
    active = Conv(input=(4,), kernel=2, activation="relu")
    for view in ("signal", "stem"):
        for layer, values, said in (
            (op, Values.of(op, bias=[1]), "without a bias"),
            (active, Values.of(active), "without relu"),
            (active, None, "without relu"),
        ):
            with pytest.raises(BadRequest, match=f"the {view} view .* alone, {said}: --view"):
                animate(layer, view=view, values=values)


def test_words_of_files(tmp_path):
    (tmp_path / "g.csv").write_text("1, 2\n")
    made = pictured({"op": "signal", "signal": "1 0 2", "kernel": str(tmp_path / "g.csv")})
    assert made.values.y.tolist() == [[1, 2, 2, 4]]
    assert pictured({"op": "signal", "signal": "box", "kernel": "box"}).timeline.steps == 53
    panel = {"op": "signal", "signal": "box", "kernel": "triangle"}
    assert pictured({"panel": [panel, panel], "step_time": 0.1}).scene.steps == 53
    for words, said in (
        ({"signal": "box"}, "needs kernel"),
        ({"signal": "box", "kernel": "bax"}, "did you mean 'box'"),
        ({"signal": "box", "kernel": "box", "stride": 2}, "stride"),
        ({"signal": "1 2", "kernel": "1 x"}, "not a number"),
        ({"signal": "1 2", "kernel": "1", "spacing": "a"}, "spacing"),
        ({"signal": 3, "kernel": "1"}, "axes"),
    ):
        with pytest.raises(BadRequest, match=said):
            pictured({"op": "signal", **words})


@pytest.mark.parametrize(("f", "g"), [*FUNCTIONS, ("sine", "box"), ([1, -2, 3], [1, 2, -1])])
def test_area_below_zero_has_a_look_of_its_own_and_what_is_written_is_the_net_area(f, g):
    op, values = signals(f, g)
    scene = scene_of(op, values)
    negative = 0
    for step in range(scene.steps):
        if not texts(scene, "label.reading", step):
            continue
        base = paths(scene, "guide", step)[0][0][1]
        for role, sign in (("area", -1), ("area.negative", 1)):
            for points in paths(scene, role, step)[1:]:
                assert (sign * (points[:, 1] - base) >= -1e-6).all()
                assert (sign * (points[:, 1] - base) > 0.04).any()
                negative += sign > 0
        net = any(text.startswith("net area") for text, _ in texts(scene, "label.reading", step))
        assert net == ("area.negative" in {mark.role for mark in scene.marks})
    assert ("net area" in scene.description) == (negative > 0) == ((f, g) not in FUNCTIONS[:2])


@pytest.mark.parametrize("theme", THEMES)
def test_area_below_zero_is_told_by_form(theme):
    one, other = (find(theme).paint(role) for role in AREAS)
    assert other.hatch is not None
    assert other.hatch != one.hatch
