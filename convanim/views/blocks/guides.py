"""What ties the channels view together: lines from the window to its filter, and to its cell.

A line touches only what it belongs to: where filters stand side by side it goes below its row
to a filter, and above the row from it to the output.
"""

from __future__ import annotations

from collections.abc import Iterator

from convanim.scene.marks import Mark, Path, Point, Steps, lines, stretch
from convanim.views.blocks.places import Arrangement, Stand
from convanim.views.blocks.volumes import Step, Volumes
from convanim.views.parts.steps import either, leaps, spans

LINE = lines("guide", [((0, 0), (0, 1))])

PARTS = ("upper", "lower", "below", "above", "last")
"""The lines of a step, in order: from the window, below and above a row of filters, to the cell."""
Ties = dict[str, tuple[Point, Point]]
"""Those that a step has, each from a point to a point."""


def guides(drawn: Volumes, places: Arrangement, steps: list[Step]) -> Iterator[Mark]:
    """The lines of some steps.

    Every line that moves far is a tenth of a GIF's bytes, so there are as few as will do.
    """
    found = [ties(drawn, places, step) for step in steps]
    fades = either(jumps(steps), changes(steps))
    for part in PARTS:
        shown = [n for n, each in enumerate(found) if part in each]
        if not shown:
            continue
        anywhere = found[shown[0]][part]  # it does not show there
        track = tuple(stretch(*each.get(part, anywhere)) for each in found)
        when = None if len(shown) == len(steps) else spans(shown)
        yield Path(LINE.role, LINE.d, steps=when, track=track, fades=fades)


def jumps(steps: list[Step]) -> Steps | None:
    """The steps after which the window does not glide: to another row, or over what is left out."""
    return leaps([(2 * step.group, 2 * step.row, step.column) for step in steps])


def changes(steps: list[Step]) -> Steps | None:
    """The steps after which it is another filter's turn."""
    return leaps([(step.filter,) for step in steps], 0)


def ties(drawn: Volumes, places: Arrangement, step: Step) -> Ties:
    """The lines of a step: two from the lit block's near edge, one to the output cell.

    Pooling has no filter between the two.
    """
    part, deep = places.parts[step.group], drawn.layers.length
    row, column = drawn.start(step)
    right, low = column + drawn.columns.extent, row + drawn.rows.extent
    edge = part.input.point(deep, row, right), part.input.point(deep, low, right)
    z, r, c = drawn.made(step)
    if drawn.pooled:
        cell = part.output.point(z + 1, r, c), part.output.point(z + 1, r + 1, c)
        return {"upper": (edge[0], cell[0]), "lower": (edge[1], cell[1])}
    stand = part.filters[step.filter]
    return {
        **into(stand, edge, deep, drawn.kernel),
        **out(stand, part.output.point(z + 1, r + 0.5, c), drawn.kernel),
    }


def into(stand: Stand, edge: tuple[Point, Point], deep: int, kernel: tuple[int, int]) -> Ties:
    """The lines from the upper and the lower end of an edge to a filter."""
    (rows, columns), solid = kernel, stand.solid
    if stand.below is None:
        heads = solid.point(deep, 0, 0), solid.point(deep, rows, 0)
        return {"upper": (edge[0], heads[0]), "lower": (edge[1], heads[1])}
    foot = solid.point(deep, rows, columns)
    turn = stand.below
    return {"upper": (edge[0], turn), "lower": (edge[1], turn), "below": (turn, foot)}


def out(stand: Stand, cell: Point, kernel: tuple[int, int]) -> Ties:
    """The line from a filter to the output cell that it makes."""
    (rows, columns), solid = kernel, stand.solid
    if stand.above is None:
        return {"last": (solid.point(0, rows / 2, columns), cell)}
    return {"above": (solid.point(0, 0, 0), stand.above), "last": (stand.above, cell)}
