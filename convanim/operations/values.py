"""The numbers that go through a layer: what comes in, the weights, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import prod
from typing import TYPE_CHECKING, Any

from convanim import limits
from convanim.errors import BadRequest
from convanim.operations.activations import activated
from convanim.operations.operation import Operation, spatial

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

Angles = tuple[tuple[float, ...] | None, tuple[float, ...] | None]
"""Degrees of each input map, and of each filter; None where they are not known."""
LARGEST = 1e12
"""The largest number taken: sums of products of such are still finite and exact enough."""
LOOKUP = 4000
"""Multiplications in whose time a tap's cells are looked up."""
INPUTS, WEIGHTS = (0, 5), (-2, 3)
"""Where random integers lie (the end is not reached): small enough to add up in the head."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Values:
    """What a layer computes: x `(C, *input)`, weight (None in pooling), y `(out, *output)`.

    `weight` is what is multiplied, in the operation's own layout; where `flipped` is set it
    is the given kernel turned round, as signal processing defines a convolution. `bias` is
    `(out,)`, or None where nothing is added. `angles` are the orientations in degrees of the
    input maps and of the filters, where they have any. `given` names what was not made up:
    input, kernel, bias.
    """

    x: Array
    weight: Array | None
    y: Array
    flipped: bool = False
    bias: Array | None = None
    angles: Angles = (None, None)
    given: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        op: Operation,
        x: Any = None,
        weight: Any = None,
        bias: Any = None,
        *,
        seed: int = 0,
        flip: bool = False,
        angles: Angles = (None, None),
    ) -> Values:
        """The numbers of a layer; those not given are small random integers.

        A weight of the kernel's shape alone is that of every filter and channel. `bias` is a
        number for each output channel, True for random ones, or None for none.

        >>> from convanim.operations import Conv
        >>> Values.of(Conv(input=(3,), kernel=2), [1, 2, 4], [1, -1]).y.tolist()
        [[-1, -2]]
        """
        known = {"input": x, "kernel": weight, "bias": None if bias is True else bias}
        given = tuple(word for word, value in known.items() if value is not None)
        if op.pooling and (set(given) - {"input"} or flip):
            raise BadRequest(f"{op.op} has no kernel values: it takes the cells as they are")
        # a signal's single sample too makes a convolution rather than a cross-correlation
        if flip and op.dims > 1 and set(op.kernel) == {1}:
            raise BadRequest("flip turns a kernel round, and one of a single cell stays as it is")
        kernel = None if weight is None else checked("kernel values", weight)
        taken = None if x is None else checked("input values", x)
        channels, maps = counts(op, taken, kernel)
        affordable(op, channels, maps)
        dice = random(seed)
        if taken is None:
            taken = dice.randint(*INPUTS, (channels, *op.input))
        taken, _ = spatial(op, taken, op.in_channels)
        if op.pooling:
            return cls(taken, None, linear(op, taken), angles=angles, given=given)
        leading = (channels, maps // op.groups) if op.swapped else (maps, channels // op.groups)
        if kernel is None:
            kernel = op.tied(dice.randint(*WEIGHTS, (*leading, *op.kernel)))
        elif kernel.ndim == op.dims:
            kernel = kernel[None, None].repeat(leading[0], 0).repeat(leading[1], 1)
        if flip:
            kernel = turned(kernel, op.dims)
        added = None
        if bias is True:
            added = dice.randint(*WEIGHTS, maps)
        elif bias is not None:
            added = checked("bias values", bias).reshape(-1)
        if added is not None and not op.bias:
            raise BadRequest(
                "bias values were given to a layer without bias: leave one of them away"
            )
        y = activated(op.activation, linear(op, taken, kernel, added))
        return cls(taken, kernel, y, flip, added, angles, given)

    def __repr__(self) -> str:
        """One line, whatever the sizes.

        >>> from convanim.operations import Conv
        >>> Values.of(Conv(input=5, kernel=3))
        <Values of x (1, 5, 5), weight (1, 1, 3, 3) -> y (1, 3, 3)>
        """
        weight = "" if self.weight is None else f", weight {self.weight.shape}"
        return f"<{type(self).__name__} of x {self.x.shape}{weight} -> y {self.y.shape}>"

    def check(self, op: Operation) -> None:
        """Refuse numbers that are those of another layer."""
        x, y = self.x.shape, self.y.shape
        if x[1:] != op.input or y[1:] != op.output_shape or (self.weight is None) != op.pooling:
            raise BadRequest(
                f"values of {x[1:]} -> {y[1:]} are not this layer's, {op.input} -> "
                f"{op.output_shape}: make them with Values.of(op, x, weight)"
            )

    @property
    def kernel(self) -> Array | None:
        """The weights as they were given."""
        if self.weight is None or not self.flipped:
            return self.weight
        return turned(self.weight, self.weight.ndim - 2)


def linear(op: Any, x: Array, weight: Array | None = None, bias: Array | None = None) -> Array:
    """What a layer makes of its numbers before any activation; pooling takes no weight."""
    plain = op if op.activation is None else replace(op, activation=None)
    result: Array = op(x) if op.pooling else plain(x, weight, bias)
    return result


def checked(what: str, values: Any) -> Array:
    """`values` as an array of finite numbers, int64 or float64."""
    import numpy as np

    try:
        array = np.asarray(values)
    except ValueError:
        raise BadRequest(f"{what} are ragged: every row needs as many numbers") from None
    if array.dtype.kind not in "biuf":
        raise BadRequest(f"{what} are not numbers")
    if not array.size:
        raise BadRequest(f"{what} are empty: at least one number is needed")
    if not np.isfinite(array).all():
        raise BadRequest(f"{what} hold NaN or infinity: only finite numbers can be shown")
    if np.abs(array.astype(np.float64)).max() > LARGEST:
        raise BadRequest(f"{what} reach beyond {LARGEST:g}: smaller numbers are needed")
    return array.astype(np.float64 if array.dtype.kind == "f" else np.int64)


def counts(op: Operation, x: Array | None, weight: Array | None) -> tuple[int, int]:
    """How many channels come in and go out: as the layer says, else as the arrays do."""
    groups, channels, maps = op.groups, op.in_channels, op.maps
    full = weight is not None and weight.ndim == op.dims + 2
    if full:
        assert weight is not None
        first, second = weight.shape[:2]
        channels = channels or (first if op.swapped else second * groups)
        maps = maps or (second * groups if op.swapped else first)
    elif weight is not None and weight.ndim != op.dims:
        raise BadRequest(
            f"kernel values have {weight.ndim} axes: {op.dims} for one kernel, or "
            f"{op.dims + 2} with the channels before them"
        )
    if x is not None and x.ndim not in (op.dims, op.dims + 1):
        raise BadRequest(
            f"input values have {x.ndim} axes: {op.dims}, or {op.dims + 1} with channels first"
        )
    channels = channels or (x.shape[0] if x is not None and x.ndim > op.dims else groups)
    if channels % groups:
        raise BadRequest(f"{channels} input channels are not divisible by groups {groups}")
    return channels, maps or groups


def affordable(op: Operation, channels: int, maps: int) -> None:
    """Refuse what takes long to compute, or much room."""
    taps = prod(op.kernel)
    deep = 1 if op.pooling else channels // op.groups * maps
    limits.bounded(channels * prod(op.input), "input values", limits.NUMBERS)
    limits.bounded((channels if op.pooling else maps) * op.steps, "output values", limits.NUMBERS)
    if not op.pooling:
        limits.bounded(deep * taps, "kernel values", limits.NUMBERS)
    cells = prod(op.input) if op.swapped else op.steps
    work = taps * (cells * (channels if op.pooling else deep) + LOOKUP)
    limits.bounded(work, "multiplications and look-ups", limits.ARITHMETIC)


def random(seed: int) -> Any:
    """A source of random integers that stays the same from one numpy to the next."""
    import numpy as np

    # numpy promises the stream of RandomState, and of no other generator
    return np.random.RandomState(seed)


def turned(weight: Array, dims: int) -> Array:
    """Every kernel turned by 180 degrees."""
    import numpy as np

    return np.flip(weight, tuple(range(-dims, 0)))
