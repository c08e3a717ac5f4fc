"""The surface view: what stands on the table at which step, how it is called, what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from convanim import (
    AdaptiveAvgPool,
    AvgPool,
    BadRequest,
    Conv,
    ConvTranspose,
    GlobalPool,
    LpPool,
    MaxPool,
    animate,
)
from convanim.operations.values import Values
from convanim.scene.marks import Group, Path
from convanim.scene.time import shows
from convanim.sources import oriented
from convanim.sources.presets import bank
from convanim.views.heights.faces import LEVELS, ink
from convanim.views.heights.stage import TURNS
from tests.pictures import outlines, texts

BANK, ANGLES = bank("gabor", (9, 9), 8)


def words(scene, role, step):
    return [text for text, _ in texts(scene, role, step)]


def colours(scene, step):
    """The colours of all faces at a step."""
    found = []

    def walk(marks):
        for mark in marks:
            if shows(mark.steps, step):
                if isinstance(mark, Group):
                    walk(mark.marks)
                elif isinstance(mark, Path) and mark.role == "relief":
                    found.append(mark.fill)

    walk(scene.marks)
    return found


def oriented_bank(**look):
    op = Conv(input=9, kernel=9, out_channels=8)
    values = Values.of(op, None, BANK, angles=(None, ANGLES))
    return animate(op, view="surface", values=values, **look)


def test_a_bank_takes_a_step_a_filter_and_each_tells_its_angle():
    scene = oriented_bank().scene
    assert scene.steps == 8
    said = [words(scene, "label", step) for step in range(8)]
    assert said == [[f"θ = {n * 22.5:g}°"] for n in range(8)]
    assert oriented_bank(steps=[6, 1]).scene.steps == 2
    assert words(oriented_bank(steps=[6, 1]).scene, "label", 0) == ["θ = 135°"]


def test_the_needle_points_where_the_angle_is():
    scene = oriented_bank().scene
    for step in range(8):
        (needle,) = outlines(scene, "needle", step)
        middle = np.mean([needle[0], needle[-1]], axis=0)
        tip = max(needle, key=lambda p: np.hypot(*np.subtract(p, middle)))
        x, y = np.subtract(tip, middle)
        assert np.degrees(np.arctan2(y, x)) == pytest.approx(ANGLES[step], abs=0.1)


def test_a_bank_without_angles_counts_its_filters_and_their_channels():
    op = Conv(input=5, kernel=3, in_channels=2, out_channels=2)
    scene = animate(op, view="surface").scene
    assert [words(scene, "label", n) for n in range(4)] == [
        [f"filter {f}, channel {c}"] for f in (0, 1) for c in (0, 1)
    ]
    assert not outlines(scene, "needle", 0)
    up = ConvTranspose(input=3, kernel=2, in_channels=3, out_channels=2)
    scene = animate(up, view="surface").scene
    assert scene.steps == 6
    assert words(scene, "label", 5) == ["filter 1, channel 2"]
    apart = ConvTranspose(input=3, kernel=2, in_channels=4, out_channels=6, groups=2)
    scene = animate(apart, view="surface").scene
    assert scene.steps == 12
    assert words(scene, "label", 11) == ["filter 5, channel 1"]


def test_a_transposed_layers_kernels_are_those_of_its_filters():
    op = ConvTranspose(input=3, kernel=2, in_channels=2, out_channels=1)
    weight = np.array([[[[1, 1], [1, 1]]], [[[-1, -1], [-1, -1]]]])
    scene = animate(op, view="surface", values=Values.of(op, None, weight)).scene
    for step, sign in ((0, 1), (1, -1)):
        (fill,) = set(colours(scene, step))
        assert fill.at == sign


@pytest.mark.parametrize("groups", [1, 2])
@pytest.mark.parametrize("layer", [Conv, ConvTranspose])
def test_at_each_step_stands_the_kernel_that_is_named(layer, groups):
    op = layer(input=3, kernel=2, in_channels=4, out_channels=6, groups=groups)
    leading = (4, 6 // groups) if op.swapped else (6, 4 // groups)
    # one level of colour each, as far as there are levels
    level = np.arange(1, leading[0] * leading[1] + 1).reshape(leading) % (LEVELS + 1)
    weight = level[:, :, None, None].repeat(2, 2).repeat(2, 3) / LEVELS
    scene = animate(op, view="surface", values=Values.of(op, None, weight)).scene
    deep = 4 // groups
    for n in range(scene.steps):
        number, channel = divmod(n, deep)
        group, within = divmod(number, 6 // groups)
        where = (group * deep + channel, within) if op.swapped else (number, channel)
        assert words(scene, "label", n) == [f"filter {number}, channel {channel}"]
        assert set(colours(scene, n)) == {ink(level[where], 0)}


def test_a_single_kernel_turns_all_round():
    op = Conv(input=5, kernel=3)
    scene = animate(op, view="surface").scene
    assert scene.steps == TURNS
    floors = [outlines(scene, "floor", step)[0] for step in range(TURNS)]
    assert len({tuple(map(tuple, floor)) for floor in floors}) == TURNS
    centres = np.array([np.mean(floor, axis=0) for floor in floors])
    assert np.ptp(centres, axis=0) == pytest.approx([0, 0], abs=1e-9)
    # a quarter of a turn puts one corner of the square where the next one was
    assert np.allclose(np.roll(floors[0], -1, axis=0), floors[TURNS // 4])
    assert words(scene, "label", 0) == []


def test_nothing_leaves_the_page():
    for animation in (oriented_bank(), animate(MaxPool(input=6, kernel=2), view="surface")):
        scene = animation.scene
        for step in range(scene.steps):
            for role in ("relief", "floor", "zero"):
                for outline in outlines(scene, role, step):
                    for x, y in outline:
                        assert 0 <= x <= scene.width
                        assert 0 <= y <= scene.height
            for role in ("label", "label.axis", "label.name"):
                for _, (left, top, right, low) in texts(scene, role, step):
                    assert left >= 0
                    assert right <= scene.width
                    assert top >= 0
                    assert low <= scene.height


def steering(count=4):
    op = Conv(input=9, kernel=1, in_channels=2, out_channels=count)
    weight, angles = bank("steer", (1, 1), count)
    maps = oriented.bank("gaussian-derivative", (9, 9), (0, 90))
    values = Values.of(op, maps, weight, angles=((0.0, 90.0), angles))
    return animate(op, view="surface", values=values)


def test_steering_tells_weights_rules_and_angles():
    scene = steering(8).scene
    assert scene.steps == 8
    assert words(scene, "label.factor", 0) == ["× 1.00", "× 0.00"]
    assert words(scene, "label.factor", 1) == ["× 0.71", "× 0.71"]
    assert words(scene, "label.factor", 3) == ["× −0.71", "× 0.71"]
    assert words(scene, "label.rule", 3) == ["cos θ", "sin θ"]
    assert words(scene, "label.name", 3) == ["θ = 0°", "θ = 90°", "θ = 135°"]
    assert words(scene, "label.sign", 3) == ["+"]


def test_the_maps_that_come_in_are_drawn_once():
    scene = steering().scene
    (given,) = (mark for mark in scene.marks if isinstance(mark, Group) and mark.role == "inputs")
    assert given.steps is None
    assert len([m for m in scene.marks if isinstance(m, Group) and m.role == "made"]) == 4


def test_at_the_angle_of_an_input_the_output_looks_like_it():
    scene = steering().scene
    made = [m for m in scene.marks if isinstance(m, Group) and m.role == "made"]
    (given,) = (mark for mark in scene.marks if isinstance(mark, Group) and mark.role == "inputs")
    floor, second = (n for n, m in enumerate(given.marks) if m.role == "floor")
    parts = given.marks[floor:second], given.marks[second:]
    looks = [{m.fill for m in part if m.role == "relief"} for part in parts]
    faces = [{m.fill for m in group.marks if m.role == "relief"} for group in made]
    assert faces[:2] == looks
    assert faces[0] != faces[1]


def test_weights_that_are_no_cosines_are_not_called_so():
    op = Conv(input=4, kernel=1, in_channels=2, out_channels=2)
    weight = np.array([[1, 0], [0, 2]])[:, :, None, None]
    values = Values.of(op, None, weight, angles=(None, (0.0, 90.0)))
    drawn = animate(op, view="surface", values=values)
    assert words(drawn.scene, "label.rule", 0) == []
    assert words(drawn.scene, "label.factor", 1) == ["× 0", "× 2"]
    assert words(drawn.scene, "label.name", 1) == ["channel 0", "channel 1", "θ = 90°"]


def test_groups_read_their_own_maps_only():
    op = Conv(input=4, kernel=1, in_channels=8, out_channels=4, groups=4)
    scene = animate(op, view="surface").scene
    assert [words(scene, "label.name", n)[:2] for n in range(4)] == [
        [f"channel {n}", f"channel {n + 1}"] for n in (0, 2, 4, 6)
    ]
    up = ConvTranspose(input=4, kernel=1, in_channels=4, out_channels=2, groups=2)
    values = Values.of(up)
    scene = animate(up, view="surface", values=values).scene
    factors = [f"× {value:g}".replace("-", "−") for value in values.weight[2:, 0].ravel()]
    assert words(scene, "label.factor", 1) == factors


@pytest.mark.parametrize("layer", [MaxPool, AvgPool])
def test_pooling_shows_a_map_and_what_is_left_of_it(layer):
    op = layer(input=6, kernel=2, in_channels=3)
    scene = animate(op, view="surface").scene
    assert scene.steps == 3
    assert words(scene, "label.name", 2) == ["channel 2", "output 2"]
    assert words(scene, "label.factor", 0) == []
    assert animate(layer(input=6, kernel=2), view="surface").scene.steps == TURNS


@pytest.mark.parametrize(
    ("op", "said"),
    [
        (LpPool(input=6, kernel=2, norm_type=3), "3-norm 2×2"),
        (GlobalPool(input=(6, 5), reduce="max"), "max 6×5"),
        (AdaptiveAvgPool(input=6, output_size=3), "mean 2×2"),
        (AdaptiveAvgPool(input=5, output_size=3), "mean up to 3×3"),
    ],
)
def test_each_pooling_says_what_it_makes_of_which_windows(op, said):
    scene = animate(op, view="surface").scene
    assert said in words(scene, "label", 0)
    assert (
        said.replace("-norm ", "-norm of ").replace("max ", "max of ").replace("mean ", "mean of ")
        in scene.title
    )


def test_a_window_of_nothing_but_padding_lies_at_zero():
    op = MaxPool(input=2, kernel=2, stride=1, padding=1, dilation=2)
    assert animate(op, view="surface").scene.steps == TURNS


@pytest.mark.parametrize("value", [0, 5, -5])
def test_even_maps_are_flat(value):
    op = Conv(input=4, kernel=(1, 4))
    values = Values.of(op, None, np.full((1, 4), value))
    assert len(set(colours(animate(op, view="surface", values=values).scene, 3))) == 1


@pytest.mark.parametrize(
    ("op", "said"),
    [
        (Conv(input=(9,), kernel=3), "two axes, this layer has 1"),
        (Conv(input=(3, 3, 3), kernel=1), "two axes, this layer has 3"),
        (Conv(input=4, kernel=1, in_channels=5), "up to 4 input maps, this layer has 5"),
    ],
)
def test_what_cannot_be_shown_is_said(op, said):
    with pytest.raises(BadRequest, match=said):
        animate(op, view="surface")


def test_a_sum_with_more_to_it_is_not_shown_as_a_sum():
    op = Conv(input=4, kernel=1, in_channels=2, out_channels=2)
    with pytest.raises(BadRequest, match="without a bias"):
        animate(op, view="surface", values=Values.of(op, bias=[1, 2]))
    rectified = Conv(input=4, kernel=1, in_channels=2, out_channels=2, activation="relu")
    with pytest.raises(BadRequest, match="without relu"):
        animate(rectified, view="surface")


def test_angles_that_do_not_fit_are_refused():
    op = Conv(input=9, kernel=9, out_channels=8)
    mixed = Conv(input=4, kernel=1, in_channels=2, out_channels=2)
    for layer, angles, said in (
        (op, (None, (0, 1, 2)), "3 angles for 8 filters"),
        (mixed, (None, (0,)), "1 angles for 2 filters"),
        (mixed, ((0, 1, 2), None), "3 angles for 2 input maps"),
    ):
        with pytest.raises(BadRequest, match=said):
            animate(layer, view="surface", values=Values.of(layer, angles=angles))


def test_filters_are_refused_with_what_changes_nothing_in_them():
    op = Conv(input=4, kernel=3)
    for values, said in (
        (Values.of(op, np.ones((4, 4))), "input values"),
        (Values.of(op, bias=[1]), "bias values"),
        (Values.of(op, flip=True), "a flip"),
    ):
        with pytest.raises(BadRequest, match=f"{said} would change nothing"):
            animate(op, view="surface", values=values)
    # what was made up beside them is not told of
    assert animate(op, view="surface", values=Values.of(op, bias=True)).scene.steps == TURNS


@pytest.mark.parametrize("op", [Conv(input=4, kernel=3), MaxPool(input=4, kernel=2)])
def test_decimals_are_refused_where_no_figures_are(op):
    with pytest.raises(BadRequest, match="precision is about figures"):
        animate(op, view="surface", precision=1)
