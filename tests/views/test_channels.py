"""The channels view, read back by its roles and compared with the operation's windows."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product
from math import prod

import pytest

from convanim import BadRequest, animate
from convanim.errors import NotDrawn
from convanim.operations import (
    AdaptiveAvgPool,
    AvgPool,
    Conv,
    ConvTranspose,
    GlobalPool,
    LpPool,
    MaxPool,
)
from convanim.scene.marks import Group, Text
from convanim.views.blocks.channels import Channels
from convanim.views.blocks.solid import FACES
from convanim.views.view import Style
from tests.pictures import Grid, box, outlines, within
from tests.ties import inside, painted

LAYERS = {
    "pointwise": Conv(input=4, kernel=1, in_channels=5, out_channels=3),
    "padded": Conv(input=(4, 5), kernel=3, padding=1, in_channels=2, out_channels=2),
    "strided": Conv(input=(6, 5), kernel=(3, 2), stride=(2, 1), in_channels=3, out_channels=2),
    "dilated": Conv(input=7, kernel=3, dilation=2, padding=(0, 1), in_channels=2, out_channels=2),
    "1x1 stride 2": Conv(input=5, kernel=1, stride=2, in_channels=4, out_channels=2),
    "groups": Conv(input=4, kernel=3, padding=1, in_channels=6, out_channels=4, groups=2),
    "depthwise": Conv(input=5, kernel=3, stride=2, in_channels=3, out_channels=3, groups=3),
    "multiplied": Conv(input=4, kernel=2, in_channels=2, out_channels=4, groups=2),
    "one axis": Conv(input=(9,), kernel=3, in_channels=4, out_channels=3),
    "transposed": ConvTranspose(
        input=(3, 2), kernel=3, stride=2, padding=1, in_channels=3, out_channels=2
    ),
    "transposed groups": ConvTranspose(
        input=2, kernel=2, stride=2, in_channels=4, out_channels=2, groups=2
    ),
    "maxpool": MaxPool(input=4, kernel=2, in_channels=3),
    "lppool": LpPool(input=(5, 4), kernel=2, stride=1, in_channels=2),
    "globalpool": GlobalPool(input=(2, 3), in_channels=2),
    "adaptive": AdaptiveAvgPool(input=(6, 4), output_size=(3, 2), in_channels=2),
}


def corner(cell):
    return round(cell[0][0], 3), round(cell[0][1], 3)


def only(scene, *roles):
    """The scene's marks of some roles alone."""
    return replace(scene, marks=tuple(mark for mark in scene.marks if mark.role in roles))


def groups_of(op):
    return op.in_channels if op.pooling else op.groups


def input_cells(op, scene):
    """Where the nearest channel's front of each input cell is: its corner -> group, cell."""
    cells = outlines(scene, "input.front")
    deepest = len(cells) // groups_of(op)
    found = {}
    for group in range(groups_of(op)):
        mine = cells[group * deepest : (group + 1) * deepest]
        lines = sorted({round(c[0][0], 3) for c in mine})
        # columns share their left edge; rows lie one below the other within a column
        for column, x in enumerate(lines):
            stack = sorted(corner(c)[1] for c in mine if round(c[0][0], 3) == x)
            for row, y in enumerate(stack):
                found[x, y] = group, row, column
    return found


@pytest.mark.parametrize("order", ["pixel-first", "channel-first"])
@pytest.mark.parametrize("name", LAYERS)
def test_lit_input_cells_are_those_of_the_window(name, order):
    op = LAYERS[name]
    scene = Channels(order=order).scene(op)
    maps, each = op.maps, op.maps // groups_of(op)
    assert scene.steps == op.steps * maps
    cells = input_cells(op, scene)
    assert len(cells) == prod(op.input) * groups_of(op)
    index = op.windows.index.reshape(op.steps, -1, op.dims)
    inside = op.windows.inside.reshape(op.steps, -1)
    lit = only(scene, "window")
    for n in range(scene.steps):
        if order == "pixel-first":
            kernel, pixel = divmod(n, op.steps)
        else:
            pixel, kernel = divmod(n, maps)
        wanted = {
            (kernel // each, *(0,) * (2 - op.dims), *map(int, cell))
            for cell, real in zip(index[pixel], inside[pixel], strict=True)
            if real
        }
        fronts = outlines(lit, "lit.front", n)
        assert {cells[corner(c)] for c in fronts if corner(c) in cells} == wanted
        # those taps are lit that meet a cell: not those over padding
        assert len(fronts) == len(wanted)


@pytest.mark.parametrize("name", ["pointwise", "strided", "groups", "depthwise"])
def test_lit_block_goes_through_all_channels_of_its_group(name):
    op = LAYERS[name]
    scene, deep = Channels().scene(op), op.in_channels // op.groups
    whole = op.windows.inside.reshape(op.steps, -1).all(axis=1).argmax()  # none of it in padding
    window = only(scene, "window")
    assert len(outlines(window, "lit.top", whole)) == op.kernel[-1] * deep
    assert len(outlines(window, "lit.right", whole)) == op.kernel[0] * deep
    # its outline holds all of it and no more
    lit = [
        point for face in FACES for cell in outlines(window, f"lit.{face}", whole) for point in cell
    ]
    frame, *_ = outlines(scene, "current", whole)
    assert box(frame) == pytest.approx(box(lit))


@pytest.mark.parametrize("order", ["pixel-first", "channel-first"])
@pytest.mark.parametrize("name", ["pointwise", "strided", "one axis", "transposed"])
def test_each_step_makes_the_output_cell_of_its_filter(name, order):
    op = LAYERS[name]
    scene = Channels(order=order).scene(op)
    front = Grid(outlines(scene, "empty.front")[0])
    first, *_, last = outlines(scene, "empty.top")[0][:4]
    layer = last[0] - first[0], last[1] - first[1]
    for n in range(scene.steps):
        if order == "pixel-first":
            kernel, pixel = divmod(n, op.steps)
        else:
            pixel, kernel = divmod(n, op.maps)
        (lit,) = outlines(only(scene, "now"), "lit.output.front", n)
        back = op.maps - 1 - kernel
        moved = [(x + back * layer[0], y + back * layer[1]) for x, y in lit]
        row, column = front.place(moved)
        assert row * op.output_shape[-1] + column == pixel
        shown = [
            mark
            for mark in scene.marks
            if isinstance(mark, Group)
            and mark.role == "made"
            and any(n in span for span in mark.steps)
        ]
        assert len(shown) == n + 1
        # each has the hue of its filter around it
        hues = [mark.marks[0].role.rpartition(".")[0] for mark in shown]
        assert set(hues) <= {f"made.{f}" for f in range(op.maps)}
        assert len(outlines(only(scene, "made"), f"made.{kernel}.front", n)) >= 1


def test_only_some_filters():
    op = LAYERS["pointwise"]
    scene = Channels(filters=(0, 2)).scene(op)
    assert scene.steps == 32
    said = {mark.text for mark in scene.marks if isinstance(mark, Text)}
    assert {"2 of 3 filters", "1×1×5 each", "4×4×5", "4×4×3"} <= said
    assert scene.still == 16  # half done
    with pytest.raises(BadRequest, match="no filter 3: 0 to 2"):
        Channels(filters=(3,)).scene(op)
    with pytest.raises(BadRequest, match="no filters were chosen"):
        Channels(filters=()).scene(op)


def test_some_filters_stand_as_if_they_were_all():
    two = replace(LAYERS["pointwise"], out_channels=2)
    some, all_of_two = Channels(filters=(2, 0)).scene(LAYERS["pointwise"]), Channels().scene(two)
    for n in range(32):
        for role in ("input.front", "empty.top", "lit.front", "filter.0.front", "filter.1.front"):
            assert outlines(some, role, n) == outlines(all_of_two, role, n)


def test_chosen_steps_in_their_order():
    op = LAYERS["pointwise"]
    laid = Channels().lay(op, None, Style())
    whole, some = laid.whole(), laid.draw((17, 3, 17))
    assert some.steps == 3
    for n, m in enumerate((17, 3, 17)):
        here = outlines(only(some, "window"), "lit.front", n)
        assert here == outlines(only(whole, "window"), "lit.front", m)
        assert outlines(only(some, "now"), "lit.output.front", n) == outlines(
            only(whole, "now"), "lit.output.front", m
        )


@pytest.mark.parametrize(
    "op",
    [
        Conv(input=200, kernel=1, in_channels=50, out_channels=20),
        Conv(input=227, kernel=11, stride=4, in_channels=3, out_channels=96),
        Conv(input=112, kernel=3, padding=1, in_channels=32, out_channels=32, groups=32),
        Conv(input=28, kernel=5, padding=2, in_channels=192, out_channels=32),
        ConvTranspose(input=64, kernel=4, stride=2, padding=1, in_channels=64, out_channels=32),
        MaxPool(input=224, kernel=2, in_channels=64),
        AvgPool(input=7, kernel=7, in_channels=2048),
    ],
)
def test_large_tensors_are_drawn_by_a_few_cells(op):
    scene = Channels().scene(op)
    faces = sum(
        len(outlines(scene, f"{what}.{face}"))
        for what, face in product(("input", "empty"), ("front", "top", "right"))
    )
    assert faces < 3_000
    assert scene.steps < 500
    assert any(mark.role == "break" for mark in scene.marks)
    real = {corner(cell) for cell in outlines(scene, "input.front")}
    fronts = outlines(only(scene, "window"), "lit.front", scene.steps - 1)
    # what the last window meets lies in what is drawn, breaks or not
    assert {corner(cell) for cell in fronts} <= real


def dots(scene):
    """The middle of each dot that says that something is left out."""
    boxes = [box(dot) for dot in outlines(scene, "break")]
    return [((left + right) / 2, (top + low) / 2) for left, top, right, low in boxes]


def middle(cells):
    left, top, right, low = box([point for cell in cells for point in cell])
    return (left + right) / 2, (top + low) / 2


@pytest.mark.parametrize(
    ("input", "channels", "broken"), [((90, 3), 2, 2), ((3, 90), 2, 2), (3, 50, 1), (90, 50, 5)]
)
def test_dots_lie_beside_what_is_left_out(input, channels, broken):
    scene = Channels().scene(Conv(input=input, kernel=1, in_channels=channels, out_channels=1))
    assert len(dots(scene)) == 3 * broken
    # three are in a line that leads along a gap: their middle one is nearest to it
    cells = [cell for face in FACES for cell in outlines(scene, f"input.{face}")]
    around = box([point for cell in cells for point in cell])
    first = dots(scene)[1]
    assert within(
        (*first, *first), tuple(n + d for n, d in zip(around, (-6, -6, 6, 6), strict=True))
    )


BROKEN = {
    "causal": Conv(
        input=(12,), kernel=3, dilation=2, padding="causal", in_channels=3, out_channels=4
    ),
    "large": Conv(input=200, kernel=1, in_channels=50, out_channels=20),
    "rows": Conv(input=(90, 3), kernel=(3, 1), padding=(2, 0), in_channels=2, out_channels=2),
    "transposed": ConvTranspose(input=30, kernel=3, stride=2, in_channels=9, out_channels=9),
    "pooled": MaxPool(input=64, kernel=2, in_channels=8),
    "groups": Conv(input=20, kernel=3, padding=1, in_channels=32, out_channels=32, groups=8),
}


@pytest.mark.parametrize("name", BROKEN)
def test_no_dots_lie_on_blocks(name):
    scene = Channels().scene(BROKEN[name])
    for step in (0, scene.steps // 3, scene.steps // 2, scene.steps - 1):
        shapes = list(painted(scene, step))
        breaks = [shape for shape in shapes if shape.role == "break"]
        solid = [shape for shape in shapes if shape.closed and shape.role not in ("break", "guide")]
        assert breaks
        for dot in breaks:
            across = replace(dot, points=(dot.points[0], dot.points[2]))
            assert not [shape.role for shape in solid if inside(across, shape)]


@pytest.mark.parametrize("input", [1, 4, (30,)])
def test_filters_are_left_out_before_the_last(input):
    scene = Channels().scene(Conv(input=input, kernel=1, in_channels=1, out_channels=20))
    places = [
        middle(cell for face in FACES for cell in outlines(scene, f"filter.{f}.{face}")[:1])
        for f in range(4)
    ]
    rest = middle([dots(scene)[-3:]])
    # side by side, and one row below the other
    order = sorted([*places, rest], key=lambda place: (round(place[1], 3), place[0]))
    assert order == [*places[:3], rest, places[3]]


@pytest.mark.parametrize(
    ("groups", "each", "shown"), [(1, 6, 6), (1, 7, 4), (2, 4, 8), (2, 6, 8), (4, 1, 4), (5, 1, 3)]
)
def test_a_few_filters_and_groups_are_drawn_whole(groups, each, shown):
    maps = groups * each
    op = Conv(input=1, kernel=1, in_channels=groups, out_channels=maps, groups=groups)
    scene = Channels().scene(op)
    assert scene.steps == shown
    assert bool(dots(scene)) == (shown < maps)
    # those that are asked for are all there is to show
    assert not dots(Channels(filters=(0, maps - 1)).scene(op))


def test_groups_are_left_out_before_the_last():
    scene = Channels().scene(Conv(input=3, kernel=1, in_channels=9, out_channels=9, groups=9))
    fronts = outlines(scene, "input.front")
    assert len(fronts) == 3 * 9
    heights = [middle(fronts[9 * n : 9 * n + 9])[1] for n in range(3)]
    assert heights == sorted(heights)
    assert heights[2] - heights[1] > heights[1] - heights[0]
    gap = [y for _, y in dots(scene)]
    assert len(gap) == 3 * 3
    assert max(y for cell in fronts[9:18] for _, y in cell) < min(gap)
    assert max(gap) < min(y for cell in fronts[18:] for _, y in cell)


@pytest.mark.parametrize("axis", [(40,), (3, 50)])
def test_wide_padding_leaves_some_input_in_the_picture(axis):
    op = Conv(input=axis, kernel=1, padding=9, in_channels=2, out_channels=1)
    assert outlines(Channels().scene(op), "input.front")


def test_two_cells_of_one_place_are_never_made():
    scene = Channels().scene(LAYERS["padded"])
    made = [corner(cell) for cell in outlines(scene, "made.1.front", scene.steps - 1)]
    assert len(set(made)) == len(made)


def test_far_things_are_painted_first():
    scene = Channels().scene(LAYERS["padded"])
    order = [mark.role.partition(".")[0] for mark in scene.marks]
    first = {role: order.index(role) for role in order}
    assert first["room"] < first["input"] < first["window"] < first["glass"] < first["filter"]
    # output channels come from the far one to the near one
    hues = [
        mark.marks[0].role.rpartition(".")[0]
        for mark in scene.marks
        if isinstance(mark, Group) and mark.role == "made"
    ]
    assert hues == sorted(hues)


def test_is_the_default_where_channels_are_given():
    assert animate(LAYERS["pointwise"]).timeline.steps == 48
    assert animate(Conv(input=4, kernel=1)).timeline.steps == 16
    with pytest.warns(NotDrawn, match="does not draw more than one of 5 channels in and 3 out: "):
        assert animate(LAYERS["pointwise"], view="stacked").timeline.steps == 16
    assert animate(LAYERS["pointwise"], view=Channels, max_steps=5).scene.steps == 5


@pytest.mark.parametrize("name", ["maxpool", "lppool", "globalpool", "adaptive"])
def test_pooling_has_no_filter(name):
    op = LAYERS[name]
    scene = Channels().scene(op)
    roles = {shape.role for shape in painted(scene, scene.steps - 1)}
    assert not [role for role in roles if role.startswith(("filter", "made"))]
    for n in range(scene.steps):
        (window,) = outlines(scene, "current", n)
        (now,) = outlines(only(scene, "now"), "lit.output.front", n)
        upper, lower = (shape.points for shape in painted(scene, n) if shape.role == "guide")
        # from the window's near right edge to the left one of the cell
        assert (upper[1], lower[1]) == (pytest.approx(now[0]), pytest.approx(now[3]))
        assert [upper[0], lower[0]] == [pytest.approx(end) for end in near_edge(window)]
    assert len(outlines(scene, "output.front", scene.steps - 1)) > 0


@pytest.mark.parametrize(
    ("op", "words"),
    [
        (MaxPool(input=4, kernel=2, in_channels=3), "max of"),
        (AvgPool(input=4, kernel=2, in_channels=3), "mean of"),
        (LpPool(input=4, kernel=2, norm_type=3, in_channels=3), "3-norm of"),
        (GlobalPool(input=4, reduce="max", in_channels=3), "max of"),
        (Conv(input=4, kernel=2, in_channels=3, out_channels=1), "1 filter"),
        (Conv(input=4, kernel=2, in_channels=3, out_channels=2), "2 filters"),
    ],
)
def test_says_what_becomes_of_a_window(op, words):
    said = [mark.text for mark in Channels().scene(op).marks if isinstance(mark, Text)]
    assert words in said


def test_windows_of_unequal_size_are_refused():
    op = AdaptiveAvgPool(input=5, output_size=3, in_channels=2)
    with pytest.raises(BadRequest, match="the channels view shows no windows of unequal size"):
        animate(op, view="channels")


@pytest.mark.parametrize("name", LAYERS)
def test_input_filters_and_output_keep_apart(name):
    scene = Channels().scene(LAYERS[name])
    parts = [
        box([point for role in roles for cell in outlines(scene, role) for point in cell])
        for roles in (
            ("room", "input.front", "input.top", "input.right"),
            [f"filter.{f}.{face}" for f in range(6) for face in FACES],
            ("empty.front", "empty.top", "empty.right"),
        )
        if any(outlines(scene, role) for role in roles)
    ]
    assert len(parts) == (2 if LAYERS[name].pooling else 3)
    for (_, _, end, _), (start, _, _, _) in pairwise(parts):
        assert end + 49.99 <= start


@pytest.mark.parametrize("name", ["pointwise", "padded", "groups", "depthwise", "one axis"])
def test_guides_tie_the_block_to_the_filter_and_the_filter_to_the_cell(name):
    scene = Channels(order="channel-first").scene(LAYERS[name])
    for n in range(scene.steps):
        guides = [shape.points for shape in painted(scene, n) if shape.role == "guide"]
        (now,) = outlines(only(scene, "now"), "lit.output.front", n)
        window, met = outlines(scene, "current", n)
        feet = near_edge(window)
        cell = now[0][0], (now[0][1] + now[3][1]) / 2
        (x1, y1), (x2, y2) = met[2:4]
        if len(guides) == 3:
            filter_ = [met[0], met[5], ((x1 + x2) / 2, (y1 + y2) / 2)]
            wanted = [*zip(feet, filter_, strict=False), (filter_[2], cell)]
            assert [*map(flat, guides)] == [pytest.approx(flat(ends)) for ends in wanted]
        else:  # past its neighbours: by its lowest corner, by its highest
            assert [guide[0] for guide in guides[:2]] == [pytest.approx(foot) for foot in feet]
            ends = [point for guide in guides for point in guide]
            assert ends[-1] == pytest.approx(cell)
            near = [point for point in ends if point in map(pytest.approx, met)]
            assert near


def near_edge(window):
    """The upper and the lower end of the near right edge of a block, from its outline."""
    _, _, (_, top), (_, low), (x, y), _ = window
    return [(x, y - low + top), (x, y)]


def flat(ends):
    """Two places as one row of numbers."""
    return [number for point in ends for number in point]


def test_three_axes_are_refused():
    op = Conv(input=(2, 3, 4), kernel=1, in_channels=2, out_channels=2)
    with pytest.raises(BadRequest, match="shows one or two axes"):
        animate(op, view="channels")
    with pytest.raises(BadRequest, match="order"):
        animate(LAYERS["pointwise"], order="pixel")


def test_too_many_cells_are_refused():
    op = Conv(input=150, kernel=100, in_channels=3, out_channels=3)
    with pytest.raises(BadRequest, match="too many"):
        Channels().scene(op)
