"""Marks drawn once and kept: those that are always there, and those that stay once they are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from PIL import Image, ImageChops

from convanim.scene.marks import Group, Mark
from convanim.scene.time import Moment

PAPERS = (0, 0, 0), (255, 255, 255)
Draw = Callable[[Image.Image, Iterable[Mark], Moment], Image.Image]
"""Draws marks as they are at a moment in front of a picture."""
FEW = 4
"""Marks that come one by one and are too few to be worth keeping."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Marks drawn once: `keep` is what shines through them, `add` what they add.

    Both are found by drawing over black and over white, which needs no alpha channel of the
    rasteriser and is exact.
    """

    keep: Image.Image
    add: Image.Image
    box: tuple[int, int, int, int]

    @classmethod
    def of(cls, black: Image.Image, white: Image.Image) -> Layer:
        """The layer of marks that were drawn over black and over white."""
        keep = ImageChops.subtract(white, black)
        box = ImageChops.invert(keep).getbbox() or (0, 0, 1, 1)
        return cls(keep.crop(box), black.crop(box), box)

    def over(self, picture: Image.Image) -> Image.Image:
        """The picture with this layer in front of it."""
        behind = ImageChops.multiply(picture.crop(self.box), self.keep)
        picture.paste(ImageChops.add(behind, self.add), self.box)
        return picture


class Growth:
    """Marks that stay once they are there: each is drawn once, when a picture first has it."""

    def __init__(self, marks: tuple[Mark, ...], draw: Draw, size: tuple[int, int]) -> None:
        self.marks, self.draw, self.size = marks, draw, size
        self.starts = list(map(start, marks))
        self.layer: Layer | None = None
        self.clear()

    def clear(self) -> None:
        """Forget what was drawn."""
        self.papers = [Image.new("RGB", self.size, paper) for paper in PAPERS]
        self.count, self.layer = 0, None

    def over(self, picture: Image.Image, moment: Moment) -> Image.Image:
        """The picture with what is there at a moment in front of it."""
        count = bisect_right(self.starts, moment.step)
        if count < self.count:
            self.clear()
        if count > self.count:
            new = self.marks[self.count : count]
            black, white = (self.draw(paper, new, moment) for paper in self.papers)
            self.count, self.layer = count, Layer.of(black, white)
        return self.layer.over(picture) if self.layer else picture


def runs(marks: Iterable[Mark], steps: int) -> Iterator[tuple[str, tuple[Mark, ...]]]:
    """Neighbouring marks of one kind: `still`, `growing` (they stay once they are there, and
    come in their order), or `moving`."""

    def kind(mark: Mark) -> str:
        return "still" if is_still(mark) else "growing" if stays(mark, steps) else "moving"

    for of, several in groupby(marks, kind):
        run = tuple(several)
        if of == "growing" and (
            len(run) < FEW or any(start(a) > start(b) for a, b in pairwise(run))
        ):
            of = "moving"
        yield of, run


def start(mark: Mark) -> int:
    """The step at which a mark first shows."""
    return mark.steps[0].start if mark.steps else 0


def is_still(mark: Mark) -> bool:
    """Whether a mark is always there and never moves."""
    return mark.steps is None and unmoved(mark)


def stays(mark: Mark, steps: int) -> bool:
    """Whether a mark is there to the end once it is, and never moves."""
    shown = mark.steps or ()
    return len(shown) == 1 and shown[0].stop == steps and unmoved(mark)


def unmoved(mark: Mark) -> bool:
    """Whether nothing moves a mark, lets it fade or come later, or changes what is in it."""
    if any(time is not None for time in (mark.track, mark.fades, mark.entry)):
        return False
    return not isinstance(mark, Group) or all(map(is_still, mark.marks))
