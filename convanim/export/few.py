"""A film's frames in few colours: lossless formats make much less of them than of thousands.

The colours are those of the GIF, flat ones and numbers exactly; a transparent picture keeps all of
its own, as its edges fade.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from convanim.export.film import Film
from convanim.themes.theme import TRANSPARENT

if TYPE_CHECKING:
    from PIL import Image

SAMPLE = 6
"""Frames that the colours are chosen from."""


def few(film: Film) -> Iterator[Image.Image]:
    """The film's frames, one by one."""
    from PIL import Image

    from convanim.export.exact import Places
    from convanim.export.gif import numbers
    from convanim.export.palette import as_image, palette

    if film.background == TRANSPARENT:
        yield from (frame.image for frame in film.frames())
        return
    count, data = film.timeline.frames, numbers(film)
    wanted = {n * count // SAMPLE for n in range(SAMPLE)}
    sample = film.drawn(m for n, m in enumerate(film.timeline.moments()) if n in wanted)
    colours = palette((frame.image for frame in sample), {*data.values()})
    guide, exact = as_image(colours), Places(colours, data) if data else None
    shown = [v for colour in colours for v in colour]
    for frame in film.frames():
        found = frame.image.quantize(palette=guide, dither=Image.Dither.NONE)
        if exact:
            found = exact.put(frame.image, found)
            found.putpalette(shown)
        yield found
