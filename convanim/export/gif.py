"""GIF files: one palette for all frames, and of each frame only what changed.

A frame is the smallest rectangle around its changed pixels, unchanged ones transparent, which
compresses best; equal frames are merged. Over a transparent background a frame that uncovers
it is cleared first (disposal 2), as the format has no other way to make a pixel transparent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO
from warnings import warn

from PIL import Image, ImageChops

from convanim.errors import NotDrawn
from convanim.export import mark
from convanim.export.exact import Colour, Places, off, standing
from convanim.export.film import Film
from convanim.export.palette import as_image, palette

if TYPE_CHECKING:
    from convanim.render.pixels import Frame

SAMPLE = 6
"""Frames that the palette is chosen from."""
FEW, KEPT = 16, 20_000_000
"""Frames that are kept rather than drawn again once the palette is known, and their pixels."""
LONGEST = 65535
"""Hundredths of a second that one frame can last."""
SQUARES = [min(255, (v * v + 7) // 8) for v in range(256)]
"""The square of how far a channel is off, in eighths, so that all that matter fit into a byte."""
NEAR = 150
"""How far (in `SQUARES`) a pixel of an edge may be off to stay as it was in the frame before: with
it, every frame of the published pictures is still over 40 dB of PSNR."""
NUMBER = "pixel"
"""The role of what is coloured by a number."""
CLEAR = 0
"""The palette's place for what is not drawn."""

Box = tuple[int, int, int, int]


def save(film: Film, file: BinaryIO) -> None:
    """The GIF of a film; frames stream, none but the last is kept."""
    tell_what_is_off(film)
    drawn, count = film.frames(), film.timeline.frames
    wanted = {n * count // SAMPLE for n in range(SAMPLE)}
    first = next(drawn)
    kept: list[Frame] = []
    if count <= FEW and count * first.image.width * first.image.height <= KEPT:
        kept = [first, *drawn]
        sample, drawn = iter([kept[n] for n in wanted]), iter(kept[1:])
    else:
        moments = film.timeline.moments()
        sample = film.drawn(m for n, m in enumerate(moments) if n in wanted)
    for piece in pieces(film, sample, chain([first], drawn)):
        file.write(piece)


def pieces(film: Film, sample: Iterable[Frame], frames: Iterable[Frame]) -> Iterator[bytes]:
    """The bytes of a GIF of some frames, whose palette is chosen from a sample."""
    data = numbers(film)
    colours = palette((flat(frame, film.matte)[0] for frame in sample), {*data.values()})
    exact = Places(colours, data) if data else None
    # a surface's colour is a height's in some light: near is enough, but it changes with them
    calm = not film.scene.fills()
    pictures = merged(indexed(frames, as_image(colours), film.matte, exact, calm))
    picture, time = next(pictures)
    yield header(picture.size, colours, film.timeline.loop)
    yield from blocks(chain([(picture, time)], pictures), bits_for(colours))
    yield b";"


def numbers(film: Film) -> dict[Colour, Colour]:
    """The colours of a film that are numbers, each with the one that is shown for it."""
    from convanim.render.paints import painted
    from convanim.render.pixels import rgb

    paints = (painted(film.theme, NUMBER, fill) for fill in film.scene.fills(NUMBER))
    return standing(rgb(paint.fill) for paint in paints if paint.fill)


def tell_what_is_off(film: Film) -> None:
    """Say that not every number has its own colour, where that is so."""
    found = numbers(film)
    if (far := off(found)) > 0:
        warn(
            f"a GIF's palette has no room for {len(found):,} colours of numbers: some are up to "
            f"{far}/255 off; .svg and .png have them all",
            NotDrawn,
            stacklevel=2,
        )


def header(size: tuple[int, int], colours: list[tuple[int, int, int]], loop: int) -> bytes:
    """Signature, screen, palette, how often it plays, and whose it is."""
    bits = bits_for(colours)
    table = bytes(v for colour in ((0, 0, 0), *colours) for v in colour).ljust(3 << bits, b"\0")
    screen = b"".join(side.to_bytes(2, "little") for side in size)
    start = b"GIF89a" + screen + bytes((0x70 | 0x80 | bits - 1, CLEAR, 0)) + table
    if loop == 1:  # once is what a file without a loop does
        return start + mark.GIF
    again = 0 if loop == 0 else loop - 1  # the format counts what follows the first time
    return start + b"!\xff\x0bNETSCAPE2.0\x03\x01" + again.to_bytes(2, "little") + b"\0" + mark.GIF


def bits_for(colours: list[tuple[int, int, int]]) -> int:
    """The bits of a place in the palette: one place more than there are colours, at least 4."""
    return max(2, len(colours).bit_length())


def flat(frame: Frame, matte: str | None) -> tuple[Image.Image, Image.Image | None]:
    """A frame as RGB, and where it is opaque (None: everywhere).

    Transparency is one bit here. With a matte every touched pixel is blended with it; without
    one the pixels at least half covered show their full colour. Neither leaves a halo.
    """
    image = frame.image
    if image.mode == "RGB":
        return image, None
    alpha = image.getchannel("A")
    if matte is None:
        return image.convert("RGB"), alpha.point([0] * 128 + [255] * 128)
    ground = Image.new("RGBA", image.size, matte)
    return Image.alpha_composite(ground, image).convert("RGB"), alpha.point([0] + [255] * 255)


def indexed(
    frames: Iterable[Frame], guide: Image.Image, matte: str | None, exact: Places | None, calm: bool
) -> Iterator[tuple[Image.Image, float]]:
    """Frames as images of palette places, moved up by one to leave room for CLEAR; seconds.

    Colours that are numbers are `exact`; in `calm` pictures edges stay as they were where that is
    not seen.
    """
    last: Image.Image | None = None
    for frame in frames:
        image, opaque = flat(frame, matte)
        found = image.quantize(palette=guide, dither=Image.Dither.NONE)
        if exact:
            found = exact.put(image, found)
        found = Image.frombytes("L", found.size, found.tobytes())
        if calm and not exact and last is not None:
            found = steady(image, found, last, guide)
        last = found
        places = found.point([min(v + 1, 255) for v in range(256)])
        if opaque is not None:
            places = Image.composite(places, Image.new("L", places.size, CLEAR), opaque)
        yield places, frame.seconds


def steady(
    image: Image.Image, found: Image.Image, last: Image.Image, guide: Image.Image
) -> Image.Image:
    """The places `found` for an image, save where those of the `last` one still do.

    An antialiased edge that comes to lie on another changes its shade a little: to leave it be is
    smaller and is not seen. What the palette has exactly, as it has areas, is never left.
    """
    box = ImageChops.difference(found, last).getbbox()
    if box is None:
        return found
    wanted, before, now = image.crop(box), last.crop(box), found.crop(box)
    near = apart(wanted, before, guide).point([255] * (NEAR + 1) + [0] * (255 - NEAR))
    inexact = apart(wanted, now, guide).point([0] + [255] * 255)
    kept = found.copy()
    kept.paste(before, box, ImageChops.multiply(near, inexact))
    return kept


def apart(image: Image.Image, places: Image.Image, guide: Image.Image) -> Image.Image:
    """For each pixel how far a palette's colours are off: their squared error, in `SQUARES`."""
    shown = places.copy()
    shown.putpalette(guide.getpalette() or [])
    off = ImageChops.difference(image, shown.convert("RGB")).point(SQUARES * 3)
    red, green, blue = off.split()
    return ImageChops.add(ImageChops.add(red, green), blue)


def merged(pictures: Iterable[tuple[Image.Image, float]]) -> Iterator[tuple[Image.Image, int]]:
    """Pictures with hundredths of a second, equal neighbours as one; rounding never adds up."""
    end, written, last = 0.0, 0, None
    for picture, seconds in pictures:
        if last is not None and ImageChops.difference(last, picture).getbbox():
            yield last, round(end * 100) - written
            written = round(end * 100)
        last = picture
        end += seconds
    if last is not None:
        yield last, round(end * 100) - written


@dataclass(slots=True)
class Pending:
    """A frame not yet written: what it draws on, what it is to show, where, how long."""

    canvas: Image.Image
    picture: Image.Image
    box: Box
    time: int
    bits: int

    def blocks(self, disposal: int = 1) -> Iterator[bytes]:
        """The frame's bytes."""
        shown = self.picture.crop(self.box)
        before = self.canvas.crop(self.box)
        changed = ImageChops.difference(shown, before).point([0] + [255] * 255)
        only = Image.composite(shown, Image.new("L", shown.size, CLEAR), changed)
        written = encoded(only, self.box, self.bits)
        if changed.getextrema() != (255, 255) and shown.getextrema()[0] != CLEAR:
            # now and then repeated rows compress better than holes in them
            written = min(written, encoded(shown, self.box, self.bits), key=len)
        times = [LONGEST] * (self.time // LONGEST) + [self.time % LONGEST]
        for n, time in enumerate(times):
            if not time and n:
                continue
            control = b"!\xf9\x04" + bytes((disposal << 2 | 1,))
            yield control + time.to_bytes(2, "little") + bytes((CLEAR, 0)) + written


def blocks(pictures: Iterable[tuple[Image.Image, int]], bits: int) -> Iterator[bytes]:
    """The bytes of all frames."""
    pending: Pending | None = None
    for picture, time in pictures:
        if pending is None:
            blank = Image.new("L", picture.size, CLEAR)
            pending = Pending(blank, picture, (0, 0, *picture.size), time, bits)
            continue
        canvas, disposal = pending.picture, 1
        empty = picture.point([255] + [0] * 255)
        if uncovered := ImageChops.multiply(empty, canvas.point([0] + [255] * 255)).getbbox():
            disposal, pending.box = 2, union(pending.box, uncovered)
            canvas = canvas.copy()
            canvas.paste(CLEAR, pending.box)
        yield from pending.blocks(disposal)
        changed = ImageChops.difference(canvas, picture).getbbox()
        pending = Pending(canvas, picture, changed or (0, 0, 1, 1), time, bits)
    if pending is not None:
        yield from pending.blocks()


def union(a: Box, b: Box) -> Box:
    """The smallest box around two."""
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def encoded(image: Image.Image, box: Box, bits: int) -> bytes:
    """The descriptor and the compressed pixels of one frame, codes beginning at `bits` bits."""
    numbers = (*box[:2], *image.size)
    place = b"".join(n.to_bytes(2, "little") for n in numbers)
    return b"," + place + bytes((0, bits)) + image.tobytes("gif", "L", bits, 0) + b"\0"
