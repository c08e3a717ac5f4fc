"""Arrays that people have: in a file, or typed in place as `1 0 -1; 2 0 -2; 1 0 -1`."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from convanim import infile, limits
from convanim.errors import BadRequest
from convanim.operations.values import checked

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

SUFFIXES = (".csv", ".txt", ".npy", ".json")

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?(nan|inf|infinity)", re.I)
_EXACT = 15
"""Digits up to which a whole number is surely the same as a float."""


def array(given: Any, what: str) -> Array:
    """The finite numbers of a file, of text, or of nested lists.

    >>> array("1 0 -1; 2 0 -2", "kernel values").tolist()
    [[1, 0, -1], [2, 0, -2]]
    """
    if not isinstance(given, str):
        return checked(what, given)
    if not is_file(given):
        hint = f"; a file ends in one of {' '.join(SUFFIXES)}"
        return checked(what, table(re.split(r"[;\n]", given), what, hint))
    try:
        return checked(what, read(given, what))
    except BadRequest as error:
        raise BadRequest(f"{given!r}: {error}") from None


def is_file(given: Any) -> bool:
    """Whether a text names a file rather than being numbers itself."""
    return isinstance(given, str) and os.path.splitext(given)[1].lower() in SUFFIXES


def read(path: str, what: str) -> Any:
    """What a file holds, as nested lists or an array."""
    if path.lower().endswith(".npy"):
        return _npy(path, what)
    try:
        text = infile.read(path, limits.TEXT, what).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadRequest(f"{what} are not text") from None
    if path.lower().endswith(".json"):
        return _json(text, what)
    return table(text.splitlines(), what)


def table(rows: list[str], what: str, hint: str = "") -> Any:
    """Rows of numbers, parted by commas, semicolons or blanks; one row alone is one axis."""
    found = []
    for line in rows:
        row = line.partition("#")[0].strip()
        if row:
            found.append(_numbers(re.split(r"\s*[,;]\s*|\s+", row), what, hint))
    if not found:
        raise BadRequest(f"{what} are empty: at least one number is needed")
    for n, numbers in enumerate(found):
        if len(numbers) != len(found[0]):
            raise BadRequest(
                f"{what} are ragged: row {n + 1} has {len(numbers)} numbers, the first "
                f"{len(found[0])}"
            )
    return found[0] if len(found) == 1 else found


def _numbers(cells: list[str], what: str, hint: str) -> list[float]:
    """A row's numbers; digits alone, of which there may be a million, are read at once."""
    row = "".join(cells)
    if row.isascii() and row.isdigit() and all(cells) and max(map(len, cells)) <= _EXACT:
        return list(map(int, cells))
    return [_number(cell, what, hint) for cell in cells]


def _number(text: str, what: str, hint: str) -> float:
    if not _NUMBER.fullmatch(text):
        shown = text if len(text) <= 40 else text[:37] + "..."
        raise BadRequest(f"{what}: {shown!r} is not a number{hint}")
    digits = text.lstrip("+-")
    return int(text) if digits.isdecimal() and len(digits) <= _EXACT else float(text)


def _npy(path: str, what: str) -> Any:
    import warnings

    import numpy as np

    with infile.opened(path, what) as file:
        if not file.seekable():
            raise BadRequest(f"{what} cannot be read: .npy must be a file, not a pipe")
    try:
        with warnings.catch_warnings(action="ignore"):
            # mapped, so that a header's lies cost no memory; a pickle is never unpacked
            mapped = np.lib.format.open_memmap(path, mode="r")
    except Exception:  # what numpy's reader of headers raises is whatever its parsers do
        raise BadRequest(
            f"{what} are not an array of numbers (.npy, without pickled objects)"
        ) from None
    limits.bounded(mapped.size, what, limits.NUMBERS)
    return np.array(mapped)


def _json(text: str, what: str) -> Any:
    import json

    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise BadRequest(f"{what} are not JSON: nested lists of numbers are") from None
