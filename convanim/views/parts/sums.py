"""A sum written out, broken into lines and abbreviated so that it never overflows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial

from convanim.scene.figures import bracketed
from convanim.scene.text import measure

DOTS = "…"
Piece = tuple[str, int | None]
"""A stretch of a line, and which term it is: -1 before the first, None after the last."""


@dataclass(frozen=True, slots=True)
class Sum:
    """What is written: `head`, terms with `joint` between them, and `tail` with the result.

    >>> Sum("", ("3·0", "1·2"), " + ", " = 2").whole
    '3·0 + 1·2 = 2'
    """

    head: str
    terms: Sequence[str]
    joint: str
    tail: str

    @property
    def whole(self) -> str:
        """The sum in one line."""
        return f"{self.head}{self.joint.join(self.terms)}{self.tail}"

    def lines(self, size: float, width: float, most: int) -> list[str]:
        """At most `most` lines of at most `width`; dots stand for terms there is no room for.

        (A single term or result that is wider than a line is left to be shrunk.)

        >>> Sum("", ["1·1"] * 30, " + ", " = 30").lines(10, 100, 1)
        ['1·1 + 1·1 + … = 30']
        """
        return [
            "".join(text for text, _ in line).strip() for line in self.pieces(size, width, most)
        ]

    def pieces(self, size: float, width: float, most: int) -> list[list[Piece]]:
        """The same lines in pieces: the head, the terms with what joins them, the result.

        >>> Sum("", ("3·0", "1·2"), " + ", " = 2").pieces(10, 100, 1)
        [[('3·0 + ', 0), ('1·2', 1), (' = 2', None)]]
        """
        wide = cache(partial(measure, size=size))  # each term is asked for several times
        if len(broken := self._broken(len(self.terms), wide, width, most)) <= most:
            return broken
        low, high = 0, len(self.terms) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if len(self._broken(middle, wide, width, most)) <= most:
                low = middle
            else:
                high = middle - 1
        return self._broken(low, wide, width, most)[:most]

    def _broken(
        self, kept: int, wide: Callable[[str], float], width: float, most: int
    ) -> list[list[Piece]]:
        """The first terms in lines; where there are over `most` of these, no more than one more."""
        terms = [*self.terms[:kept], *([DOTS] if kept < len(self.terms) else [])] or [""]
        lines: list[list[Piece]] = [[(self.head, -1)] if self.head else []]
        filled, taken = bool(self.head.strip()), wide(self.head)
        for n, term in enumerate(terms):
            last = n == len(terms) - 1
            more = term + (self.tail if last else self.joint)
            if filled and taken + wide(more.rstrip()) > width:
                if len(lines) > most:
                    return lines
                lines.append([])
                taken = 0.0
            lines[-1].append((term if last else more, n))
            filled, taken = True, taken + wide(more)
        lines[-1].append((self.tail, None))
        return lines


def product(one: str, other: str) -> str:
    """Two figures multiplied.

    >>> product("3", "−1")
    '3·(−1)'
    """
    return f"{bracketed(one)}·{bracketed(other)}"
