"""Colours that are numbers, exactly in a picture's palette: Pillow only finds near ones.

Where there are more than a palette holds, several near ones are shown as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PIL import Image

Colour = tuple[int, int, int]

ROOM = 223
"""Places of a palette that numbers may take: the others are for lines, letters, and their edges."""


def standing(colours: Iterable[Colour], most: int = ROOM) -> dict[Colour, Colour]:
    """For each colour the one that stands for it: itself, or of too many the middle of those that
    lie within a cube whose sides are as small as will do.

    >>> standing([(0, 0, 0), (7, 0, 0), (99, 0, 0)], most=2)
    {(0, 0, 0): (3, 0, 0), (7, 0, 0): (3, 0, 0), (99, 0, 0): (99, 0, 0)}
    """
    every = sorted(set(colours))
    side = 1
    while True:
        cubes: dict[Colour, list[Colour]] = {}
        for colour in every:
            r, g, b = colour
            cubes.setdefault((r // side, g // side, b // side), []).append(colour)
        if len(cubes) <= most:
            return {colour: middle(near) for near in cubes.values() for colour in near}
        side += 1


def middle(colours: Iterable[Colour]) -> Colour:
    """The colour that is as far from the ones as from the others, in every channel."""
    reds, greens, blues = zip(*colours, strict=True)
    r, g, b = ((min(channel) + max(channel)) // 2 for channel in (reds, greens, blues))
    return r, g, b


def off(standing: Mapping[Colour, Colour]) -> int:
    """How far the worst of colours is from what stands for it, in 255ths of a channel."""
    return max(
        (abs(a - b) for pair in standing.items() for a, b in zip(*pair, strict=True)), default=0
    )


class Places:
    """The palette's place of every colour that it has exactly."""

    def __init__(self, palette: list[Colour], standing: Mapping[Colour, Colour]) -> None:
        import numpy as np  # only what draws numbers needs it

        place = {colour: n for n, colour in enumerate(palette)}
        # by 24 bits of colour one more than the place; the many zeros are not even in memory
        self.of = np.zeros(1 << 24, np.uint8)
        for colour, shown in {**{c: c for c in palette}, **standing}.items():
            r, g, b = colour
            self.of[r << 16 | g << 8 | b] = place[shown] + 1

    def put(self, image: Image.Image, found: Image.Image) -> Image.Image:
        """The places `found` for an image, with those of the exact colours."""
        import numpy as np

        red, green, blue = (np.asarray(channel, np.uint32) for channel in image.split())
        exact = self.of[red << 16 | green << 8 | blue]
        return Image.fromarray(np.where(exact, exact - 1, np.asarray(found)).astype(np.uint8))
