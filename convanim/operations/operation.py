"""What every operation is: a frozen, validated description of a layer, N-d and no pixels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from convanim.errors import BadRequest
from convanim.operations.numbers import dimensions, pads, per_axis, whole
from convanim.windows.axis import Axis

if TYPE_CHECKING:
    from convanim.windows.arrays import Windows


@dataclass(frozen=True, kw_only=True)
class Operation:
    """A layer that slides a kernel over its input; the base of all four.

    Every parameter takes one number or one per axis (1, 2 or 3 axes; two unless some
    parameter says otherwise) and is kept as a tuple; `padding` is kept as one
    (before, after) pair per axis.
    """

    op: ClassVar[str]
    name: ClassVar[str]
    pooling: ClassVar[bool] = False
    swapped: ClassVar[bool] = False

    input: Any
    kernel: Any
    stride: Any = 1
    padding: Any = 0
    dilation: Any = 1
    in_channels: int | None = None

    def __post_init__(self) -> None:
        dims = dimensions(**self._per_axis())
        for parameter, low in (("input", 1), ("kernel", 1), ("stride", 1), ("dilation", 1)):
            self._set(parameter, per_axis(parameter, getattr(self, parameter), dims, low))
        self._set(
            "padding", pads(self.padding, self._under(), self.kernel, self.stride, self.dilation)
        )
        if self.in_channels is not None:
            self._set("in_channels", whole("in_channels", self.in_channels, 1))
        self._validate()

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
        return tuple(self._size(n) for n in range(self.dims))

    @property
    def input_shape(self) -> tuple[int, ...]:
        """The input's cells per axis."""
        return tuple(self.input)

    @property
    def steps(self) -> int:
        """How many output cells there are, which is how many steps an animation has."""
        count = 1
        for size in self.output_shape:
            count *= size
        return count

    @property
    def parameters(self) -> int | None:
        """How many weights and biases the layer has; None where no channels are given."""
        return None if self.in_channels is None else 0

    @property
    def maps(self) -> int | None:
        """How many output channels there are; None where no channels are given."""
        return self.in_channels

    # -- who reads whom ------------------------------------------------------------------

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

    @property
    def windows(self) -> Windows:
        """The same relation as numpy arrays over `(*output, *kernel)`."""
        from convanim.windows.arrays import Windows

        return Windows(self.axes)

    # -- for the operations --------------------------------------------------------------

    def _per_axis(self) -> dict[str, object]:
        """The parameters that may have one number per axis; the first one rules."""
        padding = None if isinstance(self.padding, str) else self.padding
        return {
            "input": self.input,
            "kernel": self.kernel,
            "stride": self.stride,
            "dilation": self.dilation,
            "padding": padding,
        }

    def _under(self) -> tuple[int, ...]:
        """The cells under the kernel's path, which padding words count with."""
        return tuple(self.input)

    def _size(self, axis: int) -> int:
        raise NotImplementedError

    def _validate(self) -> None:
        raise NotImplementedError

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)  # the one way into a frozen instance


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
