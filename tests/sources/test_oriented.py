"""Oriented filters against their definitions, scipy, and the steering theorem."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.ndimage import gaussian_filter

from convanim import BadRequest, Conv
from convanim.cli.main import main
from convanim.sources import oriented
from convanim.sources.presets import BANKS, bank
from convanim.sources.request import animation
from convanim.views.heights.surface import Surface

SIDES = st.integers(3, 17)
ANGLES = st.floats(-360, 720, allow_nan=False)


@given(rows=SIDES, columns=SIDES, angle=ANGLES)
def test_two_derivatives_make_the_one_at_any_angle(rows, columns, angle):
    size = rows, columns
    c, s = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    mixed = c * oriented.slope(size, 0) + s * oriented.slope(size, 90)
    assert np.abs(mixed - oriented.slope(size, angle)).max() < 1e-12


@given(side=SIDES, angle=ANGLES)
def test_what_turns_by_half_a_turn(side, angle):
    size = side, side
    assert np.allclose(oriented.gabor(size, angle + 180), oriented.gabor(size, angle), atol=1e-9)
    assert np.allclose(oriented.slope(size, angle + 180), -oriented.slope(size, angle), atol=1e-12)


@given(side=SIDES, angle=st.sampled_from([0, 11.25, 30, 45, 77]))
def test_a_quarter_turn_is_a_quarter_turn_of_the_array(side, angle):
    # from columns towards rows, which go down: clockwise as an array is printed
    for made in (oriented.gabor, oriented.slope):
        turned = np.rot90(made((side, side), angle), -1)
        assert np.allclose(turned, made((side, side), angle + 90), atol=1e-12)


@given(rows=SIDES, columns=SIDES, angle=ANGLES)
def test_even_light_gives_nothing_and_the_peak_is_one(rows, columns, angle):
    kernel = oriented.gabor((rows, columns), angle)
    assert abs(kernel.sum()) < 1e-9
    assert np.abs(kernel).max() == pytest.approx(1)
    slope = oriented.slope((rows, columns), angle)
    assert abs(slope.sum()) < 1e-9
    assert np.abs(slope).max() <= 1 + 1e-12


@pytest.mark.parametrize("angle", [0, 22.5, 45, 90, 160])
def test_gabor_answers_most_to_its_own_angle(angle):
    size = (33, 33)
    x, y = oriented.places(size)
    answers = {}
    for other in np.arange(0, 180, 2.5):
        t = np.radians(other)
        wave = np.cos(2 * np.pi * (x * np.cos(t) + y * np.sin(t)) / oriented.WAVELENGTH)
        answers[other] = (wave * oriented.gabor(size, angle)).sum()
    assert max(answers, key=answers.get) == angle


def test_the_derivative_is_scipys():
    side = 41
    picture = np.random.RandomState(0).rand(60, 60)
    sigma = oriented.SPREAD * side / 2
    # beyond the kernel's border scipy's own is cut off as well
    smooth = {"sigma": sigma, "truncate": (side - 1) / 2 / sigma, "mode": "constant"}
    for angle, order in ((0, (0, 1)), (90, (1, 0))):
        ours = Conv(input=60, kernel=side)(picture, oriented.slope((side, side), angle))
        theirs = gaussian_filter(picture, order=order, **smooth)[20:40, 20:40]
        ratio = (ours * theirs).sum() / (theirs * theirs).sum()
        assert ratio > 0
        assert np.allclose(ours, ratio * theirs, atol=1e-9 * np.abs(ours).max())


def test_a_1x1_layer_over_the_bank_steers_it():
    angles = oriented.angles("gaussian-derivative", 16)
    basis = oriented.bank("gaussian-derivative", (9, 9), (0, 90))
    weight, _ = bank("steer", (1, 1), 16)
    steered = Conv(input=9, kernel=1)(basis, weight)
    assert np.abs(steered - oriented.bank("gaussian-derivative", (9, 9), angles)).max() < 1e-12


def test_filtering_by_the_steered_filter_is_filtering_twice_and_steering():
    picture = np.random.RandomState(1).rand(1, 20, 17)
    basis = oriented.bank("gaussian-derivative", (7, 7), (0, 90))[:, None]
    layer = Conv(input=(20, 17), kernel=7, stride=2, padding=3)
    weight, angles = bank("steer", (1, 1), 12)
    maps = layer(picture, basis)
    after = Conv(input=layer.output_shape, kernel=1)(maps, weight)
    at_once = layer(picture, oriented.bank("gaussian-derivative", (7, 7), angles)[:, None])
    assert np.abs(after - at_once).max() < 1e-12


def test_presets_by_name_give_the_layer_its_bank_and_its_angles():
    words = {"op": "conv", "input": 12, "kernel": (6, 9), "kernel_preset": "gabor"}
    drawn = animation({**words, "out_channels": 4, "in_channels": 2, "view": "surface"})
    weight = drawn.values.weight
    assert isinstance(drawn.view, Surface)
    assert drawn.values.angles == (None, (0.0, 45.0, 90.0, 135.0))
    assert weight.shape == (4, 2, 6, 9)
    assert np.array_equal(weight[1, 1], oriented.gabor((6, 9), 45))
    deep = {**words, "in_channels": 4, "groups": 4, "kernel_preset": "gaussian-derivative"}
    depthwise = animation(deep)
    assert depthwise.values.weight.shape == (4, 1, 6, 9)
    assert depthwise.values.angles == (None, (0.0, 90.0, 180.0, 270.0))
    plain = animation({**words, "kernel_preset": "box"})
    assert plain.values.angles == (None, None)


def test_steering_in_three_words():
    words = {"op": "pointwise", "input_preset": "gaussian-derivatives", "kernel_preset": "steer"}
    drawn = animation({**words, "out_channels": 8, "view": "surface"})
    assert drawn.operation.input == (64, 64)
    assert drawn.values.angles[0] == (0.0, 90.0)
    assert drawn.values.angles[1][:3] == (0.0, 45.0, 90.0)
    small = animation({**words, "input": (5, 7), "out_channels": 2})
    assert small.values.x.shape == (2, 5, 7)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"kernel_preset": "gabr"}, "did you mean 'gabor'"),
        ({"kernel_preset": "gabor", "kernel": 2}, "3 or more"),
        ({"kernel_preset": "gabor", "kernel": (3, 3, 3), "input": (9, 9, 9)}, "two axes, not 3"),
        ({"kernel_preset": "gabor", "kernel": -4}, "at least 1"),
        ({"kernel_preset": "gabor", "kernel": 9, "out_channels": "x"}, "out_channels"),
        ({"kernel_preset": "gabor", "kernel": 10**5}, "too many"),
        ({"kernel_preset": "gabor", "op": "maxpool", "kernel": 3}, "maxpool has no kernel preset"),
        ({"kernel_preset": "gabor", "op": "transposed", "kernel": 3}, "not transposed"),
        ({"kernel_preset": "steer", "kernel": 3}, "pointwise"),
        ({"kernel_preset": "steer", "op": "pointwise", "in_channels": 3}, "two input maps, not 3"),
        ({"input_preset": "gaussian-derivative", "kernel": 1}, "mean 'gaussian-derivatives'"),
        ({"input_preset": "gaussian-derivatives", "kernel": 1, "dims": 1}, "two axes, not 1"),
        ({"input_preset": "gaussian-derivatives", "input": 10**5, "kernel": 1}, "too many"),
        (
            {"input_preset": "gaussian-derivatives", "input_values": "1 2", "kernel": 1},
            "one of them",
        ),
    ],
)
def test_what_cannot_be_is_said(words, said):
    with pytest.raises(BadRequest, match=said):
        animation({"op": "conv", "input": 9, **words})


@pytest.mark.parametrize("name", BANKS)
def test_the_command_knows_every_bank(name, tmp_path):
    out = tmp_path / "a.svg"
    layer = ["pointwise"] if name == "steer" else ["conv", "-k", "7"]
    flags = ["-i", "9", "--kernel-preset", name, "--out-channels", "2", "--view", "surface"]
    assert main([*layer, *flags, "-o", str(out)]) == 0
    written = out.read_text(encoding="utf-8")
    assert "θ = 0°" in written
    assert ("θ = 90°" if name == "gabor" else "θ = 180°") in written
