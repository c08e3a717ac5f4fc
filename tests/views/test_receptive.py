"""The receptive-field view: what is lit is what the output depends on, tried out by numbers."""

from __future__ import annotations

from itertools import combinations, product
from math import prod
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convanim import AvgPool, BadRequest, Conv, ConvTranspose, MaxPool, Network, animate
from convanim.cli.main import main
from convanim.errors import NotDrawn
from convanim.operations import AdaptiveAvgPool, GlobalPool
from convanim.scene.marks import Path
from convanim.scene.time import shows
from convanim.sources.networks import network
from convanim.views.planes import levels
from tests.drawn import drawn
from tests.pictures import box, line, outlines, still, texts, within


def receptive(made, **style):
    """The scene of all steps."""
    return drawn("receptive-field", made, **{"caption": True, "gap": 0.1, **style})


def chain(*size, layers):
    """A chain over an input of this size."""
    made = Network.start(size, 1)
    for layer, words in layers:
        made = made.layer(layer(input=made.output.shape, **words))
    return made


CHAINS = {
    "plain": chain(9, 9, layers=[(Conv, {"kernel": 3})] * 3),
    "strides": chain(
        11, 11, layers=[(Conv, {"kernel": 3, "stride": s, "padding": 1}) for s in (1, 2, 1)]
    ),
    "holes": chain(9, 9, layers=[(Conv, {"kernel": 3, "dilation": 2}), (Conv, {"kernel": 2})]),
    "more holes": chain(15, layers=[(Conv, {"kernel": 3, "dilation": d}) for d in (2, 4)]),
    "causal": chain(
        17,
        layers=[(Conv, {"kernel": 2, "dilation": d, "padding": "causal"}) for d in (1, 2, 4, 8)],
    ),
    "uneven": chain(
        12,
        9,
        layers=[
            (Conv, {"kernel": (3, 2), "padding": "same"}),
            (MaxPool, {"kernel": (2, 3), "stride": (2, 1)}),
            (AvgPool, {"kernel": (1, 2), "padding": (0, 1)}),
        ],
    ),
    "one cell": chain(6, 6, layers=[(Conv, {"kernel": 3}), (MaxPool, {"kernel": 4})]),
    "one column": chain(7, 2, layers=[(Conv, {"kernel": (3, 2)})]),
    "mostly padding": chain(3, 3, layers=[(Conv, {"kernel": 3, "padding": 1})] * 3),
    "beyond": chain(5, layers=[(Conv, {"kernel": 3, "padding": 1}), (MaxPool, {"kernel": 2})]),
    "overhang": chain(6, layers=[(MaxPool, {"kernel": 4, "ceil_mode": True})]),
    "whole map": chain(7, 6, layers=[(Conv, {"kernel": 3}), (GlobalPool, {})]),
    "asked for": chain(8, layers=[(Conv, {"kernel": 3}), (AdaptiveAvgPool, {"output_size": 3})]),
    "single": chain(5, layers=[(Conv, {"kernel": 3, "padding": 2})]),
}


def middles(mark):
    """The middle of each outline of a path."""
    found, points = [], []
    for op, *xy in mark.d:
        points = [] if op == "M" else points
        if op == "Z":
            # rounding no corners, an outline has four
            assert len(points) == 4
            found.append(tuple(sum(p) / 4 for p in zip(*points, strict=True)))
        else:
            points.append(xy)
    return found


class Maps:
    """The cells of every map, read off a scene."""

    def __init__(self, scene, made):
        self.scene = scene
        marks = [mark for mark in scene.marks if mark.role in ("input", "output")]
        self.shapes = [(1, *node.shape)[-2:] for node in made.nodes]
        self.places = []
        for mark, (rows, columns) in zip(marks, self.shapes, strict=True):
            cells = middles(mark)
            assert len(cells) == rows * columns
            self.places.append(dict(zip(product(range(rows), range(columns)), cells, strict=True)))

    def at(self, number, cell):
        """Where a cell of a map lies, or would lie around it."""
        places, (rows, columns) = self.places[number], self.shapes[number]
        x, y = places[0, 0]
        for n, (size, step) in enumerate(((rows, (1, 0)), (columns, (0, 1)))):
            if size > 1:
                x += (places[step][0] - places[0, 0][0]) * cell[n]
                y += (places[step][1] - places[0, 0][1]) * cell[n]
            else:
                assert cell[n] == 0, "nothing tells where padding lies"
        return x, y

    def lit(self, step, *roles):
        """The middles of what is lit at a step, rounded."""
        found = [
            (round(x, 4), round(y, 4))
            for mark in self.scene.marks
            if isinstance(mark, Path) and mark.role in roles and shows(mark.steps, step)
            for x, y in middles(mark)
        ]
        assert len(set(found)) == len(found), "a cell is lit twice"
        return set(found)

    def cells(self, number, step):
        """The real cells of a map that are lit at a step."""
        lit = self.lit(step, "tap.tint", "active")
        return {c for c, (x, y) in self.places[number].items() if (round(x, 4), round(y, 4)) in lit}


def output(ops, x):
    """What a chain makes of numbers, its weights all ones."""
    for op in ops:
        x = op(x) if op.pooling else op(x, np.ones(op.kernel))
    return np.asarray(x)


def felt(ops, cell):
    """The input cells that change an output cell, by changing each of them."""
    shape = ops[0].input
    found = set()
    for place in np.ndindex(*shape):
        x = np.zeros(shape)
        x[place] = 1
        if output(ops, x)[tuple(cell[-len(shape) :])] != 0:
            found.add((0, *place)[-2:])
    return found


def padded(ops, cell):
    """For each map from the last down the cells around it that are read, tap by tap."""
    found, here = [set()], {cell}
    for op in reversed(ops):
        words = [(1, 1, 0, 1), *zip(op.kernel, op.stride, op.padding, op.dilation, strict=True)]
        lines = [(k, s, p[0] if p else 0, d) for k, s, p, d in words[-2:]]
        shape = (1, *op.input)[-2:]
        read = {
            tuple(a * s - p + t * d for a, t, (_, s, p, d) in zip(at, taps, lines, strict=True))
            for at in here
            for taps in product(*(range(k) for k, *_ in lines))
        }
        here = {c for c in read if all(0 <= n < size for n, size in zip(c, shape, strict=True))}
        found.append(read - here)
    return found


def check(made):
    """Every map at every step against numbers and loops."""
    ops, last = made.operations, len(made.operations)
    scene = receptive(made)
    maps = Maps(scene, made)
    followed = [maps.cells(last, step) for step in (0, scene.steps - 1)]
    assert all(len(cells) == 1 for cells in followed)
    assert scene.steps == last + 1 + (prod(made.output.shape) > 1)
    assert scene.still == last
    for step in range(scene.steps):
        (cell,) = followed[step > last]
        around = set()
        for number in range(last + 1):
            reached = step > last or last - number <= step
            shown = maps.cells(number, step)
            if number == last:
                assert shown == {cell}
            else:
                assert shown == (felt(ops[number:], cell) if reached else set())
            if reached:
                read = padded(ops, cell)[last - number]
                around |= {tuple(round(v, 4) for v in maps.at(number, c)) for c in read}
        assert maps.lit(step, "tap.padding") == around
        assert around <= maps.lit(step, "padding")
    return scene, followed


@pytest.mark.parametrize("name", CHAINS)
def test_what_is_lit_is_what_the_output_depends_on(name):
    check(CHAINS[name])


@st.composite
def networks(draw):
    dims = draw(st.sampled_from([1, 1, 2]))
    made = Network.start([draw(st.integers(2, 9 if dims == 1 else 6)) for _ in range(dims)], 1)
    for _ in range(draw(st.integers(1, 3))):
        layer = draw(st.sampled_from([Conv, MaxPool, AvgPool]))
        words = {"kernel": [], "stride": [], "padding": [], "dilation": []}
        for size in made.output.shape:
            kernel, dilation = draw(st.integers(1, 3)), draw(st.integers(1, 2))
            if size == 1 or dilation * (kernel - 1) + 1 > size:
                kernel = dilation = 1
            # where a map has a single cell, nothing in the picture tells a padding cell's place
            most = min(dilation * (kernel - 1) + 1, 4) // 2 if size > 1 else 0
            values = kernel, draw(st.integers(1, 2)), (draw(st.integers(0, most)),) * 2, dilation
            for word, value in zip(words, values, strict=True):
                words[word].append(value)
        op = layer(input=made.output.shape, **{word: tuple(v) for word, v in words.items()})
        made = made.layer(op)
    return made


@settings(max_examples=60, deadline=None)
@given(networks())
def test_random_chains_light_what_the_output_depends_on(made):
    with patch.object(levels, "SMALLEST", 0), patch.object(levels, "CLEAR", 0):
        check(made)


def test_the_cell_followed_lies_in_the_middle_and_sees_little_padding():
    for name, cells in (
        ("plain", [(1, 1), (1, 2)]),
        ("strides", [(2, 2), (2, 3)]),
        ("causal", [(0, 15), (0, 16)]),
        ("one cell", [(0, 0), (0, 0)]),
        ("one column", [(2, 0), (3, 0)]),
    ):
        _, followed = check(CHAINS[name])
        assert [cell for (cell,) in followed] == cells, name


def test_the_neighbours_field_is_a_jump_further_and_the_first_one_is_framed():
    made = CHAINS["strides"]
    scene = receptive(made)
    maps = Maps(scene, made)
    first, second = (maps.cells(0, step) for step in (3, 4))
    assert second == {(row, column + 2) for row, column in first}
    frames = [
        mark
        for mark in scene.marks
        if mark.role == "current" and shows(mark.steps, scene.steps - 1)
    ]
    assert len(frames) == 4
    assert not any(shows(mark.steps, step) for mark in frames for step in range(4))
    xs, ys = zip(*(maps.places[0][cell] for cell in first), strict=True)
    ((x, y),) = middles(frames[0])
    assert (x, y) == pytest.approx((sum(xs) / len(xs), sum(ys) / len(ys)))


@pytest.mark.parametrize("name", ["plain", "strides", "uneven", "more holes"])
def test_a_cell_lies_over_the_middle_of_its_field(name):
    made = CHAINS[name]
    maps = Maps(receptive(made), made)
    dims = len(made.input.shape)
    for number, node in enumerate(made.nodes):
        ops = made.operations[:number]
        cell = tuple(size // 2 for size in maps.shapes[number])
        ends = []
        for axis in range(dims):
            low = high = cell[axis - dims]
            for op in reversed(ops):
                low = low * op.stride[axis] - op.padding[axis][0]
                high = high * op.stride[axis] - op.padding[axis][0] + op.extent[axis] - 1
            ends.append((low, high))
        lowest, highest = (maps.at(0, (0, *corner)[-2:]) for corner in zip(*ends, strict=True))
        x, y = maps.at(number, cell)
        assert x == pytest.approx((lowest[0] + highest[0]) / 2)
        assert y < lowest[1] or number == 0
        # neighbours are as far apart as their fields
        if node.shape[-1] > 1:
            pitch = maps.at(number, (0, 1))[0] - maps.at(number, (0, 0))[0]
            unit = maps.at(0, (0, 1))[0] - maps.at(0, (0, 0))[0]
            assert pitch == pytest.approx(prod(op.stride[-1] for op in ops) * unit)


def test_every_line_of_a_row_leads_from_a_cell_to_one_that_it_reads():
    made = CHAINS["causal"]
    scene = receptive(made)
    maps = Maps(scene, made)
    for number, mark in enumerate(
        mark for mark in scene.marks if mark.role == "guide" and shows(mark.steps, 4)
    ):
        ends = [tuple(xy) for _, *xy in mark.d]
        columns = {
            (column(maps, number + 1, head), column(maps, number, foot))
            for head, foot in zip(ends[::2], ends[1::2], strict=True)
        }
        dilation = 2**number
        lit = {cell[1] for cell in maps.cells(number + 1, 4)}
        assert columns == {(x, x - t * dilation) for x in lit for t in (0, 1)}


def column(maps, number, point):
    """The column of the cell of a row above or below which a point lies."""
    (found,) = [c for (_, c), (x, _) in maps.places[number].items() if abs(x - point[0]) < 1e-6]
    return found


# -- words ---------------------------------------------------------------------------------


def said(scene, step):
    """The line below the picture at a step."""
    return line(scene, "caption", step)


def test_the_captions_of_a_small_chain():
    scene = receptive(CHAINS["strides"])
    assert [said(scene, step) for step in range(scene.steps)] == [
        "one cell of layer 3",
        "it sees 3×3 cells of layer 2",
        "it sees 7×7 cells of layer 1",
        "receptive field 9×9, jump 2, start −4",
        "the cell to its right sees 2 cells further: jump 2",
    ]
    assert [text for text, _ in texts(scene, "label")] == [
        "input 11×11",
        "layer 1: conv 3, p 1 → 11×11",
        "field 3×3, jump 1, start −1",
        "layer 2: conv 3, s 2, p 1 → 6×6",
        "field 5×5, jump 2, start −2",
        "layer 3: conv 3, p 1 → 6×6",
        "field 9×9, jump 2, start −4",
    ]


def test_holes_and_padding_are_counted():
    dilated = [(Conv, {"kernel": 3, "dilation": 2, "padding": 2})] * 2
    for size, sizes, read in (((9,), "9", "5"), ((9, 9), "9×9", "25")):
        line = said(receptive(chain(*size, layers=dilated)), 2)
        assert line == f"receptive field {sizes}, jump 1, start −4 (reads {read})"
    beyond = receptive(CHAINS["mostly padding"])
    assert said(beyond, 3) == "receptive field 7×7, jump 1, start −3 (reads 25, 16 in padding)"


def test_uneven_axes_are_told_apart():
    found = [text for text, _ in texts(receptive(CHAINS["uneven"]), "label")]
    assert found[1:5] == [
        "layer 1: conv 3×2, p 1:1,0:1 → 12×9",
        "field 3×2, jump 1, start (−1, 0)",
        "layer 2: maxpool 2×3, s 2×1 → 6×7",
        "field 4×4, jump 2×1, start (−1, 0)",
    ]


def test_what_has_no_kernel_is_named_by_its_settings():
    for name, label in (
        ("whole map", "layer 2: global mean → 1×1"),
        ("asked for", "layer 2: adaptive mean → 3"),
    ):
        assert label in [text for text, _ in texts(receptive(CHAINS[name]), "label")]


def vgg(size, dims):
    layers = []
    for number, convs in enumerate((2, 2, 3, 3, 3), start=1):
        layers += [{"op": "conv", "kernel": 3, "padding": 1}] * convs
        layers.append({"op": "maxpool", "kernel": 2, "name": f"pool{number}"})
    return network({"input": size, "dims": dims, "layer": layers})


def alexnet(size):
    words = (
        ("conv", 11, 4, 2),
        ("maxpool", 3, 2, 0),
        ("conv", 5, 1, 2),
        ("maxpool", 3, 2, 0),
        ("conv", 3, 1, 1),
        ("conv", 3, 1, 1),
        ("conv", 3, 1, 1),
        ("maxpool", 3, 2, 0),
    )
    layers = [
        dict(zip(("op", "kernel", "stride", "padding"), layer, strict=True)) for layer in words
    ]
    return network({"input": size, "layer": layers})


@pytest.mark.parametrize(
    ("made", "size"), [(vgg(224, 1), 212), (vgg(224, 2), 212), (alexnet(224), 195)]
)
def test_known_networks_by_the_papers_closed_form(made, size):
    ops, dims = made.operations, len(made.input.shape)
    strides = [prod(op.stride[0] for op in ops[:n]) for n in range(len(ops) + 1)]
    field = 1 + sum((op.extent[0] - 1) * s for op, s in zip(ops, strides, strict=False))
    start = -sum(op.padding[0][0] * s for op, s in zip(ops, strides, strict=False))
    assert field == size
    scene = receptive(made)
    across = "×".join([str(field)] * dims)
    line = f"receptive field {across}, jump {strides[-1]}, start −{-start}"
    assert said(scene, len(ops)).startswith(line)


@pytest.mark.parametrize("made", [*CHAINS.values(), vgg(224, 1), vgg(224, 2), alexnet(224)])
def test_words_overlap_neither_each_other_nor_the_edge(made):
    scene = receptive(made, gap=0, title="A chain of layers")
    page = (0.0, 0.0, scene.width, scene.height)
    for step in range(scene.steps):
        boxes = [
            where for role in ("label", "title", "caption") for _, where in texts(scene, role, step)
        ]
        assert all(within(where, page) for where in boxes)
        for (a, b, c, d), (e, f, g, h) in combinations(boxes, 2):
            assert c <= e or g <= a or d <= f or h <= b
    for mark in scene.marks:
        if isinstance(mark, Path):
            for _, *xy in mark.d:
                for x, y in zip(xy[::2], xy[1::2], strict=True):
                    assert 0 <= x <= scene.width
                    assert 0 <= y <= scene.height


# -- large ones, and what is refused ---------------------------------------------------------


def test_a_large_network_is_drawn_with_few_marks_its_regions_in_place():
    made = vgg(224, 2)
    scene = receptive(made)
    assert scene.steps == 20
    assert sum(len(mark.d) for mark in scene.marks if isinstance(mark, Path)) < 3000
    base = next(mark for mark in scene.marks if mark.role == "input").d
    lit = next(mark for mark in scene.marks if mark.role == "tap.tint" and shows(mark.steps, 18)).d
    (x, y), (ux, uy), _, (vx, vy) = ((a, b) for _, a, b in base[:4])
    u, v = (ux - x, uy - y), (vx - x, vy - y)
    area = u[0] * v[1] - u[1] * v[0]
    corners = [
        (
            224 * ((px - x) * v[1] - (py - y) * v[0]) / area,
            224 * (u[0] * (py - y) - u[1] * (px - x)) / area,
        )
        for _, px, py in lit[:4]
    ]
    # the middle one of seven cells, 32 apart, the first of which starts at -90
    low, high = 3 * 32 - 90, 3 * 32 - 90 + 212
    assert np.allclose(corners, [(low, low), (high, low), (high, high), (low, high)])
    frame = next(mark for mark in scene.marks if mark.role == "current" and shows(mark.steps, 19))
    assert np.allclose([xy for _, *xy in frame.d[:4]], [xy for _, *xy in lit[:4]])


def test_cells_of_a_row_stay_squares_however_far_apart():
    scene = receptive(chain(12, layers=[(Conv, {"kernel": 2, "stride": s}) for s in (2, 3)]))
    cells = [cell for role in ("input", "output") for cell in outlines(scene, role)]
    assert len(cells) == 12 + 6 + 2
    for left, top, right, low in map(box, cells):
        assert right - left == pytest.approx(low - top) == pytest.approx(0.9 * levels.SIDE)


@pytest.mark.parametrize(("size", "round"), [(12, True), (80, False)])
def test_corners_are_round_where_there_is_room(size, round):
    scene = receptive(chain(size, layers=[(Conv, {"kernel": 3})]), radius=0.2)
    (cells,) = (mark for mark in scene.marks if mark.role == "input")
    assert ("C" in {op for op, *_ in cells.d}) == round


def test_some_steps_only():
    made = CHAINS["strides"]
    scene = animate(made, view="receptive-field", steps=[0, 4], caption=True).scene
    assert scene.steps == 2
    assert said(scene, 1).startswith("the cell to its right")
    assert animate(CHAINS["one cell"], view="receptive-field").laid.steps == 3
    with pytest.raises(BadRequest, match="step 5"):
        animate(made, view="receptive-field", steps=[5])


WORDY = (
    Network.start((3,), 1)
    .layer(
        Conv(input=(3,), kernel=2), "a layer that was given a name so long that nothing is wider"
    )
    .layer(Conv(input=(2,), kernel=1))
)


@pytest.mark.parametrize("made", [*CHAINS.values(), WORDY])
def test_a_step_by_itself_is_that_step_of_the_whole(made):
    whole = receptive(made)
    for step in range(whole.steps):
        alone = drawn("receptive-field", made, steps=(step,), caption=True, gap=0.1)
        assert (alone.width, alone.height) == (whole.width, whole.height)
        assert still(alone, 0) == still(whole, step)


def test_one_operation_is_the_shortest_chain():
    op = Conv(input=7, kernel=3)
    one, other = receptive(op), receptive(Network.chain(op))
    assert one == other
    assert one.steps == 3


BRANCHES = (
    Network.start((6, 6), 1)
    .layer(Conv(input=6, kernel=3), "a")
    .layer(Conv(input=6, kernel=3), "b", "input")
    .join("add", ("a", "b"))
)


@pytest.mark.parametrize(
    ("made", "wrong"),
    [
        (ConvTranspose(input=3, kernel=3), "no transposed convolution"),
        (chain(3, 3, layers=[(ConvTranspose, {"kernel": 3})]), "no transposed convolution"),
        (AdaptiveAvgPool(input=5, output_size=3), "no windows of unequal size"),
        (chain(5, layers=[(AdaptiveAvgPool, {"output_size": 3})]), "no windows of unequal size"),
        (BRANCHES, "branches"),
        (Conv(input=(3, 3, 3), kernel=2), "one or two axes, .* 3"),
        (chain(3, 3, 3, layers=[(Conv, {"kernel": 2})]), "one or two axes, .* 3"),
        (Network.start((5, 5), 1), "at least one layer"),
        (Conv(input=(20_000,), kernel=3), "20,000 cells"),
        (chain(9_999, layers=[(Conv, {"kernel": 1, "padding": 10})] * 2), "10,019 cells"),
    ],
)
def test_what_has_no_such_picture_is_refused_in_words(made, wrong):
    with pytest.raises(BadRequest, match=wrong):
        animate(made, view="receptive-field")


def test_only_views_that_show_a_network_are_named_in_a_refusal():
    with pytest.raises(BadRequest, match="a network: --view network does"):
        animate(BRANCHES, view="stacked")
    with pytest.raises(BadRequest, match="a network: --view network or receptive-field does"):
        animate(CHAINS["plain"], view="stacked")


def test_padding_that_is_not_zeros_is_told_of_and_not_drawn():
    op = Conv(input=5, kernel=3, padding=1, padding_mode="circular", activation="relu")
    with pytest.warns(NotDrawn, match="does not draw padding mode") as told:
        animate(op, view="receptive-field")
    assert "activation" not in str(told[0].message)


def test_the_command_refuses_in_one_line(tmp_path, capsys):
    out = str(tmp_path / "a.svg")
    assert main(["conv", "-i", "7", "-k", "3", "--view", "receptive-field", "-o", out]) == 0
    capsys.readouterr()
    words = ["transposed", "-i", "3", "-k", "3", "--view", "receptive-field", "-o", out]
    assert main(words) == 2
    assert capsys.readouterr().err.count("\n") == 1
