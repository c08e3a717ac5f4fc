"""Which part of an axis is drawn, and where: all of a short one, both ends of a long one."""

from __future__ import annotations

from dataclasses import dataclass

from convanim.windows.axis import Axis
from convanim.windows.lattice import lattice

WHOLE = 12
"""Cells up to which an axis is drawn whole."""
HEAD, TAIL = 4, 2
"""Cells that stay at the two ends of a longer one, where a window does not need more."""
BREAK = 1
"""The room, in cells, that stands for what is left out."""

Run = tuple[int, int]
"""Where neighbouring cells begin, and how many they are."""


@dataclass(frozen=True, slots=True)
class Ruler:
    """`size` places, of which the first `head` and the last `tail` are drawn.

    >>> ruler = shortened(200, 5, 2)
    >>> ruler.length, [ruler.position(place) for place in ruler.drawn]
    (8, [0, 1, 2, 3, 4, 6, 7])
    """

    size: int
    head: int
    tail: int = 0

    @property
    def drawn(self) -> tuple[int, ...]:
        """The places that are drawn."""
        return (*range(self.head), *range(self.size - self.tail, self.size))

    @property
    def length(self) -> int:
        """Room that is taken, in cells."""
        return self.head + (BREAK + self.tail if self.tail else 0)

    def position(self, place: int) -> int:
        """Where a drawn place lies."""
        return place if place < self.head else self.head + BREAK + place - (self.size - self.tail)

    def runs(self) -> list[Run]:
        """The stretches of neighbouring places."""
        return runs([self.position(place) for place in self.drawn])


def shortened(size: int, head: int, tail: int, whole: int = WHOLE) -> Ruler:
    """The ruler of `size` places, whole where they are few or the ends nearly meet."""
    if size <= whole or head + tail + BREAK >= size:
        return Ruler(size, size)
    return Ruler(size, head, tail)


@dataclass(frozen=True, slots=True)
class Spans:
    """An axis of an operation as it is drawn: the places under its window, and its output."""

    under: Ruler
    output: Ruler
    cells: tuple[int, ...]
    starts: dict[int, int]
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, axis: Axis) -> Spans:
        """What is drawn of an axis: the windows of all drawn output cells lie in it whole.

        >>> wide = Spans.of(Axis(input=200, output=200, taps=1))
        >>> wide.output.drawn, wide.under.drawn
        ((0, 1, 2, 3, 198, 199), (0, 1, 2, 3, 198, 199))
        """
        line = lattice(axis)
        starts, extent, count = line.starts, line.extent, axis.output
        under, output = Ruler(line.size, line.size), Ruler(count, count)
        if max(line.size, count) > WHOLE:
            first = last = 1
            while first < count and starts[first] + extent <= HEAD:
                first += 1
            while last < count and line.size - starts[count - last - 1] <= TAIL:
                last += 1
            head, tail = starts[first - 1] + extent, line.size - starts[count - last]
            # wide padding must not leave the picture without an input
            head, tail = max(head, line.cells[0] + 1), max(tail, line.size - line.cells[-1])
            if first + last < count and head + tail + BREAK < line.size:
                under, output = Ruler(line.size, head, tail), Ruler(count, first, last)
        shown = set(under.drawn)
        return cls(
            under,
            output,
            tuple(place for place in line.cells if place in shown),
            {x: starts[x] for x in output.drawn},
            line.offsets,
        )

    @property
    def runs(self) -> list[Run]:
        """The stretches of real input cells that are drawn."""
        return runs([self.under.position(place) for place in self.cells])

    @property
    def extent(self) -> int:
        """Cells from the window's first tap to its last."""
        return max(self.offsets) + 1

    def reads(self, output: int) -> list[int]:
        """Where the real input cells lie that a drawn output cell reads."""
        real = set(self.cells)
        places = (self.starts[output] + offset for offset in self.offsets)
        return [self.under.position(place) for place in places if place in real]

    def start(self, output: int) -> int:
        """Where the window of a drawn output cell begins."""
        return self.under.position(self.starts[output])


def runs(positions: list[int]) -> list[Run]:
    """Neighbours joined.

    >>> runs([0, 1, 2, 4, 5])
    [(0, 3), (4, 2)]
    """
    found: list[Run] = []
    for here in positions:
        if found and sum(found[-1]) == here:
            found[-1] = found[-1][0], found[-1][1] + 1
        else:
            found.append((here, 1))
    return found
