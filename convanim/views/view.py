"""What a view is: a layer in, laid out once, and any of its steps drawn from that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from math import prod
from typing import TYPE_CHECKING, Any, ClassVar

from convanim import limits
from convanim.declared import option
from convanim.kinds import TRUTH, whole
from convanim.operations.network import Network
from convanim.operations.operation import Operation
from convanim.scene.marks import Scene
from convanim.windows.lattice import size

if TYPE_CHECKING:
    from convanim.operations.values import Values


class Numbers(Enum):
    """Whether a view draws a layer's numbers: never, those that are given, or always."""

    NEVER = 0
    GIVEN = 1
    ALWAYS = 2


COUNTS = {1: "one axis", 2: "two axes", 3: "three axes"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Takes:
    """What a view shows of layers; what it does not take is refused, in one wording.

    - `layers`, `networks`: one layer, a network, where each of its layers is taken;
    - `dims`: how many axes; `several`: more than one channel in and one out;
    - `pooling`, `transposed`, `ceil`, `uneven`: pooling, transposed convolutions, windows that
      overhang the padding, windows of unequal size;
    - `numbers`: whether a layer's numbers are drawn; `bias`, `activation`: whether they are
      drawn with what follows the sum;
    - `facts`: fields of layers that not every picture shows, and this one does (None: any);
      `omits`: those that every picture shows, and this one does not.
    """

    layers: bool = True
    networks: bool = False
    dims: tuple[int, ...] = (1, 2, 3)
    several: bool = True
    pooling: bool = True
    transposed: bool = True
    ceil: bool = True
    uneven: bool = False
    numbers: Numbers = Numbers.NEVER
    bias: bool = True
    activation: bool = True
    facts: tuple[str, ...] | None = ()
    omits: tuple[str, ...] = ()

    def admits(self, kind: type[Operation]) -> bool:
        """Whether some layers of a kind are taken."""
        return (
            self.layers
            and (self.pooling or not kind.pooling)
            and (self.transposed or not kind.swapped)
            and (self.uneven or not kind.uneven)
        )

    def refusal(self, op: Operation | Network, values: Values | None) -> str | None:
        """Why something is not taken, as the end of `the numeric view ...`; None if it is."""
        if values is not None and self.numbers is Numbers.NEVER:
            return "draws no numbers"
        if isinstance(op, Network):
            if not self.networks:
                return "shows one layer, this is a network"
            refused = (self.refusal(layer, None) for layer in op.operations)
            return next(filter(None, refused), None)
        if op.dims not in self.dims:
            taken = " or ".join(COUNTS[n] for n in self.dims).replace(" axis or", " or")
            return f"shows {taken.replace(' axes or', ' or')}, this layer has {op.dims}"
        channels, maps = op.in_channels or 1, op.maps or 1
        if values is not None:
            channels, maps = len(values.x), len(values.y)
        for missed, what in (
            (not self.pooling and op.pooling, "no pooling"),
            (not self.transposed and op.swapped, "no transposed convolution"),
            (not self.ceil and op.ceil_mode, "no window that overhangs, as of ceil mode"),
            (not self.uneven and uneven(op), "no windows of unequal size"),
            (
                not self.several and channels * maps != 1,
                f"one channel in and one out, this layer has {channels} and {maps}",
            ),
        ):
            if missed:
                return f"shows {what}"
        if self.numbers is Numbers.NEVER:
            return None
        if not self.bias and values is not None and values.bias is not None:
            return "adds up products alone, without a bias"
        if not self.activation and op.activation is not None:
            return f"shows sums alone, without {op.activation}"
        return None


def uneven(op: Operation) -> bool:
    """Whether some windows of a layer are larger than others."""
    return any(axis.uneven for axis in op.axes)


def cells_of(op: Operation) -> int:
    """The cells of a layer's planes: of its padded input, and of its output."""
    return prod(map(size, op.axes)) + op.steps


def taps(op: Operation) -> int:
    """The cells of a kernel."""
    return prod(axis.taps for axis in op.axes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What a drawing takes of a picture's look: its title; a theme's taste, as far as nothing
    else is asked for; with how much `precision` numbers are written (None: as they need);
    whether steps have `beats`; and a `note` on what of the layer is meant.

    The taste: whether there is a `caption`, whether maps have `labels`, whether output cells
    `fill`, being empty until they are made, whether the window `tells_padding` from cells, and
    `gap` and `radius` in parts of a cell's side. A `width` in pixels and an `aspect`, across over
    down, are those that are asked for.
    """

    title: str | None = None
    caption: bool = False
    labels: bool = False
    fill: bool = False
    tells_padding: bool = False
    gap: float = 0.0
    radius: float = 0.0
    precision: int | None = None
    beats: bool = False
    note: str = ""
    width: float | None = None
    aspect: float | None = None


SEEN, READ = 2.5, 3.5
"""How `slow` a step is until it is understood, and where a sum is to be read as well: in seconds,
where one of those that follow takes one."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A layer laid out: how many steps the whole takes, what draws some of them, and what is said
    of one where that is not which cells an output reads.

    A lesson tells it by rows: a `row` is so many steps (None: there are none), and the first is
    `slow`. Where several take `turns`, each has its own.
    """

    steps: int
    draw: Callable[[Sequence[int]], Scene]
    row: int | None = None
    slow: float = SEEN
    turns: tuple[Laid, ...] = ()
    says: Callable[[int], str] | None = None

    def rows(self) -> list[tuple[int, int | None, float]]:
        """For each turn its steps, its row, and how slow that is.

        >>> one, other = Laid(9, list, 3), Laid(4, list)
        >>> Laid(13, list, turns=(one, other)).rows()
        [(9, 3, 2.5), (4, None, 2.5)]
        """
        if not self.turns:
            return [(self.steps, self.row, self.slow)]
        return [row for turn in self.turns for row in turn.rows()]

    def whole(self) -> Scene:
        """The scene of all steps."""
        return self.draw(range(self.steps))


@dataclass(frozen=True, slots=True)
class Link:
    """A layer of a chain: what it is, its numbers, how it looks, and which of its steps show."""

    op: Operation
    values: Values | None
    style: Style
    chosen: Sequence[int]


@dataclass(frozen=True, kw_only=True)
class View:
    """A way of showing layers. Its fields are its own options, declared with `option`.

    `takes` says what it shows, of at `most` how many cells, `lasts` how many seconds the whole
    takes where steps are moments of one movement, `glides` whether anything in it moves from
    step to step; it `tells` something in its caption that the picture is not whole without;
    `beats`: it can tell a step bit by bit.
    """

    name: ClassVar[str]
    takes: ClassVar[Takes] = Takes()
    most: ClassVar[int] = limits.CELLS
    lasts: ClassVar[float | None] = None
    tells: ClassVar[bool] = False
    beats: ClassVar[bool] = False
    glides: ClassVar[bool] = True

    def of(self, op: Operation | Network) -> View:
        """The view that draws this layer: itself, unless it has ways of drawing of their own."""
        return self

    def cells(self, op: Any) -> int:
        """About how many cells are drawn of a layer, from its sizes alone: judged before any
        number is made up."""
        return 0

    def fits(self, op: Any) -> None:
        """Refuse what has more cells than can be drawn."""
        what = f"cells for the {self.name} view"
        limits.bounded(self.cells(op), what, self.most, "; smaller sizes fit")

    def check(self, op: Any, values: Values | None) -> None:
        """Refuse what is taken and yet cannot be shown."""

    def lay(self, op: Any, values: Any, style: Style) -> Laid:
        """The layer, or the network, laid out.

        `values` are its numbers: those given, or small random ones where the view `takes`
        numbers always; None where it draws none.
        """
        raise NotImplementedError

    def chained(
        self, links: Sequence[Link], style: Style, whole: Link | None = None
    ) -> Laid | None:
        """Layers that read one another as one drawing, in which each tensor is drawn once;
        with the one layer that they are on the `whole`, if it is given.

        None where this view has no such drawing of them.
        """
        return None

    def scene(self, op: Operation | Network, values: Values | None = None, **style: Any) -> Scene:
        """The whole scene, for whoever needs neither a theme nor a clock.

        >>> from convanim.operations import Conv
        >>> from convanim.views.planes.stacked import Stacked
        >>> Stacked().scene(Conv(input=5, kernel=3)).steps
        9
        """
        drawn = self.of(op)
        return drawn.lay(op, drawn.numbers(op, values), Style(**style)).whole()

    def numbers(self, op: Operation | Network, values: Values | None) -> Values | None:
        """The numbers to draw."""
        if values is None and self.takes.numbers is Numbers.ALWAYS and isinstance(op, Operation):
            from convanim.operations.values import Values

            return Values.of(op)
        return values


@dataclass(frozen=True, kw_only=True)
class Figured(View):
    """A view that writes numbers."""

    precision: int | None = option(
        None,
        whole(0, 12, "decimals"),
        "decimals of numbers that are not whole",
        calls=True,
        figures=True,
    )

    def figured(self, style: Style) -> Style:
        """A style with this view's precision."""
        return replace(style, precision=self.precision)


@dataclass(frozen=True, kw_only=True)
class Labelled(View):
    """A view that may write beside its maps what they are."""

    labels: bool | None = option(None, TRUTH, "write beside the maps what they are, or do not")

    def labelling(self, style: Style) -> bool:
        """Whether it is asked to, or its style has it so."""
        return style.labels if self.labels is None else self.labels


@dataclass(frozen=True, kw_only=True)
class Filling(View):
    """A view whose output cells may be empty until they are made."""

    fill: bool | None = option(
        None, TRUTH, "leave output cells empty until they are made, or do not"
    )

    def filling(self, style: Style) -> Style:
        """A style that fills as this view is asked to, or as it did."""
        return style if self.fill is None else replace(style, fill=self.fill)
