"""Transposed convolution: the map that a convolution's gradient takes, as a layer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from convanim.declared import option
from convanim.errors import BadRequest
from convanim.kinds import AXES
from convanim.language import say, term
from convanim.operations.channels import Weighted, finished
from convanim.operations.describe import called, compact, compact_padding, size
from convanim.operations.numbers import Pads, per_axis, same, spelled
from convanim.operations.operation import Command, spatial


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Target:
    """What may be asked of the output in place of what makes it so."""

    output_size: Any = option(None, AXES, "the output's cells, by output_padding (PyTorch)")
    output_shape: Any = option(None, AXES, "the output's cells, by padding and zeros (ONNX)")


@dataclass(frozen=True, kw_only=True)
class ConvTranspose(Weighted):
    """A transposed convolution layer, 1-D to 3-D.

    Its parameters are those of the convolution that it transposes: `padding` crops the
    output. The output's size is `(i - 1)*s - before - after + d*(k - 1) + output_padding + 1`
    per axis, as in PyTorch and ONNX; `output_padding` adds computed cells after the others.
    `same` makes the output `i*s` whatever output_padding is (ONNX). An output larger than all
    that is written, and than output_padding may make it, has `zeros_after`.

    >>> ConvTranspose(input=3, kernel=3, stride=2, padding=1, output_padding=1).output_shape
    (6, 6)
    """

    op = "transposed"
    name = term("Transposed convolution")
    short = term("transposed conv")
    commands = (
        Command(
            "transposed",
            "a transposed convolution",
            "transposed -i 3 -k 3 -s 2 -p 1 --output-padding 1 -o up.svg",
        ),
    )
    swapped = True
    more_words = Target

    output_padding: Any = option(
        None, AXES, "cells more at the output's end (of same as it needs)", otherwise=0
    )
    zeros_after: Any = 0  # no word of its own: it follows from the size that is asked for

    @classmethod
    def for_output_size(cls, size: Any, **parameters: Any) -> Self:
        """The layer whose output has `size`, by its output_padding (PyTorch's output_size).

        >>> ConvTranspose.for_output_size(6, input=3, kernel=3, stride=2, padding=1).output_padding
        (1, 1)
        """
        # uncropped, as the padding may leave nothing before output_padding adds to it
        plain = cls(**{**parameters, "padding": 0, "output_padding": 0})
        wanted = per_axis("output size", size, plain.dims, 1)
        padding = parameters.get("padding", 0)
        if same(padding):
            made = cls(**{**parameters, "output_padding": None})
            if made.output_shape != wanted:
                sizes = f"padding {padding!r} makes it {compact(made.output_shape)}"
                raise BadRequest(f"output size {compact(wanted)} cannot be had: {sizes}")
            return made
        sides = plain._sides(padding)
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
    def for_output_shape(cls, shape: Any, *, lower: bool = True, **parameters: Any) -> Self:
        """The layer whose output has `shape`, by its pads (ONNX's output_shape).

        An odd cell of padding goes before, or after where `lower` is unset (SAME_UPPER). A shape
        larger than all that is written is filled with zeros after.

        >>> ConvTranspose.for_output_shape(5, input=3, kernel=3, stride=2).padding
        ((1, 1), (1, 1))
        >>> ConvTranspose.for_output_shape(3, input=(1,), kernel=2, stride=2)([1], [1, 10]).tolist()
        [1, 10, 0]
        """
        extra = parameters.get("output_padding")
        plain = cls(**{**parameters, "padding": 0, "output_padding": 0 if extra is None else extra})
        wanted = per_axis("output shape", shape, plain.dims, 1)
        sides, short = cropped(plain.output_shape, wanted, lower)
        return cls(**{**parameters, "padding": sides, "zeros_after": short})

    @classmethod
    def told(cls, **words: Any) -> Self:
        """The layer that words describe, the size of its output among them."""
        size, shape = words.pop("output_size", None), words.pop("output_shape", None)
        if size is not None and shape is not None:
            raise BadRequest("output_size and output_shape both settle the output: give one")
        if size is not None:
            if words.get("output_padding") is not None:
                raise BadRequest("output_size settles output_padding itself: give one of them")
            return cls.for_output_size(size, **words)
        if shape is None:
            return cls(**words)
        padding = words.pop("padding", "same-lower")
        if not same(padding):
            raise BadRequest(
                "output_shape settles the padding itself: leave it away, or say same or same-lower"
            )
        return cls.for_output_shape(shape, lower=spelled(padding) != "same", **words)

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
        if self.zeros_after[axis]:
            more += f" + {self.zeros_after[axis]}"
        return f"{sides} + {more} = {line.output}"

    def remarks(self) -> list[tuple[str, str]]:
        """The zeros that no input reaches."""
        return [("zeros after", size(self.zeros_after))] if any(self.zeros_after) else []

    @property
    def stretched(self) -> bool:
        """Whether zeros stand between its input's cells."""
        return any(s > 1 and i > 1 for s, i in zip(self.stride, self.input, strict=True))

    def moves(self) -> str:
        """What its window does, as a sentence begins."""
        dilated = ""
        if any(d != 1 for d in self.dilation):
            dilated = say(", dilated by {dilation}", dilation=compact(self.dilation))
        rims = zip(self.extent, self.padding, strict=True)
        around = any(extent - 1 > min(sides) for extent, sides in rims)
        how = ""
        if self.stretched and around:
            how = say(", stretched and padded with zeros,")
        elif self.stretched:
            how = say(", stretched with zeros,")
        elif around:
            how = say(", padded with zeros,")
        return say(
            "The transpose of a convolution with a {kernel} kernel{dilated}, stride {stride} and "
            "padding {pads}, drawn as the convolution it equals: the turned kernel moves over the "
            "{size} {input}{how}",
            kernel=size(self.kernel),
            dilated=dilated,
            stride=compact(self.stride),
            pads=compact_padding(self.padding),
            size=size(self.input),
            input=called(self).input,
            how=how,
        )

    def _per_axis(self) -> dict[str, object]:
        return {
            **super()._per_axis(),
            "output_padding": 0 if self.output_padding is None else self.output_padding,
        }

    def _own_settings(self) -> list[tuple[str, str]]:
        found = []
        if any(self.output_padding):
            found.append(("output padding", compact(self.output_padding)))
        if any(self.zeros_after):
            found.append(("zeros after", compact(self.zeros_after)))
        return found

    def _spread(self, dims: int) -> None:
        extra = self.output_padding
        more = 0 if extra is None else extra
        self._set("output_padding", per_axis("output_padding", more, dims, 0))
        self._set("zeros_after", per_axis("zeros_after", self.zeros_after, dims, 0))
        super()._spread(dims)
        if extra is None:
            self._fill()

    def _fill(self) -> None:
        """Have output_padding, which was left open, make as many of the zeros as it may."""
        limits = (max(s, d) - 1 for s, d in zip(self.stride, self.dilation, strict=True))
        filled = tuple(map(min, self.zeros_after, limits))
        rest = tuple(z - more for z, more in zip(self.zeros_after, filled, strict=True))
        self._set("output_padding", filled)
        self._set("zeros_after", rest)

    def _sides(self, padding: Any) -> Pads:
        if not same(padding):
            return super()._sides(padding)
        wanted = tuple(i * s for i, s in zip(self.input, self.stride, strict=True))
        sides, short = cropped(
            tuple(map(self._full, range(self.dims))), wanted, spelled(padding) != "same"
        )
        self._set("zeros_after", short)
        return sides

    def _full(self, axis: int) -> int:
        """The output's cells along an axis before any is cropped."""
        written = (self.input[axis] - 1) * self.stride[axis] + self.extent[axis]
        return int(written + self.output_padding[axis])

    def _size(self, axis: int) -> int:
        return int(self._full(axis) - sum(self.padding[axis]) + self.zeros_after[axis])

    def _validate(self) -> None:
        super()._validate()
        extra = self.output_padding
        for n in range(self.dims):
            if self.zeros_after[n] and any(self.padding[n]):
                raise BadRequest(f"zeros_after are for an output that nothing crops, on axis {n}")
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


def cropped(
    full: tuple[int, ...], wanted: tuple[int, ...], lower: bool
) -> tuple[Pads, tuple[int, ...]]:
    """The pads that crop outputs to the wanted sizes, the odd cell before where `lower`; and the
    zeros that are added after where they are too small (ONNX).

    >>> cropped((7, 3), (4, 5), lower=True)
    (((2, 1), (0, 0)), (0, 2))
    """
    totals = [max(have - want, 0) for have, want in zip(full, wanted, strict=True)]
    halves = [(total // 2, total - total // 2) for total in totals]
    short = tuple(max(want - have, 0) for have, want in zip(full, wanted, strict=True))
    return tuple(half[::-1] if lower else half for half in halves), short
