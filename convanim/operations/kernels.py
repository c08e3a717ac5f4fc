"""A layer's weights, taken apart: one small kernel for each pair of channels it connects."""

from __future__ import annotations

from typing import Any

from convanim.operations.operation import Operation
from convanim.operations.values import Values

Pair = tuple[int, int]
"""An input channel and an output channel."""


def pairs(op: Operation, values: Values) -> list[Pair]:
    """The channels that are connected, those of the first output channel first."""
    inputs, outputs = len(values.x), len(values.y)
    if op.pooling:
        return []
    each, per_group = inputs // op.groups, outputs // op.groups
    return [(m // per_group * each + c, m) for m in range(outputs) for c in range(each)]


def filters(op: Operation, values: Values, weight: Any) -> dict[Pair, Any]:
    """For each pair its kernel, as rows and columns.

    >>> from convanim.operations import Conv
    >>> op = Conv(input=(3,), kernel=2, in_channels=2, out_channels=1)
    >>> values = Values.of(op, weight=[[[1, 2], [3, 4]]])
    >>> {pair: kernel.tolist() for pair, kernel in filters(op, values, values.weight).items()}
    {(0, 0): [[1, 2]], (1, 0): [[3, 4]]}
    """
    found = {}
    for c, m in pairs(op, values):
        at = (c, m % weight.shape[1]) if op.swapped else (m, c % weight.shape[1])
        found[c, m] = weight[at].reshape(-1, op.kernel[-1])
    return found
