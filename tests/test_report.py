"""What `inspect` says can be worked out again from its own words."""

from __future__ import annotations

import re
from itertools import product
from math import ceil, floor

import numpy as np
from hypothesis import given

from convanim import AvgPool, Conv, ConvTranspose, MaxPool
from convanim.report import unread
from tests.specs import conv_words, padded_cells, pool_words, steps, transposed_words


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


@given(conv_words(modes=True))
def test_a_listed_tap_in_the_padding_names_the_cell_that_it_copies(words):
    op = Conv(**words)
    copies, real = padded_cells(words), padded_cells(words, "zeros")
    listed = list(steps(op))
    assert [step["output"] for step in listed] == [list(at) for at in np.ndindex(op.output_shape)]
    for step in listed:
        assert [tap["kernel"] for tap in step["taps"]] == [list(at) for at in np.ndindex(op.kernel)]
        for tap in step["taps"]:
            columns = zip(
                step["output"], tap["kernel"], op.stride, op.dilation, op.padding, strict=True
            )
            place = tuple(x * s + t * d - before for x, t, s, d, (before, _) in columns)
            cell = copies.get(place)
            assert tap["input"] == (None if cell is None else list(cell))
            in_padding = cell is not None and place not in real
            assert ("padding" in tap) == in_padding
            assert tap.get("padding", True) is True


@given(conv_words(modes=True))
def test_what_padding_copies_is_not_called_unread(words):
    for n in range(len(words["input"])):
        line = {w: v if w == "padding_mode" else (v[n],) for w, v in words.items()}
        op, copies = Conv(**line), padded_cells(line)
        places = product(range(op.output_shape[0]), range(op.kernel[0]))
        reached = {
            copies[place]
            for x, t in places
            if (place := (x * op.stride[0] + t * op.dilation[0] - op.padding[0][0],)) in copies
        }
        missed = [cell for cell in range(op.input[0]) if (cell,) not in reached]
        said = re.findall(r"\d+", unread(op).split("the last")[0])
        assert said == [str(cell) for cell in missed[:8]]
