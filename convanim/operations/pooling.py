"""Pooling: windows without weights; the largest cell, the mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from convanim.declared import option
from convanim.errors import BadRequest
from convanim.kinds import AXES, TRUTH
from convanim.language import term
from convanim.operations.numbers import same
from convanim.operations.operation import Command, Operation, Windowed, spatial
from convanim.operations.reductions import MAX, MEAN, Reduction


@dataclass(frozen=True, kw_only=True, init=False, repr=False, eq=False)
class Pooling(Operation):
    """What all pooling is: each channel by itself, reduced window by window."""

    pooling = True

    def __call__(self, x: Any) -> Any:
        """The layer's numbers for x `(C, *input)` or bare `input`.

        >>> MaxPool(input=(4,), kernel=2)([1, 5, 2, 3]).tolist()
        [5, 3]
        """
        array, bare = spatial(self, x, self.in_channels)
        reduced = self.reduces.of
        assert reduced is not None
        y = reduced(self, array)
        return y[0] if bare else y


@dataclass(frozen=True, kw_only=True, init=False, repr=False, eq=False)
class Pool(Windowed, Pooling):
    """Pooling by a sliding window; `stride` is the kernel's size unless it is given, as in
    PyTorch and Keras.

    The output's size is a convolution's. With `ceil_mode` it is rounded up, and the last
    window is dropped if it would start at or beyond the input and the padding before it
    (PyTorch, ONNX). Padding is under the effective kernel (ONNX), of which PyTorch allows half.
    """

    stride: Any = option(None, AXES, "stride (pooling: the kernel)", short="-s")
    ceil_mode: bool = option(False, TRUTH, "round the output size up")

    def __post_init__(self) -> None:
        if self.stride is None:
            self._set("stride", self.kernel)
        super().__post_init__()

    def settings(self) -> list[tuple[str, str]]:
        """The parameters that matter, as (letter or word, value)."""
        return [*super().settings(), *([("ceil", "mode")] if self.ceil_mode else [])]

    def formula(self, axis: int) -> str:
        """The rule of the output's size, rounded up where asked."""
        if not self.ceil_mode:
            return super().formula(axis)
        line = self.axes[axis]
        up = -(-(line.input + line.before + line.after - line.extent) // line.stride) + 1
        rule = f"ceil({self._room(axis)}) + 1 = {up}"
        if up == line.output:
            return rule
        return f"{rule}, less a last window that would start in padding: {line.output}"

    def remarks(self) -> list[tuple[str, str]]:
        """Where frameworks differ: PyTorch's limit of padding.

        >>> MaxPool(input=(3,), kernel=3, stride=1, padding=2).remarks()
        [('PyTorch', 'refuses padding 2 on axis 0: at most half the effective kernel 3')]
        """
        over = [n for n in range(self.dims) if max(self.padding[n]) > self.extent[n] // 2]
        return [
            (
                "PyTorch",
                f"refuses padding {max(self.padding[n])} on axis {n}: at most half the effective "
                f"kernel {self.extent[n]}",
            )
            for n in over
        ]

    def _size(self, axis: int) -> int:
        if not self.ceil_mode:
            return super()._size(axis)
        before, after = self.padding[axis]
        stride = self.stride[axis]
        room = self.input[axis] + before + after - self.extent[axis]
        size = -(-room // stride) + 1
        if (size - 1) * stride >= self.input[axis] + before:
            size -= 1
        return int(size)

    def _validate(self) -> None:
        for n in range(self.dims):
            extent = self.extent[n]
            if max(self.padding[n]) >= extent:
                raise BadRequest(
                    f"padding {max(self.padding[n])} is not under the effective kernel {extent} "
                    f"on axis {n}: at most {extent - 1} is allowed in pooling"
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
    name = term("Max pooling")
    short = term("max pool")
    commands = (Command("maxpool", "max pooling", "maxpool -i 5 -k 3 --ceil-mode -o pool.gif"),)

    @property
    def reduces(self) -> Reduction:
        """The largest cell."""
        return MAX


@dataclass(frozen=True, kw_only=True)
class AvgPool(Pool):
    """Average pooling. `count_include_pad` divides by the window's cells within the padded
    input (an overhang of ceil_mode does not count), else by its real cells. Where it is not
    given, padding counts (PyTorch), but that of `same` does not (TensorFlow, Keras, ONNX).

    >>> op = AvgPool(input=(5,), kernel=2, ceil_mode=True)
    >>> op([1, 2, 3, 4, 5]).tolist()
    [1.5, 3.5, 5.0]
    """

    op = "avgpool"
    name = term("Average pooling")
    short = term("average pool")
    commands = (Command("avgpool", "average pooling", "avgpool -i 6 -k 2 -o mean.gif"),)

    count_include_pad: Any = option(
        None,
        TRUTH,
        "whether padding counts in the divisor (that of same does not)",
        fact=True,
        otherwise=True,
    )

    def __post_init__(self) -> None:
        word, told = self.padding, self.count_include_pad
        super().__post_init__()
        if told is None:
            self._set("count_include_pad", not (same(word) and any(map(any, self.padding))))
            self._set("settled", ("count_include_pad",))

    @property
    def reduces(self) -> Reduction:
        """The mean."""
        return MEAN

    def idle(self) -> dict[str, str]:
        """The parameters that change nothing in this layer, and why."""
        found = super().idle()
        if not self.count_include_pad and not any(map(any, self.padding)):
            found["count_include_pad"] = "there is no padding"
        return found

    def divisors(self, axis: int) -> tuple[int, ...]:
        """Along one axis, for each output: the cells that count (their product divides).

        >>> AvgPool(input=(5,), kernel=2, ceil_mode=True).divisors(0)
        (2, 2, 1)
        """
        if not self.count_include_pad:
            return super().divisors(axis)
        line = self.axes[axis]
        low, high = -line.before, line.input + line.after
        return tuple(line.within(x, low, high) for x in range(line.output))
