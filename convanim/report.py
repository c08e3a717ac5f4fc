"""What `inspect` says of an operation: a table to read, and the JSON to compute with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import product
from math import prod
from typing import Any, TextIO

from convanim.declared import declared, values
from convanim.errors import BadRequest
from convanim.operations.describe import size
from convanim.operations.operation import Operation
from convanim.operations.reductions import MEAN
from convanim.windows.axis import Axis

LONG = 1_000_000
"""Cells of an axis above which they are not looked at one by one."""
MOST_TAPS = 20_000_000
"""Taps above which nobody reads the list of all of them."""
MOST_LINE = 1_000_000
"""Characters of one line of a batch above which it is no layer's description."""


def as_table(op: Operation) -> str:
    """Sizes, the formula with this layer's numbers, receptive field, unread rows."""
    rows = [("operation", op.name.lower()), ("input", size(op.input)), ("kernel", size(op.kernel))]
    for word, value in parameters(op):
        rows.append((word, value))
    if op.in_channels is not None:
        rows.append(("channels", f"{op.in_channels} -> {op.maps or '?'}"))
    rows.append(("output", size(op.output_shape)))
    for n in range(op.dims):
        rows.append((f"  axis {n}" if op.dims > 1 else "  because", op.formula(n)))
    rows.append(("steps", f"{op.steps:,}"))
    rows.append(("one output reads", reach(op)))
    rows.append(("never read", unread(op)))
    if op.parameters is not None:
        rows.append(("parameters", f"{op.parameters:,}"))
    if op.multiply_adds is not None:
        rows.append(("multiply-adds", f"{op.multiply_adds:,}"))
    rows.extend(op.remarks())
    wide = max(len(name) for name, _ in rows)
    return "\n".join(f"{name:<{wide}}  {value}" for name, value in rows)


def parameters(op: Operation) -> Iterator[tuple[str, str]]:
    """A layer's parameters as they are declared; sizes and channels have rows of their own."""
    for word in declared(type(op)):
        value = values(op)[word]
        if word in ("input", "kernel", "in_channels", "out_channels") or value is None:
            continue
        if word == "padding":
            yield word, ", ".join(f"{before}:{after}" for before, after in value)
        else:
            yield word, size(value) if isinstance(value, tuple) else str(value).lower()


def reach(op: Operation) -> str:
    """The receptive field of one output cell."""
    varied = op.swapped or op.uneven
    if varied and max(op.output_shape) > LONG:
        return f"up to {size(op.kernel)} cells"
    if not varied:
        return f"{size(op.kernel)} cells" + (
            f" spread over {size(op.extent)}" if op.extent != op.kernel else ""
        )
    counts = [sorted({sum(b is not None for b in reads) for reads in _reads(a)}) for a in op.axes]
    spans = (str(c[0]) if len(c) == 1 else f"{c[0]} to {c[-1]}" for c in counts)
    return " x ".join(spans) + " cells of the input"


def unread(op: Operation) -> str:
    """The input's rows, columns, ... that no output reads, be it through padding that copies
    them, and padding laid on in vain.

    >>> from convanim.operations import Conv
    >>> unread(Conv(input=(6,), kernel=3, stride=2, padding=1))
    'the last 1 of the padding'
    """
    if max(*op.input, *op.output_shape) > LONG:
        return f"not worked out for over {LONG:,} cells"
    parts = []
    for n, axis in enumerate(op.axes):
        missed = axis.unread(op.padding_mode)
        shown = ", ".join(map(str, missed[:8])) + (", ..." if len(missed) > 8 else "")
        last = axis.cell(axis.output - 1, axis.taps - 1)
        spare = axis.input + axis.after - 1 - max(last, axis.input - 1)
        if not op.swapped and spare > 0:
            shown += f"{' and ' if shown else ''}the last {spare} of the padding"
        if shown:
            parts.append(f"axis {n}: {shown}" if op.dims > 1 else shown)
    return "; ".join(parts) or "nothing"


def as_json(op: Operation) -> Iterator[str]:
    """All that is known of an operation, as pieces of one JSON object on one line."""
    taps = op.steps * prod(op.kernel)
    if taps > MOST_TAPS:
        raise BadRequest(f"the answer would list {taps:,} taps: at most {MOST_TAPS:,}")
    head = {
        "op": op.op,
        "input_shape": list(op.input_shape),
        "output_shape": list(op.output_shape),
        "padding": [list(sides) for sides in op.padding],
        "parameters": op.parameters,
    }
    yield json.dumps(head)[:-1] + ', "steps": ['
    between = ""
    for step in steps(op):
        yield between + json.dumps(step)
        between = ", "
    yield "]}"


def steps(op: Operation) -> Iterator[dict[str, Any]]:
    """Each output cell with its taps, in row-major order."""
    tables = [_reads(axis) for axis in op.axes]
    copies = tables
    if op.padding_mode != "zeros":
        copies = [[a.takes(x, op.padding_mode) for x in range(a.output)] for a in op.axes]
    taps = list(product(*(range(k) for k in op.kernel)))
    for output in product(*(range(n) for n in op.output_shape)):
        reads = [table[x] for table, x in zip(tables, output, strict=True)]
        takes = [table[x] for table, x in zip(copies, output, strict=True)]
        found = []
        for tap in taps:
            cells = [r[t] for r, t in zip(takes, tap, strict=True)]
            inside = None not in cells
            if inside or not op.swapped:
                told: dict[str, Any] = {"kernel": list(tap), "input": cells if inside else None}
                if inside and any(r[t] is None for r, t in zip(reads, tap, strict=True)):
                    told["padding"] = True
                found.append(told)
        step: dict[str, Any] = {"output": list(output), "taps": found}
        if op.reduces is MEAN:
            step["divisor"] = op.divisor(output)
        yield step


def lines(file: TextIO) -> Iterator[str]:
    """The lines of a batch; of one that is too long no more than shows it is kept."""
    goes_on = False
    while line := file.readline(MOST_LINE + 1):
        if not goes_on:
            yield line
        goes_on = not line.endswith("\n")


def batch(lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """For each line that describes a layer its JSON, or an error; and whether it was fine."""
    for line in lines:
        if not line.strip():
            continue
        try:
            yield "".join(as_json(read(line))), True
        except BadRequest as error:
            yield json.dumps({"error": str(error)}), False


def read(line: str) -> Operation:
    """The operation that a line of JSON describes."""
    from convanim.sources.request import operation

    if len(line) > MOST_LINE:
        raise BadRequest(f"the line has over {MOST_LINE:,} characters: at most so many are read")
    try:
        words = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadRequest(f"not JSON: {error}") from None
    if not isinstance(words, dict):
        raise BadRequest("a line must be a JSON object")
    return operation(words)


def _reads(axis: Axis) -> list[tuple[int | None, ...]]:
    return [axis.reads(x) for x in range(axis.output)]
