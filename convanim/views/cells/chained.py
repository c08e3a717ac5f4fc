"""Matrix products in turn, each the factor of the next: what one has made the next one reads.

Each result stands below the tensor that it is made of, with its matrix to its left, row beside
row, as in the scheme that S. Falk gave for products. The one layer that they are together stands
to the right of the last result: it reads the same input, and at the end the two results lie
side by side, with a sign that tells whether they are equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

from convanim.language import say, term
from convanim.operations.describe import caption, title
from convanim.scene.arrange import in_turn
from convanim.scene.marks import Mark, Path, Point, Scene
from convanim.scene.shapes import arrow
from convanim.scene.text import CAP_HEIGHT, place
from convanim.views.cells.products import MOST_LINES, Factors
from convanim.views.page import Told, page
from convanim.views.parts.board import SUM, Board
from convanim.views.parts.grids import BETWEEN, LABEL, Grid
from convanim.views.parts.plane import Plane
from convanim.views.view import Link, Style

HEADED = LABEL + 8.0
"""Units above a grid for the word that stands there."""
FALL = 30.0
"""Units between a tensor and the word above the one that is made of it: room for the arrow."""
SIGN, AIR = 26.0, 5.0
"""The size of the sign between two results, and what is free at the ends of an arrow."""
UNEQUAL = "\N{NOT EQUAL TO}"
SAID = {
    "=": term("The one layer that they are on the whole makes the same output of the same input."),
    UNEQUAL: term(
        "One layer of the same weights, with nothing between them, makes another output."
    ),
}


@dataclass(frozen=True, eq=False)
class Placed:
    """A layer's product in its place: its matrix, what it reads, what it makes, and what an
    activation makes of that; the arrow into it, the steps that are shown, when its turn begins,
    and what it is called."""

    factors: Factors
    grids: list[Grid]
    into: tuple[Point, ...]
    chosen: Sequence[int]
    start: int
    name: str

    @property
    def result(self) -> Grid:
        """The last that it makes."""
        return self.grids[-1]

    def cells(self, total: int, first: bool) -> Iterator[Mark]:
        """The cells, the words above them and the arrows between them; what is read is drawn
        by the layer that makes it, if there is one."""
        yield Path("edge.pale", arrow(*self.into))
        yield Path("edge", arrow(*self.into), steps=(range(self.start, total),))
        left, _, *made = own = self.own(first)
        if len(made) > 1:
            yield Path("edge", arrow(*across(*made)))
        yield from self.factors.still_cells(own)
        for grid in made:
            yield from map(self.turn(total), grid.filling(self.chosen, self.factors.style.fill))
        for grid in (left, *made, *own[1 : 1 + first]):
            yield from grid.heading()

    def movers(self, total: int) -> Iterator[Mark]:
        """What is multiplied, and what that makes, while it is this layer's turn."""
        for mark in self.factors.movers(self.grids, self.chosen):
            yield in_turn(mark, len(self.chosen), self.start, total, stays=False)

    def figures(self, total: int, first: bool) -> Iterator[Mark]:
        """The figures, each result's from its step on."""
        yield from self.factors.figures(self.own(first))
        yield from map(self.turn(total), self.factors.results(self.grids, self.chosen))

    def turn(self, total: int) -> Callable[[Mark], Mark]:
        """What lets a mark come when it is this layer's turn, and stay."""
        return lambda mark: in_turn(mark, len(self.chosen), self.start, total)

    def own(self, first: bool) -> list[Grid]:
        """The grids with one of no cells for what another layer draws."""
        left, read, *made = self.grids
        return [left, read if first else replace(read, rows=0, columns=0), *made]

    def lines(self, step: int, width: float) -> list[str]:
        """What is written below at a step of the whole; nothing where it is not its turn."""
        if not 0 <= step - self.start < len(self.chosen):
            return []
        factors = self.factors
        total = factors.made.total(self.chosen[step - self.start], factors.ways)
        return replace(total, head=say("{name}: ", name=self.name)).lines(SUM, width, MOST_LINES)


@dataclass(frozen=True, eq=False)
class Chained:
    """Layers in turn in their places, and the one that they are on the whole, or None."""

    ways: list[Placed]
    whole: Placed | None
    sign: str
    told: Told
    style: Style

    @classmethod
    def of(
        cls, links: Sequence[Link], each: Sequence[Factors], style: Style, one: Link | None = None
    ) -> Chained:
        """The layers laid out; of `each` the last may be the one that they are on the whole."""
        total = sum(len(link.chosen) for link in links)
        shelf = Shelf(
            max(way.board.columns[0][0].side for way in each), min(way.high for way in each), style
        )
        ways, start = list[Placed](), 0
        for link, factors in zip(links, each, strict=False):
            ways.append(shelf.below(factors, ways, link.chosen, start))
            start += len(link.chosen)
        whole, sign = None, ""
        if one is not None:
            whole = shelf.beside(each[-1], ways, one.chosen, total - len(one.chosen))
            sign = compared(last(each[-2]), last(each[-1]))
        lines = [
            caption(link.op) if link.style.caption else "" for link in links for _ in link.chosen
        ]
        said = [factors.made.sentence(link.op) for link, factors in zip(links, each, strict=False)]
        said += [say(SAID[sign])] if sign else []
        told = Told(say("; ").join(title(link.op) for link in links), say(" ").join(said), lines)
        return cls(ways, whole, sign, told, replace(style, caption=any(lines)))

    def scene(self) -> Scene:
        """The scene of all steps."""
        every = [*self.ways, *([] if self.whole is None else [self.whole])]
        steps = len(self.told.caption)
        board = Board([[grid for way in every for grid in way.grids]], ())
        lines = [[line for way in every for line in way.lines(n, board.room)] for n in range(steps)]
        marks = [
            *(mark for way in every for mark in way.cells(steps, way is every[0])),
            *(mark for way in every for mark in way.movers(steps)),
            *(mark for way in every for mark in way.figures(steps, way is every[0])),
            *self.signs(steps),
            *board.lines(lines),
        ]
        return page(
            marks,
            steps,
            self.style,
            self.told,
            corners=board.corners(max(map(len, lines))),
            still=steps - 1,
        )

    def signs(self, steps: int) -> Iterator[Mark]:
        """The sign between the two results, when both are there."""
        if self.whole is not None:
            left, right = self.ways[-1].result, self.whole.result
            x = (left.plane.point(0, left.columns)[0] + right.plane.x) / 2
            y = right.plane.point(right.rows / 2, 0)[1] + SIGN * CAP_HEIGHT / 2
            yield place("title", self.sign, x, y, SIGN, "middle", steps=(range(steps - 1, steps),))


@dataclass(frozen=True)
class Shelf:
    """Where grids are put, all with cells of one `side` and figures of one height."""

    side: float
    high: float
    style: Style

    def grid(self, x: float, y: float, matrix: Any, label: str) -> Grid:
        """A matrix as a grid."""
        plane = Plane(x, y, (self.side, 0.0), (0.0, self.side))
        rows, columns = matrix.shape
        return Grid(plane, rows, columns, label, self.style.gap, self.style.radius)

    def below(
        self, factors: Factors, before: list[Placed], chosen: Sequence[int], start: int
    ) -> Placed:
        """A product below what it reads, its matrix to the left."""
        made, number = factors.made, len(before) + 1
        read = before[-1].result if before else self.grid(0, 0, made.right, made.words[1])
        x, top = read.plane.x, read.corners()[1][1] + FALL + HEADED
        left = x - BETWEEN - made.left.shape[1] * self.side
        grids = [
            self.grid(left, top, made.left, f"{made.words[0]} {number}"),
            read,
            self.grid(x, top, made.result, f"{made.words[2]} {number}"),
        ]
        if made.after is not None:
            aside = grids[2].corners()[1][0] + BETWEEN
            grids.append(self.grid(aside, top, made.after, made.words[3]))
        into = middle(read, read.rows, AIR), middle(grids[2], 0, -HEADED)
        return Placed(
            replace(factors, high=self.high),
            grids,
            into,
            chosen,
            start,
            say("layer {number}", number=number),
        )

    def beside(
        self, factors: Factors, ways: list[Placed], chosen: Sequence[int], start: int
    ) -> Placed:
        """A product whose result stands beside the last one, its matrix to the right."""
        made, read, last = factors.made, ways[0].grids[1], ways[-1].result
        right, top = last.corners()[1][0] + BETWEEN, last.plane.y
        result = self.grid(right, top, made.result, made.words[2])
        left = self.grid(
            result.corners()[1][0] + BETWEEN, top, made.left, say("one layer's weights")
        )
        (x, low), (_, y) = middle(result, 0, -HEADED), read.plane.point(read.rows / 2, 0)
        into = ((read.corners()[1][0] + AIR, y), (x, y), (x, low))
        grids = [left, read, result]
        return Placed(
            replace(factors, high=self.high), grids, into, chosen, start, say("one layer")
        )


def middle(grid: Grid, row: float, off: float) -> Point:
    """The middle of a row's upper edge, or as much below it."""
    x, y = grid.plane.point(row, grid.columns / 2)
    return x, y + off


def across(left: Grid, right: Grid) -> tuple[Point, Point]:
    """From the middle of a grid's side to the grid to the right of it."""
    x, y = left.plane.point(left.rows / 2, left.columns)
    return (x + AIR, y), (right.plane.x - AIR, y)


def last(factors: Factors) -> Any:
    """The last matrix that a product makes."""
    return factors.made.parts[-1]


def compared(one: Any, other: Any) -> str:
    """Whether two results are equal, up to rounding."""
    return "=" if np.allclose(one, other) else UNEQUAL


def handed_on(each: Sequence[Factors]) -> bool:
    """Whether each product's right factor is what the one before has made."""
    return all(np.array_equal(last(one), other.made.right) for one, other in pairwise(each))
