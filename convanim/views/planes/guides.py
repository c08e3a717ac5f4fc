"""The lines that tie the stacked view's window to the output cell it makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from convanim.scene.marks import Mark, Path, Point, stretch
from convanim.views.parts.plane import Plane
from convanim.views.parts.steps import always, leaps, spans
from convanim.views.planes.slabs import Place, Slabs

LINE = (("M", 0, 0), ("L", 0, 1))


def guides(slabs: Slabs, steps: Sequence[Place]) -> Iterator[Mark]:
    """The lines from the window's corners to those of the output cell.

    What lies behind the output is left out: it would be seen between cells.
    """
    depth, rows, columns = slabs.axes
    inset = slabs.style.gap / 2
    flat = len(slabs.below) == rows.size == slabs.shape[1] == 1
    if flat:
        corners = [(0, 0), (0, 1)]
    elif depth.extent > 1:  # of each slice only the silhouette: all four would hide it
        corners = [(0, 0), (1, 1)]
    else:
        corners = [(0, 0), (0, 1), (1, 1), (1, 0)]
    far = slabs.shape[1] - inset, slabs.shape[2] - inset
    for offset, (down, right) in product(sorted(depth.offsets), corners):
        track = []
        for z, y, x in steps:
            row, column = rows.starts[y], columns.starts[x]
            foot = slabs.slice(z, offset).point(
                row + (rows.reach(y) - inset if down else inset),
                column + (columns.reach(x) - inset if right else inset),
            )
            cell = y + (1 - inset if down or flat else inset), x + (1 - inset if right else inset)
            head = slabs.above[z].point(*cell)
            if inset:  # cells without gaps hide what lies behind them
                head = before(slabs.above[z], foot, cell, (inset, inset), far)
            track.append(stretch(foot, head))
        reached = spans(n for n, (z, _, _) in enumerate(steps) if offset in depth.window(z))
        when = always(reached, len(steps))
        yield Path("guide", LINE, when, tuple(track), fades=leaps(steps))


def before(plane: Plane, foot: Point, cell: Point, first: Point, last: Point) -> Point:
    """Where a line from `foot` to a place (row, column) of a plane meets the part of it from a
    `first` place to a `last`.

    >>> flat = Plane(0, 0, (1, 0), (0, 1))
    >>> before(flat, (1, 5), (1, 1), (0, 0), (3, 3))
    (1.0, 3.0)
    """
    place = plane.place(foot)
    entry = 0.0
    for at, to, low, high in zip(place, cell, first, last, strict=True):
        if to != at:
            edge = low if at < low else high if at > high else at
            entry = max(entry, (edge - at) / (to - at))
    row, column = (at + (to - at) * entry for at, to in zip(place, cell, strict=True))
    return plane.point(row, column)
