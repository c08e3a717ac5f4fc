"""Signals: sampled functions convolve as the integral says, sequences as numpy has it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate

from convanim import BadRequest, limits, signals
from convanim.operations.signals import FUNCTIONS

SAMPLES = st.lists(st.integers(-9, 9), min_size=1, max_size=12)


def times(op, values):
    """The t of every output, from the padding alone."""
    lead = op.padding[0][0] - (op.kernel[0] - 1)
    first = sum(values.starts) - lead * values.spacing
    return first + np.arange(op.output_shape[0]) * values.spacing


@given(SAMPLES, SAMPLES)
def test_sequences_convolve_as_numpy_has_it(f, g):
    _, values = signals(f, g)
    assert values.y.tolist() == [np.convolve(f, g).tolist()]
    assert values.discrete
    assert values.flipped
    assert values.kernel is not None
    assert values.kernel.ravel().tolist() == g


@given(SAMPLES, SAMPLES, st.sampled_from([0.1, 0.5, 3.0]))
def test_samples_with_a_spacing_are_an_integral(f, g, spacing):
    op, values = signals(f, g, spacing=spacing)
    lead = op.padding[0][0] - (len(g) - 1)
    assert lead >= 1
    assert np.allclose(values.y[0, lead:-lead], np.convolve(f, g) * spacing)
    assert not values.y[0, :lead].any()
    assert not values.y[0, -lead:].any()


def test_a_box_with_itself_is_the_triangle_exactly():
    op, values = signals("box", "box")
    t = times(op, values)
    assert t[0] < -1 < 1 < t[-1]
    assert np.allclose(values.y[0], np.maximum(1 - abs(t), 0), atol=1e-12)


def test_a_box_with_an_exponential_is_charging_and_discharging():
    op, values = signals("box", "exponential")
    t = times(op, values)
    within = t < 4.4  # where the decay has not been cut off yet
    expected = np.where(t < 0.5, 1 - np.exp(-(t + 0.5)), np.exp(-(t - 0.5)) - np.exp(-(t + 0.5)))
    expected = np.where(t < -0.5, 0, expected)
    assert np.abs(values.y[0] - expected)[within].max() < 1e-4


def test_the_variances_of_gaussians_add():
    op, values = signals("gaussian", "gaussian")
    t, y = times(op, values), values.y[0]
    area = y.sum() * values.spacing
    assert area == pytest.approx(1, abs=1e-3)
    assert (y * t**2).sum() * values.spacing / area == pytest.approx(0.5**2 + 0.5**2, abs=1e-3)
    assert np.abs(y - np.exp(-(t**2)) / np.sqrt(np.pi)).max() < 1e-3


@pytest.mark.parametrize("f", FUNCTIONS)
@pytest.mark.parametrize("g", FUNCTIONS)
def test_every_pair_is_its_integral(f, g):
    op, values = signals(f, g)
    one, other = FUNCTIONS[f], FUNCTIONS[g]
    t, y = times(op, values), values.y[0]
    for at in range(5, len(t), len(t) // 7):
        low = max(one.start, t[at] - other.end)
        high = min(one.end, t[at] - other.start)

        def product(tau, now=t[at]):
            return float(one.of(np.array([tau]))[0] * other.of(np.array([now - tau]))[0])

        expected = integrate.quad(product, low, high)[0] if low < high else 0.0
        assert y[at] == pytest.approx(expected, abs=2e-3)


def test_it_does_not_matter_which_one_slides():
    for f, g in (("box", "exponential"), ("sine", "triangle"), ("gaussian", "box")):
        (op, one), (po, other) = signals(f, g), signals(g, f)
        assert np.allclose(times(op, one), times(po, other))
        assert np.allclose(one.y, other.y)


def test_a_function_of_ones_own():
    _, values = signals((np.cos, 0, np.pi / 2), "box")
    assert values.names == ("cos", "box")
    assert values.y.sum() * values.spacing == pytest.approx(1, abs=1e-3)
    _, values = signals((lambda t: t, 0, 1), (lambda t: t, 0, 0.37))
    assert values.names == ("", "")
    assert values.y.sum() * values.spacing == pytest.approx(0.5 * 0.37**2 / 2, rel=1e-3)


def test_samples_beside_a_function():
    op, values = signals([1, 1], "box", spacing=0.5)
    # samples stand for cells of their own width: a box of width 1 from -0.25 on
    assert values.y.max() == pytest.approx(1)
    assert times(op, values)[values.y[0].argmax()] == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("f", "g", "spacing", "said"),
    [
        ("bix", "box", None, "did you mean 'box'"),
        ([], [1], None, "empty"),
        ([[1, 2]], [1], None, "2 axes"),
        ([1, float("nan")], [1], None, "finite"),
        (["a"], [1], None, "not numbers"),
        ([1], "box", None, "spacing"),
        (np.cos, "box", None, "interval"),
        ((np.cos, 1, 1), "box", None, "start must be before"),
        ((np.cos, 0, float("inf")), "box", None, "start must be before"),
        ((np.cos, 0), "box", None, "(function, start, end)"),
        ((lambda t: 1.0, 0, 1), "box", None, "one number a time"),
        ("box", "box", 0, "above 0"),
        ("box", "box", float("nan"), "above 0"),
        ("box", "box", 1e-6, "too many"),
        ([0] * (limits.SAMPLES + 1), [1], None, "too many"),
    ],
)
def test_what_is_no_signal_is_refused(f, g, spacing, said):
    with pytest.raises(BadRequest) as error:
        signals(f, g, spacing=spacing)
    assert said in str(error.value)
    assert "\n" not in str(error.value)
