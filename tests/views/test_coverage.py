"""The coverage view: its counts are those of the windows, at every step, and it says so."""

from __future__ import annotations

import numpy as np
import pytest

from convanim import AdaptiveAvgPool, AvgPool, BadRequest, Conv, ConvTranspose, MaxPool, Values
from convanim.operations import GlobalPool
from convanim.scene.heat import amounts
from convanim.scene.marks import Path
from convanim.scene.time import shows
from tests.drawn import drawn
from tests.pictures import box, line, outlines, texts, within

LAYERS = {
    "gaps": Conv(input=(7, 6), kernel=2, stride=3),
    "overlaps": Conv(input=5, kernel=3, stride=2, padding=1),
    "uneven": Conv(
        input=(5, 4), kernel=(2, 3), stride=(2, 1), padding=((1, 0), (0, 2)), dilation=(1, 2)
    ),
    "line": Conv(input=(9,), kernel=3, padding=2, dilation=3),
    "transposed": ConvTranspose(input=(3, 2), kernel=3, stride=2, padding=1, output_padding=1),
    "wide stride": ConvTranspose(input=(2, 3), kernel=(1, 2), stride=(3, 2), dilation=(1, 3)),
    "cropped": ConvTranspose(input=(6,), kernel=2, padding=2),
    "overhang": MaxPool(input=6, kernel=3, stride=2, padding=1, ceil_mode=True),
    "padding that is divided by": AvgPool(input=(4,), kernel=3, stride=1, padding=1),
    "adaptive": AdaptiveAvgPool(input=(7, 5), output_size=3),
    "global": GlobalPool(input=(3, 4)),
    "two figures": Conv(input=6, kernel=5, padding=2),
}


def counted(op, chosen):
    """How many pairs of these outputs and a tap read each cell of the input, row by row."""
    index, inside = op.windows.index, op.windows.inside
    counts = np.zeros(op.input, int)
    for step in {*chosen}:
        at = np.unravel_index(step, op.output_shape)
        np.add.at(counts, (*index[at][inside[at]].T,), 1)
    return counts.ravel().tolist()


def shown(scene, step):
    """The figures of a picture, row by row, and where they are."""
    return sorted(texts(scene, "label.count", step), key=lambda t: (round(t[1][3]), t[1][0]))


@pytest.mark.parametrize("name", LAYERS)
def test_at_each_step_the_counts_are_those_of_the_windows_so_far(name):
    op = LAYERS[name]
    scene = drawn("coverage", op)
    assert scene.steps == op.steps
    shade = amounts(counted(op, range(op.steps)))
    for step in range(scene.steps):
        figures = shown(scene, step)
        assert [int(text) for text, _ in figures] == counted(op, range(step + 1))
        painted = {
            box([(float(x), float(y)) for _, *xy in mark.d if xy for x, y in [xy[-2:]]]): mark.fill
            for mark in scene.marks
            if isinstance(mark, Path) and mark.role == "pixel" and shows(mark.steps, step)
        }
        assert len(painted) == len(figures)
        for text, where in figures:
            (fill,) = [fill for cell, fill in painted.items() if within(where, cell)]
            assert fill == shade(int(text))


@pytest.mark.parametrize("name", LAYERS)
def test_the_window_of_the_step_is_outlined(name):
    op = LAYERS[name]
    scene = drawn("coverage", op)
    before = [0] * np.prod(op.input)
    for step in range(scene.steps):
        windows = [box(cell) for cell in outlines(scene, "current", step)]
        output = np.unravel_index(step, op.output_shape)
        taps = [axis.count(at) for axis, at in zip(op.axes, output, strict=True)]
        assert len(windows) == np.prod(taps)
        figures = shown(scene, step)
        inside = [any(within(where, cell) for cell in windows) for _, where in figures]
        now = [int(text) for text, _ in figures]
        assert [a - b for a, b in zip(now, before, strict=True)] == list(map(int, inside))
        ((line, _),) = texts(scene, "label.sum", step)
        start = f"{step + 1} of {op.steps} windows counted; "
        assert line == f"{start}this one reads {sum(inside)} of the cells"
        before = now


@pytest.mark.parametrize("chosen", [(4, 0), (3,), (2, 2, 8, 2)])
def test_of_some_steps_those_that_are_shown_are_counted_each_once(chosen):
    op = LAYERS["overlaps"]
    scene = drawn("coverage", op, steps=chosen)
    for n in range(len(chosen)):
        figures = [int(text) for text, _ in shown(scene, n)]
        assert figures == counted(op, chosen[: n + 1])
    ((line, _),) = texts(scene, "label.sum", len(chosen) - 1)
    assert line.startswith(f"{len({*chosen})} of 9 windows")


def test_it_says_what_it_shows():
    scene = drawn("coverage", LAYERS["gaps"], caption=True)
    assert [text for text, _ in texts(scene, "label")] == ["times each cell is read"]
    sizes = line(scene, "caption")
    assert sizes == "input 7×6, kernel 2×2, stride 3 → output 2×2"
    assert scene.title == f"How many windows read each cell. Convolution: {sizes}"
    assert scene.description.endswith("in the end 0 to 1.")
    assert scene.still == scene.steps - 1


@pytest.mark.parametrize(
    ("op", "said"),
    [
        (Conv(input=21, kernel=1), "21 cells along an axis of the coverage view are too many"),
        (Conv(input=(1000,), kernel=3), "1,000 cells along an axis"),
        (Conv(input=18, kernel=9), "8,100 cells for the coverage view are too many"),
        (ConvTranspose(input=10**6, kernel=3), "cells for the coverage view are too many"),
        (Conv(input=3, kernel=3, padding=1, padding_mode="circular"), "circular padding"),
        (Conv(input=(2, 2, 2), kernel=1), "one or two axes, this layer has 3"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_one_line(op, said):
    with pytest.raises(BadRequest, match=said) as refused:
        drawn("coverage", op)
    assert "\n" not in str(refused.value)


def test_numbers_are_not_drawn():
    op = Conv(input=3, kernel=2)
    with pytest.raises(BadRequest, match="draws no numbers"):
        drawn("coverage", op, Values.of(op))
