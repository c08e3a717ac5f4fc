"""Words from a file: whatever their values, an animation or a bad request comes of them."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convanim import BadRequest, choice
from convanim.clock import Clock
from convanim.declared import REQUIRED, declared, default
from convanim.look import Look
from convanim.operations import LAYERS, OPERATIONS
from convanim.report import read
from convanim.sources.request import animation, operation, words_of

LOOKS = (*declared(Look), *declared(Clock), *choice.every_word(), "view")
NEEDED = {"input": 5, "kernel": 2, "output_size": 2}

SIMPLE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 7),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.sampled_from(["same", "1,2", "0:1", "light", "transparent", "slide", "#fff", "stacked"]),
)
VALUES = st.recursive(
    SIMPLE,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=5,
)


@st.composite
def words(draw, known):
    op = draw(st.sampled_from(list(LAYERS)))
    layer = LAYERS[op][0]
    needed = [w for w in words_of(op) if w in declared(layer) and default(layer, w) is REQUIRED]
    found = {"op": op, **{word: NEEDED[word] for word in needed}}
    names = [name for name in (*words_of(op), *known) if name != "op"]
    changed = draw(st.dictionaries(st.sampled_from(names), VALUES, max_size=3))
    return {**found, **changed}


@pytest.mark.filterwarnings("ignore::convanim.errors.NotDrawn")
@settings(max_examples=300)
@given(words(()))
def test_any_value_makes_a_layer_or_a_bad_request(found):
    with contextlib.suppress(BadRequest):
        op = operation(found)
        assert len(op.output_shape) == op.dims
        assert min(op.output_shape) >= 1


@pytest.mark.filterwarnings("ignore::convanim.errors.NotDrawn")
@settings(max_examples=300)
@given(words(LOOKS))
def test_any_value_makes_an_animation_or_a_bad_request(found):
    with contextlib.suppress(BadRequest):
        assert animation(found).timeline.steps >= 1


@given(st.text(max_size=40))
def test_any_line_of_a_batch_is_answered(line):
    with contextlib.suppress(BadRequest):
        read(line)


def test_every_field_of_an_operation_is_a_word():
    for op, layer in OPERATIONS.items():
        assert set(declared(layer)) <= set(words_of(op))
