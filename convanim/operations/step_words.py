"""A step of a layer in words: which output cell is made, and what of the input it reads."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from convanim.language import say, term
from convanim.operations.describe import enumerated
from convanim.operations.operation import Operation

ALONG = {1: ("cell",), 2: ("row", "column"), 3: ("slice", "row", "column")}
ONE = {
    "cell": term("cell {number}"),
    "row": term("row {number}"),
    "column": term("column {number}"),
    "slice": term("slice {number}"),
}
FROM_TO = {
    "cell": term("cells {first} to {last}"),
    "row": term("rows {first} to {last}"),
    "column": term("columns {first} to {last}"),
    "slice": term("slices {first} to {last}"),
}
SEVERAL = {
    "cell": term("cells {numbers}"),
    "row": term("rows {numbers}"),
    "column": term("columns {numbers}"),
    "slice": term("slices {numbers}"),
}
"""Cells along an axis: one, all from the first to the last, or some."""


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
    output = f"({', '.join(map(str, place))})"
    taps = prod(map(len, reads))
    met = prod(sum(cell is not None for cell in cells) for cells in reads)
    if not met:
        return say("Output {output} reads no cell of the input.", output=output)
    parts = [counted(word, cells) for word, cells in zip(ALONG[op.dims], real, strict=True)]
    cells = enumerated(parts)
    if met == taps:
        return say("Output {output} reads {cells} of the input.", output=output, cells=cells)
    count = met if op.swapped else taps - met
    told = {"output": output, "cells": cells, "count": count, "taps": taps}
    if op.swapped:
        return say(
            "Output {output} reads {cells} of the input, through {count} of its {taps} taps.",
            **told,
        )
    return say(
        "Output {output} reads {cells} of the input; "
        "{count} of its {taps} taps lies in the padding."
        if count == 1
        else "Output {output} reads {cells} of the input; "
        "{count} of its {taps} taps lie in the padding.",
        **told,
    )


def counted(word: str, cells: Sequence[int]) -> str:
    """Cells along an axis.

    >>> counted("row", [2]), counted("row", [0, 1, 2]), counted("row", [0, 2, 4])
    ('row 2', 'rows 0 to 2', 'rows 0, 2 and 4')
    """
    if len(cells) == 1:
        return say(ONE[word], number=cells[0])
    if cells[-1] - cells[0] == len(cells) - 1:
        return say(FROM_TO[word], first=cells[0], last=cells[-1])
    return say(SEVERAL[word], numbers=enumerated([str(cell) for cell in cells]))
