"""What convolutions share about channels: counts, groups, bias, weights."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Any

from convanim.declared import option
from convanim.errors import BadRequest
from convanim.kinds import COUNT, TRUTH, one_of
from convanim.operations.activations import ACTIVATIONS, activated
from convanim.operations.numbers import whole
from convanim.operations.operation import CHANNELS, Windowed
from convanim.words import choose


@dataclass(frozen=True, kw_only=True, init=False, repr=False, eq=False)
class Weighted(Windowed):
    """An operation with weights: both convolutions."""

    out_channels: int | None = option(
        None, COUNT, "output channels, one for each filter", group=CHANNELS, fact=True
    )
    groups: int = option(1, COUNT, "groups of channels", group=CHANNELS, fact=True)
    bias: bool = option(True, TRUTH, "no bias among the parameters", group=CHANNELS, fact=True)
    activation: str | None = option(
        None,
        one_of(tuple(ACTIVATIONS), "NAME"),
        f"what follows: {', '.join(ACTIVATIONS)}",
        group=CHANNELS,
        fact=True,
    )

    @property
    def weights(self) -> int | None:
        """How many weights there are, biases not counted: `in * out / groups * prod(kernel)`."""
        if self.in_channels is None or self.out_channels is None:
            return None
        return int(self.in_channels * self.out_channels // self.groups * prod(self.kernel))

    @property
    def parameters(self) -> int | None:
        """Weights, and a bias for each output channel."""
        if self.weights is None or self.out_channels is None:
            return None
        return self.weights + (self.out_channels if self.bias else 0)

    @property
    def multiply_adds(self) -> int | None:
        """Multiplications with an addition: every weight at every place of the kernel.

        A convolution's kernel has a place for each output cell (padding included), a
        transposed one's for each input cell.
        """
        if self.weights is None:
            return None
        return self.weights * prod(axis.anchors for axis in self.axes)

    @property
    def maps(self) -> int | None:
        """How many output channels there are; None where no channels are given."""
        return self.out_channels

    def settings(self) -> list[tuple[str, str]]:
        """The parameters that matter, as (letter or word, value)."""
        items = [*super().settings(), *self._own_settings()]
        if self.groups != 1:
            items.append(("groups", str(self.groups)))
        if self.activation is not None:
            items.append(("then", ACTIVATIONS[self.activation]))
        return items

    def idle(self) -> dict[str, str]:
        """The parameters that change nothing in this layer, and why."""
        found = super().idle()
        if not self.bias and self.parameters is None:
            found["bias"] = "no parameters are counted without channels"
        return found

    def _own_settings(self) -> list[tuple[str, str]]:
        """The parameters that this kind of convolution alone has."""
        return []

    def _validate(self) -> None:
        """Each count is divisible by the groups."""
        self._set("groups", whole("groups", self.groups, 1))
        if self.activation is not None:
            choose("activation", self.activation, ACTIVATIONS)
        if self.out_channels is not None:
            self._set("out_channels", whole("out_channels", self.out_channels, 1))
        for name, count in (("in_channels", self.in_channels), ("out_channels", self.out_channels)):
            if count is not None and count % self.groups:
                fits = self.groups * max(1, round(count / self.groups))
                raise BadRequest(
                    f"{name} {count} is not divisible by groups {self.groups}: {fits} would be"
                )


def finished(op: Weighted, y: Any, bias: Any) -> Any:
    """`y` of shape `(out, *output)` with one number added to each channel, and activated."""
    if bias is None:
        return activated(op.activation, y)
    import numpy as np

    added = np.asarray(bias)
    if added.shape != y.shape[:1]:
        raise BadRequest(f"bias has shape {added.shape}, not ({y.shape[0]},)")
    return activated(op.activation, y + added.reshape(-1, *(1,) * (y.ndim - 1)))
