"""Networks: sizes are derived, joins are checked, receptive fields are those of brute force."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from convanim import BadRequest, Conv, ConvTranspose, MaxPool, Network
from convanim.operations.receptive import receptive_fields
from convanim.sources.networks import network


@st.composite
def chains(draw: st.DrawFn) -> list[Conv | MaxPool]:
    size, found = draw(st.integers(1, 30)), []
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from([Conv, MaxPool]))
        kernel = draw(st.integers(1, 4))
        words = {"stride": draw(st.integers(1, 3)), "dilation": draw(st.integers(1, 2))}
        extent = words["dilation"] * (kernel - 1) + 1
        words["padding"] = draw(st.integers(0, extent // 2))
        try:
            op = kind(input=(size,), kernel=kernel, **words)
        except BadRequest:
            break
        found.append(op)
        (size,) = op.output_shape
    assume(found)
    return found


@given(chains())
def test_a_receptive_field_is_what_following_every_tap_back_reaches(chain) -> None:
    field = receptive_fields(op.axes[0] for op in chain)[-1]
    for cell in range(chain[-1].output_shape[0]):
        first, last = cell, cell
        for op in reversed(chain):
            axis = op.axes[0]
            first, last = axis.cell(first, 0), axis.cell(last, axis.taps - 1)
        assert field.of(cell) == range(first, last + 1)


def test_known_receptive_fields() -> None:
    """VGG-16's 212 at pool5 and AlexNet's 195, as Araujo et al. list them."""
    vgg, size = [], 224
    for count in (2, 2, 3, 3, 3):
        for _ in range(count):
            vgg.append(Conv(input=(size,), kernel=3, padding=1))
        vgg.append(MaxPool(input=(size,), kernel=2))
        size //= 2
    field = receptive_fields(op.axes[0] for op in vgg)[-1]
    assert (field.size, field.jump) == (212, 32)
    alexnet = []
    size = 224
    for kind, k, s, p in (
        (Conv, 11, 4, 2),
        (MaxPool, 3, 2, 0),
        (Conv, 5, 1, 2),
        (MaxPool, 3, 2, 0),
        (Conv, 3, 1, 1),
        (Conv, 3, 1, 1),
        (Conv, 3, 1, 1),
        (MaxPool, 3, 2, 0),
    ):
        alexnet.append(kind(input=(size,), kernel=k, stride=s, padding=p))
        (size,) = alexnet[-1].output_shape
    assert receptive_fields(op.axes[0] for op in alexnet)[-1].size == 195


def test_a_transposed_convolution_has_no_receptive_field_by_these_rules() -> None:
    with pytest.raises(BadRequest, match="transposed"):
        receptive_fields(ConvTranspose(input=(3,), kernel=2).axes)


def test_sizes_and_counts_follow_from_the_layers() -> None:
    made = network(
        {
            "input": 8,
            "in_channels": 3,
            "layer": [
                {"op": "conv", "kernel": 3, "padding": 1, "out_channels": 4},
                {"op": "pointwise", "out_channels": 5, "name": "one"},
                {"op": "pointwise", "out_channels": 5, "name": "other", "from": "conv 3"},
                {"op": "add", "from": ["one", "other"]},
                {"op": "concat", "from": ["add", "one"]},
                {"op": "avgpool", "kernel": 8},
            ],
        }
    )
    assert [(node.name, node.channels, node.shape) for node in made.nodes] == [
        ("input", 3, (8, 8)),
        ("conv 3", 4, (8, 8)),
        ("one", 5, (8, 8)),
        ("other", 5, (8, 8)),
        ("add", 5, (8, 8)),
        ("concat", 10, (8, 8)),
        ("avgpool 8", 10, (1, 1)),
    ]
    assert made.parameters == (3 * 4 * 9 + 4) + 2 * (4 * 5 + 5)
    assert made.multiply_adds == 64 * (3 * 4 * 9 + 2 * 4 * 5)


LAYER = {"op": "conv", "kernel": 3, "out_channels": 4}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"layer": [LAYER]}, "needs the size of its input"),
        ({"input": 5, "layer": []}, "at least one"),
        ({"input": 5, "layer": [1]}, r"\[\[layer\]\]"),
        ({"input": 5, "layer": [{**LAYER, "input": 5}]}, "layer 1: input of a layer follows"),
        ({"input": 2, "layer": [LAYER]}, "layer 1: the kernel does not fit"),
        ({"input": 5, "layer": [{**LAYER, "from": "inpt"}]}, "did you mean 'input'"),
        ({"input": 5, "in_channels": 2, "layer": [{"op": "conv", "kernel": 3}]}, "out_channels"),
        ({"input": 5, "layer": [LAYER, {"op": "add", "from": ["input", "conv 3"]}]}, "cannot join"),
        ({"input": 5, "layer": [{"op": "concat", "from": ["input"]}]}, "at least two"),
        ({"input": 5, "layer": [{**LAYER, "name": "a"}, {**LAYER, "name": "a"}]}, "the name 'a'"),
        ({"input": 5, "layr": 1, "layer": [LAYER]}, "did you mean 'layer'"),
        ({"input": 5, "dims": 4, "layer": [LAYER]}, "dims 4"),
    ],
)
def test_what_is_wrong_with_a_network_is_said(words, said) -> None:
    with pytest.raises(BadRequest, match=said):
        network(words)


def test_a_chain_is_known_from_branches() -> None:
    ops = Conv(input=6, kernel=3), MaxPool(input=4, kernel=2)
    assert Network.chain(*ops).chained() == ops
    start = Network.start((6, 6), 1)
    fork = start.layer(ops[0], "a").layer(ops[0], "b", "input").join("add", ("a", "b"))
    with pytest.raises(BadRequest, match="branches"):
        fork.chained()
