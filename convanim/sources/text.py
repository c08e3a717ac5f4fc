"""Parameters as people type them: `5`, `5,7`, `0:1,2:1`, `same`."""

from __future__ import annotations

from typing import Any

from convanim.errors import BadRequest


def integer(text: str, what: str) -> int:
    """A whole number, or a `BadRequest` that names it."""
    try:
        if not text.isascii() or "_" in text:
            raise ValueError
        return int(text)
    except ValueError:
        shown = text if len(text) <= 40 else text[:37] + "..."
        raise BadRequest(f"{what} {shown!r} is not a whole number") from None


def axes(text: str, what: str) -> Any:
    """One whole number, or one per axis.

    >>> axes("5", "input"), axes("5,7", "input")
    (5, (5, 7))
    """
    numbers = tuple(integer(part.strip(), what) for part in text.split(","))
    return numbers[0] if len(numbers) == 1 else numbers


def pads(text: str) -> Any:
    """Padding: a number, one per axis, `before:after` per axis, or a word.

    A single `before:after` is for every axis, so it stays a pair to be spread later.

    >>> pads("1"), pads("1,2"), pads("0:1,2:1"), pads("same"), pads("0:1")
    (1, (1, 2), ((0, 1), (2, 1)), 'same', [(0, 1)])
    """
    if text.replace("-", "").isalpha():
        return text
    sides = []
    for part in text.split(","):
        numbers = tuple(integer(n.strip(), "padding") for n in part.split(":"))
        if len(numbers) > 2:
            raise BadRequest(f"padding {part!r} is not before:after")
        sides.append(numbers[0] if len(numbers) == 1 else numbers)
    if len(sides) == 1:
        return [sides[0]] if isinstance(sides[0], tuple) else sides[0]
    return tuple(sides)


def numbers(text: str, what: str) -> tuple[int, ...]:
    """A list of whole numbers, ranges included.

    >>> numbers("0,3,5", "steps"), numbers("2-4", "steps")
    ((0, 3, 5), (2, 3, 4))
    """
    found: list[int] = []
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        if dash and first:
            low, high = integer(first, what), integer(last, what)
            if high - low > 1_000_000:
                raise BadRequest(f"{what} {part!r} is too long a range")
            found += range(low, high + 1)
        else:
            found.append(integer(part.strip(), what))
    return tuple(found)
