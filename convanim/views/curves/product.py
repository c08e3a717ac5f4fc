"""What the signal view draws: the two curves, the area under their product, and the result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any

from convanim.language import say
from convanim.scene.curves import crossing, matching, simplified, ticks
from convanim.scene.marks import (
    Mark,
    Path,
    Point,
    Segment,
    Steps,
    lines,
    moves,
    outline,
    stretch,
    transform,
)
from convanim.scene.shapes import circle
from convanim.scene.text import measure, place
from convanim.views.curves.axes import LABEL, LEFT, RIGHT, Axes, bounds, figures_for, legend, upward
from convanim.views.curves.passing import Passing
from convanim.views.curves.timing import Pose, Timing, shown, turning
from convanim.views.parts.steps import each_by_step, once, since

STEPPED = 48
"""Samples up to which they are drawn as the steps that they are."""
WIDTH, ABOVE, BELOW = 500.0, 125.0, 100.0
"""The axes' width, and the heights of the upper and the lower ones."""
LINE, GAP, FOOT = 22.0, 34.0, 22.0
"""A line of words; what parts the two axes; figures under the lower ones."""
SIZE = LEFT + WIDTH + RIGHT, 2 * LINE + ABOVE + GAP + BELOW + FOOT
"""What all of it takes."""
UNDER = SIZE[1] - LABEL * 0.3
"""The baseline of the words under the axes, where no line crosses them."""
AIR = 0.06
"""Room above the highest number, in parts of an axis."""
APART = 0.04
"""Scene units that a curve of fewer points may be off: less than a tenth of a pixel."""
UNLIKE = 5.0
"""How many times as high as f the others may be, or as low, before they are drawn otherwise."""
STILL = 0.5
"""The last value of this part of the greatest stands for all: an area, and most of the curve."""


@dataclass(frozen=True, eq=False)
class Curves:
    """The curves of one passing, and what the steps show of them: in each a pose of g."""

    timing: Timing
    poses: list[Pose]
    upper: Axes
    lower: Axes
    stepped: bool
    taller: tuple[float, float]
    """How many times as high g and the area are drawn, where they would not be seen."""
    precision: int | None

    @classmethod
    def of(cls, timing: Timing, precision: int | None) -> Curves:
        """Everything in its place, and all steps."""
        passing, every = timing.passing, shown(timing.passing.axis.output)
        f, g = passing.f.tolist(), timing.g.tolist()
        products = [0.0, *(v for m in every for v in timing.products(m))]
        peak, *others = (max(map(abs, some)) for some in (f, g, products))
        taller, area = (matching(peak, other, UNLIKE) for other in others)
        inside = bounds([*f, *(v * taller for v in g), *(v * area for v in products)])
        upper = Axes(LEFT, LINE, WIDTH, ABOVE, *timing.span, *airy(*inside))
        below = LINE + ABOVE + GAP
        lower = Axes(LEFT, below, WIDTH, BELOW, *timing.span, *airy(*bounds(passing.y)))
        stepped = max(len(f), len(g)) <= STEPPED
        poses = [*turning(timing), *map(timing.pose, every)]
        return cls(timing, poses, upper, lower, stepped, (taller, area), precision)

    @property
    def passing(self) -> Passing:
        """What passes over what."""
        return self.timing.passing

    @cached_property
    def signed(self) -> bool:
        """Whether some area that is seen counts as negative."""
        every = shown(self.passing.axis.output)
        return self.seen(min([0.0, *self.timing.products(m)]) * self.taller[1] for m in every)

    def seen(self, numbers: Iterable[float]) -> bool:
        """Whether any of these numbers can be told from zero in the upper axes."""
        return any(abs(self.upper.at(0, v)[1] - self.upper.at(0, 0)[1]) > APART for v in numbers)

    @cached_property
    def reached(self) -> dict[int, Steps]:
        """The outputs that are shown, each with its steps."""
        return each_by_step([] if p.output is None else [p.output] for p in self.poses)

    @property
    def still_at(self) -> int:
        """The step that stands for all."""
        sizes = abs(self.passing.y)
        telling = (m for m in self.reached if sizes[m] >= STILL * sizes.max())
        return max((self.reached[m][-1].stop - 1 for m in telling), default=0)

    def marks(self) -> Iterator[Mark]:
        """Everything, from the back to the front."""
        yield from self.still()
        yield from self.areas()
        yield from self.signals()
        yield from self.trace()
        yield from self.now()
        yield from self.readings()

    def value(self, m: int) -> Point:
        """Where an output lies in the lower axes."""
        return self.lower.at(self.timing.t(m), self.passing.y[m].item())

    # -- what stays ----------------------------------------------------------------------

    def still(self) -> Iterator[Mark]:
        """Axes, words, and the whole result, faint."""
        across = ticks(self.upper.low, self.upper.high, 9)
        for axes, name in ((self.upper, "τ"), (self.lower, "t")):
            up = upward(axes.least, axes.most)
            yield from axes.marks(across, up, name)
        yield from self.lower.times(across)
        lag = "t − τ" if self.passing.flipped else "τ − t"
        result = "(f * g)(t)" if self.passing.flipped else say("cross-correlation(t)")
        x, y = self.upper.x, self.upper.y - LINE + LABEL * 0.8
        of_g, of_area = (
            say(" (drawn × {times:g})", times=v) if v != 1 else "" for v in self.taller
        )
        whole = [("curve.input", "f(τ)"), ("curve.kernel", f"g({lag}){of_g}")]
        under = say("area under {product}", product=f"f(τ) · g({lag})")
        whole += [("area", f"{under}{of_area}")]
        if self.signed:
            whole += [("area.negative", say("counts as negative"))]
        for entry in legend(whole, x, y, WIDTH):
            own = self.called(entry.text, of_g) if entry.role == "curve.kernel" else None
            yield from entry.marks(own)
        made = [("curve.output", f"{result} = ∫ f(τ) g({lag}) dτ")]
        for entry in legend(made, x, UNDER, WIDTH):
            yield from entry.marks()
        yield from self.result("curve", 0, self.passing.axis.output - 1)

    def called(self, usual: str, taller: str) -> dict[str, Steps | None]:
        """What g is called: while it turns round, what it is by then."""
        turned = (
            f"g({'' if p.mirror == 1 else '−'}τ){taller}"
            if p.output is None and p.t == 0
            else usual
            for p in self.poses
        )
        return once(list(turned))

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
        f, first = passing.f.tolist(), passing.first
        real = f[-first:][: passing.axis.input]
        left = timing.starts[0] - timing.spacing / 2
        if len(f) > len(real):  # what padding holds
            yield Path("curve", self.curve(f, left + first * timing.spacing))
        yield Path("curve.input", self.curve(real, left))
        here = self.curve([v * self.taller[0] for v in timing.g.tolist()], timing.ends[0])
        d = tuple(transform((1, 0, 0, 1, -axes.across(0), 0), here))
        track = tuple((p.mirror, 0.0, 0.0, 1.0, axes.across(p.t), 0.0) for p in self.poses)
        yield Path("curve.kernel", d, track=track)

    def curve(self, samples: list[float], left: float) -> tuple[Segment, ...]:
        """Samples as a curve that starts and ends at zero, the first cell at `left`."""
        return self.drawn(self.points(samples, left), left, len(samples))

    def drawn(
        self, points: Iterable[Point], left: float, cells: int, closed: bool = False
    ) -> tuple[Segment, ...]:
        """Points over so many cells as a curve that starts and ends at zero."""
        ends = (left, 0.0), (left + cells * self.timing.spacing, 0.0)
        every = [self.upper.at(*point) for point in (ends[0], *points, ends[1])]
        return outline(simplified(every, APART), closed=closed)

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
        """What lies between the product and zero at each step, apart what counts as negative."""
        timing = self.timing
        for m, steps in self.reached.items():
            products = [v * self.taller[1] for v in timing.products(m)]
            if not products:
                continue
            first = self.passing.meets(m)[0][0]
            left = timing.starts[0] + (first - 0.5) * timing.spacing
            points = list(crossing(self.points(products, left)))
            for role, beyond in (("area", max), ("area.negative", min)):
                lobes = [(t, beyond(v, 0.0)) for t, v in points]
                if self.seen(v for _, v in lobes):
                    yield Path(role, self.drawn(lobes, left, len(products), True), steps=steps)

    def trace(self) -> Iterator[Mark]:
        """The result as far as it has come, piece by piece."""
        furthest = accumulate((-1 if p.output is None else p.output for p in self.poses), max)
        done = 0
        for m, steps in since(list(furthest)):
            if m >= 0:
                # a piece begins a little before the last one ends, so that no gap shines through
                yield from self.result("curve.output", max(done - 1, 0), m, steps)
                done = m

    def now(self) -> Iterator[Mark]:
        """The line from t, where g's time 0 lies, to the value, and the value's dot."""
        if not self.reached:
            return
        when = once([pose.output is not None for pose in self.poses]).get(True)
        first = next(iter(self.reached))
        heads = [self.value(first if p.output is None else p.output) for p in self.poses]
        base = self.upper.at(0, 0)[1]
        track = tuple(stretch((head[0], base), head) for head in heads)
        yield lines("guide", [((0, 0), (0, 1))], track=track, steps=when)
        along = moves((x, self.upper.y + self.upper.height + 18) for x, _ in heads)
        yield place("label", "t", 5, 0, LABEL, track=along, steps=when)
        yield Path("output", circle((0, 0), 4.5), track=moves(heads), steps=when)

    def readings(self) -> Iterator[Mark]:
        """t and the value in figures, at each step."""
        times = [self.timing.t(m) for m in range(self.passing.axis.output)]
        right = self.lower.x + WIDTH
        area = say("net area = " if self.signed else "area = ")
        for word, numbers in ((area, self.passing.y.tolist()), ("t = ", times)):
            figures = figures_for(numbers, self.precision)
            # wide enough for every step, so that the words stand still
            x = right - max(measure(f"{word}{figures.text(v)}", LABEL) for v in bounds(numbers))
            read = each_by_step(
                [] if p.output is None else [f"{word}{figures.text(numbers[p.output])}"]
                for p in self.poses
            )
            for text, steps in read.items():
                yield place("label.reading", text, x, UNDER, LABEL, steps=steps)
            right = x - LABEL * 1.5


def airy(low: float, high: float) -> tuple[float, float]:
    """Bounds with some room beyond them."""
    air = (high - low) * AIR
    return low - (air if low else 0.0), high + (air if high else 0.0)


def dots(places: Sequence[Point]) -> tuple[Any, ...]:
    """Small dots, as one outline."""
    return tuple(segment for place in places for segment in circle(place, 2.5))
