"""Reading a scene back: which cells a picture shows, by role, at a step. Knows no geometry
of the package: cells are told from their outlines alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from convanim.scene.marks import (
    Group,
    Mark,
    Matrix,
    Path,
    Point,
    Scene,
    Text,
    compose,
    transform,
)
from convanim.scene.text import CAP_HEIGHT
from convanim.scene.time import Moment, carried, shows

Outline = list[Point]


def outlines(scene: Scene, role: str, step: int = 0) -> list[Outline]:
    """The closed outlines painted with a role at a step, as lists of corner points."""
    return [points for found, points in _walk(scene.marks, step) if found == role]


def strokes(scene: Scene, role: str, step: int = 0) -> list[Outline]:
    """The open lines painted with a role at a step, as lists of points."""
    return [points for found, points in _walk(scene.marks, step, closed=False) if found == role]


def still(scene: Scene, step: int) -> list[Mark]:
    """The marks that show at a step, as if they always did."""
    return [replace(mark, steps=None) for mark in scene.marks if shows(mark.steps, step)]


Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def texts(scene: Scene, role: str, step: int = 0) -> list[tuple[str, Box]]:
    """The texts of a role at a step, each with the box of its figures."""
    return [found for named, found in _texts(scene.marks, step) if named == role]


def every_text(scene: Scene, step: int = 0) -> list[tuple[str, Box]]:
    """All texts at a step, each with the box of its figures."""
    return [found for _, found in _texts(scene.marks, step)]


def overlap(one: Box, other: Box) -> float:
    """How deep two boxes lie in each other; nothing or less where they do not."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    return min(across, min(one[3], other[3]) - max(one[1], other[1]))


def line(scene: Scene, role: str, step: int = 0) -> str:
    """The texts of a role and of its parts at a step, in the order that they are read in."""
    found = [one for named, one in _texts(scene.marks, step) if f"{named}.".startswith(f"{role}.")]
    rows = sorted((bottom, left, text) for text, (left, _, _, bottom) in found)
    pieces, before = [], None
    for bottom, _, text in rows:
        pieces += [" " if before not in (None, bottom) else "", text]
        before = bottom
    return "".join(pieces)


def box(cell: Outline) -> Box:
    """The box around an outline."""
    xs, ys = zip(*cell, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def within(inner: Box, outer: Box) -> bool:
    """Whether a box lies in another."""
    near = 1e-6
    return (
        inner[0] >= outer[0] - near
        and inner[1] >= outer[1] - near
        and inner[2] <= outer[2] + near
        and inner[3] <= outer[3] + near
    )


def _texts(
    marks: tuple[Mark, ...], step: int, dx: float = 0.0, dy: float = 0.0
) -> Iterator[tuple[str, tuple[str, Box]]]:
    for mark in marks:
        if not shows(mark.steps, step):
            continue
        x, y = carried(mark.track, Moment(step, 0.0, 1.0))[4:]  # texts are only shifted
        if isinstance(mark, Group):
            yield from _texts(mark.marks, step, dx + x, dy + y)
        elif isinstance(mark, Text):
            left, base = mark.x + dx + x, mark.y + dy + y
            high = mark.size * CAP_HEIGHT
            yield mark.role, (mark.text, (left, base - high, left + mark.width, base))


def _walk(
    marks: tuple[Mark, ...],
    step: int,
    outer: Matrix = (1, 0, 0, 1, 0, 0),
    closed: bool = True,
) -> Iterator[tuple[str, Outline]]:
    for mark in marks:
        if not shows(mark.steps, step):
            continue
        matrix = compose(outer, carried(mark.track, Moment(step, 0.0, 1.0)))
        if isinstance(mark, Group):
            yield from _walk(mark.marks, step, matrix, closed)
        elif isinstance(mark, Path):
            points: Outline = []
            for op, *xy in transform(matrix, mark.d):
                if op == "M":
                    if points and not closed:
                        yield mark.role, points
                    points = []
                if op == "Z":
                    if closed:
                        yield mark.role, points
                    points = []
                else:
                    points.append((float(xy[-2]), float(xy[-1])))
            if points and not closed:
                yield mark.role, points


class Grid:
    """Rows and columns, read off one cell's outline."""

    def __init__(self, cell: Outline) -> None:
        (x, y), (ux, uy), _, (vx, vy) = cell[:4]
        self.origin, self.u, self.v = (x, y), (ux - x, uy - y), (vx - x, vy - y)

    def place(self, cell: Outline) -> tuple[int, int]:
        """The row and column of a cell, counted from the grid's own; it must lie on the grid."""
        dx, dy = cell[0][0] - self.origin[0], cell[0][1] - self.origin[1]
        (ux, uy), (vx, vy) = self.u, self.v
        area = ux * vy - uy * vx
        column, row = (dx * vy - dy * vx) / area, (ux * dy - uy * dx) / area
        assert abs(row - round(row)) < 1e-6, "half a cell off"
        assert abs(column - round(column)) < 1e-6, "half a cell off"
        return round(row), round(column)

    def places(self, cells: list[Outline]) -> set[tuple[int, int]]:
        """The rows and columns of cells, no two of them alike."""
        found = [self.place(cell) for cell in cells]
        assert len(set(found)) == len(found), "a cell was drawn twice"
        return set(found)
