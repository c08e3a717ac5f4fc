"""What every operation is: a frozen, validated description of a layer, N-d and no pixels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from math import prod
from typing import TYPE_CHECKING, Any, ClassVar, Self

from convanim.declared import REQUIRED, option
from convanim.errors import BadRequest, UnknownWord
from convanim.kinds import AXES, COUNT, PADS
from convanim.language import say, term
from convanim.operations.describe import Names, called, compact, compact_padding, size
from convanim.operations.numbers import Pads, dimensions, pads, per_axis, whole
from convanim.operations.reductions import SUM, Reduction
from convanim.windows.axis import Axis
from convanim.words import choose

if TYPE_CHECKING:
    from convanim.windows.arrays import Windows

PADDED = {
    "zeros": term("zeros"),
    "reflect": term("its mirror image, the edge not repeated"),
    "symmetric": term("its mirror image, the edge repeated"),
    "replicate": term("copies of its edge"),
    "circular": term("what lies at its other end"),
}
"""What padding holds, by its mode, as a sentence goes on."""
CHANNELS = "the channels"
"""The part of a help in which the words of channels stand."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Command:
    """A command that makes a layer: what it is, an example, and what its name settles."""

    name: str
    what: str
    example: str
    settled: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, init=False, repr=False, eq=False)
class Operation:
    """A layer whose output cells each read a window of its input; the base of all.

    Every parameter takes one number or one per axis (1, 2 or 3 axes; two unless some
    parameter says otherwise) and is kept as a tuple.

    An operation says what it is: its `commands`, what it `reduces` by, whether it is `pooling`
    (no weights), whether input and output are `swapped` in the relation of its windows. What it
    does not have (groups, bias, an activation, ...) is here as a layer without it has it.
    """

    op: ClassVar[str]
    name: ClassVar[str]
    short: ClassVar[str]
    """What it is called in the box of a network."""
    names: ClassVar[Names] = Names()
    commands: ClassVar[tuple[Command, ...]]
    pooling: ClassVar[bool] = False
    swapped: ClassVar[bool] = False
    uneven: ClassVar[bool] = False
    """Whether some windows have fewer taps than others."""
    settled: ClassVar[tuple[str, ...]] = ()
    """Words that were not given and have their value from others."""
    more_words: ClassVar[type | None] = None
    """What declares words that are no fields, but settle some."""

    input: Any = option(REQUIRED, AXES, "input cells: 5, or per axis 5,7", short="-i")
    in_channels: int | None = option(None, COUNT, "input channels", group=CHANNELS, fact=True)

    def __new__(cls, *places: Any, **words: Any) -> Self:
        if places:
            raise UnknownWord(f"{cls.__name__} takes words: {cls.__name__}(input=5, ...)")
        known = [field.name for field in fields(cls) if field.init]
        for word in words:
            try:
                choose(f"word for {cls.__name__}", word, known)
            except BadRequest as error:
                raise UnknownWord(str(error)) from None
        return super().__new__(cls)

    def __post_init__(self) -> None:
        dims = dimensions(**self._per_axis())
        self._set("input", per_axis("input", self.input, dims, 1))
        self._spread(dims)
        if self.in_channels is not None:
            self._set("in_channels", whole("in_channels", self.in_channels, 1))
        self._validate()

    @classmethod
    def told(cls, **words: Any) -> Self:
        """The layer that words describe: its fields, and its `more_words`."""
        return cls(**words)

    # -- what a layer has ----------------------------------------------------------------

    @cached_property
    def kernel(self) -> Any:
        """The taps of the largest window, per axis."""
        return tuple(axis.taps for axis in self.axes)

    @cached_property
    def stride(self) -> Any:
        """How far neighbouring windows are apart, per axis."""
        return tuple(axis.stride for axis in self.axes)

    @cached_property
    def padding(self) -> Any:
        """The padding's cells (before, after), per axis."""
        return tuple((axis.before, axis.after) for axis in self.axes)

    @cached_property
    def dilation(self) -> Any:
        """The distance between taps, per axis."""
        return tuple(axis.dilation for axis in self.axes)

    @cached_property
    def groups(self) -> int:
        """How many groups of channels never meet."""
        return 1

    @cached_property
    def bias(self) -> bool:
        """Whether a number is added to each output channel."""
        return False

    @cached_property
    def activation(self) -> str | None:
        """What is done to each number that is made."""
        return None

    @cached_property
    def padding_mode(self) -> str:
        """What padding holds."""
        return "zeros"

    @cached_property
    def ceil_mode(self) -> bool:
        """Whether sizes are rounded up, so that a window may overhang the padding."""
        return False

    @cached_property
    def count_include_pad(self) -> bool:
        """Whether a mean's divisor counts padding."""
        return False

    @property
    def reduces(self) -> Reduction:
        """What a window's cells become."""
        return SUM

    @property
    def stretched(self) -> bool:
        """Whether zeros stand between its input's cells where it is drawn as a convolution."""
        return False

    # -- shape ---------------------------------------------------------------------------

    @property
    def dims(self) -> int:
        """How many spatial axes there are: 1, 2 or 3."""
        return len(self.input)

    @property
    def extent(self) -> tuple[int, ...]:
        """The effective kernel `dilation * (kernel - 1) + 1`, per axis."""
        return tuple(d * (k - 1) + 1 for d, k in zip(self.dilation, self.kernel, strict=True))

    @cached_property
    def output_shape(self) -> tuple[int, ...]:
        """The output's cells per axis, derived from everything else."""
        return tuple(axis.output for axis in self.axes)

    @property
    def input_shape(self) -> tuple[int, ...]:
        """The input's cells per axis."""
        return tuple(self.input)

    @property
    def steps(self) -> int:
        """How many output cells there are, which is how many steps an animation has."""
        return prod(self.output_shape)

    @property
    def parameters(self) -> int | None:
        """How many weights and biases the layer has; None where no channels are given."""
        return None if self.in_channels is None else 0

    @property
    def multiply_adds(self) -> int | None:
        """Multiplications with an addition; None where there are no weights."""
        return None

    @property
    def maps(self) -> int | None:
        """How many output channels there are; None where no channels are given."""
        return self.in_channels

    # -- who reads whom ------------------------------------------------------------------

    @cached_property
    def axes(self) -> tuple[Axis, ...]:
        """The relation of input and output cells, axis by axis, in plain integers."""
        raise NotImplementedError

    @property
    def windows(self) -> Windows:
        """The same relation as numpy arrays over `(*output, *kernel)`."""
        from convanim.windows.arrays import Windows

        return Windows(self.axes, self.padding_mode)

    def divisors(self, axis: int) -> tuple[int, ...]:
        """Along one axis, for each output: the real cells of its window (a mean divides by
        their product)."""
        line = self.axes[axis]
        return tuple(line.met(x) for x in range(line.output))

    def divisor(self, output: tuple[int, ...]) -> int:
        """What the sum at an output cell is divided by where a mean is taken."""
        return prod(self.divisors(n)[x] for n, x in enumerate(output))

    def tied(self, weight: Any) -> Any:
        """Made-up weights, those that are to be the same made the same."""
        return weight

    # -- in words ------------------------------------------------------------------------

    def settings(self) -> list[tuple[str, str]]:
        """The parameters that matter for this operation, as (letter or word, value)."""
        return []

    def formula(self, axis: int) -> str:
        """The rule of the output's size along an axis, with this layer's numbers."""
        raise NotImplementedError

    def padded(self) -> str:
        """What its input is padded by and with, as a part of a sentence; nothing if it is not."""
        if not any(map(any, self.padding)):
            return ""
        pads = compact_padding(self.padding)
        if self.pooling:
            return say(", padded by {pads},", pads=pads)
        return say(
            ", padded by {pads} with {held},", pads=pads, held=say(PADDED[self.padding_mode])
        )

    def moves(self) -> str:
        """What its window does, as a sentence begins: `A 3x3 window moves over ...`."""
        dilated = ""
        if any(d != 1 for d in self.dilation):
            dilated = say(", dilated by {dilation},", dilation=compact(self.dilation))
        return say(
            "A {kernel} window{dilated} moves over the {size} {input}{padded} "
            "with stride {stride}{does}",
            kernel=size(self.kernel),
            dilated=dilated,
            size=size(self.input),
            input=called(self).input,
            padded=self.padded(),
            stride=compact(self.stride),
            does=say(", ") + self.reduces.verb if self.reduces.verb else "",
        )

    def idle(self) -> dict[str, str]:
        """The parameters that change nothing in this layer, and why."""
        return {}

    def remarks(self) -> list[tuple[str, str]]:
        """What is to be known beside sizes and parameters, as (word or framework, what)."""
        return []

    # -- for the operations --------------------------------------------------------------

    def _per_axis(self) -> dict[str, object]:
        """The parameters that may have one number per axis; the first one rules."""
        return {"input": self.input}

    def _spread(self, dims: int) -> None:
        """Parameters per axis as tuples."""

    def _validate(self) -> None:
        """Refuse what cannot be, in the user's words."""

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)  # the one way into a frozen instance


@dataclass(frozen=True, kw_only=True, init=False, repr=False, eq=False)
class Windowed(Operation):
    """A layer that slides a kernel of one size over its padded input, stride by stride.

    `padding` is kept as one (before, after) pair per axis.
    """

    kernel: Any = option(REQUIRED, AXES, "kernel size", short="-k")
    stride: Any = option(1, AXES, "stride (pooling: the kernel)", short="-s")
    padding: Any = option(
        0,
        PADS,
        "1, per axis 1,2, before:after 0:1,2:1, or valid, same, same-lower, full, half, causal",
        short="-p",
    )
    dilation: Any = option(1, AXES, "distance between taps", short="-d")

    @cached_property
    def output_shape(self) -> tuple[int, ...]:
        """The output's cells per axis, derived from everything else."""
        return tuple(self._size(n) for n in range(self.dims))

    @cached_property
    def axes(self) -> tuple[Axis, ...]:
        """The relation of input and output cells, axis by axis, in plain integers."""
        columns = zip(
            self.input,
            self.output_shape,
            self.kernel,
            self.stride,
            self.dilation,
            self.padding,
            strict=True,
        )
        return tuple(
            Axis(i, o, k, s, d, before, after, self.swapped)
            for i, o, k, s, d, (before, after) in columns
        )

    def settings(self) -> list[tuple[str, str]]:
        """The parameters that matter for this operation, as (letter or word, value).

        >>> from convanim.operations import Conv
        >>> Conv(input=5, kernel=3, stride=2).settings()
        [('k', '3'), ('s', '2')]
        """
        items = [("k", compact(self.kernel))]
        if any(s != 1 for s in self.stride):
            items.append(("s", compact(self.stride)))
        if any(map(any, self.padding)):
            items.append(("p", compact_padding(self.padding)))
        if any(d != 1 for d in self.dilation):
            items.append(("d", compact(self.dilation)))
        return items

    def idle(self) -> dict[str, str]:
        """The parameters that change nothing in this layer, and why."""
        spread = [k for d, k in zip(self.dilation, self.kernel, strict=True) if d != 1]
        return {"dilation": "there is one tap alone"} if spread and max(spread) == 1 else {}

    def formula(self, axis: int) -> str:
        """The rule of the output's size, with this layer's numbers.

        >>> from convanim.operations import Conv
        >>> Conv(input=5, kernel=3, stride=2, padding=1).formula(0)
        'floor((5 + 1 + 1 - 1*(3 - 1) - 1) / 2) + 1 = 3'
        """
        return f"floor({self._room(axis)}) + 1 = {self.axes[axis].output}"

    def _room(self, axis: int) -> str:
        line = self.axes[axis]
        under = f"{line.input} + {line.before} + {line.after}"
        return f"({under} - {line.dilation}*({line.taps} - 1) - 1) / {line.stride}"

    def _per_axis(self) -> dict[str, object]:
        padding = None if isinstance(self.padding, str) else self.padding
        return {
            **super()._per_axis(),
            "kernel": self.kernel,
            "stride": self.stride,
            "dilation": self.dilation,
            "padding": padding,
        }

    def _spread(self, dims: int) -> None:
        for parameter in ("kernel", "stride", "dilation"):
            self._set(parameter, per_axis(parameter, getattr(self, parameter), dims, 1))
        self._set("padding", self._sides(self.padding))

    def _sides(self, padding: Any) -> Pads:
        """Padding as (before, after) per axis, from any of its spellings."""
        return pads(padding, self.input, self.kernel, self.stride, self.dilation)

    def _size(self, axis: int) -> int:
        """The output's cells along an axis."""
        before, after = self.padding[axis]
        room = self.input[axis] + before + after - self.extent[axis]
        return int(room // self.stride[axis] + 1)


def spatial(op: Operation, x: Any, channels: int | None = None) -> tuple[Any, bool]:
    """`x` as `(channels, *input)`, and whether a channel axis had to be added."""
    import numpy as np

    array = np.asarray(x)
    bare = array.ndim == op.dims
    if bare:
        array = array[None]
    want = f"(channels, {', '.join(map(str, op.input))})"
    if array.ndim != op.dims + 1 or array.shape[1:] != op.input:
        raise BadRequest(f"x has shape {array.shape if not bare else array.shape[1:]}, not {want}")
    if channels is not None and array.shape[0] != channels:
        raise BadRequest(f"x has {array.shape[0]} channels, the operation {channels}")
    return array, bare
