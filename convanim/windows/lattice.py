"""Where the cells of one axis lie when its window is drawn: the equivalent convolution.

A convolution and a pooling are drawn as they are: the padded input, the window moving over
it by its stride. A transposed convolution is drawn as the convolution it equals: its input
stretched by stride - 1 gaps, padded by `extent - 1 - padding`, the kernel turned round and
moving by one. `output_padding` needs no cells of its own: it lets the window go further.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from convanim.windows.axis import Axis


@dataclass(frozen=True, slots=True)
class Lattice:
    """Places 0 .. size - 1 along one axis, and what is drawn at them.

    - `cells[j]`: the place of input cell j;
    - `starts[x]`: the place of the window's first cell for output x;
    - `offsets[t]`: the place of tap t from the window's start;
    - `window(x)`: the offsets of the taps that output x has.

    >>> up = Axis(input=3, output=5, taps=3, stride=2, before=1, after=1, swapped=True)
    >>> stretched = lattice(up)
    >>> stretched.size, stretched.cells, stretched.offsets
    (7, (1, 3, 5), (2, 1, 0))
    """

    size: int
    cells: tuple[int, ...]
    starts: Sequence[int]
    offsets: tuple[int, ...]
    extent: int
    axis: Axis

    def window(self, output: int) -> tuple[int, ...]:
        """The offsets of the taps that the window of an output has."""
        return self.offsets[: self.axis.count(output)]

    def reach(self, output: int) -> int:
        """Places from the first to the last that the window of an output spans."""
        return self.extent - (self.axis.taps - self.axis.count(output))


def lattice(axis: Axis) -> Lattice:
    """The lattice of an axis."""
    taps = range(axis.taps)
    if axis.swapped:
        first, step, pace = axis.extent - 1 - axis.before, axis.stride, 1
        offsets = tuple(axis.extent - 1 - t * axis.dilation for t in taps)
    else:
        first, step, pace = axis.before, 1, axis.stride
        offsets = tuple(t * axis.dilation for t in taps)
    if axis.binned:
        cells = tuple(taps)
        starts = tuple(axis.cell(x, 0) for x in range(axis.output))
        return Lattice(axis.input, tuple(range(axis.input)), starts, cells, axis.taps, axis)
    # padding beyond the kernel crops a transposed convolution: its outer cells lie outside
    shift = max(0, -first)
    return Lattice(
        size=size(axis),
        cells=tuple(shift + first + j * step for j in range(axis.input)),
        starts=range(shift, shift + axis.output * pace, pace),
        offsets=offsets,
        extent=axis.extent,
        axis=axis,
    )


def size(axis: Axis) -> int:
    """How many places the lattice of an axis has, without making it.

    >>> size(Axis(input=5, output=3, taps=3, stride=2, before=1, after=1))
    7
    """
    if axis.binned:
        return axis.input
    if not axis.swapped:
        # a window of ceil_mode may reach beyond the padding
        covered = (axis.output - 1) * axis.stride + axis.extent
        return max(axis.before + axis.input + axis.after, covered)
    first = axis.extent - 1 - axis.before
    last = first + (axis.input - 1) * axis.stride
    return max(axis.output - 1 + axis.extent, last + 1) + max(0, -first)
