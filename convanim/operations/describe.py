"""An operation in words: the caption line, a title, and a sentence or two.

All of it is derived, so that no caption can drift from its picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from convanim.operations.activations import ACTIVATIONS

if TYPE_CHECKING:
    from convanim.operations.operation import Operation


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


def settings(op: Operation) -> list[tuple[str, str]]:
    """The parameters that matter for this operation, as (letter or word, value).

    >>> from convanim.operations import Conv
    >>> settings(Conv(input=5, kernel=3, stride=2))
    [('k', '3'), ('s', '2')]
    """
    items = [("k", compact(op.kernel))]
    if any(s != 1 for s in op.stride):
        items.append(("s", compact(op.stride)))
    if any(map(any, op.padding)):
        items.append(("p", compact_padding(op.padding)))
    if any(d != 1 for d in op.dilation):
        items.append(("d", compact(op.dilation)))
    if any(getattr(op, "output_padding", ())):
        items.append(("output padding", compact(op.output_padding)))  # type: ignore[attr-defined]
    if getattr(op, "padding_mode", "zeros") != "zeros" and any(map(any, op.padding)):
        items.append(("mode", op.padding_mode))  # type: ignore[attr-defined]
    if getattr(op, "ceil_mode", False):
        items.append(("ceil", "mode"))
    if getattr(op, "groups", 1) != 1:
        items.append(("groups", str(op.groups)))  # type: ignore[attr-defined]
    if (word := getattr(op, "activation", None)) is not None:
        items.append(("then", ACTIVATIONS[word]))
    return items


def caption(op: Operation) -> str:
    """Sizes in one line, all of it derived.

    >>> from convanim.operations import Conv
    >>> caption(Conv(input=5, kernel=3, stride=2, padding=1))
    '5x5, k 3, s 2, p 1 -> 3x3'
    """
    parts = [size(op.input), *(f"{word} {value}" for word, value in settings(op))]
    return f"{', '.join(parts)} -> {size(op.output_shape)}"


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


def sentence(op: Operation) -> str:
    """What is shown, in words, for people who cannot see it.

    >>> from convanim.operations import Conv
    >>> sentence(Conv(input=5, kernel=3, stride=2))[:55]
    'A 3x3 window moves over the 5x5 input with stride 2 and'
    """
    by, grid, out = size(op.kernel), size(op.input), size(op.output_shape)
    padded = f", padded by {compact_padding(op.padding)}," if any(map(any, op.padding)) else ""
    dilated = f", dilated by {compact(op.dilation)}," if any(d != 1 for d in op.dilation) else ""
    if op.swapped:
        start = (
            f"The transpose of a convolution with a {by} kernel{dilated} stride "
            f"{compact(op.stride)} and padding {compact_padding(op.padding)}, drawn as the "
            f"convolution it equals: the turned kernel moves over the {grid} input, stretched "
            "and padded,"
        )
    else:
        verb = "takes the largest cell" if op.op == "maxpool" else "takes the mean"
        verb = f" and {verb}" if op.pooling else ""
        start = (
            f"A {by} window{dilated} moves over the {grid} input{padded} "
            f"with stride {compact(op.stride)}{verb}"
        )
    return f"{start} and fills the {out} output, one cell a step, in {op.steps:,} steps."
