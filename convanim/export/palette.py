"""One palette for all frames of a film, chosen from a few of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from PIL import Image

Colour = tuple[int, int, int]

CLOSEST = 11
"""How far two chosen colours are at least apart. Pillow finds the nearest colour on a grid of
fours, so any colour that is this far from the others is kept exactly."""
FLAT = 0.001
"""The part of a picture's pixels above which a colour is an area, to be kept exactly."""
COARSE = 12
"""The grid on which the mixed colours of antialiased edges are counted."""


SIZES = (15, 31, 63, 127, 255)
"""How many colours there can be beside transparency: one under each power of two."""
ENOUGH = 2.2
"""The mean squared error of a channel that is small enough: 44.7 dB of PSNR. Half of it costs a
tenth more bytes and cannot be told apart."""


def palette(images: Iterable[Image.Image]) -> list[Colour]:
    """The fewest colours that stand well for those of RGB images, the most common first.

    Areas keep their colours exactly; edges, whose colours are mixtures, share the rest.
    """
    counts: Counter[Colour] = Counter()
    pixels = 0
    for image in images:
        size = image.width * image.height
        pixels += size
        for count, found in image.getcolors(size) or ():
            counts[found] += count  # type: ignore[index]
    chosen: list[Colour] = []
    edges: Counter[Colour] = Counter()
    for found, count in counts.most_common():
        if count >= FLAT * pixels and len(chosen) < SIZES[-1] and apart(found, chosen, 3):
            chosen.append(found)
        else:
            r, g, b = (min(v // COARSE * COARSE + COARSE // 2, 255) for v in found)
            edges[r, g, b] += count
    mixed = edges.most_common()
    for size in SIZES:
        for found, _ in mixed:
            if len(chosen) >= size:
                break
            if apart(found, chosen, CLOSEST):
                chosen.append(found)
        lost = sum(count * least(found, chosen) for found, count in mixed)
        if lost <= ENOUGH * 3 * pixels:
            break
    return chosen


def least(colour: Colour, others: Iterable[Colour]) -> int:
    """The squared distance from a colour to the nearest of others."""
    r, g, b = colour
    return min((r - x) ** 2 + (g - y) ** 2 + (b - z) ** 2 for x, y, z in others)


def apart(colour: Colour, others: Iterable[Colour], distance: int) -> bool:
    """Whether a colour is at least `distance` from all others."""
    return all(least(colour, [other]) >= distance * distance for other in others)


def as_image(colours: list[Colour]) -> Image.Image:
    """A palette as Pillow's quantize() takes it."""
    image = Image.new("P", (1, 1))
    # unused places repeat the first colour, so that nothing is ever matched to them
    flat = [v for colour in (*colours, *colours[:1] * (256 - len(colours))) for v in colour]
    image.putpalette(flat)
    return image
