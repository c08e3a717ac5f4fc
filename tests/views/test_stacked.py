"""The stacked view against the published pictures, derived from their parameters alone."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from convanim import AvgPool, BadRequest, Conv, ConvTranspose, MaxPool
from convanim.scene.marks import Group, Path
from tests.drawn import drawn
from tests.pictures import Grid, outlines

# name: input, kernel, stride, padding, dilation of the convolution, as the paper gives them
PUBLISHED = {
    "no_padding_no_strides": (4, 3, 1, 0, 1),
    "arbitrary_padding_no_strides": (5, 4, 1, 2, 1),
    "same_padding_no_strides": (5, 3, 1, 1, 1),
    "full_padding_no_strides": (5, 3, 1, 2, 1),
    "no_padding_strides": (5, 3, 2, 0, 1),
    "padding_strides": (5, 3, 2, 1, 1),
    "padding_strides_odd": (6, 3, 2, 1, 1),
    "dilation": (7, 3, 1, 0, 2),
}
# frames of the published GIFs: of the convolution, of its transpose
FRAMES = {
    "no_padding_no_strides": (4, 16),
    "arbitrary_padding_no_strides": (36, 25),
    "same_padding_no_strides": (25, 25),
    "full_padding_no_strides": (49, 25),
    "no_padding_strides": (4, 25),
    "padding_strides": (9, 25),
    "padding_strides_odd": (9, 36),
    "dilation": (9, None),
}


def square(start: int, count: int, step: int = 1) -> set[tuple[int, int]]:
    """count x count places from (start, start), step apart."""
    line = range(start, start + count * step, step)
    return set(product(line, line))


@pytest.mark.parametrize("name", PUBLISHED)
def test_convolution_shows_the_published_cells(name):
    i, k, s, p, d = PUBLISHED[name]
    op = Conv(input=i, kernel=k, stride=s, padding=p, dilation=d)
    scene, plain = drawn("stacked", op, tells_padding=True), drawn("stacked", op)
    assert scene.steps == FRAMES[name][0]
    side = round(scene.steps**0.5)
    cells = outlines(scene, "input")
    grid = Grid(cells[0])  # counts from the first input cell
    assert grid.places(cells) == square(0, i)
    assert grid.places(outlines(scene, "padding")) == square(-p, i + 2 * p) - square(0, i)
    above = outlines(scene, "output")
    top = Grid(above[0])
    assert top.places(above) == square(0, side)
    for step, (row, column) in enumerate(product(range(side), range(side))):
        taps = {
            (row * s - p + a * d, column * s - p + b * d) for a, b in product(range(k), range(k))
        }
        assert grid.places(outlines(scene, "tap", step)) == taps & square(0, i)
        assert grid.places(outlines(scene, "tap.padding", step)) == taps - square(0, i)
        assert grid.places(outlines(plain, "tap", step)) == taps
        assert top.places(outlines(scene, "active", step)) == {(row, column)}


@pytest.mark.parametrize("name", [name for name, (_, t) in FRAMES.items() if t])
def test_transposed_shows_the_published_cells(name):
    i, k, s, p, _ = PUBLISHED[name]
    small = round(FRAMES[name][0] ** 0.5)
    # the row or column that the convolution's stride leaves over
    extra = (i + 2 * p - k) % s
    op = ConvTranspose(input=small, kernel=k, stride=s, padding=p, output_padding=extra)
    scene, plain = drawn("stacked", op, tells_padding=True), drawn("stacked", op)
    assert scene.steps == FRAMES[name][1] == i * i
    cells = outlines(scene, "input")
    grid = Grid(cells[0])
    assert grid.places(cells) == square(0, small, s)
    border, stretched = k - 1 - p, (small - 1) * s + 1
    # the published odd one has its extra row and column after the input, not before it
    whole = square(-border, stretched + 2 * border + extra)
    assert grid.places(outlines(scene, "padding")) == whole - square(0, small, s)
    above = outlines(scene, "output")
    top = Grid(above[0])
    assert top.places(above) == square(0, i)
    for step, (row, column) in enumerate(product(range(i), range(i))):
        start = square(0, k)
        window = {(row + a - border, column + b - border) for a, b in start}
        real = square(0, small, s)  # the zeros between them are padding too
        assert grid.places(outlines(scene, "tap", step)) == window & real
        assert grid.places(outlines(scene, "tap.padding", step)) == window - real
        assert grid.places(outlines(plain, "tap", step)) == window
        assert top.places(outlines(scene, "active", step)) == {(row, column)}


def test_dilated_kernel_shades_its_taps_only():
    scene = drawn("stacked", Conv(input=7, kernel=3, dilation=2))
    assert len(outlines(scene, "tap")) == 9


def test_uneven_parameters_stay_on_their_axes():
    op = Conv(input=(6, 5), kernel=(3, 2), stride=(2, 1), padding=((1, 0), (0, 2)))
    scene = drawn("stacked", op, tells_padding=True)
    cells = outlines(scene, "input")
    grid = Grid(cells[0])
    assert grid.places(cells) == set(product(range(6), range(5)))
    every = grid.places(outlines(scene, "padding")) | grid.places(cells)
    assert every == set(product(range(-1, 6), range(7)))
    assert outlines(scene, "tap", scene.steps - 1) == []
    assert grid.places(outlines(scene, "tap.padding", scene.steps - 1)) == {
        (r, c) for r in (3, 4, 5) for c in (5, 6)
    }


def test_ceil_mode_draws_the_overhang():
    scene = drawn("stacked", MaxPool(input=5, kernel=2, ceil_mode=True), tells_padding=True)
    grid = Grid(outlines(scene, "input")[0])
    assert grid.places(outlines(scene, "tap", scene.steps - 1)) == {(4, 4)}
    outside = grid.places(outlines(scene, "tap.padding", scene.steps - 1))
    assert outside == {(4, 5), (5, 4), (5, 5)}
    assert (5, 5) in grid.places(outlines(scene, "padding"))


def test_chosen_steps_only():
    op = Conv(input=5, kernel=3)
    scene = drawn("stacked", op, steps=(8, 0))
    top = Grid(outlines(scene, "output")[0])
    assert scene.steps == 2
    assert [top.places(outlines(scene, "active", n)) for n in (0, 1)] == [{(2, 2)}, {(0, 0)}]


@pytest.mark.parametrize(
    "op",
    [
        Conv(input=(9,), kernel=3, stride=2, padding=1),
        ConvTranspose(input=(3,), kernel=2, stride=3, padding=1),
        AvgPool(input=(4, 5, 6), kernel=2),
        Conv(input=(3, 4, 5), kernel=(2, 3, 3), padding=1),
        ConvTranspose(input=(2, 2, 2), kernel=3, stride=2, padding=1, output_padding=1),
        ConvTranspose(input=4, kernel=2, padding=2),
        Conv(input=1, kernel=1),
    ],
)
def test_every_number_of_axes_shows_its_windows(op):
    scene = drawn("stacked", op, tells_padding=True)
    assert scene.steps == op.steps
    size = 1
    for cells in op.input:
        size *= cells
    assert len(outlines(scene, "input")) == size
    assert len(outlines(scene, "output")) == op.steps
    real = {tuple(map(_rounded, cell)) for cell in outlines(scene, "input")}
    index, inside = op.windows.index, op.windows.inside
    flat_inside = inside.reshape(op.steps, -1)
    assert index.shape[: op.dims] == op.output_shape
    for step in range(op.steps):
        taps, beside = (
            {tuple(map(_rounded, cell)) for cell in outlines(scene, role, step)}
            for role in ("tap", "tap.padding")
        )
        assert taps <= real
        assert not beside & real
        assert len(taps) == flat_inside[step].sum()
        assert len(taps | beside) == flat_inside.shape[1]


def _rounded(point):
    return round(point[0], 3), round(point[1], 3)


FILLED = [
    (Conv(input=5, kernel=3), range(9)),
    (Conv(input=5, kernel=3), (8, 0, 4, 0)),
    (Conv(input=(4, 3, 3), kernel=2), range(12)),
    (MaxPool(input=(6,), kernel=2), (2, 1)),
]


@pytest.mark.parametrize(("op", "chosen"), FILLED)
def test_output_cells_fill_as_they_are_made(op, chosen):
    scene = drawn("stacked", op, steps=chosen, fill=True)
    whole = drawn("stacked", op, steps=chosen)
    for step in range(scene.steps):
        cells = [outlines(whole, "output", step)[n] for n in sorted({*chosen[: step + 1]})]
        made = outlines(scene, "output", step)
        assert sorted(made) == sorted(cells)
        assert outlines(scene, "output.pending", step) == outlines(whole, "output", step)


def test_depth_order_is_input_window_guides_output_active():
    scene = drawn("stacked", Conv(input=5, kernel=3, padding=1))
    order = [mark.role for mark in scene.marks if isinstance(mark, (Path, Group))]
    assert order == [
        "padding",
        "padding.lines",
        "input",
        "tap",
        *["guide"] * 4,
        "output",
        "active",
    ]


def test_solid_outlines_lie_over_dashed_ones():
    scene = drawn("stacked", Conv(input=5, kernel=3, padding=1), tells_padding=True)
    roles = [mark.role for mark in scene.marks if mark.role.startswith("tap")]
    assert roles == sorted(roles, reverse=True)
    assert set(roles) == {"tap.padding", "tap"}


def test_guides_tie_the_windows_corners_to_the_cells():
    scene = drawn("stacked", Conv(input=5, kernel=3, stride=2, padding=1))
    feet = {
        tuple(round(v, 6) for v in mark.track[4][4:])
        for mark in scene.marks
        if isinstance(mark, Path) and mark.role == "guide" and mark.track
    }
    corners = {
        tuple(round(v, 6) for v in point) for cell in outlines(scene, "tap", 4) for point in cell
    }
    assert len(feet) == 4
    assert feet <= corners


TIED = [
    *(
        Conv(input=i, kernel=k, stride=s, padding=p, dilation=d)
        for i, k, s, p, d in PUBLISHED.values()
    ),
    *(
        ConvTranspose(input=3, kernel=k, stride=s, padding=p)
        for k, s, p in product((2, 3), (1, 2, 3), (0, 1))
    ),
    *(MaxPool(input=i, kernel=k) for i, k in product((4, 6, 9), (2, 3))),
    Conv(input=(7, 4), kernel=(3, 2), stride=(2, 1)),
]


@pytest.mark.parametrize("gap", [0.0, 0.1])
@pytest.mark.parametrize("op", TIED)
def test_no_two_guides_lie_on_each_other(op, gap):
    scene = drawn("stacked", op, gap=gap)
    tracks = [mark.track for mark in scene.marks if mark.role == "guide"]
    for one, other in combinations(tracks, 2):
        for here, there in zip(one, other, strict=True):
            apart = max(_distance(here, end) for end in _ends(there))
            assert apart > 2, "units, of lines a unit wide"


@pytest.mark.parametrize("op", TIED)
def test_guides_end_where_the_output_begins(op):
    gap = 0.1
    scene = drawn("stacked", op, gap=gap)
    grid = Grid(outlines(scene, "output")[0])  # of a cell without its gaps
    rows, columns = ((n - 1) / (1 - gap) + 1 for n in op.output_shape)
    tracks = [mark.track for mark in scene.marks if mark.role == "guide"]
    for step, (active,) in enumerate(outlines(scene, "active", n) for n in range(scene.steps)):
        corners = [_coordinates(grid, corner) for corner in active]
        for track in tracks:
            foot, head = (_coordinates(grid, end) for end in _ends(track[step]))
            assert foot[0] > rows - 0.2 or not 0 < foot[1] < columns
            edges = zip(head, (rows, columns), strict=True)
            assert any(abs(at) < 1e-6 or abs(at - size) < 1e-6 for at, size in edges)
            # further on, it would come to a corner of the cell
            assert min(_distance_to(foot, head, corner) for corner in corners) < 1e-6


def _ends(matrix):
    return [(matrix[4], matrix[5]), (matrix[2] + matrix[4], matrix[3] + matrix[5])]


def _distance(matrix, point):
    """How far a point is from the line that a matrix carries."""
    foot, head = _ends(matrix)
    return _distance_to(foot, head, point)


def _distance_to(foot, head, point):
    dx, dy = head[0] - foot[0], head[1] - foot[1]
    return abs(dx * (point[1] - foot[1]) - dy * (point[0] - foot[0])) / (dx * dx + dy * dy) ** 0.5


def _coordinates(grid, point):
    """The row and column of a point, in the cells of a grid."""
    dx, dy = point[0] - grid.origin[0], point[1] - grid.origin[1]
    (ux, uy), (vx, vy) = grid.u, grid.v
    area = ux * vy - uy * vx
    return (ux * dy - uy * dx) / area, (dx * vy - dy * vx) / area


def test_too_many_cells_to_draw_is_a_bad_request():
    with pytest.raises(BadRequest, match="cells"):
        drawn("stacked", Conv(input=100_000, kernel=3), steps=(0,))
