"""Two convolutions one after the other are one convolution, if nothing is between them."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from convanim.errors import BadRequest
from convanim.operations.conv import Conv
from convanim.operations.describe import Names
from convanim.operations.operation import Operation
from convanim.operations.values import Values

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]


def merged(
    first: Operation, values: Values, second: Operation, after: Values
) -> tuple[Conv, Values]:
    """The one layer, with its numbers, that does what two convolutions do in turn.

    Its kernel spans `e1 + (e2 - 1) * s1` cells (e: effective kernels), its stride is
    `s1 * s2`, and each of its weights is a sum of products of theirs: the convolution of the
    kernels, or for 1x1 layers the product of the matrices. What follows the second layer
    follows it too. A `BadRequest` says what stands between the two.

    >>> first = Conv(input=1, kernel=1, in_channels=2, out_channels=2)
    >>> second = Conv(input=1, kernel=1, in_channels=2, out_channels=1)
    >>> a = Values.of(first, [[[3]], [[1]]], [[[[1]], [[2]]], [[[0]], [[-1]]]])
    >>> b = Values.of(second, a.y, [[[[2]], [[3]]]])
    >>> op, both = merged(first, a, second, b)
    >>> both.weight.ravel().tolist(), both.y.ravel().tolist() == b.y.ravel().tolist()
    ([2, 1], True)
    """
    if not isinstance(first, Conv) or not isinstance(second, Conv):
        raise BadRequest("only two convolutions merge into one")
    if Names() != first.names or Names() != second.names:
        raise BadRequest("gradients do not merge: leave pass away")
    if first.activation is not None:
        raise BadRequest(
            f"the first convolution's {first.activation} stands between the two: only linear "
            "layers merge into one"
        )
    if any(map(any, second.padding)):
        raise BadRequest(
            "the second convolution pads what the first has made: the two merge into one only "
            "without that padding"
        )
    import numpy as np

    w1, w2 = dense(first, values), dense(second, after)
    span = tuple(
        e1 + (e2 - 1) * s1
        for e1, e2, s1 in zip(first.extent, second.extent, first.stride, strict=True)
    )
    weight = np.zeros((len(w2), w1.shape[1], *span), np.result_type(w1, w2))
    for tap in product(*map(range, second.kernel)):
        start = [t * d * s for t, d, s in zip(tap, second.dilation, first.stride, strict=True)]
        here = tuple(
            slice(a, a + e, d) for a, e, d in zip(start, first.extent, first.dilation, strict=True)
        )
        through: Any = (..., *tap)
        weight[(slice(None), slice(None), *here)] += np.tensordot(w2[through], w1, 1)
    bias = added_up(values, after, w2)
    op = Conv(
        input=first.input,
        kernel=span,
        stride=tuple(a * b for a, b in zip(first.stride, second.stride, strict=True)),
        padding=first.padding,
        padding_mode=first.padding_mode,
        in_channels=w1.shape[1],
        out_channels=len(w2),
        bias=bias is not None,
        activation=second.activation,
    )
    return op, Values.of(op, values.x, weight, bias)


def added_up(values: Values, after: Values, weight: Array) -> Array | None:
    """The bias of both: what the second layer's `weight` makes of the first one's, and its own."""
    if values.bias is None:
        return after.bias
    added: Array = weight.reshape(*weight.shape[:2], -1).sum(2) @ values.bias
    return added if after.bias is None else after.bias + added


def dense(op: Conv, values: Values) -> Array:
    """A layer's weights without groups: zeros where channels do not meet."""
    import numpy as np

    weight = values.weight
    assert weight is not None
    if op.groups == 1:
        return weight
    out, each = weight.shape[:2]
    full = np.zeros((out, each * op.groups, *weight.shape[2:]), weight.dtype)
    per_group = out // op.groups
    for m in range(out):
        start = m // per_group * each
        full[m, start : start + each] = weight[m]
    return full
