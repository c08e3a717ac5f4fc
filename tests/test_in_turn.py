"""Layers in turn: no result shows before the step that makes it, and a tensor is drawn once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from convanim import BadRequest
from convanim.animation import Animation
from convanim.operations.network import Network
from convanim.panels import CHAIN, COMPARED, Together
from convanim.scene.marks import Group, Scene
from convanim.scene.time import shows
from convanim.sources.panels import pictured
from convanim.sources.request import from_toml
from tests.pictures import outlines, texts

GALLERY = Path(__file__).parents[1] / "gallery"
WRITTEN = ("label.output", "label.volume")
SEVERAL = [
    path for path in sorted(GALLERY.glob("*/*.toml")) if "[[" in path.read_text()
]  # panels or layers


def shown(scene: Scene, step: int) -> int:
    """How many results are to be seen: figures that are written, blocks that are filled."""
    blocks = (m for m in scene.marks if isinstance(m, Group) and m.role == "made")
    written = sum(len(texts(scene, role, step)) for role in WRITTEN)
    return written + sum(shows(mark.steps, step) for mark in blocks)


def turns(view: Together) -> Iterator[tuple[Animation, int]]:
    """Each part of a picture, and the step at which its turn begins."""
    start = 0
    for part in view.parts:
        if view.arrangement == COMPARED and part is view.parts[-1]:
            start -= part.timeline.steps
        yield part, start
        if view.arrangement in (CHAIN, COMPARED):
            start += part.timeline.steps


def made(drawn: Animation, step: int) -> int:
    """How many results there are after a step, from the layers' sizes alone."""
    if step < 0:
        return 0
    if isinstance(drawn.view, Together):
        return sum(made(part, step - start) for part, start in turns(drawn.view))
    if isinstance(drawn.operation, Network):
        return min(step + 1, len(drawn.operation.nodes)) * (drawn.view.name == "network")
    done = min(step + 1, drawn.timeline.steps)
    if drawn.view.name == "matrix":
        return done * (1 if drawn.operation.activation is None else 2)
    if drawn.view.name == "numeric":
        return done * len(drawn.values.y)
    return done * (drawn.view.name == "channels")


@pytest.mark.parametrize("spec", SEVERAL, ids=lambda path: path.stem)
def test_no_result_shows_before_the_step_that_makes_it(spec):
    drawn = pictured(from_toml(str(spec))[0])
    scene = drawn.scene
    assert [shown(scene, n) for n in range(scene.steps)] == [
        made(drawn, n) for n in range(scene.steps)
    ]


LAYER = {"op": "pointwise", "view": "matrix", "matrix": "im2col", "values": True, "bias": False}
ONE = {**LAYER, "input": 1, "in_channels": 2, "out_channels": 3}
OTHER = {**LAYER, "out_channels": 2, "seed": 1}
BLOCKS = [
    {"op": "conv", "input": 5, "kernel": 3, "in_channels": 4, "out_channels": 2, "groups": 2},
    {"op": "conv", "kernel": 3, "padding": 1, "out_channels": 3},
    {"op": "maxpool", "kernel": 2, "stride": 1},
]


def test_a_product_reads_the_figures_that_the_one_before_has_made():
    scene = pictured({"panel": [ONE, OTHER], "arrange": "then", "theme": "light"}).scene
    weights, read = 3 * 2 + 2 * 3, 2
    for step, results in enumerate([1, 2, 3, 4, 5]):
        assert len(texts(scene, "label.kernel", step)) == weights
        assert len(texts(scene, "label.input", step)) == read
        assert len(texts(scene, "label.output", step)) == results
    # a row, what it meets, and what that makes: of the layer whose turn it is alone
    for role, counts in (("tap.weight", (2, 3)), ("tap.open", (2, 3)), ("active.open", (1, 1))):
        lit = [len(outlines(scene, role, step)) for step in range(5)]
        assert lit == [counts[0]] * 3 + [counts[1]] * 2


def test_blocks_in_turn_are_drawn_once_and_at_one_scale():
    drawn = pictured({"panel": BLOCKS, "arrange": "then", "theme": "light"})
    assert drawn.scene.steps == 9 * 2 + 9 * 3 + 4 * 3
    sources = [mark for mark in drawn.scene.marks if mark.role == "input.front"]
    assert len(sources) == 2  # of the first layer's groups alone
    labels = [text for text, _ in texts(drawn.scene, "label")]
    assert [labels.count(word) for word in ("input", "output 1", "output 2", "output")] == [1] * 4
    rooms = [mark for mark in drawn.scene.marks if mark.role == "room"]
    assert len(rooms) == 1  # the second layer's padding, around what the first has made


def test_what_moves_is_gone_after_its_turn():
    scene = pictured({"panel": BLOCKS, "arrange": "then", "theme": "light"}).scene
    turns = [range(18), range(18, 45), range(45, 57)]
    for role in ("window", "now", "current"):
        every = [mark.steps for mark in scene.marks if mark.role == role]
        for spans in every:
            (turn,) = {turn for span in spans for turn in turns if span.start in turn}
            assert all(span.stop <= turn.stop for span in spans)
        assert {step for spans in every for span in spans for step in span} == {*range(57)}


@pytest.mark.parametrize(("activation", "sign"), [(None, "="), ("relu", "≠")])
def test_the_results_of_both_ways_meet_at_the_end(activation, sign):
    one = {**ONE, "input_values": [[[2]], [[1]]], "kernel_values": [[[[-1]], [[-1]]]] * 3}
    panels = [one if activation is None else {**one, "activation": activation}, OTHER]
    drawn = pictured({"panel": panels, "arrange": "compared", "title": "both", "theme": "light"})
    scene = drawn.scene
    said = [[text for text, _ in texts(scene, "title", n)] for n in range(scene.steps)]
    assert said == [["both"]] * 4 + [[sign, "both"]]
    assert sign == "≠" or "same output" in scene.description
    ((_, (left, top, right, low)),) = [t for t in texts(scene, "title", 4) if t[0] == sign]
    results = [box for _, box in texts(scene, "label.output", 4) if top - 40 < box[3] < low + 40]
    assert min(box[0] for box in results) < left < right < max(box[2] for box in results)


def test_what_cannot_be_compared_is_said():
    panels = [
        {"op": "conv", "input": 5, "kernel": 3, "values": True, "bias": False},
        {"op": "conv", "kernel": 3, "values": True, "bias": False},
    ]
    with pytest.raises(BadRequest, match="give each panel view = 'matrix'"):
        pictured({"panel": panels, "arrange": "compared"})
    sparse = [{**panel, "view": "matrix"} for panel in panels]
    assert pictured({"panel": sparse, "arrange": "compared"}).scene.steps == 9 + 1


def test_some_steps_of_layers_in_turn():
    whole = pictured({"panel": BLOCKS, "arrange": "then", "theme": "light"})
    some = whole.laid.draw((20, 50))
    assert [shown(some, n) for n in (0, 1)] == [21, 51]
