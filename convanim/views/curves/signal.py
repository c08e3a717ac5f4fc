"""The signal view: a convolution of two curves as the area under their product.

Above lies f, and g slides over it, flipped where it is a convolution; the area under their
product, shaded, is the value that the curve below has reached. A g that is not its own mirror
image is first shown as it was given, and turned round. Samples stand for cells of
their own width, so that what is shaded is what is summed up: few of them are drawn as steps,
many as a smooth curve.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from convanim.operations.operation import Operation
from convanim.scene.curves import matching, simplified, ticks
from convanim.scene.marks import (
    Mark,
    Path,
    Point,
    Scene,
    Steps,
    Text,
    lines,
    moves,
    outline,
    stretch,
    transform,
)
from convanim.scene.text import measure, place
from convanim.views.curves.axes import LABEL, Axes, bounds, figures_for, legend, upward
from convanim.views.curves.passing import Passing, formulas, given
from convanim.views.curves.stems import dot
from convanim.views.curves.timing import Stage, Timing, shown, turning
from convanim.views.page import page
from convanim.views.parts.steps import spans
from convanim.views.view import Options

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
APART = 0.04
"""Scene units that a curve of fewer points may be off: less than a tenth of a pixel."""
UNLIKE = 5.0
"""How many times as high as f the others may be, or as low, before they are drawn otherwise."""
STILL = 0.5
"""The last value of this part of the greatest stands for all: an area, and most of the curve."""


def signal(op: Operation, options: Options) -> Scene:
    """The scene of a 1-D convolution in the signal view."""
    values = given(op, options)
    passing = Passing.of(op, values, "signal")
    timing = Timing.of(passing, values)
    every = [*turning(timing), *map(timing.stage, shown(op.output_shape[0]))]
    stages = [every[step] for step in options.chosen(op) if step < len(every)]
    size = (LEFT + WIDTH + RIGHT, 2 * LINE + ABOVE + GAP + BELOW + FOOT)
    around = page([(0.0, 0.0), size], op, options, formulas(values))
    curves = Curves.of(timing, stages, (around.dx, around.dy))
    marks = [
        *curves.still(),
        *curves.areas(),
        *curves.signals(),
        *curves.trace(),
        *curves.now(),
        *curves.readings(options.precision),
    ]
    enough = STILL * abs(passing.y).max()
    still = max((n for n, m in curves.outputs if abs(passing.y[m]) >= enough), default=0)
    scene = around.scene(op, marks, len(stages), still)
    return passing.told(scene, values)


def count(op: Operation, options: Options) -> int:
    """How many steps there are: outputs, and before them those in which g turns round."""
    values = given(op, options)
    timing = Timing.of(Passing.of(op, values, "signal"), values)
    return len(turning(timing)) + len(shown(op.output_shape[0]))


@dataclass(frozen=True, eq=False)
class Curves:
    """The curves of one passing, and what the steps show of them."""

    timing: Timing
    stages: list[Stage]
    upper: Axes
    lower: Axes
    stepped: bool
    taller: tuple[float, float]
    """How many times as high g and the area are drawn, where they would not be seen."""

    @classmethod
    def of(cls, timing: Timing, stages: list[Stage], corner: Point) -> Curves:
        """Everything in its place, the picture's top left corner being `corner`."""
        passing, spacing, g = timing.passing, timing.spacing, timing.g
        every = shown(passing.axis.output)
        products = np.array(
            [0.0, *(passing.held(k) * passing.g[j] for m in every for k, j in passing.meets(m))]
        )
        products /= spacing
        peak, *others = (float(abs(some).max()) for some in (passing.f, g, products))
        taller, area = (matching(peak, other, UNLIKE) for other in others)
        inside = bounds([*passing.f, *(g * taller), *(products * area)])
        x, y = corner[0] + LEFT, corner[1] + LINE
        upper = Axes(x, y, WIDTH, ABOVE, *timing.span, *airy(*inside))
        below = y + ABOVE + GAP
        lower = Axes(x, below, WIDTH, BELOW, *timing.span, *airy(*bounds(passing.y)))
        stepped = max(len(passing.f), len(g)) <= STEPPED
        return cls(timing, stages, upper, lower, stepped, (taller, area))

    @property
    def passing(self) -> Passing:
        """What passes over what."""
        return self.timing.passing

    @cached_property
    def outputs(self) -> list[tuple[int, int]]:
        """The steps that show an output, each with that output."""
        return [(n, s.output) for n, s in enumerate(self.stages) if s.output is not None]

    @property
    def since(self) -> Steps | None:
        """The steps that show an output; None where all do."""
        return None if len(self.outputs) == len(self.stages) else spans(n for n, _ in self.outputs)

    @property
    def foot(self) -> float:
        """The baseline of the words under the axes, where no line crosses them."""
        return self.lower.y + BELOW + FOOT + LINE - LABEL * 0.3

    def value(self, m: int) -> Point:
        """Where an output lies in the lower axes."""
        return self.lower.at(self.timing.t(m), self.passing.y[m].item())

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
        x, y = self.upper.x, self.upper.y - LINE + LABEL * 0.8
        of_g, of_area = (f" (drawn × {v:g})" if v != 1 else "" for v in self.taller)
        whole = [("curve.input", "f(τ)"), ("curve.kernel", f"g({lag}){of_g}")]
        whole += [("area", f"area under f(τ) · g({lag}){of_area}")]
        for mark in legend(whole, x, y, WIDTH):
            if isinstance(mark, Text) and mark.text == whole[1][1]:
                yield from self.names_of_g(mark, of_g)
            else:
                yield mark
        word = [("curve.output", f"{result} = ∫ f(τ) g({lag}) dτ")]
        yield from legend(word, self.lower.x, self.foot, WIDTH)
        yield from self.result("curve", 0, self.passing.axis.output - 1)

    def names_of_g(self, last: Text, taller: str) -> Iterator[Mark]:
        """What g is called: while it turns round, what it is by then."""
        called: dict[str, list[int]] = {}
        for n, stage in enumerate(self.stages):
            turns = stage.output is None and stage.t == 0
            text = last.text if not turns else f"g({'' if stage.mirror == 1 else '−'}τ){taller}"
            called.setdefault(text, []).append(n)
        for text, when in called.items():
            steps = spans(when) if len(called) > 1 else None
            yield place("label", text, last.x, last.y, last.size, steps=steps)

    def result(
        self, role: str, first: int, last: int, steps: Steps | None = None
    ) -> Iterator[Mark]:
        """The result from one output to another; what a stride leaves out is not drawn."""
        places = [self.value(m) for m in range(first, last + 1)]
        if self.passing.axis.stride > 1:
            if role != "curve":
                yield Path("output", dots(places), steps=steps)
        elif len(places) > 1:
            d = outline(simplified(places, APART), closed=False)
            yield Path(role, d, steps=steps)

    # -- what moves ----------------------------------------------------------------------

    def signals(self) -> Iterator[Mark]:
        """f where it is, and g carried along."""
        axes, passing, timing = self.upper, self.passing, self.timing
        f, first = passing.f, passing.first
        real = f[-first:][: passing.axis.input]
        left = timing.starts[0] - timing.spacing / 2
        if len(f) > len(real):  # what padding holds
            yield self.curve("curve", f, left + first * timing.spacing)
        yield self.curve("curve.input", real, left)
        zero = axes.across(0)
        here = self.curve("curve.kernel", timing.g * self.taller[0], timing.ends[0])
        d = tuple(transform((1, 0, 0, 1, -zero, 0), here.d))
        track = tuple((s.mirror, 0.0, 0.0, 1.0, axes.across(s.t), 0.0) for s in self.stages)
        yield Path("curve.kernel", d, track=track)

    def curve(self, role: str, samples: Any, left: float) -> Path:
        """Samples as a curve that starts and ends at zero, the first cell at `left`."""
        right = left + len(samples) * self.timing.spacing
        points = [(left, 0.0), *self.points(samples.tolist(), left), (right, 0.0)]
        places = simplified([self.upper.at(*point) for point in points], APART)
        return Path(role, outline(places, closed=False))

    def points(self, samples: Sequence[float], left: float) -> Iterator[Point]:
        """Times and numbers of a curve: steps, or a line through the middles of the cells."""
        dt = self.timing.spacing
        if self.stepped or len(samples) < 2:
            for n, value in enumerate(samples):
                yield left + n * dt, value
                yield left + (n + 1) * dt, value
            return
        yield left, samples[0] + (samples[0] - samples[1]) / 2
        for n, value in enumerate(samples):
            yield left + (n + 0.5) * dt, value
        yield left + len(samples) * dt, samples[-1] + (samples[-1] - samples[-2]) / 2

    def areas(self) -> Iterator[Mark]:
        """What lies under the product, at each step."""
        passing, dt = self.passing, self.timing.spacing
        for n, m in self.outputs:
            met = passing.meets(m)
            if not met:
                continue
            first = met[0][0]
            products = [0.0] * (met[-1][0] - first + 1)
            for cell, tap in met:
                products[cell - first] = passing.held(cell) * passing.g[tap].item() / dt
            if any(products):
                left = self.timing.starts[0] + (first - 0.5) * dt
                d = (*self.curve("", np.array(products) * self.taller[1], left).d, ("Z",))
                yield Path("area", d, steps=(range(n, n + 1),))

    def trace(self) -> Iterator[Mark]:
        """The result as far as it has come, piece by piece."""
        done, last = -1, len(self.stages)
        for n, m in self.outputs:
            if m > done:
                # a piece begins a little before the last one ends, so that no gap shines through
                since = (range(n, last),) if n else None
                yield from self.result("curve.output", max(done - 1, 0), m, since)
                done = m

    def now(self) -> Iterator[Mark]:
        """The line from t, where g's time 0 lies, to the value, and the value's dot."""
        if not self.outputs:
            return
        heads = [
            self.value(self.outputs[0][1] if s.output is None else s.output) for s in self.stages
        ]
        base = self.upper.at(0, 0)[1]
        track = tuple(stretch((head[0], base), head) for head in heads)
        yield lines("guide", [((0, 0), (0, 1))], track=track, steps=self.since)
        y = self.upper.y + self.upper.height + 18
        along = moves((x, y) for x, _ in heads)
        yield place("label", "t", 5, 0, LABEL, track=along, steps=self.since)
        yield Path("output", dot((0, 0), 4.5), track=moves(heads), steps=self.since)

    def readings(self, precision: int | None) -> Iterator[Mark]:
        """t and the value in figures, at each step."""
        times = [self.timing.t(m) for m in range(self.passing.axis.output)]
        right = self.lower.x + WIDTH
        for word, numbers in (("area = ", self.passing.y.tolist()), ("t = ", times)):
            figures = figures_for(numbers, precision)
            shown: dict[str, list[int]] = {}
            for n, m in self.outputs:
                shown.setdefault(f"{word}{figures.text(numbers[m])}", []).append(n)
            # wide enough for every step, so that the words stand still
            x = right - max(measure(f"{word}{figures.text(v)}", LABEL) for v in bounds(numbers))
            for text, when in shown.items():
                yield place("label.reading", text, x, self.foot, LABEL, steps=spans(when))
            right = x - LABEL * 1.5


def airy(low: float, high: float) -> tuple[float, float]:
    """Bounds with some room beyond them."""
    air = (high - low) * AIR
    return low - (air if low else 0.0), high + (air if high else 0.0)


def dots(places: Sequence[Point]) -> tuple[Any, ...]:
    """Small dots, as one outline."""
    return tuple(segment for place in places for segment in dot(place, 2.5))
