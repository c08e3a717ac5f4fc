"""Convolution of functions of time, as the 1-D convolution of their samples.

    (f * g)(t) = integral of f(tau) g(t - tau) d tau

Both are sampled with one spacing, a function in the middle of each cell (midpoint rule), and
the flipped, scaled samples of g are the weight of a `Conv`. Then the sum at every output is
the integral of the products of step functions exactly, so a box with itself gives the exact
triangle.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, floor, isfinite
from typing import TYPE_CHECKING, Any

import numpy as np

from convanim import limits
from convanim.errors import BadRequest
from convanim.operations.conv import Conv
from convanim.operations.functions import FUNCTIONS, Function
from convanim.operations.values import Values, checked
from convanim.words import choose

if TYPE_CHECKING:
    Array = np.ndarray[Any, np.dtype[Any]]

CELLS = 240
"""Cells that two functions are sampled with, together: about two to a pixel of a picture."""
LEAD = 1 / 24
"""Room before g meets f and after it has left it, in parts of both lengths."""
NEAR = 1e-9
"""How near to a whole number of cells counts as whole."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Signals(Values):
    """The numbers of a convolution of two signals, and the times of their samples.

    Sample i of f lies at `starts[0] + i * spacing`, sample j of g at `starts[1] + j * spacing`;
    `kernel` holds the samples of g times the spacing, so that `y` is the integral. `discrete`
    signals are sequences: spacing 1, sums. `names` say what f and g are.
    """

    spacing: float = 1.0
    starts: tuple[float, float] = (0.0, 0.0)
    discrete: bool = True
    names: tuple[str, str] = ("", "")


def signals(f: Any, g: Any, *, spacing: float | None = None) -> tuple[Conv, Signals]:
    """The convolution of two signals: a 1-D `Conv`, and its numbers.

    - `f` and `g`: a name (box, triangle, exponential, gaussian, sine), `(function, start,
      end)` with a function of an array of times that counts as zero elsewhere, or an array
      of samples, the first of them at time 0;
    - `spacing`: the time between samples. Two arrays without one are sequences, their
      convolution a plain sum, as `numpy.convolve` has it.

    With a spacing the padding is wider than `full`, so that the picture begins before the
    two meet and ends after they have parted: the first and last outputs are zeros.

    >>> op, values = signals([1, 2, 3], [1, 1])
    >>> values.y.tolist(), values.discrete
    ([[1, 3, 5, 3]], True)
    >>> op, values = signals("box", "box")
    >>> float(values.y.max().round(9))  # the triangle's peak
    1.0
    """
    one, other = signal("f", f), signal("g", g)
    functions = [s for s in (one, other) if isinstance(s, Function)]
    if spacing is None and functions:
        if len(functions) == 1:
            raise BadRequest(
                "samples beside a function need the time between them: --spacing DT, or spacing=DT"
            )
        spacing = common(*(s.end - s.start for s in functions))
    if spacing is not None and not (isfinite(spacing) and spacing > 0):
        raise BadRequest(f"spacing {spacing} is not allowed: it is a time above 0")
    (x, first), (kernel, second) = (sampled(s, spacing or 1.0) for s in (one, other))
    names = tuple(s.name if isinstance(s, Function) else "" for s in (one, other))
    padding = len(kernel) - 1
    if spacing is not None:
        kernel = kernel * spacing
        padding += 1 + floor(LEAD * (len(x) + len(kernel)))
    op = Conv(input=(len(x),), kernel=len(kernel), padding=padding)
    numbers = Signals.of(op, x, kernel, flip=True)
    assert isinstance(numbers, Signals)
    return op, replace(
        numbers,
        spacing=spacing or 1.0,
        starts=(first, second),
        discrete=spacing is None,
        names=(names[0], names[1]),
    )


def signal(what: str, given: Any) -> Function | Array:
    """What was given as f or g: one of the functions, one of one's own, or samples."""
    if isinstance(given, Function):
        return given
    if isinstance(given, str):
        return FUNCTIONS[choose("function", given, FUNCTIONS)]
    if callable(given):
        raise BadRequest(f"{what} needs the interval where it is not zero: (function, start, end)")
    if isinstance(given, tuple) and given and callable(given[0]):
        if len(given) != 3 or not all(isinstance(v, (int, float)) for v in given[1:]):
            raise BadRequest(f"{what} is (function, start, end) with times in numbers")
        start, end = float(given[1]), float(given[2])
        if not (isfinite(end - start) and start < end):
            raise BadRequest(f"{what} goes from {start:g} to {end:g}: its start must be before")
        name = getattr(given[0], "__name__", "")
        return Function(given[0], start, end, name if name.isidentifier() else "")
    samples = checked(f"samples of {what}", given)
    if samples.ndim != 1:
        raise BadRequest(f"samples of {what} have {samples.ndim} axes: a signal has one")
    return samples


def sampled(given: Function | Array, spacing: float) -> tuple[Array, float]:
    """The samples of a signal, and the time of the first: for a function half a cell in."""
    count = ceil((given.end - given.start) / spacing - NEAR) if isinstance(given, Function) else 0
    if not isinstance(given, Function):
        limits.bounded(len(given), "samples of a signal", limits.SAMPLES)
        return given, 0.0
    hint = "; a larger spacing fits"
    limits.bounded(count, "samples of a signal", limits.SAMPLES, hint)
    left = given.start + np.arange(max(count, 1)) * spacing
    # the last cell may reach beyond the end: only its part before counts
    width = np.minimum(left + spacing, given.end) - left
    times = left + width / 2
    values = np.asarray(given.of(times), np.float64)
    if values.shape != times.shape:
        raise BadRequest(f"a function gives one number a time: {times.shape}, not {values.shape}")
    whole = np.isclose(width, spacing, rtol=NEAR)
    values = np.where(whole, values, values * width / spacing)
    return checked("values of a function", values), given.start + spacing / 2


def common(one: float, other: float) -> float:
    """A spacing that about `CELLS` cells of both lengths have, whole in each if one has.

    >>> common(1, 5) * 40, common(2, 5) * 35
    (1.0, 1.0)
    """
    least = max(ceil(CELLS * one / (one + other)), 1)
    for count in range(least, 2 * least + 1):
        cells = other * count / one
        if abs(cells - round(cells)) < NEAR:
            return one / count
    return one / least
