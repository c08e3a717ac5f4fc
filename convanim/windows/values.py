"""The numbers: every operation's values, computed through the same relation as its picture.

All functions work tap by tap: for a tap, the outputs that have an input cell there are a
subset of each axis, so memory stays that of the result. Arrays are `(channels, *spatial)`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np

from convanim.windows.arrays import reads
from convanim.windows.axis import Axis

Array = np.ndarray[Any, np.dtype[Any]]


def weighted_sum(
    x: Array, weight: Array, axes: tuple[Axis, ...], groups: int = 1, mode: str = "zeros"
) -> Array:
    """Cross-correlation of x `(C, *input)` with weight `(out, C/groups, *kernel)`."""
    channels, per_group = x.shape[0], weight.shape[1]
    grouped_x = x.reshape(groups, channels // groups, *x.shape[1:])
    grouped_w = weight.reshape(groups, -1, per_group, *weight.shape[2:])
    y = _zeros((groups, grouped_w.shape[1]), axes, x, weight)
    for tap, out, cells in _pairs(axes, mode):
        taken, kernel = grouped_x[_at(cells, 2)], grouped_w[(..., *tap)]
        y[_at(out, 2)] += _product("goc,gc...->go...", kernel, taken, y)
    return y.reshape(-1, *y.shape[2:])


def scattered_sum(x: Array, weight: Array, axes: tuple[Axis, ...], groups: int = 1) -> Array:
    """Transposed convolution of x `(C, *input)` with weight `(C, out/groups, *kernel)`."""
    channels = x.shape[0]
    grouped_x = x.reshape(groups, channels // groups, *x.shape[1:])
    grouped_w = weight.reshape(groups, channels // groups, *weight.shape[1:])
    y = _zeros((groups, weight.shape[1]), axes, x, weight)
    for tap, out, cells in _pairs(axes):
        taken, kernel = grouped_x[_at(cells, 2)], grouped_w[(..., *tap)]
        y[_at(out, 2)] += _product("gco,gc...->go...", kernel, taken, y)
    return y.reshape(-1, *y.shape[2:])


def largest(x: Array, axes: tuple[Axis, ...]) -> Array:
    """Max pooling of x `(C, *input)`; a window of nothing but padding gives -inf."""
    shape = (x.shape[0], *(a.output for a in axes))
    y = np.zeros(shape, x.dtype)
    seen = np.zeros(shape[1:], np.bool_)
    for _, out, cells in _pairs(axes):
        at, here, taken = _at(out), _at(out, 1), x[_at(cells, 1)]
        # maximum() keeps a NaN, as the frameworks do
        y[here] = np.where(seen[at], np.maximum(y[here], taken), taken)
        seen[at] = True
    return y if seen.all() else np.where(seen, y, -np.inf)


def average(x: Array, axes: tuple[Axis, ...], divisors: Array) -> Array:
    """Average pooling of x `(C, *input)`: the sum of real cells over `divisors` `(*output)`."""
    found = total(x, axes)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.divide(found, divisors, dtype=found.dtype)


def total(x: Array, axes: tuple[Axis, ...]) -> Array:
    """The sum of each window's real cells, of x `(C, *input)`, as floats."""
    found = np.zeros((x.shape[0], *(a.output for a in axes)), np.result_type(x, np.float32))
    for _, out, cells in _pairs(axes):
        found[_at(out, 1)] += x[_at(cells, 1)]
    return found


def _pairs(
    axes: tuple[Axis, ...], mode: str = "zeros"
) -> Iterator[tuple[Any, list[Array], list[Array]]]:
    """For each tap of the kernel: the outputs that read something there, and what they read.

    Both are lists of index vectors, one an axis, whose product is meant.
    """
    tables = [reads(axis, mode) for axis in axes]
    for tap in product(*(range(a.taps) for a in axes)):
        columns = [
            (cells[:, t], inside[:, t]) for (cells, inside), t in zip(tables, tap, strict=True)
        ]
        out = [np.flatnonzero(inside) for _, inside in columns]
        if all(len(o) for o in out):
            yield tap, out, [cells[o] for (cells, _), o in zip(columns, out, strict=True)]


def _at(vectors: list[Array], leading: int = 0) -> Any:
    """The index of the product of `vectors`, behind `leading` axes taken whole."""
    return (slice(None),) * leading + np.ix_(*vectors)


def _product(which: str, kernel: Array, taken: Array, y: Array) -> Array:
    """Sums of products in the result's type, which small integers would outgrow in their own."""
    found: Array = np.einsum(which, kernel, taken, dtype=y.dtype, casting="unsafe")
    return found


def _zeros(leading: tuple[int, ...], axes: tuple[Axis, ...], *operands: Array) -> Array:
    dtype = np.result_type(*operands)
    if dtype.kind in "biu":  # sums of small integers must not wrap round
        dtype = np.dtype(np.int64)
    return np.zeros((*leading, *(a.output for a in axes)), dtype)
