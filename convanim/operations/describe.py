"""An operation in words: the caption line, a title, and a sentence or two.

All of it is derived, so that no caption can drift from its picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from convanim.operations.operation import Operation


class Names(NamedTuple):
    """What is called how: what comes in, what works on it, what comes out."""

    input: str = "input"
    kernel: str = "kernel"
    output: str = "output"


def size(shape: tuple[int, ...]) -> str:
    """A shape as people write it: `5x5`, `4x4x3`, or a bare `9`."""
    return "x".join(map(str, shape))


def compact(values: tuple[int, ...]) -> str:
    """One number where all are equal, else one per axis: `3` or `3x2`."""
    return str(values[0]) if len(set(values)) == 1 else size(values)


def compact_padding(padding: tuple[tuple[int, int], ...]) -> str:
    """The shortest true spelling of pads, in the words of the command line.

    >>> compact_padding(((1, 1), (1, 1))), compact_padding(((1, 1), (0, 0)))
    ('1', '1,0')
    >>> compact_padding(((0, 1), (0, 1)))
    '0:1,0:1'
    """
    if all(before == after for before, after in padding):
        sides = [before for before, _ in padding]
        return str(sides[0]) if len(set(sides)) == 1 else ",".join(map(str, sides))
    return ",".join(f"{before}:{after}" for before, after in padding)


SPELLED = {"k": "kernel", "s": "stride", "p": "padding", "d": "dilation"}
"""The letters of settings as the words that they stand for."""


def caption(op: Operation) -> str:
    """Sizes in one line, all of it derived: what comes in, what works on it, what comes out.

    >>> from convanim.operations import Conv, MaxPool
    >>> caption(Conv(input=5, kernel=3, stride=2, padding=1))
    'input 5x5, kernel 3x3, stride 2, padding 1 -> output 3x3'
    >>> caption(MaxPool(input=(4,), kernel=2, in_channels=3))
    'input 4, 3 channels, window 2, stride 2 -> output 2, 3 channels'
    """
    parts = [size(op.input), *channels(op.in_channels)]
    for word, value in op.settings():
        if word == "k":  # what has no weights is called by what it covers
            parts.append(f"{'window' if op.pooling else op.names.kernel} {size(op.kernel)}")
        else:
            parts.append(f"{SPELLED.get(word, word)} {value}")
    made = ", ".join((size(op.output_shape), *channels(op.maps)))
    return f"{op.names.input} {', '.join(parts)} -> {op.names.output} {made}"


def channels(count: int | None) -> list[str]:
    """How many channels a map has, if that is said.

    >>> channels(3), channels(1), channels(None)
    (['3 channels'], ['1 channel'], [])
    """
    return [] if count is None else [f"{count:,} channel{'' if count == 1 else 's'}"]


def one_channel(op: Operation) -> str:
    """That one channel is meant, of a layer with several; nothing of others.

    >>> from convanim.operations import Conv, MaxPool
    >>> one_channel(Conv(input=5, kernel=3, in_channels=2, out_channels=3))
    'one of 2 channels in and 3 out'
    >>> one_channel(MaxPool(input=4, kernel=2, in_channels=3)), one_channel(Conv(input=5, kernel=3))
    ('one of 3 channels', '')
    """
    channels, maps = op.in_channels or 1, op.maps or 1
    if op.pooling:
        return f"one of {channels} channels" if channels > 1 else ""
    ways = [(n, way) for n, way in ((channels, "in"), (maps, "out")) if n > 1]
    told = [f"{n}{'' if k else ' channels'} {way}" for k, (n, way) in enumerate(ways)]
    return f"one of {' and '.join(told)}" if told else ""


def typeset(line: str) -> str:
    """A caption as a picture shows it, with a typographer's times and arrow.

    >>> typeset("5x5, k 3 -> 3x3")
    '5×5, k 3 → 3×3'
    """
    import re

    return re.sub(r"(?<=\d)( ?)x( ?)(?=\d)", r"\1×\2", line).replace("->", "→")


def title(op: Operation) -> str:
    """What is shown, in one line."""
    return f"{op.name}: {caption(op)}"


def sentence(op: Operation, fills: bool = True) -> str:
    """What is shown, in words, for people who cannot see it: whether the output `fills`, or is
    there from the start.

    >>> from convanim.operations import Conv
    >>> sentence(Conv(input=5, kernel=3, stride=2))[52:]
    'and fills the 2x2 output, one cell a step, in 4 steps.'
    >>> sentence(Conv(input=5, kernel=3, stride=2), fills=False)[52:]
    'and marks the cell of the 2x2 output that it makes, one a step, in 4 steps.'
    """
    out = f"{size(op.output_shape)} {op.names.output}"
    does = f"fills the {out}, one cell a step"
    if not fills:
        does = f"marks the cell of the {out} that it makes, one a step"
    return f"{op.moves()} and {does}, in {op.steps:,} steps."
