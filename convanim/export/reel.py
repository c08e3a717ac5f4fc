"""A film as one image of many frames, as Pillow's encoders take it: each drawn when asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise

from PIL import Image

from convanim.export.film import Film


class Reel(Image.Image):
    """An image whose frames are drawn one after the other, and never kept."""

    is_animated = True

    def __init__(self, images: Iterable[Image.Image], count: int) -> None:
        super().__init__()
        self.n_frames = count
        self._images = iter(images)
        self._at = -1
        self.seek(0)

    def seek(self, frame: int) -> None:
        """Draw the next frame; one that has gone by does not come again."""
        if frame >= self.n_frames:
            raise EOFError("no more frames")
        while self._at < frame:
            image = next(self._images)
            image = image.convert("RGB") if image.mode == "P" else image
            self.im, self._mode, self._size = image.im, image.mode, image.size
            self._at += 1

    def tell(self) -> int:
        """The number of the frame that is there."""
        return self._at


def whole(seconds: Iterable[float], rate: float) -> Iterator[int]:
    """Times in whole units of which `rate` make a second: rounding never adds up.

    >>> list(whole([0.25, 0.25, 0.25, 0.25], 10))
    [2, 3, 3, 2]
    """
    ends = accumulate(seconds, initial=0.0)
    yield from (after - before for before, after in pairwise(round(end * rate) for end in ends))


def milliseconds(film: Film) -> list[int]:
    """How long each frame of a film shows."""
    return list(whole((moment.seconds for moment in film.timeline.moments()), 1000))
