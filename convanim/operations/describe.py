"""An operation in words: the caption line, a title, and a sentence or two.

All of it is derived, so that no caption can drift from its picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from convanim.language import say, term

if TYPE_CHECKING:
    from convanim.operations.operation import Operation


class Names(NamedTuple):
    """What is called how: what comes in, what works on it, what comes out."""

    input: str = term("input")
    kernel: str = term("kernel")
    output: str = term("output")


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


SETTINGS = {
    "s": term("stride {value}"),
    "p": term("padding {value}"),
    "d": term("dilation {value}"),
    "groups": term("groups {value}"),
    "then": term("then {value}"),
    "mode": term("mode {value}"),
    "ceil": term("ceil {value}"),
    "norm": term("norm {value}"),
    "global": term("global {value}"),
    "adaptive": term("adaptive {value}"),
    "output padding": term("output padding {value}"),
    "zeros after": term("zeros after {value}"),
}
"""The settings of layers, by their letters or words, as a sentence has them."""
VALUES = (
    *(term("reflect"), term("symmetric"), term("replicate"), term("circular")),
    *(term("mode"), term("mean"), term("max")),
)
"""The values of settings that are words."""


def setting(word: str, value: str) -> str:
    """A setting in words.

    >>> setting("s", "2"), setting("mode", "reflect")
    ('stride 2', 'mode reflect')
    """
    return say(SETTINGS[word], value=say(value))


def called(op: Operation) -> Names:
    """What is called how, in the language of the picture."""
    return Names(*map(say, op.names))


def listed(parts: Sequence[str]) -> str:
    """What is told of one thing, in a row."""
    return say(", ").join(parts)


def enumerated(parts: Sequence[str]) -> str:
    """Things in a row, as a sentence has them."""
    *before, last = parts
    if not before:
        return last
    row = reduce(lambda one, other: say("{one}, {other}", one=one, other=other), before)
    return say("{one} and {other}", one=row, other=last)


def caption(op: Operation) -> str:
    """Sizes in one line, all of it derived: what comes in, what works on it, what comes out.

    >>> from convanim.operations import Conv, MaxPool
    >>> caption(Conv(input=5, kernel=3, stride=2, padding=1))
    'input 5x5, kernel 3x3, stride 2, padding 1 -> output 3x3'
    >>> caption(MaxPool(input=(4,), kernel=2, in_channels=3))
    'input 4, 3 channels, window 2, stride 2 -> output 2, 3 channels'
    """
    parts = [size(op.input), *channels(op.in_channels)]
    names = called(op)
    for word, value in op.settings():
        if word == "k":  # what has no weights is called by what it covers
            parts.append(f"{say('window') if op.pooling else names.kernel} {size(op.kernel)}")
        else:
            parts.append(setting(word, value))
    made = listed((size(op.output_shape), *channels(op.maps)))
    return f"{names.input} {listed(parts)} -> {names.output} {made}"


def channels(count: int | None) -> list[str]:
    """How many channels a map has, if that is said.

    >>> channels(3), channels(1), channels(None)
    (['3 channels'], ['1 channel'], [])
    """
    if count is None:
        return []
    return [say("{count:,} channel" if count == 1 else "{count:,} channels", count=count)]


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
        return say("one of {channels} channels", channels=channels) if channels > 1 else ""
    if channels > 1 and maps > 1:
        return say("one of {channels} channels in and {maps} out", channels=channels, maps=maps)
    if channels > 1:
        return say("one of {channels} channels in", channels=channels)
    return say("one of {maps} channels out", maps=maps) if maps > 1 else ""


def typeset(line: str) -> str:
    """A caption as a picture shows it, with a typographer's times and arrow.

    >>> typeset("5x5, k 3 -> 3x3")
    '5×5, k 3 → 3×3'
    """
    import re

    return re.sub(r"(?<=\d)( ?)x( ?)(?=\d)", r"\1×\2", line).replace("->", "→")


def title(op: Operation) -> str:
    """What is shown, in one line."""
    return titled(op, caption(op))


def titled(op: Operation, line: str) -> str:
    """What an operation is, and a line on it."""
    return say("{name}: {line}", name=say(op.name), line=line)


def sentence(op: Operation, fills: bool = True) -> str:
    """What is shown, in words, for people who cannot see it: whether the output `fills`, or is
    there from the start.

    >>> from convanim.operations import Conv
    >>> sentence(Conv(input=5, kernel=3, stride=2))[52:]
    'and fills the 2x2 output, one cell a step, in 4 steps.'
    >>> sentence(Conv(input=5, kernel=3, stride=2), fills=False)[52:]
    'and marks the cell of the 2x2 output that it makes, one a step, in 4 steps.'
    """
    return say(
        "{moves} and fills the {size} {output}, one cell a step, in {steps:,} steps."
        if fills
        else "{moves} and marks the cell of the {size} {output} that it makes, one a step, "
        "in {steps:,} steps.",
        moves=op.moves(),
        size=size(op.output_shape),
        output=called(op).output,
        steps=op.steps,
    )
