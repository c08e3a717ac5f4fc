"""What `inspect` says of an operation: a table to read, and the JSON to compute with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain, product
from math import prod
from typing import TextIO

from convanim import limits
from convanim.declared import declared, values
from convanim.errors import BadRequest
from convanim.operations.describe import size
from convanim.operations.operation import Operation
from convanim.operations.reductions import MEAN
from convanim.windows.axis import Axis


def as_table(op: Operation) -> str:
    """Sizes, the formula with this layer's numbers, receptive field, unread rows."""
    rows = [
        ("operation", op.name.lower()),
        (op.names.input, size(op.input)),
        (op.names.kernel, size(op.kernel)),
    ]
    for word, value in parameters(op):
        rows.append((word, value))
    if op.in_channels is not None:
        rows.append(("channels", f"{op.in_channels} -> {op.maps or '?'}"))
    rows.append((op.names.output, size(op.output_shape)))
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
    if varied and max(op.output_shape) > limits.SCANNED:
        return f"up to {size(op.kernel)} cells"
    if not varied:
        return f"{size(op.kernel)} cells" + (
            f" spread over {size(op.extent)}" if op.extent != op.kernel else ""
        )
    counts = [sorted({a.met(x) for x in range(a.output)}) for a in op.axes]
    spans = (str(c[0]) if len(c) == 1 else f"{c[0]} to {c[-1]}" for c in counts)
    return " x ".join(spans) + f" cells of the {op.names.input}"


def unread(op: Operation) -> str:
    """The input's rows, columns, ... that no output reads, be it through padding that copies
    them, and padding laid on in vain.

    >>> from convanim.operations import Conv
    >>> unread(Conv(input=(6,), kernel=3, stride=2, padding=1))
    'the last 1 of the padding'
    """
    if max(*op.input, *op.output_shape, *(axis.span for axis in op.axes)) > limits.SCANNED:
        return f"not worked out for over {limits.SCANNED:,} cells"
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
    limits.bounded(op.steps * prod(op.kernel), "taps", limits.TAPS, " are listed")
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
        yield between
        yield from step
        between = ", "
    yield "]}"


Tap = tuple[str, str | None, bool]
"""Along one axis: the tap and the input cell as text, and whether the cell is one of padding."""


def steps(op: Operation) -> Iterator[Iterator[str]]:
    """Each output cell with its taps, in row-major order, as pieces of JSON."""
    lines = [[_taps(axis, x, op.padding_mode) for x in range(axis.output)] for axis in op.axes]
    divisors = [op.divisors(n) for n in range(op.dims)] if op.reduces is MEAN else []
    for output in product(*map(range, op.output_shape)):
        ending = "]}"
        if divisors:
            divisor = prod(found[x] for found, x in zip(divisors, output, strict=True))
            ending = f'], "divisor": {divisor}}}'
        window = [line[x] for line, x in zip(lines, output, strict=True)]
        yield _step(output, window, op.swapped, ending)


def _step(
    output: tuple[int, ...], window: list[list[Tap]], swapped: bool, ending: str
) -> Iterator[str]:
    """One output cell; a transposed convolution lists the taps alone that read something."""
    yield f'{{"output": {list(output)}, "taps": ['
    between = ""
    for tap in product(*window):
        kernel, cells, padding = zip(*tap, strict=True)
        if None not in cells:
            told = f"[{', '.join(cells)}]" + (', "padding": true' if any(padding) else "")
        elif swapped:
            continue
        else:
            told = "null"
        yield f'{between}{{"kernel": [{", ".join(kernel)}], "input": {told}}}'
        between = ", "
    yield ending


def _taps(axis: Axis, output: int, mode: str) -> list[Tap]:
    reads, takes = axis.reads(output), axis.takes(output, mode)
    return [
        (str(t), None if take is None else str(take), read is None)
        for t, (read, take) in enumerate(zip(reads, takes, strict=True))
    ]


def lines(file: TextIO) -> Iterator[str]:
    """The lines of a batch; of one that is too long no more than shows it is kept."""
    goes_on = False
    while line := file.readline(limits.LINE + 2):
        if not goes_on:
            yield line
        goes_on = not line.endswith("\n")


def batch(lines: Iterable[str]) -> Iterator[tuple[Iterable[str], bool]]:
    """For each line that describes a layer the pieces of its JSON, or an error; and whether it
    was fine."""
    for line in lines:
        if not line.strip():
            continue
        try:
            answer = as_json(read(line))
            yield chain([next(answer)], answer), True
        except BadRequest as error:
            yield [json.dumps({"error": str(error)})], False


def read(line: str) -> Operation:
    """The operation that a line of JSON describes."""
    from convanim.sources.request import operation

    if len(line.rstrip("\n")) > limits.LINE:
        raise BadRequest(f"the line has over {limits.LINE:,} characters: no layer takes so many")
    try:
        words = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadRequest(f"not JSON: {error}") from None
    if not isinstance(words, dict):
        raise BadRequest("a line must be a JSON object")
    return operation(words)
