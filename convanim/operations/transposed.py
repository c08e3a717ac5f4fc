"""Transposed convolution: the map that a convolution's gradient takes, as a layer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from convanim.declared import option
from convanim.errors import BadRequest
from convanim.kinds import AXES
from convanim.operations.channels import Weighted, finished
from convanim.operations.describe import compact, compact_padding, size
from convanim.operations.numbers import pads, per_axis
from convanim.operations.operation import Command, spatial


@dataclass(frozen=True, kw_only=True)
class ConvTranspose(Weighted):
    """A transposed convolution layer, 1-D to 3-D.

    Its parameters are those of the convolution that it transposes: `padding` crops the
    output. The output's size is `(i - 1)*s - before - after + d*(k - 1) + output_padding + 1`
    per axis, as in PyTorch and ONNX; `output_padding` adds computed cells after the others.

    >>> ConvTranspose(input=3, kernel=3, stride=2, padding=1, output_padding=1).output_shape
    (6, 6)
    """

    op = "transposed"
    name = "Transposed convolution"
    short = "transposed conv"
    commands = (
        Command(
            "transposed",
            "a transposed convolution",
            "transposed -i 3 -k 3 -s 2 -p 1 --output-padding 1 -o up.svg",
        ),
    )
    swapped = True

    output_padding: Any = option(0, AXES, "cells more at the output's end")

    @classmethod
    def for_output_size(cls, size: Any, **parameters: Any) -> Self:
        """The layer whose output has `size`, by its output_padding (PyTorch's output_size).

        >>> ConvTranspose.for_output_size(6, input=3, kernel=3, stride=2, padding=1).output_padding
        (1, 1)
        """
        # uncropped, as the padding may leave nothing before output_padding adds to it
        plain = cls(**{**parameters, "padding": 0, "output_padding": 0})
        wanted = per_axis("output size", size, plain.dims, 1)
        sides = pads(
            parameters.get("padding", 0), plain._under(), plain.kernel, plain.stride, plain.dilation
        )
        lows = [o - sum(p) for o, p in zip(plain.output_shape, sides, strict=True)]
        extra = tuple(w - low for w, low in zip(wanted, lows, strict=True))
        for n, more in enumerate(extra):
            low, most = lows[n], max(plain.stride[n], plain.dilation[n]) - 1
            if not 0 <= more <= most:
                raise BadRequest(
                    f"output size {wanted[n]} cannot be had on axis {n}: "
                    f"{low} to {low + most} are possible"
                )
        return cls(**{**parameters, "output_padding": extra})

    @classmethod
    def for_output_shape(cls, shape: Any, *, lower: bool = False, **parameters: Any) -> Self:
        """The layer whose output has `shape`, by its pads (ONNX's output_shape).

        An odd cell of padding goes after, or before where `lower` (SAME_LOWER) is set.

        >>> ConvTranspose.for_output_shape(5, input=3, kernel=3, stride=2).padding
        ((1, 1), (1, 1))
        """
        plain = cls(**{**parameters, "padding": 0})
        wanted = per_axis("output shape", shape, plain.dims, 1)
        sides = []
        for n, (asked, most) in enumerate(zip(wanted, plain.output_shape, strict=True)):
            total = most - asked
            if total < 0:
                raise BadRequest(f"output shape {asked} on axis {n} is too large: at most {most}")
            half = total // 2
            sides.append((total - half, half) if lower else (half, total - half))
        return cls(**{**parameters, "padding": tuple(sides)})

    def __call__(self, x: Any, weight: Any, bias: Any = None) -> Any:
        """The layer's numbers: x `(C, *input)`, weight `(C, out/groups, *kernel)`.

        The weight is that of the convolution it transposes, whose output channels are the
        input channels here (PyTorch's layout).

        >>> ConvTranspose(input=(2,), kernel=2, stride=2)([1, 2], [1, 10]).tolist()
        [1, 10, 2, 20]
        """
        import numpy as np

        from convanim.windows.values import scattered_sum

        array, bare = spatial(self, x, self.in_channels)
        kernel = np.asarray(weight)
        if bare and kernel.ndim == self.dims:
            kernel = kernel[None, None]
        self._check_weight(kernel.shape, array.shape[0])
        y = finished(self, scattered_sum(array, kernel, self.axes, self.groups), bias)
        return y[0] if bare and y.shape[0] == 1 else y

    def _check_weight(self, shape: tuple[int, ...], channels: int) -> None:
        per_group = shape[1] if len(shape) > 1 else 0
        if self.out_channels is not None:
            per_group = self.out_channels // self.groups
        if channels % self.groups or shape != (channels, per_group, *self.kernel):
            want = f"({channels}, out/{self.groups}, {', '.join(map(str, self.kernel))})"
            raise BadRequest(f"weight has shape {shape}, not {want} as (C, out/groups, *kernel)")

    def formula(self, axis: int) -> str:
        """The rule of the output's size, with this layer's numbers."""
        line = self.axes[axis]
        sides = f"({line.input} - 1)*{line.stride} - {line.before} - {line.after}"
        more = f"{line.dilation}*({line.taps} - 1) + {self.output_padding[axis]} + 1"
        return f"{sides} + {more} = {line.output}"

    def moves(self) -> str:
        """What its window does, as a sentence begins."""
        dilated = ""
        if any(d != 1 for d in self.dilation):
            dilated = f", dilated by {compact(self.dilation)},"
        return (
            f"The transpose of a convolution with a {size(self.kernel)} kernel{dilated} stride "
            f"{compact(self.stride)} and padding {compact_padding(self.padding)}, drawn as the "
            f"convolution it equals: the turned kernel moves over the {size(self.input)} input, "
            "stretched and padded,"
        )

    def __post_init__(self) -> None:
        word = self.padding if isinstance(self.padding, str) else None
        super().__post_init__()
        if word in ("same", "same-lower") and not any(self.output_padding):
            # SAME gives exactly input * stride, also where the kernel is under the stride
            gaps = (s - e for s, e in zip(self.stride, self.extent, strict=True))
            self._set("output_padding", tuple(max(gap, 0) for gap in gaps))

    def _per_axis(self) -> dict[str, object]:
        return {**super()._per_axis(), "output_padding": self.output_padding}

    def _own_settings(self) -> list[tuple[str, str]]:
        if any(self.output_padding):
            return [("output padding", compact(self.output_padding))]
        return []

    def _under(self) -> tuple[int, ...]:
        # SAME is that of the convolution it transposes, whose input is stride times as large
        return tuple(i * s for i, s in zip(self.input, self.stride, strict=True))

    def _size(self, axis: int) -> int:
        full = (self.input[axis] - 1) * self.stride[axis] + self.extent[axis]
        return int(full - sum(self.padding[axis]) + self.output_padding[axis])

    def _validate(self) -> None:
        super()._validate()
        extra = per_axis("output_padding", self.output_padding, self.dims, 0)
        self._set("output_padding", extra)
        for n in range(self.dims):
            limit = max(self.stride[n], self.dilation[n])
            if extra[n] >= limit:
                raise BadRequest(
                    f"output_padding {extra[n]} is too large on axis {n}: it must be under the "
                    f"larger of stride {self.stride[n]} and dilation {self.dilation[n]}"
                )
            if self._size(n) < 1:
                full = self._size(n) + sum(self.padding[n])
                raise BadRequest(
                    f"padding {sum(self.padding[n])} in all crops everything on axis {n}: "
                    f"the output has {full} cells before it"
                )
