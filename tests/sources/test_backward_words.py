"""The backward pass in words: which numbers it reads, and what it calls what it shows."""

from __future__ import annotations

import numpy as np
import pytest

from convanim import BadRequest, Conv, ConvTranspose, animate, grad_input, grad_weight
from convanim.cli.main import main
from convanim.operations import conv
from convanim.report import as_table
from convanim.sources.panels import pictured
from convanim.sources.request import UNREAD, animation
from tests.pictures import texts
from tests.render.tables import shown

WORDS = {"op": "conv", "input": 5, "kernel": 3, "stride": 2, "padding": 1}
PASSES = {"grad-input": grad_input, "grad-weight": grad_weight}
CALLED = {
    "grad-input": ("gradient of the output", "gradient of the input"),
    "grad-weight": ("gradient of the output", "gradient of the kernel"),
}
VIEWS = ("stacked", "numeric", "matrix", "channels", "coverage")


def test_every_pass_has_numbers_that_it_does_not_read():
    assert set(UNREAD) == set(conv.PASSES) == set(PASSES)


@pytest.mark.parametrize("which", PASSES)
def test_the_word_is_the_function(which):
    op = Conv(input=5, kernel=3, stride=2, padding=1)
    assert animation({**WORDS, "pass": which}).operation == PASSES[which](op)
    one = animation({"op": "pointwise", "input": 4, "pass": which}).operation
    assert one == PASSES[which](Conv(input=4, kernel=1))


def test_what_comes_back_to_the_input_is_made_of_the_layers_own_weights():
    weight = [[1.0, 2.0], [3.0, 5.0]]
    words = {"op": "conv", "input": 4, "pass": "grad-input", "kernel_values": weight}
    drawn = animation(words)
    values = drawn.values
    assert isinstance(drawn.operation, ConvTranspose)
    assert values is not None
    assert values.weight.tolist() == [[weight]]
    assert values.bias is None
    back = grad_input(Conv(input=4, kernel=2))
    assert (values.y == back(values.x, values.weight)).all()


def test_what_comes_back_to_the_weights_is_made_of_the_layers_own_input():
    x = np.arange(16).reshape(4, 4)
    words = {"op": "conv", "kernel": 2, "pass": "grad-weight", "input_values": x, "values": True}
    values = animation(words).values
    assert values is not None
    assert (values.x == x).all()
    assert values.y.shape == (1, 2, 2)
    assert values.bias is None


@pytest.mark.parametrize(
    ("which", "word", "value"),
    [
        ("grad-input", "input_values", "1 2; 3 4"),
        ("grad-input", "input_preset", "gaussian-derivatives"),
        ("grad-input", "bias_values", "1"),
        ("grad-weight", "kernel_values", "1 2; 3 4"),
        ("grad-weight", "kernel_preset", "box"),
        ("grad-weight", "bias_values", "1"),
        ("grad-weight", "flip", True),
    ],
)
def test_numbers_that_have_no_part_in_it_are_refused(which, word, value):
    said = f"{word.replace('_', ' ')} has no part in pass {which}"
    with pytest.raises(BadRequest, match=said):
        animation({**WORDS, "pass": which, word: value})


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("which", PASSES)
@pytest.mark.parametrize("channels", [None, 2])
def test_every_view_calls_them_by_their_names(which, view, channels):
    op = PASSES[which](Conv(input=5, kernel=3, in_channels=channels, out_channels=channels))
    assert shown(view, op)
    scene = animate(op, view=view, theme="light").scene
    assert op.name in scene.title
    for name in CALLED[which]:
        assert name in scene.title
        if view != "coverage" and not (which == "grad-weight" and name == CALLED[which][0]):
            assert name in scene.description
    if view in ("numeric", "channels"):
        labels = " ".join(said for said, _ in texts(scene, "label"))
        for name in CALLED[which]:
            assert name in labels
    captions = " ".join(said for said, _ in texts(scene, "caption"))
    assert CALLED[which][1] in captions
    rows = [line.split("  ")[0] for line in as_table(op).splitlines()]
    assert set(CALLED[which]) <= set(rows)


def test_a_gradient_is_not_told_as_what_a_stride_leaves_out():
    """It ends with the kernel: of unit stride there is no more of it."""
    words = {**WORDS, "dilation": 2, "input": 9, "pass": "grad-weight", "view": "subsampled"}
    with pytest.raises(BadRequest, match="shows a layer, not a gradient"):
        animation(words)


def test_inspect_tells_of_a_gradient(capsys):
    flags = ["inspect", "conv", "-i", "6", "-k", "3", "-s", "2", "-p", "1"]
    assert main([*flags, "--pass", "grad-weight"]) == 0
    assert "cropped to the kernel's 3" in capsys.readouterr().out
    assert main([*flags, "--pass", "grad-input", "--json"]) == 0
    assert capsys.readouterr().out.startswith('{"op": "transposed", "input_shape": [3, 3]')
    assert main([*flags, "--pass", "grad"]) == 2
    assert "unknown pass 'grad' (one of: grad-input, grad-weight)" in capsys.readouterr().err


@pytest.mark.parametrize("which", PASSES)
@pytest.mark.parametrize("bias", [True, False])
def test_a_bias_has_no_part_in_it(which, bias):
    with pytest.raises(BadRequest, match=f"a bias has no part in pass {which}"):
        animation({**WORDS, "pass": which, "bias": bias})


def test_a_network_is_drawn_forward():
    layer = {"op": "conv", "kernel": 3, "pass": "grad-input"}
    with pytest.raises(BadRequest, match="layer 1: pass is for a layer alone"):
        pictured({"input": 6, "layer": [layer]})
    panel = {"op": "conv", "input": 3, "kernel": 3, "values": True, "pass": "grad-weight"}
    after = {"op": "conv", "kernel": 1, "values": True}
    with pytest.raises(BadRequest, match="gradients do not merge"):
        pictured({"panel": [panel, after], "arrange": "merged"})
