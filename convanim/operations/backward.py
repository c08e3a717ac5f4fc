"""The backward pass of a convolution: each gradient as the layer that computes it.

The gradient towards the input is a transposed convolution of the output's gradient, with the same
weights. The gradient towards the weights is a correlation: the output's gradient, dilated by the
stride, slides over the padded input by the dilation. Both are operations like any other, so every
view draws them (V. Dumoulin, F. Visin, arXiv 1603.07285, section 4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from convanim.declared import option
from convanim.errors import BadRequest
from convanim.kinds import TRUTH
from convanim.language import say, term
from convanim.operations.conv import Conv
from convanim.operations.describe import Names, called, compact, size
from convanim.operations.operation import CHANNELS
from convanim.operations.transposed import ConvTranspose

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

GRADIENT = term("gradient of the output")
"""What comes back from behind the layer, and is given to both passes."""


@dataclass(frozen=True, kw_only=True)
class InputGradient(ConvTranspose):
    """What a convolution's input gets back: made by `grad_input`."""

    name = term("Gradient of the input")
    short = term("grad input")
    names = Names(input=GRADIENT, output=term("gradient of the input"))

    bias: bool = option(False, TRUTH, "a bias has no part in it", group=CHANNELS, fact=True)

    def idle(self) -> dict[str, str]:
        """The parameters that change nothing: a bias is none of them."""
        return {word: why for word, why in super().idle().items() if word != "bias"}


@dataclass(frozen=True, kw_only=True)
class WeightGradient(Conv):
    """What a convolution's weights get: made by `grad_weight`.

    Its kernel is the output's gradient, and its output has the `taps` of the layer's own kernel:
    where the stride leaves cells unread it could go further, and nothing would be meant by it.
    Every input channel meets each gradient that it has a part in, and is summed up with no other:
    each is a group. The layer's own groups are the `layer_groups`.
    """

    name = term("Gradient of the kernel")
    short = term("grad kernel")
    names = Names(kernel=GRADIENT, output=term("gradient of the kernel"))

    taps: tuple[int, ...]
    layer_groups: int = 1
    bias: bool = option(False, TRUTH, "a bias has no part in it", group=CHANNELS, fact=True)

    @property
    def parameters(self) -> int | None:
        """None: a gradient is no parameter."""
        return None

    def idle(self) -> dict[str, str]:
        """The parameters that change nothing: a bias is none of them."""
        return {word: why for word, why in super().idle().items() if word != "bias"}

    def formula(self, axis: int) -> str:
        """The rule of the output's size, with this layer's numbers."""
        found, kept = super()._size(axis), self.taps[axis]
        line = f"floor({self._room(axis)}) + 1 = {found}"
        return line if found == kept else f"{line}, cropped to the kernel's {kept}"

    def moves(self) -> str:
        """What its window does, as a sentence begins."""
        dilated = ""
        if any(d != 1 for d in self.dilation):
            dilated = say(", dilated by the stride {stride},", stride=compact(self.dilation))
        names = called(self)
        return say(
            "The {kernel} {moved}{dilated} moves over the {size} {input}{padded} "
            "with stride {stride}",
            kernel=size(self.kernel),
            moved=names.kernel,
            dilated=dilated,
            size=size(self.input),
            input=names.input,
            padded=self.padded(),
            stride=compact(self.stride),
        )

    def tied(self, weight: Array) -> Array:
        """Weights `(out, 1, *kernel)` as the gradients that they are: every input channel of a
        group of the layer meets the same."""
        import numpy as np

        if weight.shape[1] != 1:
            raise BadRequest(
                f"each of {weight.shape[1]} input channels has a gradient of its own: give "
                "in_channels and out_channels"
            )
        each = len(weight) // self.groups  # filters that a channel has a part in
        grouped = weight.reshape(self.layer_groups, -1, each, *weight.shape[1:])
        return np.ascontiguousarray(np.broadcast_to(grouped[:, :1], grouped.shape)).reshape(
            weight.shape
        )

    def _size(self, axis: int) -> int:
        return int(min(super()._size(axis), self.taps[axis]))


def grad_input(op: Conv) -> InputGradient:
    """The gradient towards a convolution's input, as the transposed convolution that it is.

    Called on the output's gradient and the layer's own weights it gives what the chain rule does.

    >>> back = grad_input(Conv(input=6, kernel=3, stride=2, padding=1))
    >>> back.input, back.output_shape, back.output_padding
    ((3, 3), (6, 6), (1, 1))
    """
    linear(op)
    if op.padding_mode != "zeros" and any(map(any, op.padding)):
        raise BadRequest(
            f"the gradient of the input is no transposed convolution where padding holds "
            f"{op.padding_mode} cells: with padding mode zeros it is"
        )
    unread = tuple(  # cells at the end that no window reaches
        (i + before + after - extent) % s
        for i, (before, after), extent, s in zip(
            op.input, op.padding, op.extent, op.stride, strict=True
        )
    )
    return InputGradient(
        input=op.output_shape,
        kernel=op.kernel,
        stride=op.stride,
        padding=op.padding,
        dilation=op.dilation,
        output_padding=unread,
        groups=op.groups,
        in_channels=op.out_channels,
        out_channels=op.in_channels,
    )


def grad_weight(op: Conv) -> WeightGradient:
    """The gradient towards a convolution's weights, as the dilated correlation that it is.

    Called on the input and `as_kernels(op, gradient)` it gives what `as_weights(op, y)` brings into
    the form of the layer's weights; with one channel both change nothing.

    >>> back = grad_weight(Conv(input=5, kernel=3, stride=2, padding=1))
    >>> back.kernel, back.dilation, back.output_shape
    ((3, 3), (2, 2), (3, 3))
    """
    linear(op)
    if (op.in_channels is None) != (op.out_channels is None):
        raise BadRequest(
            "the gradient of the kernel needs in_channels and out_channels, or neither"
        )
    channels, maps = op.in_channels, op.out_channels
    return WeightGradient(
        input=op.input,
        kernel=op.output_shape,
        stride=op.dilation,
        padding=op.padding,
        dilation=op.stride,
        padding_mode=op.padding_mode,
        groups=channels or op.groups,
        in_channels=channels,
        out_channels=channels * maps // op.groups if channels and maps else None,
        taps=op.kernel,
        layer_groups=op.groups,
    )


def linear(op: Conv) -> None:
    """Refuse what is no convolution alone."""
    if not isinstance(op, Conv) or isinstance(op, WeightGradient):
        raise BadRequest(f"gradients are drawn of a Conv, not of a {type(op).__name__}")
    if op.activation is not None:
        raise BadRequest(
            f"{op.activation} has a gradient of its own: leave it out, and take what comes back "
            "through it as the gradient of the output"
        )


def as_kernels(op: Conv, gradient: Any) -> Array:
    """An output's gradient `(out, *output)` as the weights of `grad_weight(op)`."""
    import numpy as np

    given = np.asarray(gradient)
    channels = op.in_channels or op.groups
    each = given.reshape(op.groups, 1, -1, *given.shape[1:])  # the filters of each group
    shape = op.groups, channels // op.groups, *each.shape[2:]
    return np.broadcast_to(each, shape).reshape(-1, 1, *given.shape[1:])


def as_weights(op: Conv, y: Any) -> Array:
    """What `grad_weight(op)` gives, as the layer has its weights: `(out, C/groups, *kernel)`."""
    import numpy as np

    found = np.asarray(y)
    channels = op.in_channels or op.groups
    deep = channels // op.groups
    each = found.reshape(op.groups, deep, -1, *found.shape[1:])
    return np.swapaxes(each, 1, 2).reshape(-1, deep, *found.shape[1:])
