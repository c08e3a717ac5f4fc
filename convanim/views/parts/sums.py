"""A sum written out, broken into lines and abbreviated so that it never overflows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from convanim.scene.figures import bracketed
from convanim.scene.text import measure

DOTS = "…"


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
        if len(broken := self._broken(len(self.terms), size, width)) <= most:
            return broken
        low, high = 0, len(self.terms) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if len(self._broken(middle, size, width)) <= most:
                low = middle
            else:
                high = middle - 1
        return self._broken(low, size, width)[:most]

    def _broken(self, kept: int, size: float, width: float) -> list[str]:
        pieces = [*self.terms[:kept], *([DOTS] if kept < len(self.terms) else [])] or [""]
        lines: list[str] = []
        line = self.head
        for n, piece in enumerate(pieces):
            last = n == len(pieces) - 1
            more = piece + (self.tail if last else self.joint)
            if line.strip() and measure((line + more).rstrip(), size) > width:
                lines.append(line.rstrip())
                line = ""
            line += more
        return [*lines, line.strip()]


def product(one: str, other: str) -> str:
    """Two figures multiplied.

    >>> product("3", "−1")
    '3·(−1)'
    """
    return f"{bracketed(one)}·{bracketed(other)}"
