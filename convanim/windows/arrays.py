"""The relation as numpy arrays: for each output cell and tap the input cell, or padding."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

from convanim import limits
from convanim.windows.axis import Axis
from convanim.windows.modes import wrapped

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Windows:
    """Who reads whom, as arrays over `(*output, *kernel)`.

    `index[..., axis]` is the input cell along an axis (meaningless where not inside),
    `inside` says where the window's tap reads an input cell rather than zeros or nothing. In a
    padding `mode` other than zeros a tap in the padding reads the cell that it copies: it is
    inside too, and `copied` says so of it.
    """

    def __init__(self, axes: tuple[Axis, ...], mode: str = "zeros") -> None:
        self.axes = axes
        self.mode = mode

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape `(*output, *kernel)` of `inside`."""
        return (*(a.output for a in self.axes), *(a.taps for a in self.axes))

    @property
    def index(self) -> NDArray[np.int32]:
        """Input cells, int32, of shape `(*output, *kernel, axes)`."""
        import numpy as np

        self._check()
        index = np.empty((*self.shape, len(self.axes)), np.int32)
        for n, axis in enumerate(self.axes):
            index[..., n] = self._spread(n, reads(axis, self.mode)[0])
        return index

    @property
    def inside(self) -> NDArray[np.bool_]:
        """True where a tap reads an input cell, of shape `(*output, *kernel)`."""
        return self._inside(self.mode)

    @property
    def copied(self) -> NDArray[np.bool_]:
        """True where a tap lies in padding that copies an input cell."""
        return self.inside & ~self._inside("zeros")

    def _inside(self, mode: str) -> NDArray[np.bool_]:
        import numpy as np

        self._check()
        inside = np.ones(self.shape, np.bool_)
        for n, axis in enumerate(self.axes):
            np.logical_and(inside, self._spread(n, reads(axis, mode)[1]), out=inside)
        return inside

    def _spread(self, n: int, table: NDArray[np.generic]) -> NDArray[np.generic]:
        """The (output, taps) table of axis n, shaped to broadcast over all axes."""
        shape = [1] * (2 * len(self.axes))
        shape[n], shape[n + len(self.axes)] = table.shape
        return table.reshape(shape)

    def _check(self) -> None:
        limits.bounded(
            len(self.axes) * prod(self.shape),
            "entries of windows",
            limits.WINDOWS,
            "; read them axis by axis from op.axes",
        )


def reads(axis: Axis, mode: str = "zeros") -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """The relation of one axis as (output, taps) arrays: input cell, and whether it is one.

    Padding reads the cells that it copies in a `mode` other than zeros.

    >>> cells, inside = reads(Axis(input=3, output=2, taps=2, stride=2, before=1))
    >>> cells.tolist(), inside.tolist()
    ([[-1, 0], [1, 2]], [[False, True], [True, True]])
    """
    import numpy as np

    line: Any = axis  # its arithmetic is that of arrays as well as of integers
    output = np.arange(axis.output, dtype=np.int64)[:, None]
    tap = np.arange(axis.taps, dtype=np.int64)[None, :]
    if axis.swapped:
        cells, rest = np.divmod(output + axis.before - tap * axis.dilation, axis.stride)
        inside = (rest == 0) & (cells >= 0) & (cells < axis.input)
    else:
        cells = line.cell(output, tap)
        inside = (cells >= 0) & (cells < axis.input) & (tap < line.count(output))
        if mode != "zeros":
            cells, inside = wrapped(cells, axis.input, mode), np.ones_like(inside)
    return cells.astype(np.int32), inside
