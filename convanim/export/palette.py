"""One palette for all frames of a film, chosen from a few of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from PIL import Image

Colour = tuple[int, int, int]

FLAT = 0.001
"""The part of a picture's pixels above which a colour is an area, to be kept exactly."""
DISTINCT = 11
"""How far areas are at least apart. Pillow finds the nearest colour on a grid of fours, so a
colour that is this far from the others is kept exactly; nearer ones become one."""
COARSE = 32
"""The grid on which the mixed colours of antialiased edges are counted."""
CLOSEST = 16
"""How far the colours chosen for edges are at least from the others."""
MOST = 255
"""Colours that fit into a GIF beside transparency."""
ENOUGH = 1.6
"""The mean squared error of a channel that is small enough, counted on the coarse grid: what
it gives is over 40 dB of PSNR in every frame."""


def palette(images: Iterable[Image.Image], data: Iterable[Colour] = ()) -> list[Colour]:
    """The fewest colours that stand well for those of RGB images, the most frequent first.

    The colours `data`, which are numbers, are all there, last. Areas keep theirs too, but for
    those that are too near to others. Edges, whose colours are mixtures, get those that mend
    the largest errors, until what is left is too small to be seen.
    """
    counts: Counter[Colour] = Counter()
    pixels = 0
    for image in images:
        size = image.width * image.height
        pixels += size
        for count, found in image.getcolors(size) or ():
            counts[found] += count  # type: ignore[index]
    exact = {*data}
    chosen = sorted(exact)
    mixed: dict[Colour, list[int]] = {}
    for found, count in counts.most_common():
        if count >= FLAT * pixels and len(chosen) < MOST and least(found, chosen) >= DISTINCT**2:
            chosen.append(found)
        else:
            r, g, b = found
            total = mixed.setdefault((r // COARSE, g // COARSE, b // COARSE), [0, 0, 0, 0])
            for n, v in enumerate((count, r * count, g * count, b * count)):
                total[n] += v
    # each mixture: its colour, how often it is, and how far the palette is from it
    edges = [((r // n, g // n, b // n), n) for n, r, g, b in mixed.values()]
    distances = [least(found, chosen) for found, _ in edges]
    while edges and len(chosen) < MOST:
        errors = [n * far for (_, n), far in zip(edges, distances, strict=True)]
        apart = [n for n, far in enumerate(distances) if far >= CLOSEST * CLOSEST]
        if sum(errors) <= ENOUGH * 3 * pixels or not apart:
            break
        worst = max(apart, key=errors.__getitem__)
        new = edges[worst][0]
        chosen.append(new)
        distances = [
            min(far, least(found, [new])) for (found, _), far in zip(edges, distances, strict=True)
        ]
    # a frame without the last ones has shorter codes: lines are in each, a number is in few
    return sorted(chosen, key=lambda colour: (colour in exact, -counts[colour]))


def least(colour: Colour, others: Iterable[Colour]) -> int:
    """The squared distance from a colour to the nearest of others."""
    r, g, b = colour
    return min(((r - x) ** 2 + (g - y) ** 2 + (b - z) ** 2 for x, y, z in others), default=1 << 20)


def as_image(colours: list[Colour]) -> Image.Image:
    """A palette as Pillow's quantize() takes it."""
    image = Image.new("P", (1, 1))
    # unused places repeat the first colour, so that nothing is ever matched to them
    flat = [v for colour in (*colours, *colours[:1] * (256 - len(colours))) for v in colour]
    image.putpalette(flat)
    return image
