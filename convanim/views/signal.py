"""The signal view: a convolution of two curves as the area under their product.

Above lies f, and g slides over it, flipped where it is a convolution; the area under their
product, shaded, is the value that the curve below has reached. Samples stand for cells of
their own width, so that what is shaded is what is summed up: few of them are drawn as steps,
many as a smooth curve.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np

from convanim.operations.operation import Operation
from convanim.operations.signals import Signals
from convanim.operations.values import Values
from convanim.scene.curves import simplified, ticks
from convanim.scene.marks import Mark, Path, Point, Scene, Steps, lines, moves, outline, stretch
from convanim.scene.text import measure, place
from convanim.views.axes import LABEL, Axes, bounds, figures_for, legend, upward
from convanim.views.layout import spans
from convanim.views.page import page
from convanim.views.passing import Passing, formulas, given
from convanim.views.stems import dot
from convanim.views.view import Options

MOMENTS = 64
"""Outputs up to which each is a step; of more, evenly spread ones are."""
STEPPED = 48
"""Samples up to which they are drawn as the steps that they are."""
WIDTH, ABOVE, BELOW = 500.0, 125.0, 100.0
"""The axes' width, and the heights of the upper and the lower ones."""
LEFT, RIGHT = 34.0, 16.0
"""Room for figures at the left of the axes, and for their name at the right."""
LINE, GAP, FOOT = 22.0, 34.0, 22.0
"""A line of words; what parts the two axes; figures under the lower ones."""
AIR = 0.06
"""Room above the highest number, in parts of an axis."""
APART = 0.06
"""Scene units that a curve of fewer points may be off: less than a tenth of a pixel."""
STILL = 0.6
"""The part of the way at which both the area and the curve so far are worth looking at."""


def signal(op: Operation, options: Options) -> Scene:
    """The scene of a 1-D convolution in the signal view."""
    values = given(op, options)
    passing = Passing.of(op, values, "signal")
    outputs = [output(step, op) for step in options.chosen(op) if step < count(op, options)]
    size = (LEFT + WIDTH + RIGHT, 2 * LINE + ABOVE + GAP + BELOW + FOOT)
    around = page([(0.0, 0.0), size], op, options, formulas(values))
    curves = Curves.of(passing, values, outputs, (around.dx, around.dy))
    marks = [
        *curves.still(),
        *curves.areas(),
        *curves.signals(),
        *curves.trace(),
        *curves.now(),
        *curves.readings(options.precision),
    ]
    scene = around.scene(op, marks, len(outputs), still=int(STILL * (len(outputs) - 1)))
    return passing.told(scene, values)


def count(op: Operation, options: Options) -> int:
    """How many steps there are: all outputs, or as many evenly spread ones as make a film."""
    return ceil((op.output_shape[0] - 1) / stride(op)) + 1


def stride(op: Operation) -> int:
    """From one step to the next, in outputs."""
    return max(ceil((op.output_shape[0] - 1) / (MOMENTS - 1)), 1)


def output(step: int, op: Operation) -> int:
    """The output that a step shows; the last one is always there."""
    return min(step * stride(op), op.output_shape[0] - 1)


@dataclass(frozen=True, eq=False)
class Curves:
    """The curves of one passing, and the outputs that the steps show."""

    passing: Passing
    spacing: float
    starts: tuple[float, float]
    outputs: list[int]
    upper: Axes
    lower: Axes
    stepped: bool

    @classmethod
    def of(
        cls, passing: Passing, values: Values, outputs: list[int], corner: Point
    ) -> Curves:
        """Everything in its place, the picture's top left corner being `corner`."""
        spacing, starts = 1.0, (0.0, 0.0)
        if isinstance(values, Signals):
            spacing, starts = values.spacing, values.starts
        g = passing.g / spacing
        first, last = passing.reach
        products = [
            passing.held(cell) * g[tap] for m in outputs for cell, tap in passing.meets(m)
        ]
        least, most = bounds([*passing.f, *g, *products])
        under, over = bounds(passing.y)
        low, high = (starts[0] + (cell + half) * spacing for cell, half in ((first, -0.5), (last, 0.5)))
        ends = [time(passing, m, spacing, starts) for m in (0, passing.axis.output - 1)]
        low, high = min(low, *ends), max(high, *ends)
        x, y = corner[0] + LEFT, corner[1] + LINE
        upper = Axes(x, y, WIDTH, ABOVE, low, high, *airy(least, most))
        below = y + ABOVE + GAP
        lower = Axes(x, below, WIDTH, BELOW, low, high, *airy(under, over))
        stepped = max(len(passing.f), len(g)) <= STEPPED
        return cls(passing, spacing, starts, outputs, upper, lower, stepped)

    def time(self, m: int) -> float:
        """The t of an output."""
        return time(self.passing, m, self.spacing, self.starts)

    @property
    def foot(self) -> float:
        """The baseline of the words under the axes, where no line crosses them."""
        return self.lower.y + BELOW + FOOT + LINE - LABEL * 0.3

    # -- what stays ----------------------------------------------------------------------

    def still(self) -> Iterator[Mark]:
        """Axes, words, and the whole result, faint."""
        across = ticks(self.upper.low, self.upper.high, 9)
        for axes, name in ((self.upper, "τ"), (self.lower, "t")):
            up = upward(axes.least, axes.most)
            yield axes.lines(across, up)
            yield from axes.numbers(up)
            yield axes.name(name)
        yield from self.lower.times(across)
        lag = "t − τ" if self.passing.flipped else "τ − t"
        result = "(f * g)(t)" if self.passing.flipped else "cross-correlation(t)"
        top = [
            ("curve.input", "f(τ)"),
            ("curve.kernel", f"g({lag})"),
            ("area", f"area under f(τ) · g({lag})"),
        ]
        yield from legend(top, self.upper.x, self.upper.y - LINE + LABEL * 0.8)
        word = [("curve.output", f"{result} = ∫ f(τ) g({lag}) dτ")]
        yield from legend(word, self.lower.x, self.foot)
        yield from self.result("curve", 0, self.passing.axis.output - 1)

    def result(self, role: str, first: int, last: int, steps: Steps | None = None) -> Iterator[Mark]:
        """The result from one output to another; what a stride leaves out is not drawn."""
        places = [
            self.lower.at(self.time(m), self.passing.y[m].item()) for m in range(first, last + 1)
        ]
        if self.passing.axis.stride > 1:
            if role != "curve":
                yield Path("output", dots(places), steps=steps)
        elif len(places) > 1:
            d = outline(simplified(places, APART), closed=False)
            yield Path(role, d, steps=steps)

    # -- what moves ----------------------------------------------------------------------

    def signals(self) -> Iterator[Mark]:
        """f where it is, and g carried along."""
        axes, passing = self.upper, self.passing
        f, first = passing.f, passing.first
        real = f[-first :][: passing.axis.input]
        left = self.starts[0] - self.spacing / 2
        if len(f) > len(real):  # what padding holds
            yield self.curve("curve", f, left + first * self.spacing)
        yield self.curve("curve.input", real, left)
        g = passing.g[:: passing.way] / self.spacing
        if passing.axis.dilation > 1:
            spread = np.zeros(passing.axis.extent)
            spread[:: passing.axis.dilation] = g
            g = spread
        begin = self.starts[0] + (passing.axis.cell(self.outputs[0], 0) - 0.5) * self.spacing
        per_cell = self.spacing / (axes.high - axes.low) * axes.width
        cells = [passing.axis.cell(m, 0) - passing.axis.cell(self.outputs[0], 0) for m in self.outputs]
        track = moves((cell * per_cell, 0.0) for cell in cells)
        d = self.curve("", g, begin).d
        yield Path("curve.kernel", d, track=track)

    def curve(self, role: str, samples: Any, left: float) -> Path:
        """Samples as a curve that starts and ends at zero; `left` is where the first cell begins."""
        right = left + len(samples) * self.spacing
        points = [(left, 0.0), *self.points(samples.tolist(), left), (right, 0.0)]
        places = simplified([self.upper.at(*point) for point in points], APART)
        return Path(role, outline(places, closed=False))

    def points(self, samples: Sequence[float], left: float) -> Iterator[Point]:
        """Times and numbers of a curve: steps, or a line through the middles of the cells."""
        if self.stepped or len(samples) < 2:
            for n, value in enumerate(samples):
                yield left + n * self.spacing, value
                yield left + (n + 1) * self.spacing, value
            return
        yield left, samples[0] + (samples[0] - samples[1]) / 2
        for n, value in enumerate(samples):
            yield left + (n + 0.5) * self.spacing, value
        yield left + len(samples) * self.spacing, samples[-1] + (samples[-1] - samples[-2]) / 2

    def areas(self) -> Iterator[Mark]:
        """What lies under the product, at each step."""
        passing = self.passing
        for n, m in enumerate(self.outputs):
            met = passing.meets(m)
            if not met:
                continue
            first = met[0][0]
            products = [0.0] * (met[-1][0] - first + 1)
            for cell, tap in met:
                products[cell - first] = passing.held(cell) * passing.g[tap].item() / self.spacing
            if any(products):
                left = self.starts[0] + (first - 0.5) * self.spacing
                d = (*self.curve("", np.array(products), left).d, ("Z",))
                yield Path("area", d, steps=(range(n, n + 1),))

    def trace(self) -> Iterator[Mark]:
        """The result as far as it has come, piece by piece."""
        done, last = 0, len(self.outputs)
        for n, m in enumerate(self.outputs):
            if m > done or not n:
                # a piece begins a little before the last one ends, so that no gap shines through
                since = (range(n, last),) if n else None
                yield from self.result("curve.output", max(done - 1, 0), m, since)
                done = m

    def now(self) -> Iterator[Mark]:
        """The line from t, where g's zero lies, to the value, and the value's dot."""
        upper, lower = self.upper, self.lower
        heads = [lower.at(self.time(m), self.passing.y[m].item()) for m in self.outputs]
        base = upper.at(0, 0)[1]
        feet = [(x, base) for x, _ in heads]
        track = tuple(stretch(foot, head) for foot, head in zip(feet, heads, strict=True))
        yield lines("guide", [((0, 0), (0, 1))], track=track)
        y = upper.y + upper.height + 18
        yield place("label", "t", 5, 0, LABEL, track=moves((x, y) for x, _ in feet))
        yield Path("output", dot((0, 0), 4.5), track=moves(heads))

    def readings(self, precision: int | None) -> Iterator[Mark]:
        """t and the value in figures, at each step."""
        times = [self.time(m) for m in range(self.passing.axis.output)]
        right = self.lower.x + WIDTH
        for word, numbers in (("area = ", self.passing.y.tolist()), ("t = ", times)):
            figures = figures_for(numbers, precision)
            texts = [f"{word}{figures.text(numbers[m])}" for m in self.outputs]
            # wide enough for every step, so that the words stand still
            x = right - max(measure(f"{word}{figures.text(v)}", LABEL) for v in bounds(numbers))
            shown: dict[str, list[int]] = {}
            for n, text in enumerate(texts):
                shown.setdefault(text, []).append(n)
            for text, when in shown.items():
                yield place("label.reading", text, x, self.foot, LABEL, steps=spans(when))
            right = x - LABEL * 1.5


def time(passing: Passing, m: int, spacing: float, starts: tuple[float, float]) -> float:
    """The t of an output: where g's time 0 lies on f's axis."""
    return starts[0] + passing.shift(m) * spacing - passing.way * starts[1]


def airy(low: float, high: float) -> tuple[float, float]:
    """Bounds with some room beyond them."""
    air = (high - low) * AIR
    return low - (air if low else 0.0), high + (air if high else 0.0)


def dots(places: Sequence[Point]) -> tuple[Any, ...]:
    """Small dots, as one outline."""
    return tuple(segment for place in places for segment in dot(place, 2.5))
