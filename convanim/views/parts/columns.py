"""Grids in columns, with the signs between them and lines of text below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Self

from convanim.scene.marks import Mark, Point
from convanim.scene.text import fitted, place
from convanim.views.parts.grids import Grid, signs
from convanim.views.parts.steps import spans

SUM, LEADING, APART = 13.5, 20.0, 20.0
"""The text under the grids: its size, a line's height, and its distance from them."""
LEAST_WIDTH = 330.0
"""What that text may take even under narrow grids."""


@dataclass(frozen=True)
class Layout:
    """Columns of grids, and the signs that stand between them."""

    columns: list[list[Grid]]
    between: tuple[str, ...]

    def block(self, heights: int) -> tuple[float, float, float, float]:
        """Where lines of text lie under the grids: left, top, right, bottom."""
        corners = [corner for column in self.columns for p in column for corner in p.corners()]
        xs, ys = zip(*corners, strict=True)
        spare = max(LEAST_WIDTH - (max(xs) - min(xs)), 0) / 2
        top = max(ys) + APART
        return min(xs) - spare, top, max(xs) + spare, top + heights * LEADING

    def outermost(self, heights: int) -> list[Point]:
        """The outermost points, `heights` lines of text included."""
        left, _, right, bottom = self.block(heights)
        tops = [grid.corners()[0][1] for column in self.columns for grid in column]
        return [(left, min(tops)), (right, bottom)]

    def shifted(self, dx: float, dy: float) -> Self:
        """The same layout somewhere else."""
        return replace(self, columns=[[p.shifted(dx, dy) for p in some] for some in self.columns])

    def headings(self) -> Iterator[Mark]:
        """The grids' words, and the signs between columns."""
        for column in self.columns:
            for grid in column:
                yield from grid.heading()
        yield from signs(self.columns, self.between)

    def lines(self, steps: list[list[str]]) -> Iterator[Mark]:
        """The text under the grids, at each step its own lines; equal ones are written once."""
        left, top, right, _ = self.block(0)
        shown: dict[tuple[int, str], list[int]] = {}
        for n, texts in enumerate(steps):
            for row, text in enumerate(texts):
                shown.setdefault((row, text), []).append(n)
        for (row, text), when in shown.items():
            size = fitted(text, SUM, right - left)
            y = top + (row + 0.75) * LEADING
            yield place("label.sum", text, left, y, size, steps=spans(when))
