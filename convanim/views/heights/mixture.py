"""Maps as surfaces: those that come in, what each is multiplied by, and their sum.

Over two derivatives of a Gaussian and the weights cos θ and sin θ the sum is the derivative
towards θ: a 1x1 convolution steers the filter (W. Freeman, E. Adelson, "The design and use of
steerable filters", 1991).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians

import numpy as np

from convanim import limits
from convanim.errors import BadRequest
from convanim.language import say
from convanim.operations.describe import titled, typeset
from convanim.operations.operation import Operation
from convanim.operations.values import Values, counts
from convanim.operations.volumes import chain, windows
from convanim.scene.figures import Figures
from convanim.scene.marks import Group, Mark, Point, Rect, Scene, lines, polygon
from convanim.scene.text import centred, measure, place
from convanim.views.heights.filters import kernels
from convanim.views.heights.relief import Array, Camera
from convanim.views.heights.stage import (
    ELEVATION,
    Stage,
    Turned,
    angle_text,
    check_angles,
    turntable,
)
from convanim.views.page import Told, page
from convanim.views.parts.steps import by_step, once
from convanim.views.view import Figured, Laid, Numbers, Style, Takes

MOST = 4
"""Maps above each other that are still seen."""
SMALL, SIDE = 150.0, 220.0
"""The longer side of a map that comes in, and of the one that is made, in scene units."""
LABEL, FACTOR, SIGN = 19.0, 20.0, 26.0
"""The sizes of names, of a weight's figures and of the plus sign."""
GAP = 10.0
"""Room between neighbours."""
EXACT = 1e-9
"""How far a weight may be off the cosine or sine that it is called."""
ARROW, HEAD = 36.0, 9.0
"""The lengths of the arrow to what is made, and of its head."""


@dataclass(frozen=True)
class Mix(Turned):
    """One step: the input maps that are read, their weights (none in pooling), what is made."""

    inputs: tuple[int, ...]
    weights: tuple[float, ...]
    number: int


@dataclass(frozen=True, kw_only=True)
class Mixture(Figured):
    """The surface view of a layer that is told by its maps: a 1x1 convolution, or pooling."""

    name = "surface"
    glides = False
    takes = Takes(
        dims=(2,),
        uneven=True,
        numbers=Numbers.ALWAYS,
        bias=False,
        activation=False,
        facts=("in_channels", "out_channels", "groups", "padding_mode", "count_include_pad"),
    )

    def check(self, op: Operation, values: Values | None) -> None:
        """Refuse more maps than are seen, and decimals where no figures are written."""
        channels = counts(op, None, None)[0] if values is None else len(values.x)
        if not op.pooling and channels // op.groups > MOST:
            raise BadRequest(
                f"the surface view shows up to {MOST} input maps, this layer has "
                f"{channels // op.groups}: --view channels shows any number"
            )
        if op.pooling and self.precision is not None:
            raise BadRequest("precision is about figures, and surfaces of pooling have none")
        if values is not None:
            check_angles(values)

    def lay(self, op: Operation, values: Values, style: Style) -> Laid:
        """The maps, one output channel a step, or a single one on a turntable."""
        limits.bounded(len(values.y), "output maps", limits.FILTERS)
        every = mixes(op, values)
        drawing = Balance(op, values, self.precision, every)
        corners = list(drawing.outermost())

        def draw(chosen: Sequence[int]) -> Scene:
            marks = drawing.marks([every[n] for n in chosen])
            told = drawing.told(len(chosen))
            return page(marks, len(chosen), style, told, corners=corners, still=len(chosen) // 8)

        return Laid(len(every), draw)


def mixes(op: Operation, values: Values) -> list[Mix]:
    """Every step of a layer."""
    if op.pooling:
        return turntable([Mix((n,), (), n) for n in range(len(values.y))])
    found, weight = [], kernels(op, values)
    made, deep = weight.shape[:2]
    for n in range(made):
        first = n // (made // op.groups) * deep
        inputs = tuple(range(first, first + deep))
        found.append(Mix(inputs, tuple(weight[n].ravel().tolist()), n))
    return turntable(found)


class Balance:
    """Where everything of a mixture is drawn; the middle of what is made lies at (0, 0)."""

    def __init__(
        self, op: Operation, values: Values, precision: int | None, every: list[Mix]
    ) -> None:
        self.op, self.every = op, every
        self.read, self.made = values.angles
        # a pooling window of nothing but padding has no number: it is drawn at zero
        self.x, self.y = finite(values.x), finite(values.y)
        scale = max(abs(v) for part in (self.x, self.y) for v in (part.min(), part.max()))
        self.given = Stage.of(op.input, self.x, scale)
        self.result = Stage.of(op.output_shape, self.y, scale)
        weights = [weight for mix in every for weight in mix.weights]
        self.figures = Figures.of(weights, precision)
        wide = max((measure(self.factor(weight), FACTOR) for weight in weights), default=0.0)
        count = len(every[0].inputs)
        # one map comes in as large as it goes out
        self.small = SMALL if count > 1 else SIDE
        self.out_box = self.box(self.result, self.y, SIDE)
        self.in_box = self.box(self.given, self.x, self.small)
        _, top, right, low = self.in_box
        step = low - top + LABEL + GAP
        # from the right: what is made, the arrow, where lines meet, the weights' figures
        self.meet = self.out_box[0] - GAP - ARROW
        self.end = self.meet - 2.5 * GAP - SIGN / 2
        self.factors = self.end - GAP / 2 - wide / 2
        x, middle = self.factors - wide / 2 - GAP - right, (top + low + LABEL) / 2
        self.middles = [(x, (n - (count - 1) / 2) * step - middle) for n in range(count)]
        self.wide = wide

    def factor(self, weight: float) -> str:
        """A weight as it is written."""
        return f"× {self.figures.text(weight)}"

    def box(self, stage: Stage, maps: Array, side: float) -> Rect:
        """The box around a stage whose middle lies at (0, 0), wherever it is seen from."""
        xs, ys = zip(*stage.outermost(side, maps, self.every), strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def outermost(self) -> Iterator[Point]:
        """The corners of all that is drawn."""
        boxes = [((0.0, 0.0), self.out_box), *((middle, self.in_box) for middle in self.middles)]
        for (x, y), (left, top, right, low) in boxes:
            yield x + left, y + top
            yield x + right, y + low + GAP / 2 + LABEL

    def marks(self, shown: list[Mix]) -> Iterator[Mark]:
        """Everything at some of the steps."""
        yield self.flow()
        for (_, y), word in zip(self.middles, rules(self.every, self.made), strict=False):
            at = self.factors, y + FACTOR * 1.1
            yield centred("label.rule", word, *at, LABEL * 0.8, self.wide)
        for (inputs, azimuth), when in once([(mix.inputs, mix.azimuth) for mix in shown]).items():
            yield Group("inputs", tuple(self.inputs(inputs, azimuth)), steps=when)
        for mix, now in by_step(shown).items():
            for (_, y), weight in zip(self.middles, mix.weights, strict=False):
                text = self.factor(weight)
                yield centred("label.factor", text, self.factors, y, FACTOR, self.wide, steps=now)
            yield Group("made", tuple(self.output(mix)), steps=now)

    def inputs(self, inputs: tuple[int, ...], azimuth: float) -> Iterator[Mark]:
        """The maps that are read, each with its name below."""
        low = self.in_box[3]
        for channel, (x, y) in zip(inputs, self.middles, strict=True):
            camera = Camera(azimuth, ELEVATION, self.small, x, y)
            yield from self.given.marks(self.x[channel], camera)
            name = (
                angle_text(self.read[channel])
                if self.read
                else say("channel {number}", number=channel)
            )
            baseline = y + low + GAP / 2 + LABEL * 0.7
            yield place("label.name", name, x, baseline, LABEL * 0.9, "middle")

    def output(self, mix: Mix) -> Iterator[Mark]:
        """The map that is made, with its name below."""
        yield from self.result.marks(self.y[mix.number], Camera(mix.azimuth, ELEVATION, SIDE))
        names = [say("output {number}", number=n) for n in range(len(self.y))]
        if self.made:
            names = [angle_text(angle) for angle in self.made]
        # it begins at one place whatever the figures, so that only they change
        left = -max(measure(name, LABEL) for name in names) / 2
        baseline = self.out_box[3] + GAP / 2 + LABEL * 0.7
        yield place("label.name", names[mix.number], left, baseline, LABEL)

    def flow(self) -> Mark:
        """From each map, by its weight, to the plus sign and on to what is made."""
        start, meet, end = self.end, self.meet, self.meet + ARROW
        marks: list[Mark] = []
        sides = [((start, 0.0), (end - HEAD, 0.0))]
        if len(self.middles) > 1:
            clear = SIGN / 2 + 2
            sides = [((meet + clear, 0.0), (end - HEAD, 0.0))]
            for _, y in self.middles:
                part = 1 - clear / hypot(meet - start, y)
                sides.append(((start, y), (start + (meet - start) * part, y - y * part)))
            marks.append(centred("label.sign", "+", meet, 0.0, SIGN, SIGN))
        marks.append(lines("flow", sides))
        tip = [(end, 0.0), (end - HEAD, -HEAD / 2), (end - HEAD, HEAD / 2)]
        marks.append(polygon("flow.head", tip))
        if self.op.pooling:
            told = {"word": self.op.reduces.word, "windows": windows(self.op)}
            text = typeset(say("{word} {windows}", **told))
            marks.append(place("label", text, end, -GAP, LABEL * 0.8, "end"))
        return Group("flow", tuple(marks))

    def told(self, steps: int) -> Told:
        """What is said of a picture of them."""
        op, channels = self.op, len(self.x)
        sentence = say(
            "The {channels} input maps as surfaces, each with its weight, and the map that "
            "is their weighted sum, one output channel a step, in {steps} steps.",
            channels=channels,
            steps=steps,
        )
        if op.pooling:
            sentence = say(
                "{name} of {windows}: a map and what is left of it, as surfaces, in {steps} steps.",
                name=say(op.name),
                windows=windows(op),
                steps=steps,
            )
        caption = chain(op, channels, len(self.y))
        return Told(titled(op, caption), sentence, caption)


def rules(every: list[Mix], turned: tuple[float, ...] | None) -> list[str]:
    """What the weights are of the angle that is made, where all of them are that."""
    if turned is None:
        return []
    known, found = (("cos θ", 0.0), ("sin θ", 90.0)), []
    for weights in zip(*(mix.weights for mix in every), strict=True):
        for word, shift in known:
            meant = (cos(radians(turned[mix.number] - shift)) for mix in every)
            if all(abs(a - b) < EXACT for a, b in zip(weights, meant, strict=True)):
                found.append(word)
                break
    return found if found and len(found) == len(every[0].weights) else []


def finite(values: Array) -> Array:
    """Numbers, and zero where there are none."""
    return np.nan_to_num(values.astype(np.float64), nan=0.0, posinf=0.0, neginf=0.0)
