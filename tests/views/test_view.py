"""What a view takes: each thing that it may not take is refused, and nothing else for it."""

from __future__ import annotations

import pytest

from convanim import AvgPool, Conv, ConvTranspose, MaxPool, Network, Values
from convanim.operations import OPERATIONS, AdaptiveAvgPool
from convanim.views.view import Numbers, Takes

ALL = {"networks": True, "uneven": True, "numbers": Numbers.GIVEN}
CONV = Conv(input=(4, 3), kernel=2)
POOL = MaxPool(input=(4, 3), kernel=2)
TRANSPOSED = ConvTranspose(input=(2, 3), kernel=2)
CEILED = AvgPool(input=(5, 4), kernel=2, ceil_mode=True)
ACTIVE = Conv(input=4, kernel=2, activation="relu")
ACROSS = {
    (c, m): Conv(input=4, kernel=2, in_channels=c, out_channels=m) for c in (1, 2) for m in (1, 2)
}
FIRST = Network.start((5, 4), 1).layer(Conv(input=(5, 4), kernel=2))
LINES = {1: Conv(input=(5,), kernel=2), 2: CONV, 3: Conv(input=(3, 3, 4), kernel=2)}
DEEP = Values.of(CONV, [[[1] * 3] * 4] * 2)

# what is not taken -> what it refuses, with the words, and what it takes nevertheless
CASES = {
    "numbers": (
        {"numbers": Numbers.NEVER},
        [(CONV, Values.of(CONV))],
        "draws no numbers",
        [(CONV, None), (ACTIVE, None)],
    ),
    "networks": (
        {"networks": False},
        [(FIRST, None)],
        "shows one layer, this is a network",
        [(CONV, None)],
    ),
    "pooling": (
        {"pooling": False},
        [
            (POOL, None),
            (AdaptiveAvgPool(input=4, output_size=2), None),
            (FIRST.layer(MaxPool(input=(4, 3), kernel=2)), None),
        ],
        "shows no pooling",
        [(CONV, None), (TRANSPOSED, None), (FIRST, None)],
    ),
    "transposed": (
        {"transposed": False},
        [(TRANSPOSED, None), (FIRST.layer(ConvTranspose(input=(4, 3), kernel=2)), None)],
        "shows no transposed convolution",
        [(CONV, None), (POOL, None), (FIRST, None)],
    ),
    "ceil": (
        {"ceil": False},
        [(CEILED, None)],
        "shows no window that overhangs, as of ceil mode",
        [(POOL, None), (CONV, None), (AdaptiveAvgPool(input=4, output_size=2), None)],
    ),
    "uneven": (
        {"uneven": False},
        [
            (AdaptiveAvgPool(input=size, output_size=3), None)
            for size in ((5, 5), (5, 6), (6, 5), (5,))
        ],
        "shows no windows of unequal size",
        [(AdaptiveAvgPool(input=(6, 3), output_size=3), None), (POOL, None)],
    ),
    "several": (
        {"several": False},
        [
            *((ACROSS[counts], None) for counts in ((1, 2), (2, 1), (2, 2))),
            (CONV, DEEP),
        ],
        "shows one channel in and one out, this layer has",
        [(ACROSS[1, 1], None), (CONV, None), (CONV, Values.of(CONV))],
    ),
    "bias": (
        {"bias": False},
        [(CONV, Values.of(CONV, bias=True))],
        "adds up products alone, without a bias",
        [(CONV, Values.of(CONV)), (CONV, None), (POOL, Values.of(POOL))],
    ),
    "activation": (
        {"activation": False},
        [(ACTIVE, None), (ACTIVE, Values.of(ACTIVE))],
        "shows sums alone, without relu",
        [(CONV, Values.of(CONV)), (POOL, None)],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_not_taken_is_refused_and_nothing_else(name):
    less, refused, says, taken = CASES[name]
    for op, values in refused:
        assert Takes(**ALL).refusal(op, values) is None
        assert Takes(**{**ALL, **less}).refusal(op, values).startswith(says)
    for op, values in taken:
        assert Takes(**{**ALL, **less}).refusal(op, values) is None


@pytest.mark.parametrize(
    ("dims", "says"),
    [
        ((1,), "shows one axis, this layer has "),
        ((2,), "shows two axes, this layer has "),
        ((1, 2), "shows one or two axes, this layer has "),
        ((2, 3), "shows two or three axes, this layer has "),
        ((1, 2, 3), None),
    ],
)
def test_as_many_axes_as_are_taken(dims, says):
    for count, op in LINES.items():
        refusal = Takes(dims=dims).refusal(op, None)
        assert refusal == (None if count in dims else f"{says}{count}")


def test_what_follows_sums_is_refused_only_where_sums_are_drawn():
    bare = {"bias": False, "activation": False}
    assert Takes(**bare).refusal(ACTIVE, None) is None


@pytest.mark.parametrize("word", ["pooling", "transposed", "uneven", "layers"])
def test_kinds_are_admitted_as_their_layers_are(word):
    lacks = {"pooling": "pooling", "transposed": "swapped", "uneven": "uneven"}
    for kind in OPERATIONS.values():
        without = word == "layers" or (word in lacks and vars_of(kind)[lacks[word]])
        assert Takes(**{**ALL, word: False}).admits(kind) is not without
        assert Takes(**ALL).admits(kind)


def vars_of(kind):
    """What a kind of layer says of itself."""
    return {"pooling": kind.pooling, "swapped": kind.swapped, "uneven": kind.uneven}
