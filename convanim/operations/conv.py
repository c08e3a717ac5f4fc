"""Convolution as deep-learning frameworks compute it: cross-correlation, groups and all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from convanim.declared import option
from convanim.errors import BadRequest
from convanim.kinds import one_of
from convanim.language import term
from convanim.operations.channels import Weighted, finished
from convanim.operations.operation import Command, spatial
from convanim.table import fetch
from convanim.words import choose

PADDING_MODES = ("zeros", "reflect", "symmetric", "replicate", "circular")


PASSES: dict[str, str] = {
    "grad-input": "convanim.operations.backward:grad_input",
    "grad-weight": "convanim.operations.backward:grad_weight",
}
"""What is made of a convolution in a pass over it."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Backward:
    """Which gradient of the layer is meant, rather than the layer itself."""

    pass_: str | None = option(
        None,
        one_of(tuple(PASSES), "PASS"),
        "the backward pass: grad-input, grad-weight, as the layer that computes it",
    )


@dataclass(frozen=True, kw_only=True)
class Conv(Weighted):
    """A convolution layer, 1-D to 3-D.

    The output's size is `floor((i + before + after - d*(k - 1) - 1) / s) + 1` per axis, as
    in PyTorch, ONNX and arXiv 1603.07285.

    >>> op = Conv(input=5, kernel=3, stride=2, padding=1)
    >>> op.output_shape
    (3, 3)
    >>> Conv(input=(5, 7), kernel=(3, 2), padding="same").padding
    ((1, 1), (0, 1))
    """

    op = "conv"
    name = term("Convolution")
    short = term("conv")
    commands = (
        Command("conv", "a convolution", "conv -i 5 -k 3 -s 2 -p 1 -o padding_strides.gif"),
        Command(
            "pointwise",
            "a 1x1 convolution across channels",
            "pointwise -i 4 --in-channels 5 --out-channels 3 -o one_by_one.gif",
            {"kernel": 1},
        ),
    )

    more_words = Backward

    padding_mode: str = option(
        "zeros",
        one_of(PADDING_MODES, "MODE"),
        f"what padding holds: {', '.join(PADDING_MODES)}",
        fact=True,
    )

    @classmethod
    def told(cls, **words: Any) -> Any:
        """The layer that words describe, or with `pass` a gradient of it."""
        which = words.pop("pass", None)
        if which is not None and "bias" in words:
            raise BadRequest(f"a bias has no part in pass {which}: leave it away")
        made = cls(**words)
        if which is None:
            return made
        return fetch("pass", PASSES, which)(made)

    def __call__(self, x: Any, weight: Any, bias: Any = None) -> Any:
        """The layer's numbers: x `(C, *input)`, weight `(out, C/groups, *kernel)`.

        `bias` has a number for each output channel; `activation` is applied to the sums.
        Bare `x` of shape `input` and `weight` of shape `kernel` mean one channel each, and
        give a bare result.

        >>> Conv(input=(4,), kernel=2)([1, 2, 3, 4], [1, -1]).tolist()
        [-1, -1, -1]
        """
        import numpy as np

        from convanim.windows.values import weighted_sum

        array, bare = spatial(self, x, self.in_channels)
        kernel = np.asarray(weight)
        if bare and kernel.ndim == self.dims:
            kernel = kernel[None, None]
        self._check_weight(kernel.shape, array.shape[0])
        y = weighted_sum(array, kernel, self.axes, self.groups, self.padding_mode)
        y = finished(self, y, bias)
        return y[0] if bare and y.shape[0] == 1 else y

    def _check_weight(self, shape: tuple[int, ...], channels: int) -> None:
        out = self.out_channels if self.out_channels is not None else shape[0] if shape else 0
        if channels % self.groups or shape != (out, channels // self.groups, *self.kernel):
            want = f"(out, {channels}/{self.groups}, {', '.join(map(str, self.kernel))})"
            raise BadRequest(f"weight has shape {shape}, not {want} as (out, C/groups, *kernel)")
        if out % self.groups:
            raise BadRequest(f"{out} output channels are not divisible by groups {self.groups}")

    def idle(self) -> dict[str, str]:
        """The parameters that change nothing in this layer, and why."""
        found = super().idle()
        if self.padding_mode != "zeros" and not any(map(any, self.padding)):
            found["padding_mode"] = "there is no padding"
        return found

    def _own_settings(self) -> list[tuple[str, str]]:
        if self.padding_mode != "zeros" and any(map(any, self.padding)):
            return [("mode", self.padding_mode)]
        return []

    def _validate(self) -> None:
        super()._validate()
        choose("padding mode", self.padding_mode, PADDING_MODES)
        for n in range(self.dims):
            sides, extent = self.padding[n], self.extent[n]
            padded = self.input[n] + sum(sides)
            if padded < extent:
                raise BadRequest(
                    f"the kernel does not fit: its effective size is {extent}, the padded "
                    f"input's {padded} on axis {n}; padding of {extent - padded} more in all fits"
                )
            i = self.input[n]
            limit = {"reflect": i - 1, "symmetric": i, "circular": i}
            most = limit.get(self.padding_mode)
            if most is not None and max(sides) > most:
                raise BadRequest(
                    f"padding {max(sides)} is too large for mode {self.padding_mode!r} over "
                    f"an input of {i}: at most {most} is allowed"
                )
