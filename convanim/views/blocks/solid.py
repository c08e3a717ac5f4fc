"""Blocks of cells seen from the upper right: three faces of each, in one light.

Rows go down, columns to the right, layers towards the viewer: of every block its front, its
top and its right side show. Blocks are painted from the far to the near, and of a block only
the faces that can be seen are drawn at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from convanim.scene.marks import Mark, Path, Point, Segment, Steps, outline, polygon

COLUMN = (0.94, 0.20)
ROW = (0.0, 1.0)
# no multiple of it meets a corner of the front's cells: depth can be told from position
LAYER = (-0.52, 0.36)

Place = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Block:
    """Cells from (layer, row, column) on, so many along each."""

    at: Place
    size: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Solid:
    """Where a volume lies in the picture: its origin and the side of a cell in scene units."""

    x: float
    y: float
    side: float

    def shifted(self, dx: float, dy: float) -> Solid:
        """The same somewhere else."""
        return Solid(self.x + dx, self.y + dy, self.side)

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

    def front(self, block: Block, whole: bool = False) -> tuple[Segment, ...]:
        """The front face, cell by cell or as a whole."""
        (z, r, c), (zs, rs, cs) = block.at, block.size
        cells = [(0, 0, rs, cs)] if whole else [(i, j, 1, 1) for i in range(rs) for j in range(cs)]
        return _joined(
            [
                self.point(z + zs, r + i, c + j),
                self.point(z + zs, r + i, c + j + w),
                self.point(z + zs, r + i + h, c + j + w),
                self.point(z + zs, r + i + h, c + j),
            ]
            for i, j, h, w in cells
        )

    def top(self, block: Block, whole: bool = False) -> tuple[Segment, ...]:
        """The top face."""
        (z, r, c), (zs, _, cs) = block.at, block.size
        cells = [(0, 0, zs, cs)] if whole else [(i, j, 1, 1) for i in range(zs) for j in range(cs)]
        return _joined(
            [
                self.point(z + i, r, c + j),
                self.point(z + i, r, c + j + w),
                self.point(z + i + d, r, c + j + w),
                self.point(z + i + d, r, c + j),
            ]
            for i, j, d, w in cells
        )

    def right(self, block: Block, whole: bool = False) -> tuple[Segment, ...]:
        """The right side."""
        (z, r, c), (zs, rs, cs) = block.at, block.size
        cells = [(0, 0, zs, rs)] if whole else [(i, j, 1, 1) for i in range(zs) for j in range(rs)]
        return _joined(
            [
                self.point(z + i, r + j, c + cs),
                self.point(z + i + d, r + j, c + cs),
                self.point(z + i + d, r + j + h, c + cs),
                self.point(z + i, r + j + h, c + cs),
            ]
            for i, j, d, h in cells
        )

    def shaded(self, role: str, block: Block, faces: str = "ftr") -> Iterator[Mark]:
        """A block's visible faces, and the light on its top and the shade on its side."""
        drawn = {"f": (".front", self.front), "t": (".top", self.top), "r": (".right", self.right)}
        for face in faces:
            name, cells = drawn[face]
            yield Path(role + name, cells(block))
        if "t" in faces:
            yield Path("light", self.top(block, whole=True))
        if "r" in faces:
            yield Path("shade", self.right(block, whole=True))

    def silhouette(self, role: str, block: Block, steps: Steps | None = None) -> Path:
        """The outline of a block."""
        return polygon(role, self.corners(block), steps=steps)

    def wire(self, block: Block) -> tuple[Segment, ...]:
        """The outline of a block, and the three edges that meet in its far lower corner."""
        (z, r, c), (zs, rs, cs) = block.at, block.size
        far = self.point(z, r + rs, c)
        ends = ((z + zs, r + rs, c), (z, r, c), (z, r + rs, c + cs))
        d = list(self.silhouette("", block).d)
        for end in ends:
            d += (("M", *far), ("L", *self.point(*end)))
        return tuple(d)


def far_to_near(blocks: Iterable[Block]) -> list[Block]:
    """Blocks that do not interlock, in the order in which they must be painted."""
    return sorted(blocks, key=lambda block: (block.at[0], -block.at[1], block.at[2]))


def _joined(faces: Iterable[list[Point]]) -> tuple[Segment, ...]:
    return tuple(segment for face in faces for segment in outline(face))
