"""How much may be asked for: every bound of time and memory, and the one wording of a refusal.

What is just allowed takes some seconds and a few hundred megabytes on an ordinary machine; what
is not is refused from counts alone, before it costs anything.
"""

from __future__ import annotations

from convanim.errors import BadRequest

LISTED = 100_000
"""Numbers of a list, ranges counted out."""
NUMBERS = 2_000_000
"""Numbers of an array: read, made up or computed."""
ARITHMETIC = 500_000_000
"""Multiplications, and what is looked up beside them, that give a layer's numbers."""
GAUSSIAN = 1000
"""The side of a Gaussian kernel, whose numbers are binomials."""
TEXT = 2_000_000
"""Bytes of a file of figures that is text."""
TOML = 200_000
"""Bytes of a TOML file, which is read slowly."""
FONT = 64_000_000
"""Bytes of a font file: those of three languages in nine weights have more than are drawn."""
GLYPH_NAMES = 2_000_000
"""Glyphs that a font's tables may name, all together."""
SEGMENTS = 20_000
"""Segments of a sign, and parts and subroutines that make it."""
LINE = 1_000_000
"""Characters of one line of a batch."""
TAPS = 2_000_000
"""Taps that one answer of `inspect --json` lists."""
SCANNED = 2_000_000
"""Cells of an axis that are looked at one by one for which of them are read."""
WINDOWS = 20_000_000
"""Entries of the index arrays."""
MEGAPIXELS = 50
"""Millions of pixels of a picture that is read."""
IMAGE = 256
"""Cells along the longer side that such a picture is made to."""
CELLS = 70_000
"""Cells that a picture draws: those of a padded 224x224 map and 112x112 of output."""
FIGURES = 4000
"""Cells with figures: nobody reads more."""
PAINTED = 40_000
"""Cells that each have a colour of their own."""
CHANNELS = 8000
"""Cells of the channels view, all maps together."""
LONGEST = 1_000_000
"""Cells along an axis that the channels view takes some out of."""
FIELD = 10_000
"""Cells along an axis in which a receptive field is shown."""
SAMPLES = 4000
"""Samples of a signal: more would show nothing more."""
STEMS = 80
"""Places that have a stem each: closer ones are not told apart."""
FILTERS = 1000
"""Filters whose surfaces are drawn."""
NODES = 100
"""Nodes of a network."""
PANELS = 12
"""Panels of a picture, those in panels counted too."""
FRAMES = 1000
"""Frames above which an animation must be asked for by name: over a quarter of an hour."""
WORK = 5_000_000_000
"""Nanoseconds of work above which the same holds, counted as on an ordinary machine:"""
FRAME, PIXEL, MANY, FURTHER = 6_000_000, 8, 1_000_000, 30
"""of a frame, of each of its pixels, and of each further one where there are many;"""
CLEARED = 6
"""of a pixel so many times as many where a GIF has no background: it is written anew;"""
PAGE, PIECE = 12_000_000, 38_000
"""of a page or a still, and of each of its shapes;"""
NATIVE = 8_000
"""of a point of a slide's shapes, all of which wait in memory;"""
STILL, ONCE = 45, 60_000
"""of a pixel of a still, and of a shape that is drawn once for all frames."""
LETTER, BOX = 8, 40
"""Shapes in whose time a letter is drawn, and points in whose room a slide has a text."""
LECTURE = 100
"""Pictures of a lecture."""
SLIDES = 500
"""Slides of a presentation, a slide a step."""
PIXELS = 9_000_000
"""Pixels of a picture that is written."""


def bounded(count: float, what: str, most: float, hint: str = "") -> None:
    """Refuse more than `most` of something.

    >>> bounded(7, "cells", 5, hint="; fewer fit")
    Traceback (most recent call last):
    convanim.errors.BadRequest: 7 cells are too many: at most 5; fewer fit
    """
    if count > most:
        raise BadRequest(f"{count:,} {what} are too many: at most {most:,}{hint}")
