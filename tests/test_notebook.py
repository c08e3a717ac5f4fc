"""What a notebook shows of an animation: never a traceback, never pages of text."""

from __future__ import annotations

import numpy as np
import pytest

from convanim import (
    BadRequest,
    ConvTranspose,
    MaxPool,
    Network,
    Values,
    above,
    animate,
    beside,
    signals,
    then,
)
from convanim import Conv as Convolution
from convanim.themes.library import find

SMALL = Convolution(input=5, kernel=3)
LARGE = Convolution(input=224, kernel=7, stride=2, padding=3)
NETWORK = Network.chain(*[Convolution(input=30, kernel=1)] * 50)


@pytest.mark.parametrize("words", [{}, {"motion": "slide", "fps": 50}, {"theme": "auto"}])
def test_the_first_steps_of_a_large_layer_are_shown(words):
    shown = animate(LARGE, **words)._repr_mimebundle_()
    assert shown["image/svg+xml"].startswith("<svg")
    assert "12,544 steps" in shown["text/plain"]
    assert "the first 40 are shown" in shown["text/plain"]
    assert "\n" not in shown["text/plain"]


def test_a_small_one_is_shown_whole():
    animation = animate(SMALL)
    shown = animation._repr_mimebundle_()
    assert shown["text/plain"] == repr(animation)


def test_few_long_steps_are_shown_whole():
    shown = animate(SMALL, motion="slide", fps=50, step_time=3600)._repr_mimebundle_()
    assert shown["image/svg+xml"].startswith("<svg")
    assert "first" not in shown["text/plain"]


def test_what_cannot_be_shown_is_said_in_a_line(monkeypatch):
    animation = animate(SMALL)

    def refused(*_):
        raise BadRequest("too large")

    monkeypatch.setattr(type(animation), "write", refused)
    assert animation._repr_mimebundle_() == {"text/plain": f"{animation!r}: too large"}


THINGS = {
    "layer": SMALL,
    "large layer": LARGE,
    "transposed": ConvTranspose(input=3, kernel=3),
    "network": NETWORK,
    "values": Values.of(Convolution(input=50, kernel=3)),
    "pooled values": Values.of(MaxPool(input=50, kernel=2)),
    "signals": signals("box", "box")[1],
    "theme": find("light"),
    "animation": animate(LARGE),
    "numbers": animate(SMALL, values=Values.of(SMALL)),
    "modules": animate(NETWORK),
    "beside": beside(animate(SMALL), animate(LARGE)),
    "above": above(animate(SMALL), beside(*[animate(SMALL)] * 9)),
    "view": then(animate(SMALL), animate(SMALL)).view,
    "own view": animate(SMALL, view=lambda op, asked: animate(op).scene),
}


@pytest.mark.parametrize("what", THINGS)
def test_everything_is_told_in_one_line(what):
    shown = repr(THINGS[what])
    assert "\n" not in shown
    assert len(shown) < 250


# -- the right word ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("layer", "theirs", "ours"),
    [
        (Convolution, "kernel_size", "kernel"),
        (Convolution, "strides", "stride"),
        (Convolution, "dilation_rate", "dilation"),
        (Convolution, "dilations", "dilation"),
        (Convolution, "filters", "out_channels"),
        (Convolution, "features", "out_channels"),
        (Convolution, "pads", "padding"),
        (Convolution, "use_bias", "bias"),
        (Convolution, "group", "groups"),
        (Convolution, "input_size", "input"),
        (Convolution, "in_chanels", "in_channels"),
        (MaxPool, "pool_size", "kernel"),
        (ConvTranspose, "kernel_shape", "kernel"),
    ],
)
def test_a_frameworks_word_is_answered_with_ours(layer, theirs, ours):
    for words in ({}, {"input": 5, "kernel": 3}):
        with pytest.raises(BadRequest, match=f"did you mean '{ours}'"):
            layer(**words, **{theirs: 3})


def test_places_are_words():
    with pytest.raises(BadRequest, match="takes words"):
        Convolution(5, 3)


@pytest.mark.parametrize("values", [[[1]], np.ones((5, 5)), True, "1 2", 3])
def test_values_are_a_layers_numbers(values):
    with pytest.raises(BadRequest, match=r"Values\.of"):
        animate(SMALL, values=values)


@pytest.mark.parametrize("thing", ["conv", 5, None, Convolution, animate(SMALL)])
def test_only_layers_and_networks_are_animated(thing):
    with pytest.raises(BadRequest, match="cannot be animated"):
        animate(thing)


@pytest.mark.parametrize("thing", [SMALL, "a.gif", None])
def test_only_animations_are_panels(thing):
    for arrange in (beside, above, then):
        with pytest.raises(BadRequest, match=r"give animate\(op\)"):
            arrange(animate(SMALL), thing)
