"""The stem view: a convolution of two sequences, sample by sample.

f lies at the top and g below it, flipped where it is a convolution, moving along; the samples
that meet are multiplied, the sum is written out, and becomes the next sample of the result.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from convanim.errors import BadRequest
from convanim.operations.operation import Operation
from convanim.scene.curves import ticks
from convanim.scene.figures import Figures
from convanim.scene.marks import Group, Mark, Path, Point, Scene, lines, moves, polygon, stretch
from convanim.scene.text import fitted, place
from convanim.views.curves.axes import LABEL, Axes, bounds, legend, upward
from convanim.views.curves.passing import Passing, formulas, given
from convanim.views.curves.stems import FREE, RADIUS, dot, figures, stems
from convanim.views.page import page
from convanim.views.parts.columns import LEADING, SUM
from convanim.views.parts.steps import spans
from convanim.views.parts.sums import Sum, product
from convanim.views.view import Options

MOST = 80
"""Places on the axis above which stems stand too close to be told apart."""
PITCH, WIDTH = 46.0, 500.0
"""The widest that two places are apart, and the axes' greatest width."""
NARROWEST = 300.0
"""The axes' least width: words and sums stand over and under them."""
FIGURES = 20.0
"""The pitch from which on the samples have figures."""
LINE, HEIGHT, GAP, FOOT = 26.0, 62.0, 16.0, 24.0
"""A row: the line of words above its axes, the axes; what parts two rows; figures below."""
LEFT, RIGHT = 34.0, 16.0
AIR = 0.3
"""Room for figures beyond the stems, in parts of an axis."""
MOST_LINES = 2


def stem(op: Operation, options: Options) -> Scene:
    """The scene of a 1-D convolution in the stem view."""
    values = given(op, options)
    passing = Passing.of(op, values, "stem")
    low, high = passing.reach
    places = high - low + 1
    if places > MOST:
        raise BadRequest(
            f"{places} places are too many for stems: at most {MOST}; --view signal draws curves"
        )
    pitch = min(PITCH, WIDTH / places)
    width = max(pitch * places, NARROWEST)
    sheet = Sheet(passing, list(options.chosen(op)), pitch, width, options.precision)
    rows = 2 * LINE + 3 * HEIGHT + 2 * GAP + FOOT
    words = [sheet.sum(m).lines(SUM, width, MOST_LINES) for m in sheet.outputs]
    size = LEFT + width + RIGHT, rows + LINE + LEADING * max(map(len, words))
    around = page([(0.0, 0.0), size], op, options, formulas(values))
    corner = around.dx, around.dy
    under = corner[0] + LEFT, corner[1] + rows + LINE
    marks = [*sheet.marks(corner), *sheet.sums(words, under)]
    scene = around.scene(op, marks, len(sheet.outputs), still=len(sheet.outputs) * 3 // 5)
    return passing.told(scene, values)


@dataclass(frozen=True, eq=False)
class Sheet:
    """The three rows of one passing, and the outputs that the steps show."""

    passing: Passing
    outputs: list[int]
    pitch: float
    width: float
    precision: int | None

    def axes(self, row: int, numbers: list[float], corner: Point) -> Axes:
        """The axes of a row, where every place has its pitch."""
        low, high = self.passing.reach
        spare = (self.width / self.pitch - (high - low + 1)) / 2
        least, most = bounds(numbers)
        air = (most - least) * AIR
        # over the result there are no words: the line down to its newest sample needs the room
        x, y = corner[0] + LEFT, corner[1] + row * (HEIGHT + GAP) + min(row + 1, 2) * LINE
        ends = low - 0.5 - spare, high + 0.5 + spare
        under, over = least - (air if least else 0), most + (air if most else 0)
        return Axes(x, y, self.width, HEIGHT, *ends, under, over)

    def marks(self, corner: Point) -> Iterator[Mark]:
        """Everything but the sums."""
        passing = self.passing
        f = [(passing.first + n, v) for n, v in enumerate(passing.f.tolist())]
        g = list(enumerate(passing.g.tolist()))
        result = [(passing.shift(m), passing.y[m].item()) for m in range(passing.axis.output)]
        rows = [self.axes(n, [v for _, v in some], corner) for n, some in enumerate((f, g, result))]
        ways = [Figures.of([v for _, v in some], self.precision) for some in (f, g, result)]
        yield self.window(rows)
        yield from self.still(rows)
        yield from self.input(rows[0], f, ways[0])
        yield from self.kernel(rows[1], g, ways[1])
        yield from self.result(rows, result, ways[2])

    @property
    def figured(self) -> bool:
        """Whether the samples have figures, so that the axes need none."""
        return self.pitch >= FIGURES

    def still(self, rows: list[Axes]) -> Iterator[Mark]:
        """Axes and words."""
        low, high = self.passing.reach
        across = [t for t in ticks(low, high, 25) if t.is_integer()]
        lag = "n − k" if self.passing.flipped else "k − n"
        result = "(f * g)[n]" if self.passing.flipped else "cross-correlation[n]"
        words = (
            ("curve.input", "f[k]"),
            ("curve.kernel", f"g[{lag}]" + self.apart()),
            ("curve.output", f"{result} = Σ f[k] g[{lag}]" + self.left_out()),
        )
        for axes, word, name in zip(rows, words, "kkn", strict=True):
            up = [] if self.figured else upward(axes.least, axes.most)
            yield axes.lines(across, up)
            yield from axes.numbers(up)
            yield axes.name(name)
            over, under = -LINE + LABEL * 0.8, HEIGHT + FOOT + LABEL * 0.9
            yield from legend([word], axes.x, axes.y + (under if name == "n" else over), self.width)
        yield from rows[2].times(across)

    def apart(self) -> str:
        """What is to be said of a dilation."""
        d = self.passing.axis.dilation
        return f", its samples {d} apart" if d > 1 else ""

    def left_out(self) -> str:
        """What is to be said of a stride."""
        s = self.passing.axis.stride
        return f", every {s}th n" if s > 3 else ("", "", ", every 2nd n", ", every 3rd n")[s]

    def window(self, rows: list[Axes]) -> Mark:
        """A band behind the places where g lies, through the rows of f and g."""
        axis, top, low = self.passing.axis, rows[0], rows[1]
        left = top.across(axis.cell(self.outputs[0], 0) - 0.5)
        right = left + axis.extent * self.pitch
        above, below = top.y - 2, low.y + low.height + 2
        corners = ((left, above), (right, above), (right, below), (left, below))
        return polygon("band", corners, track=self.track())

    def track(self) -> tuple[tuple[float, float, float, float, float, float], ...]:
        """How the window moves from where it is at the first step."""
        first = self.passing.shift(self.outputs[0])
        places = (self.passing.shift(m) - first for m in self.outputs)
        return moves((place * self.pitch, 0.0) for place in places)

    def input(self, axes: Axes, f: list[tuple[int, float]], way: Figures) -> Iterator[Mark]:
        """f, and apart from it what padding holds."""
        real = [(k, v) for k, v in f if 0 <= k < self.passing.axis.input]
        padding = [(k, v) for k, v in f if not 0 <= k < self.passing.axis.input]
        if padding:
            yield from stems(axes, padding, ("curve", "empty"))
        yield from stems(axes, real, ("curve.input", "input"))
        if self.figured:
            yield from figures(axes, f, way, self.pitch * 0.9)

    def kernel(self, axes: Axes, g: list[tuple[int, float]], way: Figures) -> Iterator[Mark]:
        """g, carried along."""
        origin, step = self.passing.shift(self.outputs[0]), self.passing.way
        step *= self.passing.axis.dilation
        placed = [(origin + step * tap, value) for tap, value in g]
        marks = [*stems(axes, placed, ("curve.kernel", "tap.open.kernel"))]
        if self.figured:
            marks += figures(axes, placed, way, self.pitch * 0.9)
        yield Group("window", tuple(marks), track=self.track())

    def result(self, rows: list[Axes], y: list[tuple[int, float]], way: Figures) -> Iterator[Mark]:
        """The result's samples, each from its step on, and the line down to the newest."""
        axes, last = rows[2], len(self.outputs)
        heads = [axes.at(*y[m]) for m in self.outputs]
        base = rows[1].at(0, 0)[1]
        # the line stops over a figure that stands on its dot
        over = [FREE if self.figured and y[m][1] >= 0 else RADIUS for m in self.outputs]
        ends = [(x, head - gap) for (x, head), gap in zip(heads, over, strict=True)]
        track = tuple(stretch((end[0], base), end) for end in ends)
        yield lines("guide", [((0, 0), (0, 1))], track=track)
        made = {m: n for n, m in reversed(list(enumerate(self.outputs)))}
        for m, n in sorted(made.items()):
            time = {"steps": (range(n, last),)}
            yield from stems(axes, [y[m]], ("curve.output", "output"), **time)
            if self.figured:
                yield from figures(axes, [y[m]], way, self.pitch * 0.9, **time)
        yield Path("current", dot((0, 0), RADIUS + 2), track=moves(heads))

    def sum(self, m: int) -> Sum:
        """The sum of an output, written out."""
        passing = self.passing
        x, g, y = (
            Figures.of(v.tolist(), self.precision) for v in (passing.f, passing.g, passing.y)
        )
        terms = [
            product(x.text(passing.held(k)), g.text(passing.g[t])) for k, t in passing.meets(m)
        ]
        tail = f" = {y.text(passing.y[m].item())}" if terms else y.text(passing.y[m].item())
        return Sum(f"n = {passing.shift(m)}:  ", terms, " + ", tail)

    def sums(self, words: list[list[str]], corner: Point) -> Iterator[Mark]:
        """The sums under the rows, each at its steps."""
        shown: dict[tuple[int, str], list[int]] = {}
        for n, texts in enumerate(words):
            for row, text in enumerate(texts):
                shown.setdefault((row, text), []).append(n)
        for (row, text), when in shown.items():
            x, y = corner[0], corner[1] + (row + 0.75) * LEADING
            size = fitted(text, SUM, self.width)
            yield place("label.sum", text, x, y, size, steps=spans(when))
