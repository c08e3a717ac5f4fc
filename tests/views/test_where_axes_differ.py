"""What ties the parts of a picture together where axes, channels and filters differ: mistakes
that no picture of even ones would show."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from convanim import AvgPool, Conv, ConvTranspose, MaxPool, Values, animate
from convanim.operations import AdaptiveAvgPool
from convanim.operations.receptive import receptive_fields
from convanim.scene.marks import transform
from convanim.scene.time import Moment, carried
from tests.pictures import box, outlines, texts, within

UNEVEN = {
    "input": (5, 4),
    "kernel": (2, 3),
    "stride": (2, 1),
    "padding": ((1, 0), (0, 2)),
    "dilation": (1, 2),
}
LAYERS = {
    "dilated": Conv(**UNEVEN),
    "tall": Conv(input=(6, 3), kernel=(4, 1), stride=(1, 2)),
    "transposed": ConvTranspose(input=(2, 3), kernel=(3, 2), stride=(2, 1)),
    "pooled": MaxPool(input=(5, 6), kernel=(1, 3)),
    "adaptive": AdaptiveAvgPool(input=(8, 5), output_size=3),
}


class Slant:
    """Rows and columns, halves too, told from one cell's outline."""

    def __init__(self, cell):
        (x, y), (ux, uy), _, (vx, vy) = cell[:4]
        self.origin, self.axes = (x, y), np.array([[ux - x, vx - x], [uy - y, vy - y]])

    def place(self, point):
        """The row and the column of a point."""
        column, row = np.linalg.solve(self.axes, np.subtract(point, self.origin))
        return round(float(row), 6), round(float(column), 6)

    def corners(self, cells):
        """The corners of what cells span, by whether they lie below and to the right."""
        rows, columns = zip(*(self.place(p) for cell in cells for p in cell), strict=True)
        ends = ((min(rows), max(rows)), (min(columns), max(columns)))
        return {
            (ends[0][below], ends[1][right]): (below, right)
            for below, right in product((0, 1), (0, 1))
        }


def tied(scene, step):
    """Both ends of each guide at a step."""
    for mark in scene.marks:
        if mark.role == "guide":
            d = list(transform(carried(mark.track, Moment(step, 0.0, 1.0)), mark.d))
            yield d[0][1:], d[-1][1:]


@pytest.mark.parametrize("name", LAYERS)
def test_guides_lead_from_each_corner_of_the_window_to_the_same_one_of_the_cell(name):
    scene = animate(LAYERS[name], view="stacked").scene
    for step in range(scene.steps):
        taps, active = (outlines(scene, role, step) for role in ("tap", "active"))
        low, high = Slant(taps[0]), Slant(active[0])
        feet = low.corners(taps)
        heads = {corner: place for place, corner in high.corners(active).items()}
        pairs = list(tied(scene, step))
        for foot, head in pairs:
            corner = heads[feet[low.place(foot)]]  # which a guide leads to, as far as it is seen
            assert beside(high.place(foot), high.place(head), corner) < 1e-4
        assert len({low.place(foot) for foot, _ in pairs}) == 4


def beside(foot, head, point):
    """How far a point is from a line, which ends before it or at it."""
    (dx, dy), (px, py) = ((end[0] - foot[0], end[1] - foot[1]) for end in (head, point))
    assert dx * dx + dy * dy <= px * px + py * py + 1e-4
    return abs(dx * py - dy * px) / (dx * dx + dy * dy) ** 0.5


@pytest.mark.parametrize(
    "op",
    [
        Conv(input=(9, 7), kernel=(2, 3), stride=(3, 2)),
        Conv(input=(9, 3), kernel=(2, 3), stride=(3, 2)),  # there is no cell to the right
        MaxPool(input=(4, 12), kernel=(1, 2), stride=(1, 5)),
    ],
)
def test_the_jump_that_is_told_is_that_of_the_axis_gone_along(op):
    scene = animate(op, view="receptive-field", caption=True).scene
    ((line, _),) = texts(scene, "caption", scene.steps - 1)
    down, right = (receptive_fields([axis])[-1].jump for axis in op.axes)
    where, jump = ("to its right", right) if op.output_shape[1] > 1 else ("below it", down)
    assert where in line
    assert line.endswith(f"jump {jump}")


def test_a_stamp_is_written_with_the_kernel_of_its_own_channel():
    op = ConvTranspose(input=(2, 2), kernel=(1, 3), in_channels=3, out_channels=1)
    weight = np.arange(9).reshape(3, 1, 1, 3)
    values = Values.of(op, np.arange(12).reshape(3, 2, 2) + 1, weight)
    scene = animate(op, values=values, transposed_as="scatter").scene
    for step in range(scene.steps):
        lines = sorted(texts(scene, "label.sum", step), key=lambda line: line[1][1])
        assert [line.partition(" × kernel: ")[2] for line, _ in lines] == [
            ", ".join(f"{x.flat[step]}·{w}" for w in weight[c].flat) for c, x in enumerate(values.x)
        ]


def test_a_maximum_is_marked_in_its_own_channel():
    op = MaxPool(input=(3, 4), kernel=(2, 3), stride=1, in_channels=2)
    x = np.arange(12).reshape(3, 4)
    values = Values.of(op, np.stack([x, 20 - x]))
    scene = animate(op, view="numeric", values=values).scene
    for step in range(scene.steps):
        figures = texts(scene, "label.input", step)
        marked = [
            float(text)
            for cell in outlines(scene, "active.winner", step)
            for text, place in figures
            if within(place, box(cell))
        ]
        assert sorted(marked) == sorted(values.y.reshape(2, -1)[:, step])


@pytest.mark.parametrize("counted", [True, False])
def test_padding_that_a_mean_leaves_out_holds_nothing(counted):
    op = AvgPool(input=(3, 2), kernel=2, padding=(1, 0), count_include_pad=counted)
    scene = animate(op, view="numeric").scene
    told = [text for text, _ in texts(scene, "label.padding", 0)]
    assert told == (["0"] * 4 if counted else [])


def test_the_filter_that_is_framed_is_the_one_in_use():
    op = Conv(input=(2, 3), kernel=(1, 2), in_channels=2, out_channels=3)
    scene = animate(op, view="channels", theme="classic").scene
    for step in range(scene.steps):
        frame = box([p for cell in outlines(scene, "current", step) for p in cell])
        number = step // op.steps
        # the leftmost of its hue: others are output cells
        fronts = (box(cell) for cell in outlines(scene, f"filter.{number}.front", step))
        assert within(min(fronts), frame)
