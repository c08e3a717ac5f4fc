"""A guide is drawn over nothing but what it belongs to, and starts and ends at something."""

from __future__ import annotations

import pytest

from convanim import AvgPool, Conv, ConvTranspose, MaxPool, Values
from convanim.scene.marks import Scene, lines, polygon
from convanim.views.blocks.channels import Channels
from tests.drawn import drawn
from tests.render.tables import every_operation
from tests.ties import loose, strangers
from tests.views.test_channels import LAYERS
from tests.views.test_receptive import CHAINS

SHELVES = {
    f"{count} filters {name}": Conv(in_channels=channels, out_channels=count, **words)
    for count in (2, 3, 4, 5, 6, 9)
    for name, channels, words in (
        ("of one pixel", 5, {"input": 1, "kernel": 1}),
        ("side by side", 3, {"input": (12,), "kernel": 3, "dilation": 2, "padding": "causal"}),
        ("of 3x3", 2, {"input": 5, "kernel": 3, "stride": 2}),
    )
}
STACKED = {
    **every_operation(),
    "dilated": Conv(input=7, kernel=3, dilation=2),
    "padded": Conv(input=5, kernel=3, stride=2, padding=1),
    "transposed": ConvTranspose(input=3, kernel=3, stride=2, padding=1, output_padding=1),
    "wide": MaxPool(input=(3, 9), kernel=(2, 4), stride=1),
    "high": AvgPool(input=(9, 2), kernel=(4, 1)),
    "slices": Conv(input=(3, 4, 4), kernel=2),
    "flat": Conv(input=(9,), kernel=3, stride=2, padding=1),
}
GAPPED = {"gap": 0.1, "radius": 0.16, "caption": True, "title": "a title"}


def some(scene: Scene) -> list[int]:
    """Steps from the first to the last, of many only some, in all rows and columns."""
    return sorted({*range(0, scene.steps, scene.steps // 10 | 1), scene.steps - 1})


def keeps(scene: Scene, *, behind: bool = False) -> None:
    """Every guide of a scene lies over its own, and behind nothing else where that is asked."""
    for step in some(scene):
        assert not strangers(scene, step, behind=behind), step


def ties(scene: Scene) -> None:
    """Every guide of a scene ends at something."""
    for step in some(scene):
        assert not loose(scene, step), step


@pytest.mark.parametrize("order", ["pixel-first", "channel-first"])
@pytest.mark.parametrize("name", [*LAYERS, *SHELVES])
def test_guides_of_channels(name, order):
    op = {**LAYERS, **SHELVES}[name]
    scene = Channels(order=order).scene(op)
    keeps(scene, behind=True)
    ties(scene)


@pytest.mark.parametrize("name", LAYERS)
def test_guides_of_channels_beside_their_arithmetic(name):
    scene = drawn("channels", LAYERS[name], Values.of(LAYERS[name]), **GAPPED)
    keeps(scene, behind=True)
    ties(scene)


def test_guides_of_chosen_filters():
    op = Conv(input=2, kernel=2, in_channels=2, out_channels=40)
    keeps(Channels(filters=tuple(range(0, 40, 2))).scene(op), behind=True)


@pytest.mark.parametrize("name", STACKED)
def test_guides_of_planes(name):
    scene = drawn("stacked", STACKED[name])
    keeps(scene)
    ties(scene)
    keeps(drawn("stacked", STACKED[name], **GAPPED))  # whose guides end at rounded corners


@pytest.mark.parametrize("name", CHAINS)
def test_guides_of_receptive_fields(name):
    keeps(drawn("receptive-field", CHAINS[name], **GAPPED))


SQUARE = [(0.0, 0.0), (20.0, 0.0), (20.0, 20.0), (0.0, 20.0)]


def at(x: float) -> list[tuple[float, float]]:
    """The square further to the right."""
    return [(x + dx, y) for dx, y in SQUARE]


def test_the_laws_see_what_they_forbid():
    own, other, head = (polygon(role, at(x)) for role, x in (("a", 0), ("b", 40), ("c", 80)))
    guide = lines("guide", [((20, 10), (80, 10))])
    over = Scene(100, 20, (own, other, guide, head), 1, "", "")
    assert strangers(over, 0) == ["b"]
    assert not loose(over, 0)
    behind = Scene(100, 20, (own, guide, other, head), 1, "", "")
    assert not strangers(behind, 0)
    assert strangers(behind, 0, behind=True) == ["b"]
    around = lines("guide", [((20, 0), (50, -5)), ((50, -5), (80, 0))])
    assert not strangers(Scene(100, 20, (own, other, around, head), 1, "", ""), 0)
    assert not loose(Scene(100, 20, (own, other, around, head), 1, "", ""), 0)
    short = lines("guide", [((30, 10), (80, 10))])
    assert loose(Scene(100, 20, (own, other, short, head), 1, "", ""), 0) == [(30, 10)]
