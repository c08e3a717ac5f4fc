"""An operation between volumes, in words: sizes with channels, parameters, multiply-adds."""

from __future__ import annotations

from dataclasses import replace
from math import prod
from typing import TYPE_CHECKING

from convanim.language import say
from convanim.operations.describe import Names, called, listed, setting, size
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
    return say("; ").join((line, cost(op.parameters, op.multiply_adds)))


def cost(parameters: int, multiply_adds: int) -> str:
    """What is kept and what is done."""
    told = {"parameters": short(parameters), "work": short(multiply_adds)}
    return say("{parameters} parameters, {work} multiply-adds", **told)


def counted_filters(count: object, maps: int) -> str:
    """How many filters there are, of as many `maps`."""
    return say("{count} filters" if maps > 1 else "{count} filter", count=count)


def chain(op: Operation, channels: int, maps: int) -> str:
    """What comes in, what works on it, what comes out.

    >>> from convanim.operations import MaxPool
    >>> chain(MaxPool(input=4, kernel=2), 3, 3)
    'input 4 x 4 x 3 -> max of 2x2, stride 2 -> output 2 x 2 x 3'
    """
    told = ("k", "norm")  # the 2-norm is not told its norm again
    said = [setting(word, value) for word, value in op.settings() if word not in told]
    names = called(op)
    middle = f"{counted_filters(maps, maps)} {size(op.kernel)}"
    if op.names.kernel != Names().kernel:
        middle = f"{names.kernel} {size(op.kernel)}"
    if op.pooling:
        middle = say("{word} of {windows}", word=op.reduces.word, windows=windows(op))
    middle = listed((middle, *said))
    ends = spaced(op.input, channels), spaced(op.output_shape, maps)
    return f"{names.input} {ends[0]} -> {middle} -> {names.output} {ends[1]}"


def windows(op: Operation) -> str:
    """The size of a layer's windows, or of the largest.

    >>> from convanim.operations import AdaptiveAvgPool
    >>> windows(AdaptiveAvgPool(input=5, output_size=3))
    'up to 3x3'
    """
    unequal = any(axis.uneven for axis in op.axes)
    return say("up to {size}", size=size(op.kernel)) if unequal else size(op.kernel)


def sentence(op: Operation, steps: int, filters: int) -> str:
    """What a picture of the volumes shows, for people who cannot see it.

    >>> from convanim.operations import MaxPool
    >>> sentence(MaxPool(input=4, kernel=2, in_channels=3), 12, 3)[:55]
    'The max of a block of 2x2x1 cells of the 4x4x3 input is'
    """
    channels, maps = op.in_channels or 1, op.maps or 1
    by, deep = size(op.kernel), channels // groups(op)
    names = called(op)
    fields = {
        "block": f"{by}x{deep}",
        "size": size((*op.input, channels)),
        "input": names.input,
        "padded": op.padded(),
        "made": size((*op.output_shape, maps)),
        "output": names.output,
        "steps": steps,
    }
    if op.pooling:
        told = say(
            "The {word} of a block of {block} cells of the {size} {input}{padded} is one cell of "
            "the {made} {output}, in {steps:,} steps.",
            word=op.reduces.word,
            **fields,
        )
    else:
        told = say(
            "A block of {block} cells of the {size} {input}{padded} meets a filter of the same "
            "size and makes one cell of the {made} {output}, in {steps:,} steps.",
            **fields,
        )
    said = [told]
    if filters != maps:
        shown = {"filters": filters, "maps": maps}
        said.append(say("{filters} of the {maps} output channels are shown.", **shown))
    if prod(op.output_shape) * filters != steps:
        said.append(say("A part of the cells is shown."))
    return say(" ").join(said)
