"""Words from a file: whatever their values, an animation or a bad request comes of them."""

from __future__ import annotations

import contextlib
from dataclasses import fields

from hypothesis import given, settings
from hypothesis import strategies as st

from convanim import BadRequest
from convanim.operations import OPERATIONS
from convanim.report import described
from convanim.sources.request import LOOKS, OPS, animation, operation, words_of

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
    op = draw(st.sampled_from(OPS))
    found = {"op": op, "input": 5, "kernel": 2} if op != "pointwise" else {"op": op, "input": 5}
    names = [name for name in (*words_of(op), *known) if name != "op"]
    changed = draw(st.dictionaries(st.sampled_from(names), VALUES, max_size=3))
    return {**found, **changed}


@settings(max_examples=300)
@given(words(()))
def test_any_value_makes_a_layer_or_a_bad_request(found):
    with contextlib.suppress(BadRequest):
        op = operation(found)
        assert len(op.output_shape) == op.dims
        assert min(op.output_shape) >= 1


@settings(max_examples=300)
@given(words(LOOKS))
def test_any_value_makes_an_animation_or_a_bad_request(found):
    with contextlib.suppress(BadRequest):
        assert animation(found).timeline.steps >= 1


@given(st.text(max_size=40))
def test_any_line_of_a_batch_is_answered(line):
    with contextlib.suppress(BadRequest):
        described(line)


def test_every_field_of_an_operation_is_a_word():
    for op, layer in OPERATIONS.items():
        assert {field.name for field in fields(layer)} <= set(words_of(op))
