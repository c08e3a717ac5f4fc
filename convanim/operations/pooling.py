"""Max and average pooling."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Any

from convanim.errors import BadRequest
from convanim.operations.operation import Operation, spatial


@dataclass(frozen=True, kw_only=True)
class Pool(Operation):
    """What both poolings are: a window without weights; `stride` is the kernel's size
    unless it is given, as in PyTorch and Keras.

    The output's size is a convolution's. With `ceil_mode` it is rounded up, and the last
    window is dropped if it would start at or beyond the input and the padding before it
    (PyTorch, ONNX). Padding is at most half the effective kernel (PyTorch).
    """

    pooling = True

    stride: Any = None
    ceil_mode: bool = False

    def __post_init__(self) -> None:
        if self.stride is None:
            self._set("stride", self.kernel)
        super().__post_init__()

    def _size(self, axis: int) -> int:
        before, after = self.padding[axis]
        stride = self.stride[axis]
        room = self.input[axis] + before + after - self.extent[axis]
        if not self.ceil_mode:
            return int(room // stride + 1)
        size = -(-room // stride) + 1
        if (size - 1) * stride >= self.input[axis] + before:
            size -= 1
        return int(size)

    def _validate(self) -> None:
        for n in range(self.dims):
            extent, most = self.extent[n], self.extent[n] // 2
            if max(self.padding[n]) > most:
                raise BadRequest(
                    f"padding {max(self.padding[n])} is over half the effective kernel {extent} "
                    f"on axis {n}: at most {most} is allowed in pooling"
                )
            padded = self.input[n] + sum(self.padding[n])
            if self._size(n) < 1:
                raise BadRequest(
                    f"the window does not fit: its effective size is {extent}, the padded "
                    f"input's {padded} on axis {n}"
                )


@dataclass(frozen=True, kw_only=True)
class MaxPool(Pool):
    """Max pooling: the largest real cell of each window; padding never wins.

    >>> MaxPool(input=5, kernel=3, ceil_mode=True).output_shape
    (2, 2)
    """

    op = "maxpool"
    name = "Max pooling"

    def __call__(self, x: Any) -> Any:
        """The layer's numbers for x `(C, *input)` or bare `input`.

        >>> MaxPool(input=(4,), kernel=2)([1, 5, 2, 3]).tolist()
        [5, 3]
        """
        from convanim.windows.values import largest

        array, bare = spatial(self, x, self.in_channels)
        y = largest(array, self.axes)
        return y[0] if bare else y


@dataclass(frozen=True, kw_only=True)
class AvgPool(Pool):
    """Average pooling. `count_include_pad` divides by the window's cells within the padded
    input (an overhang of ceil_mode does not count), else by its real cells.

    >>> op = AvgPool(input=(5,), kernel=2, ceil_mode=True)
    >>> op([1, 2, 3, 4, 5]).tolist()
    [1.5, 3.5, 5.0]
    """

    op = "avgpool"
    name = "Average pooling"

    count_include_pad: bool = True

    def divisor(self, output: tuple[int, ...]) -> int:
        """What the sum at an output cell is divided by."""
        return prod(self.divisors(n)[x] for n, x in enumerate(output))

    def divisors(self, axis: int) -> tuple[int, ...]:
        """Along one axis, for each output: the cells that count (their product divides).

        >>> AvgPool(input=(5,), kernel=2, ceil_mode=True).divisors(0)
        (2, 2, 1)
        """
        line = self.axes[axis]
        low, high = 0, line.input
        if self.count_include_pad:
            low, high = -line.before, line.input + line.after
        return tuple(
            sum(low <= line.cell(x, tap) < high for tap in range(line.taps))
            for x in range(line.output)
        )

    def __call__(self, x: Any) -> Any:
        """The layer's numbers for x `(C, *input)` or bare `input`, as floats."""
        import numpy as np

        from convanim.windows.values import average

        array, bare = spatial(self, x, self.in_channels)
        divisors: Any = 1
        for n in range(self.dims):
            divisors = np.multiply.outer(divisors, np.array(self.divisors(n)))
        y = average(array, self.axes, divisors)
        return y[0] if bare else y
