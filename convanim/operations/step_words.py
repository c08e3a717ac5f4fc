"""A step of a layer in words: which output cell is made, and what of the input it reads."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from convanim.operations.operation import Operation

ALONG = {1: ("cell",), 2: ("row", "column"), 3: ("slice", "row", "column")}


def step_words(op: Operation, step: int) -> str:
    """The sentence of a step, by its number among all outputs in row-major order.

    >>> from convanim.operations import Conv
    >>> step_words(Conv(input=(5,), kernel=3, stride=2, padding=1), 0)
    'Output (0) reads cells 0 to 1 of the input; 1 of its 3 taps lies in the padding.'
    """
    place = []
    for axis in reversed(op.axes):
        step, at = divmod(step, axis.output)
        place.append(at)
    place.reverse()
    reads = [axis.reads(at)[: axis.count(at)] for axis, at in zip(op.axes, place, strict=True)]
    real = [sorted({cell for cell in cells if cell is not None}) for cells in reads]
    output = f"Output ({', '.join(map(str, place))})"
    taps = prod(map(len, reads))
    met = prod(sum(cell is not None for cell in cells) for cells in reads)
    if not met:
        return f"{output} reads no cell of the input."
    parts = [counted(word, cells) for word, cells in zip(ALONG[op.dims], real, strict=True)]
    read = f"{output} reads {joined(parts)} of the input"
    if met == taps:
        return f"{read}."
    if op.swapped:
        return f"{read}, through {met} of its {taps} taps."
    verb = "lies" if taps - met == 1 else "lie"
    return f"{read}; {taps - met} of its {taps} taps {verb} in the padding."


def counted(word: str, cells: Sequence[int]) -> str:
    """Cells along an axis.

    >>> counted("row", [2]), counted("row", [0, 1, 2]), counted("row", [0, 2, 4])
    ('row 2', 'rows 0 to 2', 'rows 0, 2 and 4')
    """
    if len(cells) == 1:
        return f"{word} {cells[0]}"
    if cells[-1] - cells[0] == len(cells) - 1:
        return f"{word}s {cells[0]} to {cells[-1]}"
    return f"{word}s {joined([str(cell) for cell in cells])}"


def joined(parts: Sequence[str]) -> str:
    """Words in a row, as a sentence has them."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
