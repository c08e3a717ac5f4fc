"""Kinds of values: how each is read from a flag, a file or Python, and how it is told of.

A kind's `read` takes the word's name and what was given, and gives the value or a `BadRequest`
in the user's words; `typed` makes a flag's text into what `read` takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from convanim import limits
from convanim.errors import BadRequest
from convanim.words import choose


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Kind:
    """What values a word takes.

    `metavar` stands for the value in a help's line, `choices` complete it in a shell, `file`
    says that it is the name of one, and a `switch` is given by the flag itself.
    """

    read: Callable[[str, Any], Any]
    metavar: str = "TEXT"
    typed: Callable[[str], Any] = str
    choices: Callable[[], Iterable[str]] = tuple
    file: bool = False
    switch: bool = False


# -- checks ------------------------------------------------------------------------------


def integer(text: str, what: str) -> int:
    """A whole number, or a `BadRequest` that names it."""
    try:
        if not text.isascii() or "_" in text:
            raise ValueError
        return int(text)
    except ValueError:
        raise BadRequest(f"{what} {shortened(text)!r} is not a whole number") from None


def shortened(text: str) -> str:
    """A text as an error quotes it."""
    return text if len(text) <= 40 else text[:37] + "..."


def within(what: str, value: Any, low: float, high: float, unit: str, whole: bool = False) -> Any:
    """`value` if it is a number from `low` to `high`."""
    if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
        raise BadRequest(f"{what} {value!r} is not a {'whole ' if whole else ''}number")
    if not low <= value <= high:
        raise BadRequest(f"{what} {value} is not allowed: from {low} to {high} {unit}".rstrip())
    return value


def many(value: object) -> bool:
    """Whether a parameter gives one number per axis (a tuple, a list, an array)."""
    return (
        hasattr(value, "__len__")
        and not isinstance(value, (str, bytes))
        and (getattr(value, "ndim", 1) != 0)
    )


def each_axis(text: str, what: str) -> Any:
    """One whole number, or one per axis, also as sizes are written.

    >>> each_axis("5", "input"), each_axis("5,7", "input"), each_axis("5x7", "input")
    (5, (5, 7), (5, 7))
    """
    found = tuple(integer(part.strip(), what) for part in _parts(text))
    return found[0] if len(found) == 1 else found


def _parts(text: str) -> list[str]:
    """What is apart by commas, or by the times of a size."""
    sides = text.lower().replace("\N{MULTIPLICATION SIGN}", "x").split("x")
    return sides if all(side.strip().isdigit() for side in sides) else text.split(",")


def each_side(text: str) -> Any:
    """Padding: a number, one per axis, `before:after` per axis, or a word.

    A single `before:after` is for every axis, so it stays a pair to be spread later.

    >>> [each_side(text) for text in ("1", "1,2", "0:1,2:1", "same", "0:1")]
    [1, (1, 2), ((0, 1), (2, 1)), 'same', [(0, 1)]]
    """
    parts, sides = _parts(text), []
    if any(char.isalpha() for part in parts for char in part):
        return text  # the operation knows the words, and says so of one that it does not
    for part in parts:
        found = tuple(integer(n.strip(), "padding") for n in part.split(":"))
        if len(found) > 2:
            raise BadRequest(f"padding {part!r} is not before:after")
        sides.append(found[0] if len(found) == 1 else found)
    if len(sides) == 1:
        return [sides[0]] if isinstance(sides[0], tuple) else sides[0]
    return tuple(sides)


def listed(text: str, what: str) -> tuple[int, ...]:
    """A list of whole numbers, ranges included.

    >>> listed("0,3,5", "steps"), listed("2-4", "steps")
    ((0, 3, 5), (2, 3, 4))
    """
    found: list[int] = []
    count = 0
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        if dash and first:
            low, high = integer(first, what), integer(last, what)
        else:
            low = high = integer(part.strip(), what)
        count += max(high - low + 1, 0)
        limits.bounded(count, what, limits.LISTED)
        found += range(low, high + 1)
    return tuple(found)


# -- kinds -------------------------------------------------------------------------------


def number(low: float, high: float, unit: str = "", metavar: str = "N") -> Kind:
    """A number from `low` to `high`, both allowed."""
    return Kind(lambda what, v: within(what, v, low, high, unit), metavar, float)


def whole(low: int, high: int, unit: str = "", metavar: str = "N") -> Kind:
    """A whole number from `low` to `high`, both allowed."""
    return Kind(lambda what, v: within(what, v, low, high, unit, whole=True), metavar, int)


def numbers(what: str, high: int = 10**9) -> Kind:
    """A list of whole numbers from zero on: `0,3,5`, `0-8`, a list, or one alone."""

    def read(word: str, value: Any) -> tuple[int, ...]:
        given = listed(value, word) if isinstance(value, str) else value
        several = given if isinstance(given, (list, tuple, range)) else (given,)
        limits.bounded(len(several), word, limits.LISTED)
        return tuple(within(what, n, 0, high, "", whole=True) for n in several)

    return Kind(read, "LIST")


def one_of(choices: Sequence[str], metavar: str) -> Kind:
    """One of some words."""
    return Kind(lambda what, v: choose(what, v, choices), metavar, choices=lambda: choices)


def _truth(what: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise BadRequest(f"{what} is true or false, not {value!r}")
    return value


def _text(what: str, value: Any) -> str:
    if not isinstance(value, str):
        raise BadRequest(f"{what} {value!r} is not a text")
    try:  # bytes of a command line that its locale could not read
        return value.encode(errors="surrogateescape").decode(errors="replace")
    except UnicodeEncodeError:
        return value


def _axes(what: str, value: Any) -> Any:
    if isinstance(value, str):
        return each_axis(value, what)
    return tuple(value) if isinstance(value, list) else value


def _pads(what: str, value: Any) -> Any:
    if isinstance(value, str):
        return each_side(value)
    if isinstance(value, list):
        return tuple(tuple(v) if isinstance(v, list) else v for v in value)
    return value


TRUTH = Kind(_truth, "", switch=True)
TEXT = Kind(_text)
AXES = Kind(_axes, "N[,N]")
"""One whole number, or one per axis; the operation checks them."""
PADS = Kind(_pads, "PAD")
COUNT = Kind(lambda what, v: v, "N", int)
"""A whole number that the operation checks."""
