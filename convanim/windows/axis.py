"""The one relation that every operation shares, axis by axis, in plain integers.

An anchor a meets a cell b through tap t where

    b = a * stride - before + t * dilation        (V. Dumoulin, F. Visin, arXiv 1603.07285)

In a convolution and in pooling the anchor is the output cell and b the input cell. In a
transposed convolution the two swap, and nothing else changes. An N-d window is the product
of its axes' relations.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd

from convanim.windows.cover import places, repeated
from convanim.windows.modes import wrapped


@dataclass(frozen=True, slots=True)
class Axis:
    """The relation along one axis: `input` cells, `output` cells and `taps` of a kernel.

    `before` and `after` are the padding's cells, `swapped` says that the input is the
    anchor (transposed convolution).

    >>> axis = Axis(input=5, output=3, taps=3, stride=2, before=1, after=1)
    >>> [axis.reads(x) for x in range(axis.output)]
    [(None, 0, 1), (1, 2, 3), (3, 4, None)]
    """

    input: int
    output: int
    taps: int
    stride: int = 1
    dilation: int = 1
    before: int = 0
    after: int = 0
    swapped: bool = False

    @property
    def extent(self) -> int:
        """Cells from the kernel's first tap to its last: `dilation * (taps - 1) + 1`."""
        return self.dilation * (self.taps - 1) + 1

    @property
    def anchors(self) -> int:
        """How many places the kernel takes."""
        return self.input if self.swapped else self.output

    @property
    def cells(self) -> int:
        """How many cells lie under the kernel's path."""
        return self.output if self.swapped else self.input

    def cell(self, anchor: int, tap: int) -> int:
        """The cell under a tap of the kernel at an anchor; it may lie outside."""
        return anchor * self.stride - self.before + tap * self.dilation

    @property
    def binned(self) -> bool:
        """Whether windows share the cells out, rather than go on by a stride."""
        return False

    @property
    def uneven(self) -> bool:
        """Whether some windows have fewer taps than others."""
        return False

    def count(self, output: int) -> int:
        """How many taps the window of an output has: all, where windows are alike."""
        return self.taps

    def reads(self, output: int) -> tuple[int | None, ...]:
        """For each tap the input cell that `output` reads through it, or None.

        None is padding in a convolution and in pooling; in a transposed convolution it is
        a place where no input cell is (between two of them, or beyond the border).
        """
        if not self.swapped:
            count = self.count(output)
            cells = [self.cell(output, tap) for tap in range(count)]
            found = [b if 0 <= b < self.input else None for b in cells]
            return (*found, *(None,) * (self.taps - count))
        found = []
        for tap in range(self.taps):
            anchor, rest = divmod(output + self.before - tap * self.dilation, self.stride)
            found.append(anchor if rest == 0 and 0 <= anchor < self.input else None)
        return tuple(found)

    def takes(self, output: int, mode: str) -> tuple[int | None, ...]:
        """What `reads` gives, but for padding in a `mode` other than zeros the cell it copies.

        >>> Axis(input=5, output=5, taps=3, before=1, after=1).takes(0, "circular")
        (4, 0, 1)
        """
        found = self.reads(output)
        if mode == "zeros":
            return found
        cells = enumerate(found)
        return tuple(
            wrapped(self.cell(output, t), self.input, mode) if b is None else b for t, b in cells
        )

    def unread(self, mode: str = "zeros") -> tuple[int, ...]:
        """The input cells that no output cell reads, be it through padding of a `mode`.

        >>> Axis(input=6, output=3, taps=3, stride=2, before=1, after=1).unread()
        ()
        >>> Axis(input=6, output=2, taps=3, stride=3, before=0).unread()
        ()
        >>> Axis(input=5, output=2, taps=2, stride=3).unread()
        (2,)
        """
        if self.swapped:
            return tuple(cell for cell in range(self.input) if not self._meets(cell))
        path = repeated(repeated(1, self.taps, self.dilation), self.output, self.stride)
        full = (1 << self.input) - 1
        missed = ~(path >> self.before) & full
        if missed and mode != "zeros":
            copies = path & ~(full << self.before)
            copied = {wrapped(n - self.before, self.input, mode) for n in places(copies)}
            return tuple(cell for cell in places(missed) if cell not in copied)
        return tuple(places(missed))

    @property
    def span(self) -> int:
        """Cells from the first under the kernel's path to the last."""
        return (self.anchors - 1) * self.stride + self.extent

    def met(self, output: int) -> int:
        """How many taps of an output read an input cell.

        >>> axis = Axis(input=3, output=7, taps=3, stride=2, swapped=True)
        >>> [axis.met(x) for x in range(7)]
        [1, 1, 2, 1, 2, 1, 1]
        """
        if not self.swapped:
            return self.within(output, 0, self.input)
        at, shared = output + self.before, gcd(self.dilation, self.stride)
        if at % shared:
            return 0
        every = self.stride // shared
        first = at // shared * pow(self.dilation // shared, -1, every) % every
        low = max(-(((self.input - 1) * self.stride - at) // self.dilation), 0)
        high = min(at // self.dilation, self.taps - 1)
        return (high - first) // every - (low - 1 - first) // every if low <= high else 0

    def within(self, output: int, low: int, high: int) -> int:
        """How many taps of an output lie on the cells from `low` to before `high`."""
        start = self.cell(output, 0)
        first = max(-((start - low) // self.dilation), 0)
        last = min((high - 1 - start) // self.dilation, self.count(output) - 1)
        return max(last - first + 1, 0)

    def _meets(self, anchor: int) -> bool:
        """Whether a tap of the kernel at an anchor lies on a cell."""
        start = self.cell(anchor, 0)
        first = max(-(start // self.dilation), 0)
        return first < self.taps and start + first * self.dilation < self.cells


UNIT = Axis(input=1, output=1, taps=1)
"""The axis that a layer of fewer axes lacks."""


def padded(axes: tuple[Axis, ...], count: int) -> tuple[Axis, ...]:
    """So many axes: those that a layer lacks come first.

    >>> [axis.input for axis in padded((Axis(input=5, output=5, taps=1),), 2)]
    [1, 5]
    """
    return (*(UNIT,) * (count - len(axes)), *axes)
