"""Random layers, and the same layers computed by plain loops that know nothing of the package.

The loops are written from the definitions alone: pad, slide, multiply, add.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np
from hypothesis import strategies as st

from convanim.report import as_json

NUMPY_MODES = {
    "zeros": "constant",
    "reflect": "reflect",
    "symmetric": "symmetric",
    "replicate": "edge",
    "circular": "wrap",
}


@st.composite
def conv_words(draw: Any, modes: bool = False) -> dict[str, Any]:
    """Words of a valid convolution, every parameter of its own on each axis."""
    dims = draw(st.integers(1, 3))
    most = {1: 9, 2: 6, 3: 4}[dims]
    words: dict[str, Any] = {
        name: [] for name in ("input", "kernel", "stride", "padding", "dilation")
    }
    mode = draw(st.sampled_from(list(NUMPY_MODES))) if modes else "zeros"
    for _ in range(dims):
        i = draw(st.integers(1, most))
        k, d = draw(st.integers(1, 4)), draw(st.integers(1, 3))
        limit = {"reflect": i - 1, "symmetric": i, "circular": i}.get(mode, 4)
        sides = [draw(st.integers(0, min(4, limit))) for _ in range(2)]
        while d * (k - 1) + 1 > i + sum(sides):
            k -= 1
        values = (i, k, draw(st.integers(1, 4)), tuple(sides), d)
        for name, value in zip(words, values, strict=True):
            words[name].append(value)
    found = {name: tuple(values) for name, values in words.items()}
    return {**found, "padding_mode": mode} if modes else found


@st.composite
def transposed_words(draw: Any) -> dict[str, Any]:
    """Words of a valid transposed convolution."""
    dims = draw(st.integers(1, 3))
    most = {1: 6, 2: 4, 3: 3}[dims]
    columns = []
    for _ in range(dims):
        i, k = draw(st.integers(1, most)), draw(st.integers(1, 4))
        s, d = draw(st.integers(1, 3)), draw(st.integers(1, 3))
        extra = draw(st.integers(0, max(s, d) - 1))
        room = (i - 1) * s + d * (k - 1) + extra  # one cell must be left
        before = draw(st.integers(0, min(4, room)))
        after = draw(st.integers(0, min(4, room - before)))
        columns.append((i, k, s, (before, after), d, extra))
    names = ("input", "kernel", "stride", "padding", "dilation", "output_padding")
    return {
        name: tuple(values) for name, values in zip(names, zip(*columns, strict=True), strict=True)
    }


@st.composite
def pool_words(draw: Any) -> dict[str, Any]:
    """Words of a pooling layer whose window fits; ceil_mode at random."""
    dims = draw(st.integers(1, 3))
    most = {1: 9, 2: 6, 3: 4}[dims]
    columns = []
    for _ in range(dims):
        i, k, d = draw(st.integers(1, most)), draw(st.integers(1, 3)), draw(st.integers(1, 2))
        sides = [draw(st.integers(0, d * (k - 1))) for _ in range(2)]
        while d * (k - 1) + 1 > i + sum(sides):
            k -= 1
            sides = [min(side, d * (k - 1)) for side in sides]
        columns.append((i, k, draw(st.integers(1, 4)), tuple(sides), d))
    names = ("input", "kernel", "stride", "padding", "dilation")
    words = {
        name: tuple(values) for name, values in zip(names, zip(*columns, strict=True), strict=True)
    }
    return {**words, "ceil_mode": draw(st.booleans())}


def numbers(seed: int, *shape: int) -> np.ndarray:
    """Small whole numbers, so that every sum is exact and equality can be asked for."""
    return np.random.default_rng(seed).integers(-9, 10, shape)


def starts(padded: int, extent: int, stride: int) -> list[int]:
    """Where a window can stand so that it lies within the padded input, by trying them all."""
    return [place for place in range(0, padded, stride) if place + extent <= padded]


def loop_conv(x: np.ndarray, weight: np.ndarray, words: dict[str, Any], groups: int = 1) -> Any:
    """Cross-correlation of x (C, *input) with weight (out, C/groups, *kernel), by loops."""
    mode = NUMPY_MODES[words.get("padding_mode", "zeros")]
    padded = np.pad(x, ((0, 0), *words["padding"]), mode=mode)  # type: ignore[call-overload]
    extents = [d * (k - 1) + 1 for d, k in zip(words["dilation"], words["kernel"], strict=True)]
    places = [
        starts(n, e, s) for n, e, s in zip(padded.shape[1:], extents, words["stride"], strict=True)
    ]
    out, per_group = weight.shape[:2]
    y = np.zeros((out, *map(len, places)), int)
    for o in range(out):
        first = o // (out // groups) * per_group
        for at in product(*(range(len(p)) for p in places)):
            for c in range(per_group):
                for tap in product(*map(range, words["kernel"])):
                    cell = tuple(
                        places[n][at[n]] + tap[n] * words["dilation"][n] for n in range(len(at))
                    )
                    y[(o, *at)] += weight[(o, c, *tap)] * padded[(first + c, *cell)]
    return y


def padded_cells(words: dict[str, Any], mode: str | None = None) -> dict[Any, tuple[int, ...]]:
    """What numpy's pad puts where: for each cell of a convolution's padded input, counted from the
    input's first one, the input cell that it copies; cells of zeros are left out."""
    mode = words.get("padding_mode", "zeros") if mode is None else mode
    shape, sides = words["input"], words["padding"]
    found = {}
    cells = np.arange(np.prod(shape)).reshape(shape) + 1
    held = np.pad(cells, sides, mode=NUMPY_MODES[mode])  # type: ignore[call-overload]
    for at in np.ndindex(held.shape):
        if held[at]:
            place = tuple(p - before for p, (before, _) in zip(at, sides, strict=True))
            found[place] = tuple(int(n) for n in np.unravel_index(held[at] - 1, shape))
    return found


def loop_transposed(x: np.ndarray, weight: np.ndarray, words: dict[str, Any], groups: int = 1):
    """Transposed convolution by its picture: stretch with zeros, pad, slide the turned kernel.

    x (C, *input), weight (C, out/groups, *kernel).
    """
    dims = range(x.ndim - 1)
    kernel, stride, dilation = words["kernel"], words["stride"], words["dilation"]
    extents = [dilation[n] * (kernel[n] - 1) + 1 for n in dims]
    wide = [(x.shape[n + 1] - 1) * stride[n] + 1 for n in dims]
    stretched = np.zeros((x.shape[0], *wide), x.dtype)
    stretched[(slice(None), *(slice(None, None, s) for s in stride))] = x
    rims = [(extents[n] - 1, extents[n] - 1 + words["output_padding"][n]) for n in dims]
    padded = np.pad(stretched, ((0, 0), *rims))
    # a convolution over all of it, cropped by the padding
    per_group, channels = weight.shape[1], x.shape[0] // groups
    turned = weight[(slice(None), slice(None), *(slice(None, None, -1) for _ in dims))]
    dense = np.zeros((groups * per_group, channels, *kernel), weight.dtype)
    for g, o, c in product(range(groups), range(per_group), range(channels)):
        dense[g * per_group + o, c] = turned[g * channels + c, o]
    plain = {
        "kernel": kernel,
        "stride": (1,) * len(dims),
        "dilation": dilation,
        "padding": ((0, 0),) * len(dims),
    }
    y = loop_conv(padded, dense, plain, groups)
    crop = tuple(
        slice(before, y.shape[n + 1] - after) for n, (before, after) in enumerate(words["padding"])
    )
    return y[(slice(None), *crop)]


def loop_scattered(
    x: np.ndarray, weight: np.ndarray, words: dict[str, Any], befores: Any, shape: Any
) -> np.ndarray:
    """A transposed convolution of one map, cell by cell: input y through tap t is added to output
    y*s + t*d - before, where there is one; nothing else is in an output of this shape."""
    y = np.zeros(shape, int)
    for at in np.ndindex(x.shape):
        for tap in np.ndindex(weight.shape):
            columns = zip(at, tap, words["stride"], words["dilation"], befores, strict=True)
            cell = tuple(a * s + t * d - before for a, t, s, d, before in columns)
            if all(0 <= c < n for c, n in zip(cell, shape, strict=True)):
                y[cell] += x[at] * weight[tap]
    return y


def loop_pool(words: dict[str, Any]) -> dict[tuple[int, ...], list[tuple[int, ...]]]:
    """For each output cell of a pooling the cells of its window, counted from the input's first
    one, padding and overhang included; sizes by PyTorch's rule in words."""
    lines = []
    for n, i in enumerate(words["input"]):
        k, s, d = words["kernel"][n], words["stride"][n], words["dilation"][n]
        before, after = words["padding"][n]
        line: list[list[int]] = []
        start = -before
        while True:
            cells = [start + t * d for t in range(k)]
            fits = cells[-1] < i + after
            # rounding up takes one window more where the last one left cells over, unless it
            # would start beyond the input and the padding before it
            left_over = not line or line[-1][-1] < i + after - 1
            more = words["ceil_mode"] and left_over and start < i
            if not (fits or more):
                break
            line.append(cells)
            start += s
        lines.append(line)
    return {
        at: list(product(*(line[x] for line, x in zip(lines, at, strict=True))))
        for at in product(*(range(len(line)) for line in lines))
    }


def steps(op: Any) -> Iterator[dict[str, Any]]:
    """The steps that `inspect --json` lists."""
    yield from json.loads("".join(as_json(op)))["steps"]
