"""Filters as surfaces: each on its stage, and beside it the same one seen from above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import cos, radians, sin

from convanim import limits
from convanim.language import say
from convanim.operations.describe import size, titled
from convanim.operations.operation import Operation
from convanim.operations.values import Values
from convanim.operations.volumes import counted_filters
from convanim.scene.marks import Group, Mark, Path, Point, outline, polygon
from convanim.scene.text import place
from convanim.views.heights.faces import relief
from convanim.views.heights.relief import Array, Camera, Heights
from convanim.views.heights.stage import ELEVATION, Stage, Turned, angle_text, turntable
from convanim.views.page import Told
from convanim.views.parts.steps import by_step

SIDE, ABOVE = 280.0, 74.0
"""The longer side of a kernel, and of the same kernel seen from above, in scene units."""
FEW = 32
"""Faces along the side of what is seen from above: it is small."""
LABEL = 17.0


@dataclass(frozen=True)
class Turn(Turned):
    """One step: a kernel, what it is called, and its orientation."""

    kernel: Array
    label: str
    angle: float | None


@dataclass(frozen=True, slots=True, eq=False)
class Filters:
    """A layer's filters `(filters, channels, rows, columns)`, their steps, their stage."""

    weight: Array
    turns: list[Turn]
    stage: Stage
    above: Camera
    corners: list[Point]

    @classmethod
    def of(cls, op: Operation, values: Values) -> Filters:
        """The filters of a layer; the middle of what stands on the table lies at (0, 0)."""
        weight = kernels(op, values)
        limits.bounded(len(weight), "filters", limits.FILTERS)
        every = turns(weight, values.angles[1])
        stage = Stage.of(op.kernel, weight)
        corners = list(stage.outermost(SIDE, weight.reshape(-1, *op.kernel), every))
        # what is seen from above lies where a corner of the table leaves room for it
        left, low = min(x for x, _ in corners), max(y for _, y in corners)
        above = Camera(0.0, 90.0, ABOVE, left + ABOVE / 2, low - ABOVE / 2)
        return cls(weight, every, stage, above, corners)

    def marks(self, chosen: Sequence[int]) -> Iterator[Mark]:
        """Some of the steps."""
        for n, steps in by_step(chosen).items():
            yield Group("step", tuple(self.step(self.turns[n])), steps=steps)

    def step(self, turn: Turn) -> Iterator[Mark]:
        """A kernel on its stage, and from above beside what it is called."""
        above, heights = self.above, Heights.of(turn.kernel / self.stage.scale, 0.0, FEW)
        yield from self.stage.marks(turn.kernel, Camera(turn.azimuth, ELEVATION, SIDE))
        yield from relief(heights, above, mesh=False)
        yield polygon("zero", [above.project(*corner, 0.0) for corner in self.stage.corners()])
        if turn.angle is not None:
            yield needle(above, turn.angle)
        if turn.label:
            x, y = above.x + ABOVE * 0.62, above.y + ABOVE / 2
            yield place("label", turn.label, x, y, LABEL)

    def told(self, op: Operation, steps: int) -> Told:
        """What is said of a picture of them."""
        filters, channels, *kernel = self.weight.shape
        each = size((*kernel, channels) if channels > 1 else tuple(kernel))
        caption = f"{counted_filters(filters, filters)} {each}"
        sentence = say(
            "The kernels of {filters} as surfaces over a table and as pictures seen from above, "
            "one a step, in {steps} steps.",
            filters=caption,
            steps=steps,
        )
        if filters * channels == 1:
            sentence = say(
                "The {size} kernel as a surface turns on a table, in {steps} steps.",
                size=each,
                steps=steps,
            )
        return Told(titled(op, caption), sentence, caption)


def kernels(op: Operation, values: Values) -> Array:
    """The kernels `(filters, channels, rows, columns)` of a layer, as they were given."""
    weight = values.kernel
    assert weight is not None  # pooling shows its maps
    if not op.swapped:
        return weight
    # a transposed convolution has its input channels first, group by group
    apart, (channels, filters) = op.groups, weight.shape[:2]
    grouped = weight.reshape(apart, channels // apart, filters, *op.kernel).swapaxes(1, 2)
    return grouped.reshape(apart * filters, channels // apart, *op.kernel)


def turns(weight: Array, angles: tuple[float, ...] | None) -> list[Turn]:
    """Every kernel of a layer, the channels of a filter next to each other."""
    filters, channels = weight.shape[:2]
    found = []
    for number, channel in product(range(filters), range(channels)):
        label = say("filter {number}", number=number) if filters * channels > 1 else ""
        angle = angles[number] if angles else None
        if angle is not None:
            label = angle_text(angle)
        part = say(", channel {number}", number=channel) if channels > 1 else ""
        found.append(Turn(weight[number, channel], label + part, angle))
    return turntable(found)


def needle(above: Camera, angle: float) -> Path:
    """An arrow from the middle of what is seen from above, towards an angle."""
    c, s = cos(radians(angle)), sin(radians(angle))
    # along and across the arrow, in parts of the side: a shaft and a head
    shape = ((0, 0.012), (0.28, 0.012), (0.28, 0.06), (0.42, 0))
    around = (*shape, *((along, -across) for along, across in reversed(shape[:-1])))
    points = [above.project(u * c - v * s, u * s + v * c, 0.0) for u, v in around]
    return Path("needle", outline(points))
