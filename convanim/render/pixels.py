"""A scene as pixels: its marks drawn by an antialiasing rasteriser, frame by frame.

What never changes is drawn once: runs of still marks are kept as layers. The rest is drawn tile
by tile, and of a frame only the tiles in which something moved since the one before; a tile never
depends on what was drawn earlier. Frames come one at a time and none but the last is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import aggdraw
from PIL import Image, ImageChops

from convanim.render.brush import BLACK, Brush, Room, Stroke, rgb
from convanim.render.leaves import Cast, Leaf, Veil, leaves
from convanim.scene.marks import Mark, Matrix, Scene
from convanim.scene.time import Moment, Timeline
from convanim.themes.theme import TRANSPARENT, Theme

WHITE = (255, 255, 255)
TILE = 96
"""Pixels of a tile's sides: little is drawn in vain, and no tile costs more than its marks."""

Box = tuple[int, int, int, int]
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture, RGB (RGBA where the background is transparent), and its seconds.

    It is as the frame before it but in `boxes` (None: that is not known).
    """

    image: Image.Image
    seconds: float
    boxes: tuple[Box, ...] | None = None


def frames(
    scene: Scene,
    theme: Theme,
    moments: Iterable[Moment],
    *,
    width: float | None = None,
    background: str | None = None,
) -> Iterator[Frame]:
    """The scene at each moment, `width` pixels wide."""
    painter = Painter(scene, theme, width or scene.width, background or theme.background)
    for moment in moments:
        yield painter.frame(moment)


def still(
    scene: Scene,
    theme: Theme,
    step: int,
    *,
    width: float | None = None,
    background: str | None = None,
) -> Image.Image:
    """One step of the scene."""
    at = [Moment(step, 0.0, Timeline(1).step_time)]
    return next(frames(scene, theme, at, width=width, background=background)).image


@dataclass(frozen=True, slots=True)
class Layer:
    """Still marks, drawn once: `keep` is what shines through them, `add` what they add.

    Both are found by drawing over black and over white, which needs no alpha channel of the
    rasteriser and is exact.
    """

    keep: Image.Image
    add: Image.Image
    box: Box

    def over(self, picture: Image.Image, left: int, top: int) -> None:
        """Put this layer in front of a picture whose corner lies at (left, top)."""
        x, y, right, bottom = self.box
        wide, high = picture.size
        x, y = max(x, left), max(y, top)
        right, bottom = min(right, left + wide), min(bottom, top + high)
        if x >= right or y >= bottom:
            return
        inner = x - self.box[0], y - self.box[1], right - self.box[0], bottom - self.box[1]
        place = x - left, y - top, right - left, bottom - top
        behind = ImageChops.multiply(picture.crop(place), self.keep.crop(inner))
        picture.paste(ImageChops.add(behind, self.add.crop(inner)), place)


class Painter:
    """Draws the frames of one scene at one size."""

    def __init__(self, scene: Scene, theme: Theme, width: float, background: str) -> None:
        scale = width / scene.width
        self.size = max(1, round(width)), max(1, round(scene.height * scale))
        self.fit: Matrix = (scale, 0, 0, scale, 0, 0)
        self.brush = Brush(theme, scale)
        self.transparent = background == TRANSPARENT
        papers = (BLACK, WHITE) if self.transparent else (rgb(background),)
        runs = [(still, tuple(leaves(run))) for still, run in groupby(scene.marks, is_still)]
        first = runs.pop(0)[1] if runs and runs[0][0] else ()
        self.papers = self.drawn(first, papers)
        self.cast = Cast([leaf for still, run in runs if not still for leaf in run], self.fit)
        self.layers = self.between(runs)
        self.tiles = Tiles(self.size)
        self.strokes: dict[int, list[Stroke]] = {}
        self.image: Image.Image | None = None

    def frame(self, moment: Moment) -> Frame:
        """The scene at a moment."""
        changed = sorted(self.turn(moment))
        if self.image is None:
            image = Image.new("RGBA" if self.transparent else "RGB", self.size)
            changed, boxes = [*range(len(self.tiles.of))], None
        else:
            image = self.image.copy() if changed else self.image
            boxes = tuple(self.tiles.boxes(changed))
        for tile in changed:
            box = self.tiles.box(tile)
            image.paste(self.tile(tile, box), box)
        self.image = image
        return Frame(image, moment.seconds, boxes)

    def turn(self, moment: Moment) -> set[int]:
        """Move what moves; the tiles that are not as they were."""
        changed: set[int] = set()
        for n, matrix in self.cast.turn(moment):
            changed |= self.tiles.without(n)
            self.strokes.pop(n, None)
            if matrix is not None:
                changed |= self.tiles.put(n, self.brush.room(self.cast.leaves[n].mark, matrix))
        return changed

    def tile(self, tile: int, box: Box) -> Image.Image:
        """The picture of a tile."""
        pictures = [self.over(paper.crop(box), tile, box) for paper in self.papers]
        return rgba(*pictures) if self.transparent else pictures[0]

    def over(self, picture: Image.Image, tile: int, box: Box) -> Image.Image:
        """A tile's paper with all that lies in front of it."""
        left, top = box[:2]
        members = sorted(self.tiles.of[tile])
        done = 0
        for until, layer in (*self.layers, (len(self.cast.leaves), None)):
            start = done
            while done < len(members) and members[done] < until:
                done += 1
            self.put(picture, members[start:done], left, top)
            if layer:
                layer.over(picture, left, top)
        return picture

    def put(
        self, picture: Image.Image, members: Iterable[int], left: int, top: int, depth: int = 0
    ) -> None:
        """Draw leaves on a picture whose corner lies at (left, top); those behind the same veil,
        counted from the outermost one on, are seen through as a whole."""

        def veil(n: int) -> Veil | None:
            veils = self.cast.veils[n]
            return veils[depth] if depth < len(veils) else None

        for of, run in groupby(members, veil):
            if of is None:
                canvas = aggdraw.Draw(picture)
                for n in run:
                    for stroke in self.strokes_of(n):
                        stroke.on(canvas, left, top)
                canvas.flush()
            else:
                whole = picture.copy()
                self.put(whole, run, left, top, depth + 1)
                picture.paste(Image.blend(picture, whole, of[1]))

    def strokes_of(self, n: int) -> list[Stroke]:
        """What draws a leaf where it is."""
        if n not in self.strokes:
            leaf, matrix = self.cast.leaves[n], self.cast.at[n]
            self.strokes[n] = [*self.brush.strokes_of(leaf.mark, matrix)]
        return self.strokes[n]

    def between(self, runs: list[tuple[bool, tuple[Leaf, ...]]]) -> list[tuple[int, Layer]]:
        """The layers, each with the number of moving leaves that lie behind it."""
        found, behind = [], 0
        for still, run in runs:
            if still:
                found.append((behind, self.layer(run)))
            else:
                behind += len(run)
        return found

    def layer(self, run: tuple[Leaf, ...]) -> Layer:
        black, white = self.drawn(run, (BLACK, WHITE))
        keep = ImageChops.subtract(white, black)
        box = ImageChops.invert(keep).getbbox() or (0, 0, 1, 1)
        return Layer(keep.crop(box), black.crop(box), box)

    def drawn(self, run: Iterable[Leaf], papers: Iterable[Colour]) -> list[Image.Image]:
        """A picture on each of the papers with still leaves in front of it."""
        pictures = [Image.new("RGB", self.size, paper) for paper in papers]
        canvases = [aggdraw.Draw(picture) for picture in pictures]
        for leaf in run:
            for stroke in self.brush.strokes_of(leaf.mark, self.fit, again=False):
                for canvas in canvases:
                    stroke.on(canvas, 0, 0)
        for canvas in canvases:
            canvas.flush()
        return pictures


class Tiles:
    """The squares of a picture, and which leaves reach into each of them."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.size = size
        self.columns, self.rows = (-(-side // TILE) for side in size)
        self.of: list[set[int]] = [set() for _ in range(self.columns * self.rows)]
        self.under: dict[int, set[int]] = {}

    def box(self, tile: int) -> Box:
        """The pixels of a tile."""
        row, column = divmod(tile, self.columns)
        left, top = column * TILE, row * TILE
        return left, top, min(left + TILE, self.size[0]), min(top + TILE, self.size[1])

    def boxes(self, tiles: Iterable[int]) -> Iterator[Box]:
        """The pixels of tiles in order, those next to each other in one box."""
        side_by_side = groupby(enumerate(tiles), lambda nth: (nth[1] - nth[0], self.row(nth[1])))
        for _, run in side_by_side:
            found = [self.box(tile) for _, tile in run]
            yield (*found[0][:2], *found[-1][2:])

    def row(self, tile: int) -> int:
        """The row of a tile."""
        return tile // self.columns

    def put(self, n: int, room: Room) -> set[int]:
        """Let a leaf reach into all tiles that its room touches; those tiles."""
        columns, rows = (
            range(max(0, int(low // TILE)), min(most, int(high // TILE) + 1))
            for low, high, most in zip(room[:2], room[2:], (self.columns, self.rows), strict=True)
        )
        found = {row * self.columns + column for row in rows for column in columns}
        for tile in found:
            self.of[tile].add(n)
        self.under[n] = found
        return found

    def without(self, n: int) -> set[int]:
        """Let a leaf reach into none; those it did."""
        found = self.under.pop(n, set())
        for tile in found:
            self.of[tile].discard(n)
        return found


def is_still(mark: Mark) -> bool:
    """Whether a mark is always there and never moves."""
    return not any(leaf.around for leaf in leaves([mark]))


def rgba(black: Image.Image, white: Image.Image) -> Image.Image:
    """A picture with its opacity, from what it looks like over black and over white."""
    lost = ImageChops.subtract(white, black).getchannel("G")
    alpha = ImageChops.invert(lost)
    return Image.merge("RGBa", (*black.split(), alpha)).convert("RGBA")
