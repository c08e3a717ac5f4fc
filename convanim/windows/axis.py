"""The one relation that every operation shares, axis by axis, in plain integers.

An anchor a meets a cell b through tap t where

    b = a * stride - before + t * dilation        (V. Dumoulin, F. Visin, arXiv 1603.07285)

In a convolution and in pooling the anchor is the output cell and b the input cell. In a
transposed convolution the two swap, and nothing else changes. An N-d window is the product
of its axes' relations.
"""

from __future__ import annotations

from dataclasses import dataclass

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
        read = {cell for x in range(self.output) for cell in self.takes(x, mode)}
        return tuple(cell for cell in range(self.input) if cell not in read)


UNIT = Axis(input=1, output=1, taps=1)
"""The axis that a layer of fewer axes lacks."""


def padded(axes: tuple[Axis, ...], count: int) -> tuple[Axis, ...]:
    """So many axes: those that a layer lacks come first.

    >>> [axis.input for axis in padded((Axis(input=5, output=5, taps=1),), 2)]
    [1, 5]
    """
    return (*(UNIT,) * (count - len(axes)), *axes)
