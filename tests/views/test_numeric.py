"""The numeric view: every figure on screen is the layer's own, and fits where it stands."""

from __future__ import annotations

import dataclasses
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convanim import AvgPool, BadRequest, Conv, ConvTranspose, MaxPool, animate
from convanim.operations.values import Values
from convanim.scene.figures import Figures
from convanim.themes.library import find
from tests.drawn import drawn
from tests.pictures import box, outlines, texts, within

X = [[3, 3, 2, 1, 0], [0, 0, 1, 3, 1], [3, 1, 2, 2, 3], [2, 0, 0, 2, 2], [2, 0, 0, 0, 1]]
W = [[0, 1, 2], [2, 2, 0], [0, 1, 2]]


def show(op, x=None, weight=None, **options):
    values = Values.of(op, x, weight)
    return values, drawn("numeric", op, values, **options)


def number(text):
    """The number that a figure says."""
    return float(text.strip("×+").replace("−", "-").replace("∞", "inf"))


SUM = re.compile(r"(?:(channel|output) \d+: |(sum): )?(.*?) ?= (\S+)")


def written(scene, step):
    """The sums of a step: what they are of, what is added up, and what it comes to."""
    lines = sorted(texts(scene, "label.sum", step), key=lambda line: line[1][1])
    found, part = [], ""
    for line, _ in lines:
        part = f"{part} {line}".strip()  # a sum may go on in the next line
        if "=" in line:
            one, other, left, right = SUM.fullmatch(part).groups()
            found.append((one or other or "", left, right))
            part = ""
    assert part in ("", "…"), "a sum without a result"
    return found


def evaluated(expression):
    """What a written-out sum, mean or maximum comes to."""
    python = expression.replace("·", "*").replace("−", "-") or "0"
    return eval(python, {"__builtins__": {}, "max": lambda *v: max(v)})


@st.composite
def layers(draw, *kinds):
    """A small random layer of one or two axes, of any kind."""
    dims = draw(st.integers(1, 2))

    def per_axis(low, high):
        return tuple(draw(st.integers(low, high)) for _ in range(dims))

    kind = draw(st.sampled_from(kinds or (Conv, ConvTranspose, MaxPool, AvgPool)))
    parameters = {
        "input": per_axis(1, 5),
        "kernel": per_axis(1, 3),
        "stride": per_axis(1, 3),
        "padding": per_axis(0, 2),
        "dilation": per_axis(1, 2),
    }
    if kind in (Conv, ConvTranspose):
        groups = draw(st.integers(1, 2))
        parameters["groups"] = groups
        parameters["in_channels"] = groups * draw(st.integers(1, 2))
        parameters["out_channels"] = groups * draw(st.integers(1, 2))
    if kind is Conv:
        modes = ["zeros", "reflect", "symmetric", "replicate", "circular"]
        parameters["padding_mode"] = draw(st.sampled_from(modes))
    elif kind is ConvTranspose:
        parameters["output_padding"] = per_axis(0, 1)
    else:
        parameters["ceil_mode"] = draw(st.booleans())
        parameters["in_channels"] = draw(st.integers(1, 2))
    if kind is AvgPool:
        parameters["count_include_pad"] = draw(st.booleans())
    try:
        return kind(**parameters)
    except BadRequest:
        return kind(input=4, kernel=2)  # not every combination is a layer


@st.composite
def worked(draw):
    """A layer with numbers, whole ones or not, small or large."""
    op = draw(layers())
    dice = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    scale = draw(st.sampled_from([1, 1e-4, 1e5]))
    channels = op.in_channels or 1

    def numbers(shape):
        if draw(st.booleans()):
            return dice.integers(-9, 10, shape)
        return dice.normal(size=shape) * scale

    x = numbers((channels, *op.input))
    if op.pooling:
        return op, x, None
    maps = (op.out_channels or 1) // op.groups
    shape = (channels, maps) if op.swapped else (maps * op.groups, channels // op.groups)
    return op, x, numbers((*shape, *op.kernel))


def assert_says(text, value, figures):
    """A figure says a number to the precision that it is written with."""
    if not np.isfinite(value):
        assert text == figures.text(value)
        return
    unit = 10.0**-figures.places
    if figures.powers and value:
        unit *= 10.0 ** np.floor(np.log10(abs(value)))
    assert abs(number(text) - value) <= 0.5001 * unit + 1e-12 * abs(value)


def standing(scene, cells, role, step):
    """For each cell, in order, the figure that stands in it at a step."""
    there = texts(scene, role, step)
    found = []
    for cell in cells:
        inside = [text for text, where in there if within(where, box(cell))]
        assert len(inside) < 2, "two figures in one cell"
        found.append(inside[0] if inside else None)
    assert len([text for text in found if text]) == len(there), "a figure outside the cells"
    return found


def window(scene, step):
    """The window's cells, over the input and over padding, row by row."""
    cells = [c for role in ("tap.open", "tap.open.padding") for c in outlines(scene, role, step)]
    return sorted(cells, key=lambda cell: (cell[0][1], cell[0][0]))


@settings(max_examples=150, deadline=None)
@given(worked())
@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
def test_every_figure_is_the_layers_own(case):
    op, x, weight = case
    y = op(x) if weight is None else op(x, weight)
    values, scene = show(op, x, weight)
    figures = Figures.of(y.ravel())
    cells = outlines(scene, "output")
    assert len(cells) == y.size
    for step in {0, scene.steps // 2, scene.steps - 1}:
        said = standing(scene, cells, "label.output", step)
        for n, (text, value) in enumerate(zip(said, y.ravel(), strict=True)):
            if n % op.steps <= step:  # what has been computed so far, in every channel
                assert_says(text, value, figures)
            else:
                assert text is None
    inputs = standing(scene, outlines(scene, "input"), "label.input", 0)
    for text, value in zip(inputs, x.ravel(), strict=True):
        assert_says(text, value, Figures.of(x.ravel()))
    if weight is not None:
        kernels = [number(text) for text, _ in texts(scene, "label.kernel")]
        assert len(kernels) == weight.size
        shown = Figures.of(weight.ravel())
        assert sorted(kernels) == sorted(number(shown.text(v)) for v in weight.ravel())
    assert np.array_equal(values.y, y, equal_nan=True)


@settings(max_examples=150, deadline=None)
@given(layers(), st.integers(0, 10**6))
@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
def test_the_written_sum_is_the_output(op, seed):
    values = Values.of(op, seed=seed)
    scene = drawn("numeric", op, values)
    for step in {0, scene.steps // 2, scene.steps - 1}:
        lines = written(scene, step)
        parts = [line for line in lines if line[0] == "channel" and not op.pooling]
        sums = [line for line in lines if line not in parts]
        assert sums
        for (_, left, right), y in zip(sums, values.y, strict=True):
            expected = y.flat[step]
            assert_says(right, expected, Figures.of(values.y.ravel()))
            if np.isfinite(expected) and "…" not in left:
                assert evaluated(left) == pytest.approx(expected)
        for _, left, right in parts:
            assert "…" in left or evaluated(left) == number(right)
        if parts:
            assert sum(number(right) for *_, right in parts) == number(sums[0][2])


def test_the_published_numbers():
    # the strided figure once printed the sums of the stride-1 convolution
    strided = Conv(input=5, kernel=3, stride=2, padding=1)
    values, scene = show(strided, X, W)
    assert values.y.tolist() == [[[6, 17, 3], [8, 17, 13], [6, 4, 4]]]
    outputs = [text for text, _ in texts(scene, "label.output", 8)]
    assert " ".join(outputs) == "6 17 3 8 17 13 6 4 4"
    _, left, right = written(scene, 1)[0]
    assert right == "17"
    assert left == "0·0 + 0·1 + 0·2 + 3·2 + 2·2 + 1·0 + 0·0 + 1·1 + 3·2"


@pytest.mark.parametrize(
    ("mode", "row"),
    [
        ("zeros", "0 0 1 2 3 0 0"),
        ("reflect", "3 2 1 2 3 2 1"),
        ("symmetric", "2 1 1 2 3 3 2"),
        ("replicate", "1 1 1 2 3 3 3"),
        ("circular", "2 3 1 2 3 1 2"),
    ],
)
def test_padding_shows_what_it_holds(mode, row):
    op = Conv(input=(3,), kernel=3, padding=2, padding_mode=mode)
    _, scene = show(op, [1, 2, 3], [1, 1, 1])
    shown = texts(scene, "label.input") + texts(scene, "label.padding")
    assert [text for text, _ in sorted(shown, key=lambda s: s[1])] == row.split()


def test_the_window_carries_the_weights_it_multiplies_with():
    op = Conv(input=5, kernel=3, stride=2, padding=1)
    values, scene = show(op, X, W)
    for step in range(scene.steps):
        weights = standing(scene, window(scene, step), "label.weight", step)
        assert [number(text) for text in weights] == values.weight.ravel().tolist()


def test_a_transposed_window_carries_the_turned_kernel():
    op = ConvTranspose(input=2, kernel=2)
    values, scene = show(op, [[1, 2], [3, 4]], [[1, 2], [3, 4]])
    weights = [text for text, _ in texts(scene, "label.weight")]
    assert weights == ["×4", "×3", "×2", "×1"]
    assert written(scene, 4)[0] == ("", "1·4 + 2·3 + 3·2 + 4·1", "20")
    assert values.y[0, 1, 1] == 20


def test_a_tie_of_a_maximum_goes_to_the_first():
    _, scene = show(MaxPool(input=(4,), kernel=2, stride=1), [1, 3, 3, 2])
    cells = outlines(scene, "input")
    winners = [cells.index(outlines(scene, "active.winner", step)[0]) for step in range(3)]
    assert winners == [1, 1, 2]


def test_padding_never_wins_a_maximum():
    _, scene = show(MaxPool(input=(2,), kernel=3, stride=2, padding=1), [-5, -7])
    assert written(scene, 0)[0] == ("", "max(−5, −7)", "−5")
    assert [text for text, _ in texts(scene, "label.padding")] == ["−∞", "−∞"]


def test_an_overhang_counts_for_nothing():
    op = AvgPool(input=(5,), kernel=2, ceil_mode=True)
    _, scene = show(op, [1, 2, 3, 4, 5])
    assert [written(scene, n)[0][1:] for n in range(3)] == [
        ("(1 + 2) / 2", "1.5"),
        ("(3 + 4) / 2", "3.5"),
        ("(5) / 1", "5.0"),
    ]
    assert texts(scene, "label.padding") == []


@settings(max_examples=100, deadline=None)
@given(layers(ConvTranspose), st.integers(0, 10**6))
def test_stamps_add_up_to_the_output(op, seed):
    values = Values.of(op, seed=seed)
    scene = drawn("numeric", op, values, transposed_as="scatter")
    assert scene.steps == np.prod(op.input)
    cells = outlines(scene, "output")
    figures = Figures.of(values.y.ravel())
    last = standing(scene, cells, "label.output", scene.steps - 1)
    for text, value in zip(last, values.y.ravel(), strict=True):
        assert_says(text, value, figures)
    # in every step the small figures are the difference to the step before
    before = [0.0] * len(cells)
    for step in range(scene.steps):
        now = [number(text) for text in standing(scene, cells, "label.output", step)]
        added = standing(scene, cells, "label.weight", step)
        assert [b + number(a or "0") for b, a in zip(before, added, strict=True)] == now
        before = now


@settings(max_examples=50, deadline=None)
@given(layers(ConvTranspose))
def test_overlaps_count_the_stamps(op):
    values, scene = show(op, transposed_as="scatter", overlaps=True)
    ones = np.ones_like(values.x[:1]), np.ones((1, 1, *op.kernel), int)
    alone = dataclasses.replace(op, groups=1, in_channels=1, out_channels=1)
    shown = sorted(texts(scene, "label.count"), key=lambda t: (round(t[1][1]), t[1][0]))
    assert [int(text) for text, _ in shown] == alone(*ones).ravel().tolist()
    for _, where in shown:
        assert within(where, (0, 0, scene.width, scene.height))


@pytest.mark.parametrize(
    "value", [0, -1, 12, -123, 1234, -12345, 123456, -1234567, 0.25, -1.5, -1e-5, 2.5e11, 1 / 3]
)
@pytest.mark.parametrize("theme", ["classic", "light"])
def test_figures_fit_their_cells(value, theme):
    op = Conv(input=4, kernel=2, padding=1, padding_mode="replicate")
    look = find(theme)
    x, w = np.full((4, 4), value), np.full((2, 2), min(value, 9999))
    _, scene = show(op, x, w, gap=look.gap)
    rooms = {
        "input": "input",
        "padding": "padding",
        "kernel": "kernel",
        "output": "output",
    }
    for step in range(0, scene.steps, 7):
        for role, cells in rooms.items():
            boxes = [box(cell) for cell in outlines(scene, cells, step)]
            figures = texts(scene, f"label.{role}", step)
            assert figures
            for text, where in figures:
                assert any(within(where, b) for b in boxes), text
        taps = [box(cell) for cell in window(scene, step)]
        corners = texts(scene, "label.weight", step)
        assert len(corners) == 4
        for text, where in corners:
            assert any(within(where, b) for b in taps), text
            # clear of the figure above it
            assert not any(overlap(where, w) for _, w in texts(scene, "label.input", step))


def overlap(one, other):
    """Whether two boxes share anything."""
    across = one[0] < other[2] and other[0] < one[2]
    return across and one[1] < other[3] and other[1] < one[3]


@settings(max_examples=60, deadline=None)
@given(worked())
@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
def test_nothing_is_written_beyond_the_page(case):
    op, x, weight = case
    _, scene = show(op, x, weight, caption=True, title="A title")
    page = (0.0, 0.0, scene.width, scene.height)
    for role in ("label", "label.sum", "label.input", "label.output", "title", "caption"):
        for text, where in texts(scene, role, scene.steps - 1):
            assert within(where, page), text


def test_what_the_view_cannot_show_is_refused():
    with pytest.raises(BadRequest, match="one or two axes"):
        drawn("numeric", Conv(input=(3, 3, 3), kernel=2))
    with pytest.raises(BadRequest, match="too many"):
        drawn("numeric", Conv(input=112, kernel=3))
    with pytest.raises(BadRequest, match="transposed"):
        animate(Conv(input=5, kernel=3), transposed_as="scatter")
    with pytest.raises(BadRequest, match="scatter"):
        animate(ConvTranspose(input=5, kernel=3), overlaps=True)
    with pytest.raises(BadRequest, match="numeric"):
        animate(ConvTranspose(input=5, kernel=3), view="stacked", transposed_as="scatter")


@pytest.mark.parametrize("name", ["conv", "stretched", "pooled"])
def test_a_tap_over_padding_is_told_from_one_over_the_input(name):
    op = {
        "conv": Conv(input=(4, 5), kernel=(3, 2), stride=(1, 2), padding=(1, 2)),
        "stretched": ConvTranspose(input=(2, 3), kernel=(2, 3), stride=2),
        "pooled": MaxPool(input=(4, 5), kernel=3, stride=2, padding=1),
    }[name]
    _, scene = show(op, tells_padding=True)
    inputs = [box(cell) for cell in outlines(scene, "input")]
    for step in range(scene.steps):
        real, empty = (outlines(scene, role, step) for role in ("tap.open", "tap.open.padding"))
        assert all(box(cell) in inputs for cell in real)
        assert not any(box(cell) in inputs for cell in empty)
        assert len(real) + len(empty) == np.prod(op.kernel)


@pytest.mark.parametrize(
    ("view", "op", "own"),
    [
        ("numeric", Conv(input=4, kernel=2, out_channels=2), {}),
        ("subsampled", Conv(input=5, kernel=2, stride=3), {}),
        ("matrix", Conv(input=3, kernel=2), {}),
        ("matrix", Conv(input=3, kernel=2), {"matrix": "im2col"}),
        ("numeric", ConvTranspose(input=2, kernel=2, stride=2), {"transposed_as": "scatter"}),
    ],
)
def test_output_cells_that_fill_are_empty_until_they_are_made(view, op, own):
    values = Values.of(op)
    full, filling = (drawn(view, op, values, fill=fill, **own) for fill in (False, True))
    assert len(outlines(full, "output", 0)) == len(outlines(full, "output", full.steps - 1))
    for step in range(filling.steps):
        made = {box(cell) for cell in outlines(filling, "output", step)}
        figures = [where for _, where in texts(filling, "label.output", step)]
        assert all(any(within(figure, cell) for cell in made) for figure in figures)
        pending = {box(cell) for cell in outlines(filling, "output.pending", step)}
        assert made <= pending | {box(cell) for cell in outlines(full, "output", 0)}
        assert bool(pending - made) == (step < filling.steps - 1)


def test_what_no_stamp_falls_on_is_there_from_the_start():
    op = ConvTranspose(input=(2,), kernel=1, stride=3)
    scene = drawn("numeric", op, Values.of(op, [5, 7], [1]), transposed_as="scatter", fill=True)
    said = [
        [text for text, _ in sorted(texts(scene, "label.output", n), key=lambda t: t[1])]
        for n in range(2)
    ]
    assert said == [["5", "0", "0"], ["5", "0", "0", "7"]]


@pytest.mark.parametrize("view", ["numeric", "painted", "subsampled"])
@pytest.mark.parametrize("dims", [1, 2])
def test_a_bias_has_a_cell_of_its_own(view, dims):
    maps = 1 if view == "subsampled" else 2
    op = Conv(input=(5,) * dims, kernel=3, stride=2, out_channels=maps)
    bias = [-7.5, 11][:maps]
    scene = drawn(view, op, Values.of(op, bias=bias))
    cells = [box(cell) for cell in outlines(scene, "kernel")]
    labels = {text: where for text, where in texts(scene, "label") if text.startswith("bias")}
    assert list(labels) == (["bias 0", "bias 1"] if maps == 2 else ["bias"])
    for (left, _, right, base), value in zip(labels.values(), bias, strict=True):
        # the first cell below the word
        below = [c for c in cells if c[1] >= base and c[0] < (left + right) / 2 < c[2]]
        cell = min(below, key=lambda c: c[1])
        (said,) = [t for t, where in texts(scene, "label.kernel.bias") if within(where, cell)]
        assert number(said) == value
    assert not any(t.startswith("bias") for t, _ in texts(drawn(view, op, Values.of(op)), "label"))
