"""Receptive fields: what part of a chain's input one cell of its output depends on.

The rules are those of A. Araujo, W. Norris, J. Sim, "Computing Receptive Fields of
Convolutional Neural Networks", Distill 2019, for one path of convolutions and pooling.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from convanim.errors import BadRequest
from convanim.windows.axis import Axis


@dataclass(frozen=True, slots=True)
class Receptive:
    """The receptive field along one axis, in cells of the input.

    - `size`: cells from its first to its last;
    - `jump`: how far the fields of neighbouring cells are apart (the effective stride);
    - `start`: the first cell of the field of cell 0; below zero it lies in padding.
    """

    size: int = 1
    jump: int = 1
    start: int = 0

    def of(self, cell: int) -> range:
        """The input's cells that a cell depends on, those in padding included.

        >>> Receptive(size=3, jump=2, start=-1).of(1)
        range(1, 4)
        """
        first = self.start + cell * self.jump
        return range(first, first + self.size)

    def through(self, axis: Axis) -> Receptive:
        """The field of a cell behind one more layer."""
        if axis.swapped or axis.uneven:
            raise BadRequest(
                "receptive fields are worked out for windows of one size, stride by stride: for "
                "convolutions and pooling, not for transposed or adaptive layers"
            )
        return Receptive(
            self.size + (axis.extent - 1) * self.jump,
            self.jump * axis.stride,
            self.start - axis.before * self.jump,
        )


def receptive_fields(axes: Iterable[Axis]) -> list[Receptive]:
    """The fields behind no layer, the first, the second, ... along one axis of a chain.

    >>> from convanim.operations import Conv, MaxPool
    >>> layers = Conv(input=12, kernel=3, padding=1), MaxPool(input=12, kernel=2)
    >>> receptive_fields(op.axes[0] for op in layers)[-1]
    Receptive(size=4, jump=2, start=-1)
    """
    found = [Receptive()]
    for axis in axes:
        found.append(found[-1].through(axis))
    return found


def read_back(axes: Sequence[Axis], cell: int) -> list[tuple[int, ...]]:
    """What a cell behind a chain reads along one axis, from the input's map up to its own.

    Cells below zero or at the map's size and beyond are padding: they are read, but read
    nothing themselves.

    >>> from convanim.operations import Conv
    >>> layers = Conv(input=9, kernel=3, dilation=2), Conv(input=5, kernel=2, padding=1)
    >>> read_back([op.axes[0] for op in layers], 0)
    [(0, 2, 4), (-1, 0), (0,)]
    """
    found: list[tuple[int, ...]] = [(cell,)]
    for axis in reversed(axes):
        # every cell that is read in a map lies under some cell of the map above that is real
        real = [above for above in found[-1] if 0 <= above < axis.output]
        found.append(
            tuple(sorted({axis.cell(above, tap) for above in real for tap in range(axis.taps)}))
        )
    return found[::-1]
