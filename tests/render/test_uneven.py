"""A law over everything: every view of every layer whose axes differ in all that they can, with
numbers of every kind, draws alike in both renderers, and the figures it writes are right."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import pytest

from convanim import BadRequest, animate
from convanim.declared import declared
from convanim.operations import OPERATIONS
from convanim.operations.operation import Windowed
from convanim.operations.values import Values
from convanim.views import VIEWS
from tests.pictures import texts
from tests.render.alike import assert_alike

EVERY_VIEW = tuple(VIEWS)
FLAT = {
    "input": (5, 4),
    "kernel": (2, 3),
    "stride": (2, 1),
    "padding": ((1, 0), (0, 2)),
    "dilation": (1, 2),
    "output_size": (3, 2),
}
WORDS = {
    "1d": {
        "output_size": (2,),
        "input": (5,),
        "kernel": 2,
        "stride": 2,
        "padding": ((1, 0),),
        "dilation": 2,
    },
    "1d plain": {"output_size": (3,), "input": (5,), "kernel": 3, "padding": ((1, 0),)},
    "2d": FLAT,
    "3d": {
        "output_size": (2, 2, 3),
        "input": (2, 3, 4),
        "kernel": (1, 2, 3),
        "stride": (1, 2, 1),
        "padding": (0, 1, 0),
    },
}
CHANNELS = {"": {}, "two channels": {"in_channels": 2, "out_channels": 2}}
CHANNELS["two groups"] = {**CHANNELS["two channels"], "groups": 2}
NUMBERS = ("none", "random", "given", "biased")


def layers():
    """Every operation, uneven, without channels and with two."""
    found = {}
    for name, layer in OPERATIONS.items():
        for shape, words in WORDS.items():
            for across, more in CHANNELS.items():
                if across and shape == "3d":
                    continue
                if layer.pooling:
                    if across == "two groups":
                        continue
                    more = {key: n for key, n in more.items() if key == "in_channels"}
                own = {w: v for w, v in {**words, **more}.items() if w in declared(layer)}
                found[f"{name} {shape} {across}".strip()] = layer(**own)
    return found


LAYERS = layers()


def values_of(op, kind):
    """The numbers of a layer: no two channels, filters or cells of them alike."""
    if kind == "none":
        return None
    if kind == "random":
        return Values.of(op, seed=3)
    channels, maps = op.in_channels or 1, op.maps or 1
    x = (np.arange(channels * np.prod(op.input)) * 7 % 23 - 11) / 4
    x = x.reshape(channels, *op.input)
    if op.pooling:
        return Values.of(op, x)
    leading = (channels, maps) if op.swapped else (maps, channels)
    leading = (leading[0], leading[1] // op.groups)
    weight = np.arange(np.prod(leading) * np.prod(op.kernel)) * 5 % 13 - 6
    bias = np.arange(maps) + 0.5 if kind == "biased" else None
    return Values.of(op, x, weight.reshape(*leading, *op.kernel), bias)


@cache
def pictured(view, name, kind):
    """The numbers and the scene of a layer, or None where the view says that it has none."""
    op = LAYERS[name]
    try:
        values = values_of(op, kind)
        return values, animate(op, view=view, theme="light", values=values).scene
    except BadRequest:
        return None


CASES = [
    (view, name, kind)
    for view in EVERY_VIEW
    for name, op in LAYERS.items()
    for kind in NUMBERS
    if not (kind == "biased" and op.pooling)
]


@pytest.mark.parametrize("view", EVERY_VIEW)
@pytest.mark.parametrize("name", LAYERS)
def test_every_view_draws_it_alike_or_refuses_it(view, name):
    kinds = [kind for found, layer, kind in CASES if (found, layer) == (view, name)]
    drawn = [found[1] for kind in kinds if (found := pictured(view, name, kind))]
    for scene in drawn[-1:]:
        for step in {0, scene.steps - 1}:
            assert_alike(scene, "light", step)


@pytest.mark.parametrize("view", EVERY_VIEW)
def test_every_view_draws_some(view):
    assert any(pictured(view, name, "none") for name in LAYERS)


# -- figures -----------------------------------------------------------------------------------


CELLS = ("numeric", "matrix", "subsampled")
"""The views that write a figure into each output cell once it is made."""
SUMS = (*CELLS, "painted")
"""The views that write out what they add up, or compare."""
FIGURED = [case for case in CASES if case[0] in SUMS]
TALLIED = [case for case in CASES if case[0] == "channels" and case[2] != "none"]


def always(view, name, kind):
    """Whether a view has no reason to refuse a layer of this kind."""
    op = LAYERS[name]
    if op.dims == 3:
        return False
    if view == "matrix":
        return not op.pooling and kind != "biased" and op.steps * (op.maps or 1) <= 64
    if view == "subsampled":
        strided = isinstance(op, Windowed) and not op.swapped and max(op.stride) > 1
        return strided and op.in_channels is None and kind != "biased"
    if view == "channels":
        return not any(axis.uneven for axis in op.axes)
    return True


def number(text):
    """The number that a figure says, and how far from it what is meant may be."""
    plain = text.replace("−", "-").replace("∞", "inf")
    return float(plain), 0.5 * 10.0 ** -len(plain.partition(".")[2]) if "." in plain else 1e-9


def assert_says(text, value):
    said, near = number(text)
    assert said == value or abs(said - value) <= near * (1 + 1e-6), (text, value)


def made(values, scene, step):
    """What is made at a step: of one cell every channel, or one channel alone."""
    y = values.y.reshape(len(values.y), -1)
    if scene.steps == y.shape[1]:
        return list(y[:, step])
    assert scene.steps == y.size
    return [y.flat[step]]


def numbers_of(name, values):
    """The numbers that a picture without any of its own shows."""
    return values if values is not None else Values.of(LAYERS[name])


def result(line):
    """What a written-out sum comes to."""
    found = re.search(r"= ([−\d.∞]+)$", line)
    assert found is not None, line
    return found[1]


@pytest.mark.parametrize(("view", "name", "kind"), FIGURED)
def test_figures_in_output_cells_are_what_the_layer_makes(view, name, kind):
    found = pictured(view, name, kind)
    if found is None:
        assert not always(view, name, kind)
        return
    values, scene = found
    values = numbers_of(name, values)
    before: list[tuple[str, object]] = []
    for step in range(scene.steps):
        wanted = made(values, scene, step)
        cells = texts(scene, "label.output", step)
        new = sorted((c for c in cells if c not in before), key=lambda c: (c[1][1], c[1][0]))
        if view in CELLS:
            assert len(cells) == len(before) + len(wanted)
            assert len(new) == len(wanted)
            for (text, _), value in zip(new, wanted, strict=True):
                assert_says(text, value)
        before = cells
        lines = sorted(texts(scene, "label.sum", step), key=lambda line: line[1][1])
        sums = [result(line) for line, _ in lines if "=" in line]
        assert len(sums) == len(wanted)
        for text, value in zip(sums, wanted, strict=True):
            assert_says(text, value)


@pytest.mark.parametrize(("view", "name", "kind"), TALLIED)
def test_the_last_figure_of_a_tally_is_what_the_layer_makes(view, name, kind):
    found = pictured(view, name, kind)
    if found is None:
        assert not always(view, name, kind)
        return
    values, scene = found
    for step in range(scene.steps):
        figures = texts(scene, "label.tally", step)
        text, _ = max(figures, key=lambda figure: figure[1][3])  # the lowest
        (wanted,) = made(values, scene, step)
        assert_says(text, wanted)


@pytest.mark.parametrize(("view", "name", "kind"), FIGURED)
def test_kernels_and_inputs_are_written_as_they_are(view, name, kind):
    found = pictured(view, name, kind)
    if found is None or view == "matrix":  # whose cells are the matrix's and the patches'
        return
    values, scene = found
    values = numbers_of(name, values)
    for role, numbers in (("label.kernel", values.kernel), ("label.input", values.x)):
        told = [number(text)[0] for text, _ in texts(scene, role, scene.steps - 1)]
        if told and numbers is not None:
            assert sorted(told) == sorted(numbers.flat), role


@pytest.mark.parametrize("name", [name for name in LAYERS if name.startswith("transposed")])
@pytest.mark.parametrize("kind", NUMBERS)
def test_scattered_figures_add_up_to_what_the_layer_makes(name, kind):
    op = LAYERS[name]
    try:
        values = values_of(op, kind)
        words = {"values": values, "transposed_as": "scatter", "theme": "light"}
        scene = animate(op, **words).scene
    except BadRequest:
        assert len(op.input) == 3 or kind == "biased"
        return
    values = numbers_of(name, values)
    last = scene.steps - 1
    assert_alike(scene, "light", last)
    told = [number(text)[0] for text, _ in texts(scene, "label.output", last)]
    assert sorted(told) == sorted(values.y.flat)
