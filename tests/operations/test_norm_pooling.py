"""Pooling by a norm: its numbers, and what is written of them."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convanim import Values
from convanim.operations import LpPool
from tests.drawn import drawn
from tests.pictures import texts
from tests.specs import loop_pool, numbers, pool_words

POWERS = {mark: str(digit) for digit, mark in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}


@given(pool_words(), st.integers(1, 6), st.integers(0, 99))
def test_a_norm_is_the_root_of_the_sum_of_powers(words, p, seed):
    op = LpPool(**words, norm_type=p)
    x = numbers(seed, *op.input)
    y = op(x)
    for at, cells in loop_pool(words).items():
        real = [c for c in cells if all(0 <= v < n for v, n in zip(c, x.shape, strict=True))]
        assert y[at] == pytest.approx(sum(abs(float(x[c])) ** p for c in real) ** (1 / p))


def worth(line):
    """What a written norm comes to."""
    found = re.fullmatch(r"(?:([⁰-⁹¹²³]*)(√))?\((.*)\)", line)
    assert found is not None, line
    root, sign, terms = found.groups()
    text = re.sub(r"\|([^|]*)\|", r"abs(\1)", terms.replace("−", "-"))
    text = re.sub("([⁰-⁹¹²³]+)", lambda power: "**" + "".join(POWERS[c] for c in power[1]), text)
    order = int("".join(POWERS[c] for c in root)) if root else 2 if sign else 1
    return eval(text, {"__builtins__": {}, "abs": abs}) ** (1 / order)


@pytest.mark.parametrize("p", [*range(1, 6), 10])
def test_a_written_norm_comes_to_what_is_made(p):
    op = LpPool(input=(2, 4), kernel=2, norm_type=p)
    x = np.array([[-3, 2, 0, -1], [1, -2, -4, 5]])
    scene = drawn("numeric", op, Values.of(op, x), precision=6)
    for step in range(scene.steps):
        lines = [line for line, _ in texts(scene, "label.sum", step)]
        written, _, result = " ".join(lines).rpartition(" = ")
        assert worth(written) == pytest.approx(float(result), abs=1e-5)
        assert float(result) == pytest.approx(op(x).flat[step], abs=1e-5)
