"""Activations, alone and behind a layer."""

from __future__ import annotations

import numpy as np
import pytest

from convanim import BadRequest, Conv, ConvTranspose, MaxPool, Values
from convanim.operations.activations import ACTIVATIONS, activated

TRUTHS = {
    "relu": lambda v: v if v > 0 else 0.0,
    "leaky-relu": lambda v: v if v > 0 else 0.01 * v,
    "sigmoid": lambda v: 1 / (1 + np.exp(-v)),
    "tanh": lambda v: np.sinh(v) / np.cosh(v),
}


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_each_is_its_formula(name):
    v = np.linspace(-4, 4, 17)
    assert activated(name, v) == pytest.approx([TRUTHS[name](n) for n in v])
    assert np.isfinite(activated(name, np.array([-1e9, 1e9]))).all()


@pytest.mark.parametrize("kind", [Conv, ConvTranspose])
def test_a_layer_adds_its_bias_and_then_activates(kind):
    op = kind(input=3, kernel=2, in_channels=2, out_channels=2, activation="relu")
    values = Values.of(op, bias=[1, -3])
    plain = kind(input=3, kernel=2, in_channels=2, out_channels=2)(values.x, values.weight)
    wanted = np.maximum(plain + np.array([1, -3])[:, None, None], 0)
    assert values.y.tolist() == wanted.tolist()
    assert op(values.x, values.weight, values.bias).tolist() == wanted.tolist()


def test_what_cannot_be_is_said():
    with pytest.raises(BadRequest, match="did you mean 'relu'"):
        Conv(input=3, kernel=2, activation="reluu")
    with pytest.raises(BadRequest, match="without bias"):
        Values.of(Conv(input=3, kernel=2, bias=False), bias=[1])
    with pytest.raises(BadRequest, match=r"bias has shape \(2,\)"):
        Values.of(Conv(input=3, kernel=2), bias=[1, 2])
    with pytest.raises(BadRequest, match="no kernel values"):
        Values.of(MaxPool(input=3, kernel=2), bias=[1])
