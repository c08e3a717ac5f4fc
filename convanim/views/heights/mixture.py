"""Maps as surfaces: those that come in, what each is multiplied by, and their sum.

Over two derivatives of a Gaussian and the weights cos θ and sin θ the sum is the derivative
towards θ: a 1x1 convolution steers the filter (W. Freeman, E. Adelson, "The design and use of
steerable filters", 1991).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from math import cos, hypot, radians

from convanim.errors import BadRequest
from convanim.operations.describe import size, typeset
from convanim.operations.operation import Operation
from convanim.operations.values import Values
from convanim.operations.volumes import groups, spaced
from convanim.scene.figures import Figures
from convanim.scene.marks import Group, Mark, Point, Scene, Steps, lines, polygon
from convanim.scene.text import centred, measure, place
from convanim.views.heights.relief import Array, Camera
from convanim.views.heights.stage import AZIMUTH, ELEVATION, TURNS, Stage, angle_text, fitting
from convanim.views.page import page
from convanim.views.view import Options

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


@dataclass(frozen=True, slots=True)
class Mix:
    """One step: the input maps that are read, their weights (none in pooling), what is made."""

    inputs: tuple[int, ...]
    weights: tuple[float, ...]
    number: int
    azimuth: float = AZIMUTH


def mixture(op: Operation, options: Options) -> Scene:
    """The scene of a pointwise or a pooling layer, its maps as surfaces."""
    values = options.values or Values.of(op)
    if values.bias is not None or getattr(op, "activation", None):
        raise BadRequest(
            "the surface view shows a weighted sum, without bias or activation: leave them away, "
            "or take --view channels"
        )
    every = mixes(op, values)
    if len(every[0].inputs) > MOST:
        raise BadRequest(
            f"the surface view shows up to {MOST} input maps, this layer has "
            f"{len(every[0].inputs)}: --view channels shows any number"
        )
    shown = [every[n] for n in options.chosen_of(len(every))]
    drawing = Drawing(op, values, options, every)
    about = page(drawing.outermost(), op, options, caption(op, values))
    marks = drawing.marks(shown, about.dx, about.dy)
    return Scene(
        about.width,
        about.height,
        (*marks, *about.texts),
        len(shown),
        typeset(f"{op.name}: {caption(op, values)}"),
        typeset(sentence(op, values, len(shown))),
        still=len(shown) // 8,
    )


def mixes(op: Operation, values: Values) -> list[Mix]:
    """Every step of a layer."""
    made = values.y.shape[0]
    if values.weight is None:
        found = [Mix((n,), (), n) for n in range(made)]
    else:
        apart, found = groups(op), []
        deep = values.x.shape[0] // apart
        for n in range(made):
            group, within = divmod(n, made // apart)
            inputs = range(group * deep, (group + 1) * deep)
            weight = values.weight[list(inputs), within] if op.swapped else values.weight[n]
            found.append(Mix(tuple(inputs), tuple(weight.ravel().tolist()), n))
    if made > 1:
        return found
    (one,) = found
    return [
        Mix(one.inputs, one.weights, one.number, AZIMUTH + 360 * n / TURNS) for n in range(TURNS)
    ]


Box = tuple[float, float, float, float]


class Drawing:
    """Where everything of a mixture is drawn; the middle of what is made lies at (0, 0)."""

    def __init__(self, op: Operation, values: Values, options: Options, every: list[Mix]) -> None:
        self.op, self.every = op, every
        read, made = options.angles or (None, None)
        self.read = fitting("input maps", read, len(values.x))
        self.made = fitting("output maps", made, len(values.y))
        # a pooling window of nothing but padding has no number: it is drawn at zero
        self.x, self.y = finite(values.x), finite(values.y)
        scale = max(abs(v) for part in (self.x, self.y) for v in (part.min(), part.max()))
        self.given, self.result = (
            Stage.of(shape, maps, scale)
            for shape, maps in ((op.input, self.x), (op.output_shape, self.y))
        )
        weights = [weight for mix in every for weight in mix.weights]
        self.figures = Figures.of(weights, options.precision)
        wide = max((measure(self.factor(weight), FACTOR) for weight in weights), default=0.0)
        count = len(every[0].inputs)
        # one map comes in as large as it goes out
        self.small = SMALL if count > 1 else SIDE
        self.out_box, self.in_box = (
            self.box(self.result, self.y, SIDE),
            self.box(self.given, self.x, self.small),
        )
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

    def box(self, stage: Stage, maps: Array, side: float) -> Box:
        """The box around a stage whose middle lies at (0, 0), wherever it is seen from."""
        cameras = [Camera(azimuth, ELEVATION, side) for azimuth in {m.azimuth for m in self.every}]
        xs, ys = zip(*(p for camera in cameras for p in stage.outermost(camera, maps)), strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def outermost(self) -> Iterator[Point]:
        """The corners of all that is drawn."""
        boxes = [((0.0, 0.0), self.out_box), *((middle, self.in_box) for middle in self.middles)]
        for (x, y), (left, top, right, low) in boxes:
            yield x + left, y + top
            yield x + right, y + low + GAP / 2 + LABEL

    def marks(self, shown: list[Mix], dx: float, dy: float) -> Iterator[Mark]:
        """Everything, moved by (dx, dy)."""
        places = [(x + dx, y + dy) for x, y in self.middles]
        factors = self.factors + dx
        yield self.flow(dx, dy)
        for (_, y), word in zip(places, rules(self.every, self.made), strict=False):
            yield centred("label.rule", word, factors, y + FACTOR * 1.1, LABEL * 0.8, self.wide)
        first = 0
        for _, run in groupby(shown, lambda mix: (mix.inputs, mix.azimuth)):
            alike = list(run)
            stop = first + len(alike)
            steps = None if len(alike) == len(shown) else (range(first, stop),)
            yield Group("inputs", tuple(self.inputs(alike[0], places)), steps=steps)
            first = stop
        for n, mix in enumerate(shown):
            now: Steps = (range(n, n + 1),)
            for (_, y), weight in zip(places, mix.weights, strict=False):
                text = self.factor(weight)
                yield centred("label.factor", text, factors, y, FACTOR, self.wide, steps=now)
            yield Group("made", tuple(self.output(mix, dx, dy)), steps=now)

    def inputs(self, mix: Mix, places: list[Point]) -> Iterator[Mark]:
        """The maps that are read, each with its name below."""
        low = self.in_box[3]
        for channel, (x, y) in zip(mix.inputs, places, strict=True):
            camera = Camera(mix.azimuth, ELEVATION, self.small, x, y)
            yield from self.given.marks(self.x[channel], camera)
            name = angle_text(self.read[channel]) if self.read else f"channel {channel}"
            baseline = y + low + GAP / 2 + LABEL * 0.7
            yield place("label.name", name, x, baseline, LABEL * 0.9, "middle")

    def output(self, mix: Mix, x: float, y: float) -> Iterator[Mark]:
        """The map that is made, with its name below."""
        yield from self.result.marks(self.y[mix.number], Camera(mix.azimuth, ELEVATION, SIDE, x, y))
        names = [f"output {n}" for n in range(len(self.y))]
        if self.made:
            names = [angle_text(angle) for angle in self.made]
        # it begins at one place whatever the figures, so that only they change
        left = x - max(measure(name, LABEL) for name in names) / 2
        baseline = y + self.out_box[3] + GAP / 2 + LABEL * 0.7
        yield place("label.name", names[mix.number], left, baseline, LABEL)

    def flow(self, dx: float, dy: float) -> Mark:
        """From each map, by its weight, to the plus sign and on to what is made."""
        start, meet, end = self.end + dx, self.meet + dx, self.meet + ARROW + dx
        marks: list[Mark] = []
        sides = [((start, dy), (end - HEAD, dy))]
        if len(self.middles) > 1:
            clear = SIGN / 2 + 2
            sides = [((meet + clear, dy), (end - HEAD, dy))]
            for _, y in self.middles:
                part = 1 - clear / hypot(meet - start, y)
                sides.append(((start, y + dy), (start + (meet - start) * part, y + dy - y * part)))
            marks.append(centred("label.sign", "+", meet, dy, SIGN, SIGN))
        marks.append(lines("flow", sides))
        tip = [(end, dy), (end - HEAD, dy - HEAD / 2), (end - HEAD, dy + HEAD / 2)]
        marks.append(polygon("flow.head", tip))
        if self.op.pooling:
            text = f"{'max' if self.op.op == 'maxpool' else 'mean'} {size(self.op.kernel)}"
            marks.append(place("label", typeset(text), end, dy - GAP, LABEL * 0.8, "end"))
        return Group("flow", tuple(marks))


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
    import numpy as np

    return np.nan_to_num(values.astype(np.float64), nan=0.0, posinf=0.0, neginf=0.0)


def caption(op: Operation, values: Values) -> str:
    """Sizes in one line."""
    x, y = values.x.shape, values.y.shape
    if op.pooling:
        middle = f"{'max' if op.op == 'maxpool' else 'mean'} of {size(op.kernel)}"
    else:
        middle = f"{y[0]} filter{'s' * (y[0] > 1)} 1x1"
    return f"{spaced(x[1:], x[0])} -> {middle} -> {spaced(y[1:], y[0])}"


def sentence(op: Operation, values: Values, steps: int) -> str:
    """What the picture shows, for people who cannot see it."""
    if op.pooling:
        return (
            f"A map and what {op.name.lower()} of {size(op.kernel)} leaves of it, as surfaces, "
            f"in {steps} steps."
        )
    return (
        f"The {values.x.shape[0]} input maps as surfaces, each with its weight, and the map that "
        f"is their weighted sum, one output channel a step, in {steps} steps."
    )
