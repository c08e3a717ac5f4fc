"""An operation between volumes, in words: sizes with channels, parameters, multiply-adds."""

from __future__ import annotations

from dataclasses import replace
from math import prod
from typing import TYPE_CHECKING

from convanim.operations.describe import SPELLED, Names, size
from convanim.operations.operation import Operation

if TYPE_CHECKING:
    from convanim.operations.values import Values


def groups(op: Operation) -> int:
    """How many groups of channels never meet: in pooling every channel is one."""
    return (op.in_channels or 1) if op.pooling else op.groups


def counted(op: Operation, values: Values | None) -> Operation:
    """The layer with as many channels as its numbers have, where there are numbers."""
    if values is None:
        return op
    maps = {} if op.pooling else {"out_channels": len(values.y)}
    return replace(op, in_channels=len(values.x), **maps)


def spaced(shape: tuple[int, ...], channels: int) -> str:
    """A volume's size: `200 x 200 x 50`."""
    return " x ".join(map(str, (*shape, channels)))


def short(count: int) -> str:
    """A count to be read at a glance: three figures of millions and more.

    >>> short(1020), short(40_000_000), short(105_415_200)
    ('1,020', '40 M', '105 M')
    """
    for unit, name in ((10**12, "T"), (10**9, "G"), (10**6, "M")):
        if count >= unit:
            return f"{float(f'{count / unit:.3g}'):g} {name}"
    return f"{count:,}"


def caption(op: Operation) -> str:
    """Sizes, filters and work in one line.

    >>> from convanim.operations import Conv
    >>> caption(Conv(input=4, kernel=3, in_channels=2, out_channels=1))
    'input 4 x 4 x 2 -> 1 filter 3x3 -> output 2 x 2 x 1; 19 parameters, 72 multiply-adds'
    """
    channels, maps = op.in_channels or 1, op.maps or 1
    line = chain(op, channels, maps)
    if op.multiply_adds is None or op.parameters is None:
        return line
    return f"{line}; {short(op.parameters)} parameters, {short(op.multiply_adds)} multiply-adds"


def chain(op: Operation, channels: int, maps: int) -> str:
    """What comes in, what works on it, what comes out.

    >>> from convanim.operations import MaxPool
    >>> chain(MaxPool(input=4, kernel=2), 3, 3)
    'input 4 x 4 x 3 -> max of 2x2, stride 2 -> output 2 x 2 x 3'
    """
    told = ("k", *op.reduces.word.split("-"))  # the 2-norm is not told its norm again
    said = [
        f"{SPELLED.get(word, word)} {value}" for word, value in op.settings() if word not in told
    ]
    middle = f"{maps} filter{'s' if maps > 1 else ''} {size(op.kernel)}"
    if op.names.kernel != Names().kernel:
        middle = f"{op.names.kernel} {size(op.kernel)}"
    if op.pooling:
        middle = f"{op.reduces.word} of {windows(op)}"
    middle = ", ".join((middle, *said))
    ends = spaced(op.input, channels), spaced(op.output_shape, maps)
    return f"{op.names.input} {ends[0]} -> {middle} -> {op.names.output} {ends[1]}"


def windows(op: Operation) -> str:
    """The size of a layer's windows, or of the largest.

    >>> from convanim.operations import AdaptiveAvgPool
    >>> windows(AdaptiveAvgPool(input=5, output_size=3))
    'up to 3x3'
    """
    unequal = any(axis.uneven for axis in op.axes)
    return f"{'up to ' if unequal else ''}{size(op.kernel)}"


def sentence(op: Operation, steps: int, filters: int) -> str:
    """What a picture of the volumes shows, for people who cannot see it.

    >>> from convanim.operations import MaxPool
    >>> sentence(MaxPool(input=4, kernel=2, in_channels=3), 12, 3)[:55]
    'The max of a block of 2x2x1 cells of the 4x4x3 input is'
    """
    channels, maps = op.in_channels or 1, op.maps or 1
    by, deep = size(op.kernel), channels // groups(op)
    shown = "" if filters == maps else f" {filters} of the {maps} output channels are shown."
    part = "" if prod(op.output_shape) * filters == steps else " A part of the cells is shown."
    given, made = op.names.input, op.names.output
    block = f"block of {by}x{deep} cells of the {size((*op.input, channels))} {given}{op.padded()}"
    cell = f"one cell of the {size((*op.output_shape, maps))} {made}, in {steps:,} steps"
    what = f"A {block} meets a filter of the same size and makes"
    if op.pooling:
        what = f"The {op.reduces.word} of a {block} is"
    return f"{what} {cell}.{shown}{part}"
