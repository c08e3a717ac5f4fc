"""Parameters and multiply-adds of layers whose numbers are published, written out by hand."""

from __future__ import annotations

import pytest

from convanim import Conv, ConvTranspose, MaxPool
from convanim.operations.describe import typeset
from convanim.operations.volumes import caption, short

# name: input, kernel, stride, padding, in, out, groups, bias; parameters, multiply-adds
LAYERS = {
    "alexnet conv1": ((227, 11, 4, 0, 3, 96, 1, True), 34_944, 105_415_200),
    "alexnet conv2": ((27, 5, 1, 2, 96, 256, 2, True), 307_456, 223_948_800),
    "googlenet 3a 1x1": ((28, 1, 1, 0, 192, 64, 1, True), 12_352, 9_633_792),
    "googlenet 3a 3x3 reduce": ((28, 1, 1, 0, 192, 96, 1, True), 18_528, 14_450_688),
    "googlenet 3a 3x3": ((28, 3, 1, 1, 96, 128, 1, True), 110_720, 86_704_128),
    "googlenet 3a 5x5 reduce": ((28, 1, 1, 0, 192, 16, 1, True), 3_088, 2_408_448),
    "googlenet 3a 5x5": ((28, 5, 1, 2, 16, 32, 1, True), 12_832, 10_035_200),
    "googlenet 3a pool proj": ((28, 1, 1, 0, 192, 32, 1, True), 6_176, 4_816_896),
    "mobilenet depthwise": ((112, 3, 1, 1, 32, 32, 32, False), 288, 3_612_672),
    "mobilenet pointwise": ((112, 1, 1, 0, 32, 64, 1, False), 2_048, 25_690_112),
    "resnet 1x1 in": ((56, 1, 1, 0, 256, 64, 1, False), 16_384, 51_380_224),
    "resnet 3x3": ((56, 3, 1, 1, 64, 64, 1, False), 36_864, 115_605_504),
    "resnet 1x1 out": ((56, 1, 1, 0, 64, 256, 1, False), 16_384, 51_380_224),
}


def layer(name):
    i, k, s, p, c, f, g, bias = LAYERS[name][0]
    return Conv(
        input=i,
        kernel=k,
        stride=s,
        padding=p,
        in_channels=c,
        out_channels=f,
        groups=g,
        bias=bias,
    )


@pytest.mark.parametrize("name", LAYERS)
def test_counts_are_the_published_ones(name):
    _, parameters, work = LAYERS[name]
    assert layer(name).parameters == parameters
    assert layer(name).multiply_adds == work


def test_inception_3a_adds_up_to_the_papers_figures():
    branches = [layer(name) for name in LAYERS if name.startswith("googlenet")]
    weights = sum(op.parameters - op.out_channels for op in branches)
    assert weights // 1024 == 159  # "159K"
    assert round(sum(op.multiply_adds for op in branches) / 1e6) == 128  # "128M"
    joined = [name for name in LAYERS if name.startswith("googlenet") and "reduce" not in name]
    assert sum(layer(name).out_channels for name in joined) == 256


def test_the_articles_layer_in_one_line():
    op = Conv(input=200, kernel=1, in_channels=50, out_channels=20)
    line = (
        "input 200 x 200 x 50 -> 20 filters 1x1 -> output 200 x 200 x 20; "
        "1,020 parameters, 40 M multiply-adds"
    )
    assert caption(op) == line
    assert typeset(line).startswith("input 200 × 200 × 50 → 20 filters 1×1 →")


def test_captions_of_other_layers():
    pool = MaxPool(input=4, kernel=2, in_channels=3)
    assert caption(pool) == "input 4 x 4 x 3 -> max of 2x2, stride 2 -> output 2 x 2 x 3"
    up = ConvTranspose(input=3, kernel=3, stride=2, in_channels=2, out_channels=1)
    # 2 weights planes of 9 and a bias; every one of 9 * 2 cells meets 9 weights
    assert caption(up).endswith("7 x 7 x 1; 19 parameters, 162 multiply-adds")


@pytest.mark.parametrize(
    ("count", "said"), [(999_999, "999,999"), (1_000_000, "1 M"), (1_560_000_000, "1.56 G")]
)
def test_short_counts(count, said):
    assert short(count) == said
