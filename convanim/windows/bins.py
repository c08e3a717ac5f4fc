"""The relation of adaptive pooling, whose windows cover an axis evenly."""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd

from convanim.windows.axis import Axis


@dataclass(frozen=True, slots=True)
class Bins(Axis):
    """Output x reads the cells from `floor(x*i/o)` to before `ceil((x + 1)*i/o)` (PyTorch).

    `taps` are those of the longest window; the last of them are missing in shorter ones.

    >>> bins = Bins.of(5, 3)
    >>> bins.taps, [bins.reads(x) for x in range(3)]
    (3, [(0, 1, None), (1, 2, 3), (3, 4, None)])
    """

    @classmethod
    def of(cls, input: int, output: int) -> Bins:
        """So many windows over so many cells."""
        # a window begins up to so many parts of a cell late, and then ends a cell later
        late = output - gcd(input, output)
        return cls(input, output, -(-(input + late) // output), max(input // output, 1))

    @property
    def binned(self) -> bool:
        """Whether windows share the cells out, rather than go on by a stride."""
        return True

    @property
    def uneven(self) -> bool:
        """Whether some windows have fewer cells, or begin unevenly."""
        # with one cell too many each window is longer by it, and they still go stride by stride
        return self.input % self.output > 1 or self.input < self.output

    def cell(self, anchor: int, tap: int) -> int:
        """The cell under a tap of an output's window."""
        return anchor * self.input // self.output + tap

    def count(self, output: int) -> int:
        """How many taps the window of an output has."""
        return _end(output, self.input, self.output) - output * self.input // self.output

    def unread(self, mode: str = "zeros") -> tuple[int, ...]:
        """None: the windows cover the axis."""
        return ()


def _end(x: int, input: int, output: int) -> int:
    return -(-(x + 1) * input // output)
