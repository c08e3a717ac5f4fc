"""The network view: the paper's numbers, branch by branch, nothing in anything's way."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path as File
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convanim import AvgPool, BadRequest, Conv, ConvTranspose, MaxPool, Network, animate
from convanim.errors import NotDrawn
from convanim.gallery import specified
from convanim.operations import AdaptiveAvgPool, GlobalPool, LpPool
from convanim.operations.branches import in_turn, kind, words
from convanim.operations.describe import typeset
from convanim.scene.marks import Path, Scene
from convanim.scene.time import shows
from convanim.sources.networks import animation
from convanim.views.boxes.network import NetworkView
from tests.drawn import drawn
from tests.pictures import box, outlines, still, texts, within

GALLERY = File(__file__).parents[2] / "gallery"
KINDS = ("input", "conv", "reduction", "pooling", "join")


def picture(made: Conv | Network, **style: Any) -> Scene:
    """A network's scene of all steps."""
    return drawn("network", made, **style)


def one(channels: int, out: int, kernel: int = 1, size: int = 28) -> Conv:
    return Conv(
        input=size, kernel=kernel, padding=kernel // 2, in_channels=channels, out_channels=out
    )


def pool(channels: int) -> MaxPool:
    return MaxPool(input=28, kernel=3, stride=1, padding=1, in_channels=channels)


def inception() -> Network:
    """GoogLeNet's module 3a: 64, 96-128, 16-32, pool-32 over 192 channels."""
    return (
        Network.start((28, 28), 192)
        .layer(one(192, 64), "1x1")
        .layer(one(192, 96), "reduce 3x3", "input")
        .layer(one(96, 128, 3), "3x3")
        .layer(one(192, 16), "reduce 5x5", "input")
        .layer(one(16, 32, 5), "5x5")
        .layer(pool(192), "pool", "input")
        .layer(one(192, 32), "project")
        .join("concat", ("1x1", "3x3", "5x5", "project"))
    )


def long() -> Network:
    """Twenty layers in line."""
    return Network.chain(*(one(8, 8, 3) for _ in range(20)))


def naive() -> Network:
    return (
        Network.start((28, 28), 192)
        .layer(one(192, 64), "1x1")
        .layer(one(192, 128, 3), "3x3", "input")
        .layer(one(192, 32, 5), "5x5", "input")
        .layer(pool(192), "pool", "input")
        .join("concat", ("1x1", "3x3", "5x5", "pool"))
    )


def bottleneck() -> Network:
    return (
        Network.start((56, 56), 256)
        .layer(one(256, 64, size=56), "narrow")
        .layer(one(64, 64, 3, size=56), "middle")
        .layer(one(64, 256, size=56), "wide")
        .join("add", ("wide", "input"))
    )


def chain() -> Network:
    return Network.chain(one(3, 8, 3), one(8, 4), pool(4))


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Networks of any shape: layers over anything before, joins of anything before."""
    made = Network.start((4, 4), 2)
    for _ in range(draw(st.integers(0, 9))):
        names = [node.name for node in made.nodes]
        if draw(st.booleans()):
            read = draw(st.sampled_from(names))
            out = draw(st.integers(1, 3))
            made = made.layer(one(made[read].channels, out, size=4), None, read)
        else:
            reads = draw(st.lists(st.sampled_from(names), min_size=2, max_size=4))
            made = made.join("concat", reads)
    return made


# -- numbers ---------------------------------------------------------------------------------


def test_the_module_has_the_numbers_of_the_paper():
    """GoogLeNet's table 1 gives 3a as 28x28x256, 159K parameters and 128M operations.

    Its K is 1024 weights, biases not counted: 163,328 / 1024 = 159.5. Ours count the 368
    biases too.
    """
    weights = 64 * 192 + (96 * 192 + 9 * 96 * 128) + (16 * 192 + 25 * 16 * 32) + 32 * 192
    made = inception()
    assert int(weights / 1024) == 159
    assert made.parameters == weights + 64 + 96 + 128 + 16 + 32 + 32 == 163_696
    assert made.multiply_adds == 28 * 28 * weights == 128_049_152
    assert (made.output.channels, made.output.shape) == (256, (28, 28))
    scene = picture(made, caption=True)
    last = scene.steps - 1
    assert captions(scene, last) == ["28 × 28 × 192 → 28 × 28 × 256"]
    for bare in (scene, picture(made)):  # what it costs is no caption
        costs = [[text for text, _ in texts(bare, "label.total", n)] for n in range(last + 1)]
        assert costs == [[]] * last + [["163,696 parameters, 128 M multiply-adds"]]


def test_without_reductions_it_costs_more_and_passes_the_pooled_channels_on():
    made = naive()
    assert made.output.channels == 64 + 128 + 32 + 192 == 416
    assert made.parameters == 192 * (64 + 9 * 128 + 25 * 32) + 64 + 128 + 32
    assert made.multiply_adds == 28 * 28 * 192 * (64 + 9 * 128 + 25 * 32)


def captions(scene, step):
    return [text for text, _ in texts(scene, "caption", step)]


# -- what is what ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "reductions"),
    [
        (inception(), ["reduce 3x3", "reduce 5x5", "project"]),
        (naive(), []),
        (bottleneck(), ["narrow"]),
        (chain(), ["conv 1"]),
        (Network.chain(one(50, 20)), []),
    ],
)
def test_reductions_are_1x1_convolutions_to_fewer_channels_within_a_branch(made, reductions):
    assert [n.name for n in made.nodes if kind(made, n) == "reduction"] == reductions


def test_a_box_says_what_its_layer_is_and_costs():
    scene = picture(inception())
    said = dict(boxes(scene))
    reduction, pooled = said["1×1 conv, 96"], said["3×3 max pool"]
    assert reduction[1:] == ["192 → 96 channels", "18,528 parameters", "14.5 M multiply-adds"]
    assert pooled[1:] == ["stride 1", "no parameters"]
    assert said["concat"][1:] == ["64 + 128 + 32 + 32 channels"]
    depthwise = Conv(
        input=8, kernel=3, stride=2, dilation=2, padding=2, in_channels=4, out_channels=4, groups=4
    )
    assert words(Network.chain(depthwise).output) == "3x3 depthwise conv, 4"
    assert boxes(picture(depthwise))[1][1] == [
        "3×3 depthwise conv, 4", "stride 2, dilation 2", "40 parameters", "576 multiply-adds"
    ]  # fmt: skip


def test_sizes_without_channels_say_none():
    scene = picture(Conv(input=(9,), kernel=3), caption=True)
    assert captions(scene, scene.steps - 1) == ["9 → 7"]
    assert [text for text, _ in texts(scene, "label.volume", 1)] == ["9", "7"]
    assert boxes(scene)[1][1] == ["conv 3"]


@pytest.mark.parametrize(
    ("op", "said"),
    [
        (GlobalPool(input=4, reduce="max"), ["global pool", "global max"]),
        (AdaptiveAvgPool(input=5, output_size=3), ["adaptive pool", "adaptive mean"]),
        (LpPool(input=4, kernel=2, norm_type=3), ["2×2 Lp pool", "stride 2, norm 3"]),
        (MaxPool(input=5, kernel=2, ceil_mode=True), ["2×2 max pool", "stride 2, ceil mode"]),
        (
            Conv(input=5, kernel=3, padding=1, padding_mode="reflect", activation="relu"),
            ["3×3 conv", "mode reflect, then ReLU"],
        ),
        (Conv(input=5, kernel=3, bias=False), ["3×3 conv", "no bias"]),
        (
            ConvTranspose(input=3, kernel=3, stride=2, output_padding=1),
            ["3×3 transposed conv", "stride 2, output padding 1"],
        ),
    ],
)
def test_a_box_says_what_is_special_of_its_layer(op, said):
    assert boxes(picture(op))[1][1] == said


def test_what_is_true_of_a_layer_stands_in_its_box_or_is_warned_of(recwarn):
    facts = {"groups": 2, "bias": False, "activation": "relu", "padding_mode": "reflect"}
    op = Conv(input=5, kernel=3, padding=1, in_channels=4, out_channels=4, **facts)
    animate(op, view="network")
    assert not recwarn.list
    mean = AvgPool(input=5, kernel=3, padding=1, count_include_pad=False)
    with pytest.warns(NotDrawn, match="count include pad"):
        animate(mean, view="network")


def boxes(scene, step=0):
    """Every box's first line, and all of its lines, as they come."""
    found = []
    for line, lines in ((text, b) for text, b in texts(scene, "label.layer", step)):
        for around in frames(scene, step):
            if within(lines, around):
                found.append((around, line))
    grouped = {}
    for around, line in found:
        grouped.setdefault(around, []).append(line)
    return [(lines[0], lines) for lines in grouped.values()]


def frames(scene, step=0):
    """The boxes of a picture."""
    return [box(o) for kind in KINDS for o in outlines(scene, f"layer.{kind}", step)]


# -- time ------------------------------------------------------------------------------------


@pytest.mark.parametrize("made", [inception(), naive(), bottleneck(), chain()])
def test_one_box_a_step_branch_by_branch_then_all_at_rest(made):
    scene = picture(made)
    order = in_turn(made)
    assert scene.steps == animate(made).timeline.steps == len(order) + 1
    assert scene.still == len(order)
    lit = []
    for step in range(scene.steps):
        assert len(outlines(scene, "layer.pending", step)) == max(len(order) - 1 - step, 0)
        sizes = [text for text, _ in texts(scene, "label.volume", step)]
        expected = [" × ".join(map(str, (*n.shape, n.channels))) for n in order[: step + 1]]
        assert sorted(sizes) == sorted(expected)
        now = [box(outline) for outline in outlines(scene, "current", step)]
        for around in now:
            lines = [t for t, b in texts(scene, "label.layer", step) if within(b, around)]
            lit.append(lines[0])
        assert len(now) == (step < len(order))
    assert lit == [typeset(words(node)) for node in order]


def test_the_order_is_that_of_the_branches():
    assert [node.name for node in in_turn(inception())] == [
        *("input", "1x1", "reduce 3x3", "3x3", "reduce 5x5", "5x5", "pool", "project", "concat"),
    ]


@given(networks())
def test_nothing_is_told_before_what_it_reads(made):
    order = [node.name for node in in_turn(made)]
    assert sorted(order) == sorted(node.name for node in made.nodes)
    for node in made.nodes:
        assert all(order.index(read) < order.index(node.name) for read in node.reads)


def test_some_steps_by_themselves():
    scene = drawn("network", inception(), steps=(3, 1), caption=True)
    assert scene.steps == 2
    assert [len(outlines(scene, "layer.pending", step)) for step in (0, 1)] == [5, 7]
    assert captions(scene, 0) == captions(scene, 1) != []


@given(networks(), st.integers(0, 99))
def test_a_step_by_itself_is_that_step_of_the_whole(made, number):
    whole = picture(made)
    step = number % whole.steps
    alone = drawn("network", made, steps=(step,))
    assert (alone.width, alone.height) == (whole.width, whole.height)
    assert still(alone, 0) == still(whole, step)


# -- where -----------------------------------------------------------------------------------


SHAPES = (None, 0.6, 1.0, 4.0)


@given(networks(), st.sampled_from(SHAPES))
@settings(max_examples=60)
def test_nothing_is_in_the_way_of_anything(made, aspect):
    clear(made, aspect)


@pytest.mark.parametrize("aspect", SHAPES)
@pytest.mark.parametrize("made", [inception(), naive(), bottleneck(), chain(), long()])
def test_nothing_is_in_the_way_of_anything_that_people_draw(made, aspect):
    clear(made, aspect)


def test_a_long_network_is_folded_where_one_tensor_alone_goes_on():
    straight, shapes = picture(long()), []
    for aspect in (0.5, 1.0, 2.0):
        scene = picture(long(), aspect=aspect)
        shapes.append(scene.width / scene.height)
        columns = {round((b[0] + b[2]) / 2) for b in frames(scene)}
        assert len(columns) >= 2
    assert shapes == sorted(shapes)
    assert straight.height < 2.5 * straight.width  # it would be ten times as high
    around = frames(picture(inception(), aspect=4.0))
    middle = [b for b in around if len([o for o in around if abs(o[3] - b[3]) < 1]) > 1]
    assert len(middle) == 7  # the branches stay beside each other


def clear(made: Network, aspect: float | None) -> None:
    """Boxes do not overlap, text fits, lines meet boxes and sizes nowhere but at their ends."""
    scene = picture(made, title="Title", caption=True, aspect=aspect)
    last = scene.steps - 1
    page = (0, 0, scene.width, scene.height)
    around = frames(scene)
    labels = [b for _, b in texts(scene, "label.volume", last)]
    assert len(around) == len(labels) == len(made.nodes)
    below = [b for role in ("label.total", "caption") for _, b in texts(scene, role, last)]
    for one_box, other in combinations([*around, *labels, *below], 2):
        assert not overlap(one_box, other)
    for found in (*around, *labels, *below):
        assert within(found, page)
    for _, text in texts(scene, "label.layer"):
        assert sum(within(text, b) for b in around) == 1
    (pale,) = (m for m in scene.marks if isinstance(m, Path) and m.role == "edge.pale")
    for line in lines(pale):
        assert all(0 <= x <= scene.width and 0 <= y <= scene.height for x, y in line)
        for x, y in line:
            assert not any(inside((x, y), b) for b in (*around, *labels))


def overlap(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def inside(point, b, near=1e-3):
    (x, y), (left, top, right, low) = point, b
    return left + near < x < right - near and top + near < y < low - near


def lines(path):
    """The subpaths as closely spaced points."""
    found, here = [], (0.0, 0.0)
    for op, *xy in path.d:
        ends = list(zip(xy[::2], xy[1::2], strict=True))
        if op == "M":
            found.append(ends)
        else:
            bezier = [here, *ends] if op == "C" else [here, here, ends[0], ends[0]]
            found[-1] += [curve(bezier, n / 40) for n in range(1, 41)]
        here = ends[-1]
    return found


def curve(points, t):
    while len(points) > 1:
        points = [
            (x + (u - x) * t, y + (v - y) * t) for (x, y), (u, v) in pairwise(points)
        ]  # de Casteljau
    return points[0]


def test_branches_stand_in_columns_and_what_forks_and_joins_in_their_middle():
    scene = picture(inception())
    middle = {}
    for found in frames(scene):
        text = next(t for t, b in texts(scene, "label.layer") if within(b, found))
        middle[text] = (found[0] + found[2]) / 2
    columns = (
        ("1×1 conv, 64",), ("1×1 conv, 96", "3×3 conv, 128"), ("1×1 conv, 16", "5×5 conv, 32"),
        ("3×3 max pool", "1×1 conv, 32"),
    )  # fmt: skip
    places = [{round(middle[name], 2) for name in column} for column in columns]
    assert [len(place) for place in places] == [1, 1, 1, 1]
    (a, b, c, d) = (place.pop() for place in places)
    assert b - a == pytest.approx(c - b, abs=0.02) == pytest.approx(d - c, abs=0.02)
    assert middle["input"] == pytest.approx((a + d) / 2, abs=0.02) == middle["concat"]


@given(networks())
@settings(max_examples=30)
def test_edges_enter_a_join_side_by_side(made):
    scene = picture(made)
    for step, node in enumerate(in_turn(made)):
        new = [m for m in scene.marks if m.role == "edge.now" and shows(m.steps, step)]
        # every line is followed by its arrow's head
        tips = [line[-1] for mark in new for line in lines(mark)[::2]]
        assert len(set(tips)) == len(tips) == len(node.reads)


def test_a_skip_leads_round_its_branch_which_stays_straight():
    scene = picture(bottleneck())
    around = frames(scene)
    assert len({round((b[0] + b[2]) / 2, 2) for b in around}) == 1
    right = max(b[2] for b in around)
    (now,) = (
        m for m in scene.marks
        if isinstance(m, Path) and m.role == "edge.now" and shows(m.steps, 4)
    )  # fmt: skip
    assert max(x for line in lines(now) for x, _ in line) > right


# -- from words ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "made"), [("inception", inception()), ("inception_naive", naive())]
)
def test_the_gallery_shows_these_modules(name, made):
    shown, _ = specified(GALLERY / "one_by_one" / f"{name}.toml")
    assert isinstance(shown.operation, Network)
    assert [n.operation for n in shown.operation.nodes] == [n.operation for n in made.nodes]
    assert isinstance(shown.view, NetworkView)


def test_a_description_says_it_in_words():
    scene = picture(inception())
    assert scene.title.startswith("Network: 28 × 28 × 192 → 28 × 28 × 256; 163,696 parameters")
    for said in (
        "1×1 conv, 96 (reduction) reads input: 28 × 28 × 96.",
        "Concat reads 1×1 conv, 64, 3×3 conv, 128, 5×5 conv, 32 and 1×1 conv, 32: 28 × 28 × 256.",
    ):
        assert said in scene.description
    many = Network.chain(*(one(2, 2) for _ in range(30)))
    assert picture(many).description.endswith("10 more follow.")


def test_a_network_has_no_other_view():
    with pytest.raises(BadRequest, match="--view network"):
        animate(chain(), view="stacked")
    words = {"input": 5, "view": "numeric", "layer": [{"op": "conv", "kernel": 3}]}
    with pytest.raises(BadRequest, match="--view network"):
        animation(words)


def test_the_same_network_gives_the_same_bytes(tmp_path):
    for suffix in ("svg", "gif"):
        for name in "ab":
            animate(bottleneck(), width=200).save(tmp_path / f"{name}.{suffix}")
        one_file, other = ((tmp_path / f"{name}.{suffix}").read_bytes() for name in "ab")
        assert one_file == other
