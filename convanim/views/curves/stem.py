"""The stem view: a convolution of two sequences, sample by sample.

f lies at the top and g below it, flipped where it is a convolution, moving along; the samples
that meet are multiplied, the sum is written out, and becomes the next sample of the result.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from convanim import limits
from convanim.language import say
from convanim.operations.operation import Operation
from convanim.operations.values import Values
from convanim.scene.curves import ticks
from convanim.scene.figures import Figures
from convanim.scene.marks import (
    Group,
    Mark,
    Path,
    Point,
    Scene,
    Track,
    lines,
    moves,
    polygon,
    stretch,
)
from convanim.scene.shapes import circle
from convanim.views.curves.axes import LABEL, LEFT, RIGHT, Axes, bounds, legend, upward
from convanim.views.curves.passing import Passing, reach
from convanim.views.curves.signal import Signal
from convanim.views.curves.stems import FREE, RADIUS, Sample, figures, stems
from convanim.views.page import page
from convanim.views.parts.board import LEADING, SUM, written
from convanim.views.parts.steps import since
from convanim.views.parts.sums import Sum, product
from convanim.views.view import Figured, Laid, Style

PITCH, WIDTH = 46.0, 500.0
"""The widest that two places are apart, and the axes' greatest width."""
NARROWEST = 300.0
"""The axes' least width: words and sums stand over and under them."""
FIGURES = 20.0
"""The pitch from which on the samples have figures."""
LINE, HEIGHT, GAP, FOOT = 26.0, 84.0, 16.0, 24.0
"""A row: the line of words above its axes, the axes; what parts two rows; figures below."""
TALL = 2 * LINE + 3 * HEIGHT + 2 * GAP + FOOT
"""All rows, the words under the last one apart."""
AIR = FREE + 1.0
"""Room for figures beyond the stems, in scene units."""
MOST_LINES = 2


@dataclass(frozen=True, kw_only=True)
class Stem(Figured):
    """Two sequences as stems, one moving along the other, and the sum of what meets."""

    name = "stem"
    takes = Signal.takes

    def check(self, op: Operation, values: Values | None) -> None:
        """Refuse more places than stems can be told apart at."""
        low, high = reach(op.axes[0])
        places = high - low + 1
        limits.bounded(places, "places for stems", limits.STEMS, "; --view signal draws curves")

    def lay(self, op: Operation, values: Values, style: Style) -> Laid:
        """The rows of f, of g and of the result, one sample of it a step."""
        passing = Passing.of(op, values)
        rows = Rows.of(passing, self.precision)

        def draw(chosen: Sequence[int]) -> Scene:
            return page(
                replace(rows, outputs=chosen).marks(),
                len(chosen),
                style,
                passing.told(op, values, len(chosen)),
                corners=((0.0, 0.0), rows.size),
                still=len(chosen) * 3 // 5,
            )

        return Laid(op.steps, draw, op.output_shape[-1])


@dataclass(frozen=True, eq=False)
class Rows:
    """The three rows of one passing, their figures, the sums; the outputs that steps show."""

    passing: Passing
    outputs: Sequence[int]
    pitch: float
    width: float
    axes: list[Axes]
    way: Figures
    words: list[list[str]]

    @classmethod
    def of(cls, passing: Passing, precision: int | None) -> Rows:
        """Everything in its place, and all outputs."""
        low, high = reach(passing.axis)
        pitch = min(PITCH, WIDTH / (high - low + 1))
        width = max(pitch * (high - low + 1), NARROWEST)
        spare = (width / pitch - (high - low + 1)) / 2
        every = [row.tolist() for row in (passing.f, passing.g, passing.y)]
        ends = low - 0.5 - spare, high + 0.5 + spare
        axes = [standing(n, width, ends, numbers) for n, numbers in enumerate(every)]
        # one sum is made of all three, and its numbers are written alike
        way = Figures.of(chain.from_iterable(every), precision)
        outputs = range(passing.axis.output)
        words = [added(passing, m, way).lines(SUM, width, MOST_LINES) for m in outputs]
        return cls(passing, outputs, pitch, width, axes, way, words)

    @property
    def size(self) -> Point:
        """What all of it takes."""
        return LEFT + self.width + RIGHT, TALL + LINE + LEADING * max(map(len, self.words))

    def marks(self) -> Iterator[Mark]:
        """Everything, from the back to the front."""
        yield self.window()
        yield from self.still()
        yield from self.input()
        yield from self.kernel()
        yield from self.result()
        yield from written([self.words[m] for m in self.outputs], (LEFT, TALL + LINE), self.width)

    @property
    def figured(self) -> bool:
        """Whether the samples have figures, so that the axes need none."""
        return self.pitch >= FIGURES

    def still(self) -> Iterator[Mark]:
        """Axes and words."""
        across = [t for t in ticks(*reach(self.passing.axis), 25) if t.is_integer()]
        lag = "n − k" if self.passing.flipped else "k − n"
        result = "(f * g)[n]" if self.passing.flipped else say("cross-correlation[n]")
        words = (
            ("curve.input", "f[k]"),
            ("curve.kernel", f"g[{lag}]" + self.apart()),
            ("curve.output", f"{result} = Σ f[k] g[{lag}]" + self.left_out()),
        )
        for axes, word, name in zip(self.axes, words, "kkn", strict=True):
            up = [] if self.figured else upward(axes.least, axes.most)
            yield from axes.marks(across, up, name)
            over, under = -LINE + LABEL * 0.8, HEIGHT + FOOT + LABEL * 0.9
            y = axes.y + (under if name == "n" else over)
            for entry in legend([word], axes.x, y, self.width):
                yield from entry.marks()
        yield from self.axes[2].times(across)

    def apart(self) -> str:
        """What is to be said of a dilation."""
        d = self.passing.axis.dilation
        return say(", its samples {count} apart", count=d) if d > 1 else ""

    def left_out(self) -> str:
        """What is to be said of a stride."""
        s = self.passing.axis.stride
        if s < 2:
            return ""
        return say(
            ", every 2nd n" if s == 2 else ", every 3rd n" if s == 3 else ", every {count}th n",
            count=s,
        )

    def window(self) -> Mark:
        """A band behind the places where g lies, through the rows of f and g."""
        axis, (top, low, _) = self.passing.axis, self.axes
        left = top.across(axis.cell(self.outputs[0], 0) - 0.5)
        right = left + axis.extent * self.pitch
        above, below = top.y - 2, low.y + low.height + 2
        corners = ((left, above), (right, above), (right, below), (left, below))
        return polygon("band", corners, track=self.track())

    def track(self) -> Track:
        """How the window moves from where it is at the first step."""
        first = self.passing.shift(self.outputs[0])
        places = (self.passing.shift(m) - first for m in self.outputs)
        return moves((place * self.pitch, 0.0) for place in places)

    def input(self) -> Iterator[Mark]:
        """f, and apart from it what padding holds."""
        f = list(enumerate(self.passing.f.tolist(), self.passing.first))
        inside = range(self.passing.axis.input)
        padding = [(k, v) for k, v in f if k not in inside]
        if padding:
            yield from stems(self.axes[0], padding, ("curve", "empty"))
        real = [(k, v) for k, v in f if k in inside]
        yield from stems(self.axes[0], real, ("curve.input", "input"))
        yield from self.figures(0, f)

    def kernel(self) -> Iterator[Mark]:
        """g, carried along."""
        origin, step = self.passing.shift(self.outputs[0]), self.passing.way
        step *= self.passing.axis.dilation
        g = [(origin + step * tap, value) for tap, value in enumerate(self.passing.g.tolist())]
        marks = (*stems(self.axes[1], g, ("curve.kernel", "kernel")), *self.figures(1, g))
        yield Group("window", marks, track=self.track())

    def result(self) -> Iterator[Mark]:
        """The result's samples, each from its step on, and the line down to the newest."""
        y = [(self.passing.shift(m), v) for m, v in enumerate(self.passing.y.tolist())]
        heads = [self.axes[2].at(*y[m]) for m in self.outputs]
        base = self.axes[1].at(0, 0)[1]
        # the line stops over a figure that stands on its dot
        over = [FREE if self.figured and y[m][1] >= 0 else RADIUS for m in self.outputs]
        ends = [(x, head - gap) for (x, head), gap in zip(heads, over, strict=True)]
        track = tuple(stretch((end[0], base), end) for end in ends)
        yield lines("guide", [((0, 0), (0, 1))], track=track)
        for m, steps in since(self.outputs):
            yield from stems(self.axes[2], [y[m]], ("curve.output", "output"), steps=steps)
            yield from self.figures(2, [y[m]], steps=steps)
        yield Path("current", circle((0, 0), RADIUS + 2), track=moves(heads))

    def figures(self, row: int, samples: list[Sample], **time: Any) -> Iterator[Mark]:
        """The figures of samples of a row, where they have any."""
        if self.figured:
            yield from figures(self.axes[row], samples, self.way, self.pitch * 0.9, **time)


def standing(row: int, width: float, ends: tuple[float, float], numbers: list[float]) -> Axes:
    """The axes of a row, with room for figures beyond its stems."""
    least, most = bounds(numbers)
    sides = (least < 0) + (most > 0)
    air = (most - least) * AIR / (HEIGHT - sides * AIR)
    # over the result there are no words: the line down to its newest sample needs the room
    y = row * (HEIGHT + GAP) + min(row + 1, 2) * LINE
    under, over = least - (air if least < 0 else 0), most + (air if most > 0 else 0)
    return Axes(LEFT, y, width, HEIGHT, *ends, under, over)


def added(passing: Passing, m: int, way: Figures) -> Sum:
    """The sum of an output, written out."""
    meets = passing.meets(m)
    terms = [product(way.text(passing.held(k)), way.text(passing.g[t])) for k, t in meets]
    tail = f" = {way.text(passing.y[m].item())}" if terms else way.text(passing.y[m].item())
    return Sum(f"n = {passing.shift(m)}:  ", terms, " + ", tail)
