"""What `inspect` says can be worked out again from its own words."""

from __future__ import annotations

import re
from math import ceil, floor

from hypothesis import given

from convanim import AvgPool, Conv, ConvTranspose, MaxPool
from convanim.report import steps
from tests.specs import conv_words, pool_words, transposed_words


def assert_true(op):
    """That each formula comes to what it says, and ends in the output's size."""
    for n, axis in enumerate(op.axes):
        line = op.formula(n)
        rule, told = line.split(" = ")
        whole = int(re.match(r"\d+", told)[0])
        assert eval(rule, {"__builtins__": {}, "floor": floor, "ceil": ceil}) == whole
        assert int(re.search(r"\d+$", told)[0]) == axis.output
        assert whole == axis.output or whole - 1 == axis.output


@given(conv_words(), transposed_words(), pool_words())
def test_formulas_come_to_what_they_say(conv, transposed, pool):
    for op in (Conv(**conv), ConvTranspose(**transposed), MaxPool(**pool)):
        assert_true(op)


@given(pool_words())
def test_a_listed_divisor_is_the_number_of_cells_that_count(words):
    op = AvgPool(**words, count_include_pad=False)
    for step in steps(op):
        assert step["divisor"] == sum(tap["input"] is not None for tap in step["taps"])
