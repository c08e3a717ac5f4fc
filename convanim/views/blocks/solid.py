"""Blocks of cells seen from the upper right: three faces of each, in one light.

Rows go down, columns to the right, layers towards the viewer: of every block its front, its
top and its right side show. Blocks are painted from the far to the near, and of a block only
the faces that can be seen are drawn at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from convanim.scene.marks import Mark, Path, Point, Segment, outline
from convanim.views.parts.plane import Plane
from convanim.views.parts.ruler import Run

COLUMN = (0.94, 0.20)
ROW = (0.0, 1.0)
# no multiple of it meets a corner of the front's cells: depth can be told from position
LAYER = (-0.52, 0.36)
FACES = ("front", "top", "right")

Place = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Block:
    """Cells from (layer, row, column) on, so many along each."""

    at: Place
    size: tuple[int, int, int] = (1, 1, 1)


@dataclass(frozen=True, slots=True)
class Solid:
    """Where a volume lies in the picture: its origin and the side of a cell in scene units."""

    x: float
    y: float
    side: float

    def point(self, layer: float, row: float, column: float) -> Point:
        """The place of a corner of cells."""
        return (
            self.x + self.side * (column * COLUMN[0] + row * ROW[0] + layer * LAYER[0]),
            self.y + self.side * (column * COLUMN[1] + row * ROW[1] + layer * LAYER[1]),
        )

    def corners(self, block: Block) -> list[Point]:
        """The outline of a block as it is seen: six corners."""
        (z, r, c), (zs, rs, cs) = block.at, block.size
        return [
            self.point(z + zs, r, c),
            self.point(z, r, c),
            self.point(z, r, c + cs),
            self.point(z, r + rs, c + cs),
            self.point(z + zs, r + rs, c + cs),
            self.point(z + zs, r + rs, c),
        ]

    def extent(self, block: Block) -> tuple[float, float]:
        """How wide and how high a block is in the picture."""
        xs, ys = zip(*self.corners(block), strict=True)
        return max(xs) - min(xs), max(ys) - min(ys)

    def put(self, block: Block, x: float, y: float) -> Solid:
        """The solid whose block has the upper left corner of its box at (x, y)."""
        xs, ys = zip(*self.corners(block), strict=True)
        return Solid(self.x + x - min(xs), self.y + y - min(ys), self.side)

    def face(self, which: str, block: Block, whole: bool = False) -> tuple[Segment, ...]:
        """The front, the top or the right side of a block, cell by cell or as a whole."""
        (z, r, c), (zs, rs, cs) = block.at, block.size
        corner, across, down, rows, columns = {
            "front": ((z + zs, r, c), COLUMN, ROW, rs, cs),
            "top": ((z, r, c), COLUMN, LAYER, zs, cs),
            "right": ((z, r, c + cs), LAYER, ROW, rs, zs),
        }[which]
        plane = Plane(*self.point(*corner), self._step(across), self._step(down))
        if whole:
            return outline(plane.corners(0, 0, rows, columns))
        cells = product(range(rows), range(columns))
        # layer by layer, from the far to the near
        return plane.cells(sorted(cells, key=lambda cell: cell[1] if which == "right" else 0))

    def _step(self, along: Point) -> Point:
        return self.side * along[0], self.side * along[1]

    def shaded(self, role: str, block: Block, faces: Iterable[str] = FACES) -> Iterator[Mark]:
        """A block's visible faces, and the light on its top and the shade on its side."""
        seen = list(faces)
        for face in seen:
            yield Path(f"{role}.{face}", self.face(face, block))
        for face, light in (("top", "light"), ("right", "shade")):
            if face in seen:
                yield Path(light, self.face(face, block, whole=True))

    def silhouette(self, block: Block) -> tuple[Segment, ...]:
        """The outline of a block."""
        return outline(self.corners(block))

    def frame(self, block: Block) -> tuple[Segment, ...]:
        """The outline of a block, and the three edges that meet in its near upper corner."""
        (z, r, c), (zs, rs, cs) = block.at, block.size
        near = (z + zs, r, c + cs)
        return *self.silhouette(block), *self._edges(near, (-zs, rs, -cs))

    def wire(self, block: Block) -> tuple[Segment, ...]:
        """The outline of a block, and the three edges that meet in its far lower corner."""
        (z, r, c), (zs, rs, cs) = block.at, block.size
        return *self.silhouette(block), *self._edges((z, r + rs, c), (zs, -rs, cs))

    def _edges(self, corner: Place, sizes: Place) -> Iterator[Segment]:
        """The three edges of a block that meet in a corner."""
        for axis in range(3):
            end = [*corner]
            end[axis] += sizes[axis]
            yield from (("M", *self.point(*corner)), ("L", *self.point(*end)))


def far_to_near(layers: list[Run], rows: list[Run], columns: list[Run]) -> list[Block]:
    """The blocks that runs of cells along three axes make, in the order to paint them."""
    found = (
        Block((z, r, c), (zs, rs, cs))
        for (z, zs), (r, rs), (c, cs) in product(layers, rows, columns)
    )
    return sorted(found, key=lambda block: (block.at[0], -block.at[1], block.at[2]))
