"""The key of a map of colours: a bar of them, with the numbers at its ends and at zero."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from convanim.scene.figures import Figures
from convanim.scene.heat import Shades
from convanim.scene.marks import Mark, Path, lines, outline
from convanim.scene.text import CAP_HEIGHT, fitted, measure, place
from convanim.views.parts.grids import LABEL, Grid

BOXES = 24
"""Colours of a bar: enough to look like a scale, and few beside a picture's own."""
LEAST, MOST = 64.0, 160.0
"""How wide a bar is drawn, for two figures to stand under it and to be taken in at a glance."""
APART, BAR, TICK, CLEAR = 12.0, 8.0, 3.0, 3.0
"""The distance from the map, the bar's height, a tick's, and from there to the figure."""
TALL = BAR + TICK + CLEAR + LABEL * CAP_HEIGHT
"""A key's height."""
HIGH, WIDE = APART + TALL, APART + LEAST
"""What a key takes under a map, and beside one."""


def key_under(
    shade: Shades, grid: Grid, low: float, precision: int | None = None
) -> Iterator[Mark]:
    """The key of a grid's colours, in the middle under what ends at `low`."""
    width = min(max(grid.columns * grid.side, LEAST), MOST)
    x, _ = grid.plane.point(0, grid.columns / 2)
    return key(shade, x - width / 2, low + APART, width, precision)


def key_beside(shade: Shades, grid: Grid, precision: int | None = None) -> Iterator[Mark]:
    """The key of a grid's colours, to the right of its middle."""
    right, middle = grid.plane.point(grid.rows / 2, grid.columns)
    return key(shade, right + APART, middle - TALL / 2, LEAST, precision)


def key(
    shade: Shades, left: float, top: float, width: float, precision: int | None
) -> Iterator[Mark]:
    """A bar with its figures under it."""
    yield from boxes(shade, left, top, width)
    low, high, base = shade.low, shade.high, top + BAR
    figures = Figures.of((low, high), precision)
    marked = {low: ("start", left), high: ("end", left + width)}
    size = min(fitted(figures.text(v), LABEL, width * 0.45) for v in marked)
    if low < 0 < high:
        x = left + width * (0.5 + (BOXES - 1) * -low / (high - low)) / BOXES
        # zero is left to the colours where its figure would touch that of an end
        if all(
            abs(x - end) > measure(figures.text(v), size) + size for v, (_, end) in marked.items()
        ):
            marked[0.0] = "middle", x
    corners = ((left, top), (left + width, top), (left + width, base), (left, base))
    ticks = [((x, base), (x, base + TICK)) for _, x in marked.values()]
    yield Path("axis", (*outline(corners), *lines("", ticks).d))
    for value, (anchor, x) in marked.items():
        text = figures.text(value) if value else "0"
        yield place("label.key", text, x, top + TALL, size, anchor)


def boxes(shade: Shades, left: float, top: float, width: float) -> Iterator[Mark]:
    """The colours of a bar, from the lowest number's to the highest one's."""
    low, high, first = shade.low, shade.high, 0
    numbers = [low + (high - low) * n / (BOXES - 1) for n in range(BOXES)]
    for fill, alike in groupby(numbers, shade):
        last = first + len(list(alike))
        # a box goes on under the next one, so that no seam shines through
        x, end = (left + n * width / BOXES for n in (first, min(last + 1, BOXES)))
        d = outline([(x, top), (end, top), (end, top + BAR), (x, top + BAR)])
        yield Path("pixel.key", d, fill=fill)
        first = last
