"""The window of the stacked view: its taps over input cells and those over padding, moving."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from convanim.scene.marks import Mark, Path, moves
from convanim.views.parts.steps import always, leaps, spans
from convanim.views.planes.slabs import Place, Slabs
from convanim.windows.lattice import Lattice


def window(slabs: Slabs, steps: Sequence[Place]) -> Iterator[Mark]:
    """The taps, in each slice that the kernel reaches into.

    A tap is over an input cell; or over padding, or over a zero that stretches the input.
    Taps that are so at the same steps are one mark, or all are where a style does not tell.
    """
    depth, rows, columns = slabs.axes
    origin = slabs.below[0].shifted(-slabs.below[0].x, -slabs.below[0].y)
    tell = slabs.style.tells_padding
    bordered = tell and any(axis.size > len(axis.cells) for axis in slabs.axes)
    slices = [(read, offset) for read, several in alike(depth, tell).items() for offset in several]
    fades = leaps(steps)
    for deep, offset in sorted(slices, key=lambda one: one[1]):
        track = moves(slabs.start(step, offset) for step in steps)
        reached = [n for n, (z, _, _) in enumerate(steps) if offset in depth.window(z)]
        over: dict[str, list[Mark]] = {"tap.padding": [], "tap": []}
        for high, down in alike(rows, tell).items():
            near = [(n, x) for n, (z, y, x) in enumerate(steps) if z in deep and y in high]
            for wide, across in alike(columns, tell).items():
                taps = sorted(product(down, across))
                d = origin.cells(taps, slabs.style.gap, slabs.style.radius)
                real = [n for n, x in near if x in wide]
                shown = {"tap": real}
                if bordered:
                    shown["tap.padding"] = sorted({*reached}.difference(real))
                for role, numbers in shown.items():
                    if numbers:
                        when = always(spans(numbers), len(steps))
                        over[role].append(Path(role, d, when, track, fades=fades))
        # solid outlines lie over dashed ones
        yield from (*over["tap.padding"], *over["tap"])


def alike(axis: Lattice, tell: bool = True) -> dict[frozenset[int], list[int]]:
    """The offsets of taps that are over input cells for the same outputs, by those outputs; over
    any places, where one need not `tell`.

    >>> from convanim.windows.axis import Axis
    >>> from convanim.windows.lattice import lattice
    >>> alike(lattice(Axis(input=5, output=3, taps=3, stride=2, before=1, after=1)))
    {frozenset({1, 2}): [0], frozenset({0, 1, 2}): [1], frozenset({0, 1}): [2]}
    """
    cells = set(axis.cells if tell else range(axis.size))
    found: dict[frozenset[int], list[int]] = {}
    for tap, offset in enumerate(axis.offsets):
        reads = frozenset(
            x
            for x, start in enumerate(axis.starts)
            if start + offset in cells and tap < axis.axis.count(x)
        )
        found.setdefault(reads, []).append(offset)
    return found
