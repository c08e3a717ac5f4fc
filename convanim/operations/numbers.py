"""Reading parameters: whole numbers per axis, and padding in all its spellings."""

from __future__ import annotations

from collections.abc import Sequence
from operator import index

from convanim.errors import BadRequest
from convanim.kinds import many
from convanim.words import choose

LARGEST = 2**31 - 1
"""The largest number taken: what a framework's 32-bit shapes can hold."""

PADDING_WORDS = ("valid", "same", "same-lower", "full", "half", "causal")

Pads = tuple[tuple[int, int], ...]


def whole(name: str, value: object, low: int) -> int:
    """`value` as an int that is at least `low`, or a `BadRequest` that names it.

    >>> whole("stride", 0, 1)
    Traceback (most recent call last):
    convanim.errors.BadRequest: stride 0 is not allowed: it must be a whole number of at least 1
    """
    try:
        if isinstance(value, bool):
            raise TypeError
        number = index(value)  # type: ignore[arg-type]
    except TypeError:
        number = low - 1
    if number < low:
        raise BadRequest(
            f"{name} {_short(value)} is not allowed: it must be a whole number of at least {low}"
        )
    if number > LARGEST:
        raise BadRequest(f"{name} {_short(value)} is too large: at most {LARGEST:,} is allowed")
    return number


def per_axis(name: str, value: object, dims: int, low: int) -> tuple[int, ...]:
    """One whole number for all axes, or one per axis, as a tuple of `dims`.

    >>> per_axis("kernel", 3, 2, 1), per_axis("kernel", (3, 1), 2, 1)
    ((3, 3), (3, 1))
    """
    if not many(value):
        return (whole(name, value, low),) * dims
    _same_axes(name, value, dims)
    return tuple(whole(name, v, low) for v in value)  # type: ignore[attr-defined]


def dimensions(**parameters: object) -> int:
    """How many axes an operation has: what its per-axis parameters agree on, else two."""
    for name, value in parameters.items():
        if many(value):
            dims = len(value)  # type: ignore[arg-type]
            if not 1 <= dims <= 3:
                raise BadRequest(f"{name} {_short(value)} has {dims} axes: 1, 2 or 3 are allowed")
            return dims
    return 2


def pads(
    value: object,
    input: tuple[int, ...],
    kernel: tuple[int, ...],
    stride: tuple[int, ...],
    dilation: tuple[int, ...],
) -> Pads:
    """Padding as (before, after) per axis, from any of its spellings.

    A number, one per axis, a pair (before, after) per axis, or a word: `valid`, `full`,
    `half`, `causal`, and `same` (TensorFlow SAME, ONNX SAME_UPPER: the odd cell after) or
    `same-lower` (ONNX SAME_LOWER: the odd cell before).

    >>> pads("same", (6,), (3,), (2,), (1,)), pads("same-lower", (6,), (3,), (2,), (1,))
    (((0, 1),), ((1, 0),))
    """
    if isinstance(value, str):
        word = str(spelled(value))
        if word == "causal" and len(input) != 1:
            raise BadRequest(f"padding 'causal' is for one axis, this has {len(input)}")
        axes = zip(input, kernel, stride, dilation, strict=True)
        return tuple(_pads_of_word(word, *axis) for axis in axes)
    if not many(value):
        return ((whole("padding", value, 0),) * 2,) * len(input)
    _same_axes("padding", value, len(input))
    return tuple(_pair(v) for v in value)  # type: ignore[attr-defined]


def spelled(padding: object) -> object:
    """Padding, a word of it as this package spells it.

    >>> spelled("SAME_LOWER"), spelled("same_upper"), spelled(1)
    ('same-lower', 'same', 1)
    """
    if not isinstance(padding, str):
        return padding
    word = choose("padding", padding.lower().replace("_", "-"), (*PADDING_WORDS, "same-upper"))
    return "same" if word == "same-upper" else word


def same(padding: object) -> bool:
    """Whether padding is a word for an output whose size the stride alone settles."""
    return isinstance(padding, str) and spelled(padding) in ("same", "same-lower")


def _pads_of_word(word: str, i: int, k: int, s: int, d: int) -> tuple[int, int]:
    extent = d * (k - 1) + 1
    if same(word):
        total = max((-(-i // s) - 1) * s + extent - i, 0)
        before = total // 2 if word == "same" else total - total // 2
        return before, total - before
    return {
        "valid": (0, 0),
        "full": (extent - 1, extent - 1),
        "half": (extent // 2, extent // 2),
        "causal": (extent - 1, 0),
    }[word]


def _pair(value: object) -> tuple[int, int]:
    if not many(value):
        return (whole("padding", value, 0),) * 2
    sides = tuple(whole("padding", v, 0) for v in value)  # type: ignore[attr-defined]
    if len(sides) != 2:
        raise BadRequest(f"padding {_short(value)} is not a pair (before, after)")
    return sides[0], sides[1]


def _same_axes(name: str, value: object, dims: int) -> None:
    count = len(value)  # type: ignore[arg-type]
    if count != dims:
        axes = "axis" if dims == 1 else "axes"
        raise BadRequest(
            f"{name} {_short(value)} has {count} numbers for {dims} {axes}: give one, "
            "or one per axis"
        )


def _short(value: object) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        text = ",".join(str(v) for v in value)
    else:
        text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 40 else text[:37] + "..."
