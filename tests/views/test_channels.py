"""The channels view, read back by its roles and compared with the operation's windows."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
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
    lit = only(scene, "window", "lit")
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
        # every tap of a convolution is shown, of a transposed one those that meet a cell
        assert len(fronts) == (len(wanted) if op.swapped else prod(op.kernel))


@pytest.mark.parametrize("name", ["pointwise", "strided", "groups", "depthwise"])
def test_lit_block_goes_through_all_channels_of_its_group(name):
    op = LAYERS[name]
    window = only(Channels().scene(op), "window")
    deep = op.in_channels // op.groups
    assert len(outlines(window, "lit.top")) == op.kernel[-1] * deep
    assert len(outlines(window, "lit.right")) == op.kernel[0] * deep


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
        # each keeps the hue of its filter
        hues = [mark.marks[0].role.rpartition(".")[0] for mark in shown]
        assert set(hues) <= {f"filter.{f}" for f in range(op.maps)}
        assert len(outlines(only(scene, "made"), f"filter.{kernel}.front", n)) >= 1


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
    fronts = outlines(only(scene, "window", "lit"), "lit.front", scene.steps - 1)
    if not op.swapped and not any(map(any, op.padding)):
        # the last window lies whole in what is drawn, breaks or not
        assert {corner(cell) for cell in fronts} <= real


def dots(scene):
    """The middle of each dot that says that something is left out."""
    boxes = [box(dot) for dot in outlines(scene, "break")]
    return [((left + right) / 2, (top + low) / 2) for left, top, right, low in boxes]


def middle(cells):
    left, top, right, low = box([point for cell in cells for point in cell])
    return (left + right) / 2, (top + low) / 2


@pytest.mark.parametrize(
    ("input", "channels", "face"), [((90, 3), 2, "glass"), ((3, 90), 2, "glass"), (3, 50, "top")]
)
def test_dots_lie_where_cells_are_left_out(input, channels, face):
    scene = Channels().scene(Conv(input=input, kernel=1, in_channels=channels, out_channels=1))
    cells = outlines(scene, "glass" if face == "glass" else "input.top")
    around = box([point for cell in cells for point in cell])
    found = dots(scene)
    assert len(found) == 3
    for x, y in found:
        assert within((x, y, x, y), around)
        assert not any(holds(cell, x, y) for cell in cells)


def holds(cell, x, y):
    """Whether a cell lies around a point."""
    (ox, oy), (ux, uy), _, (vx, vy) = cell
    ux, uy, vx, vy, x, y = ux - ox, uy - oy, vx - ox, vy - oy, x - ox, y - oy
    area = ux * vy - uy * vx
    return 0 < (x * vy - y * vx) / area < 1 and 0 < (ux * y - uy * x) / area < 1


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
    made = [corner(cell) for cell in outlines(scene, "filter.1.front", scene.steps - 1)]
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
    with pytest.warns(NotDrawn, match="does not draw in channels and out channels"):
        assert animate(LAYERS["pointwise"], view="stacked").timeline.steps == 16
    assert animate(LAYERS["pointwise"], view=Channels, max_steps=5).scene.steps == 5


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
            ("current",),
            ("empty.front", "empty.top", "empty.right"),
        )
    ]
    (_, _, end, _), (start, _, stop, _), (left, _, _, _) = parts
    if not LAYERS[name].swapped:  # whose window is outlined too
        assert end + 49.99 <= start
        assert stop + 49.99 <= left


@pytest.mark.parametrize("name", ["pointwise", "padded", "groups", "depthwise", "one axis"])
def test_guides_tie_the_block_to_the_filter_and_the_filter_to_the_cell(name):
    scene = Channels(order="channel-first").scene(LAYERS[name])
    upper, lower, out = (mark.track for mark in scene.marks if mark.role == "guide")
    for n in range(scene.steps):
        fronts = [point for cell in outlines(scene, "lit.front", n) for point in cell]
        (now,) = outlines(only(scene, "now"), "lit.output.front", n)
        block = [point for point in fronts if point not in now]
        (met,) = outlines(scene, "current", n)
        right = max(x for x, _ in block)
        edge = [point for point in block if point[0] == pytest.approx(right)]
        feet = [min(edge, key=lambda p: p[1]), max(edge, key=lambda p: p[1])]
        heads = [met[0], met[5]]
        for track, foot, head in zip((upper, lower), feet, heads, strict=True):
            _, _, dx, dy, x, y = track[n]
            assert (x, y) == pytest.approx(foot)
            assert (x + dx, y + dy) == pytest.approx(head)
        _, _, dx, dy, x, y = out[n]
        (x1, y1), (x2, y2) = met[2:4]
        assert (x, y) == pytest.approx(((x1 + x2) / 2, (y1 + y2) / 2))
        assert (x + dx, y + dy) == pytest.approx((now[0][0], (now[0][1] + now[3][1]) / 2))


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
