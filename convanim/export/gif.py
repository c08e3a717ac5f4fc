"""GIF files: one palette for all frames, and of each frame only what changed.

A frame is the smallest rectangle around its changed pixels, unchanged ones transparent where that
compresses best; equal frames are merged. Over a transparent background a frame that uncovers
it is cleared first (disposal 2), as the format has no other way to make a pixel transparent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO
from warnings import warn

from PIL import Image, ImageChops

from convanim.errors import NotDrawn
from convanim.export import lzw, mark
from convanim.export.embedded import comments
from convanim.export.exact import Colour, Places, off, standing
from convanim.export.film import Film
from convanim.export.holes import candidates
from convanim.export.palette import as_image, palette

if TYPE_CHECKING:
    from convanim.render.pixels import Frame

SAMPLE = 6
"""Frames that the palette is chosen from."""
FEW, KEPT = 16, 20_000_000
"""Frames that are kept rather than drawn again once the palette is known, and their pixels."""
LONGEST = 65535
"""Hundredths of a second that one frame can last."""
NUMBER = "pixel"
"""The role of what is coloured by a number."""
CLEAR = 0
"""The palette's place for what is not drawn."""

Box = tuple[int, int, int, int]
Timed = tuple[Image.Image, float, "tuple[Box, ...] | None"]
"""A picture, its seconds, and where it may differ from the one before it (None: anywhere)."""


def save(film: Film, file: BinaryIO) -> None:
    """The GIF of a film; frames stream, none but the last is kept."""
    tell_what_is_off(film)
    count, width = film.timeline.frames, film.width or film.scene.width
    wanted = sorted({n * count // SAMPLE for n in range(SAMPLE)})
    frames: Iterable[Frame]
    sample: Iterable[Frame]
    if count <= FEW and count * width * width * film.scene.height / film.scene.width <= KEPT:
        frames = kept = [*film.frames()]
        sample = [kept[n] for n in wanted]
    else:  # one painter draws first those of the sample, then all
        some = (m for n, m in enumerate(film.timeline.moments()) if n in wanted)
        drawn = film.drawn(chain(some, film.timeline.moments()))
        sample, frames = islice(drawn, len(wanted)), film.watch(drawn, count)
    made = pieces(film, sample, frames)
    file.write(next(made))
    if film.spec:  # before the first picture, where other programs keep it
        file.write(comments(film.spec))
    file.writelines(made)
    file.write(b";")


def pieces(film: Film, sample: Iterable[Frame], frames: Iterable[Frame]) -> Iterator[bytes]:
    """The bytes of a GIF of some frames, whose palette is chosen from a sample."""
    data = numbers(film)
    colours = palette((flat(frame.image, film.matte)[0] for frame in sample), {*data.values()})
    exact = Places(colours, data) if data else None
    pictures = merged(indexed(frames, as_image(colours), film.matte, exact))
    first = next(pictures)
    yield header(first[0].size, colours, film.timeline.loop)
    yield from blocks(chain([first], pictures))


def numbers(film: Film) -> dict[Colour, Colour]:
    """The colours of a film that are numbers, each with the one that is shown for it."""
    from convanim.render.brush import rgb
    from convanim.render.paints import painted

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


def flat(image: Image.Image, matte: str | None) -> tuple[Image.Image, Image.Image | None]:
    """A picture as RGB, and where it is opaque (None: everywhere).

    Transparency is one bit here. With a matte every touched pixel is blended with it; without
    one the pixels at least half covered show their full colour. Neither leaves a halo.
    """
    if image.mode == "RGB":
        return image, None
    alpha = image.getchannel("A")
    if matte is None:
        return image.convert("RGB"), alpha.point([0] * 128 + [255] * 128)
    ground = Image.new("RGBA", image.size, matte)
    return Image.alpha_composite(ground, image).convert("RGB"), alpha.point([0] + [255] * 255)


def indexed(
    frames: Iterable[Frame], guide: Image.Image, matte: str | None, exact: Places | None
) -> Iterator[Timed]:
    """Frames as images of palette places, moved up by one to leave room for CLEAR; seconds.

    Colours that are numbers are `exact`. Only where a frame may differ from the one before it is
    looked at.
    """

    def placed(image: Image.Image) -> Image.Image:
        image, opaque = flat(image, matte)
        found = image.quantize(palette=guide, dither=Image.Dither.NONE)
        if exact:
            found = exact.put(image, found)
        found = Image.frombytes("L", found.size, found.tobytes())
        places = found.point([min(v + 1, 255) for v in range(256)])
        if opaque is not None:
            places = Image.composite(places, Image.new("L", places.size, CLEAR), opaque)
        return places

    last: Image.Image | None = None
    for frame in frames:
        boxes = frame.boxes if last else None
        if boxes is None or last is None:
            last = placed(frame.image)
        elif boxes:
            last = last.copy()
            for box in boxes:
                last.paste(placed(frame.image.crop(box)), box)
        yield last, frame.seconds, boxes


def merged(pictures: Iterable[Timed]) -> Iterator[tuple[Image.Image, int, Box]]:
    """Pictures with hundredths of a second and where each differs from the one before it.

    Equal neighbours are one; rounding never adds up.
    """
    end, written, last, where = 0.0, 0, None, (0, 0, 0, 0)
    for picture, seconds, boxes in pictures:
        if last is None:
            where = (0, 0, *picture.size)
        elif (changed := apart(last, picture, boxes)) is not None:
            yield last, round(end * 100) - written, where
            written, where = round(end * 100), changed
        last = picture
        end += seconds
    if last is not None:
        yield last, round(end * 100) - written, where


def apart(one: Image.Image, other: Image.Image, boxes: Iterable[Box] | None) -> Box | None:
    """The smallest box around all pixels that differ, which they do within `boxes` alone."""
    found: Box | None = None
    for box in [(0, 0, *one.size)] if boxes is None else boxes:
        if inner := ImageChops.difference(one.crop(box), other.crop(box)).getbbox():
            here = moved(inner, box)
            found = union(found, here) if found else here
    return found


@dataclass(slots=True)
class Pending:
    """A frame not yet written: what it draws on, what it is to show, where, how long."""

    canvas: Image.Image
    picture: Image.Image
    box: Box
    time: int

    def blocks(self, disposal: int = 1) -> Iterator[bytes]:
        """The frame's bytes."""
        shown = self.picture.crop(self.box)
        before = self.canvas.crop(self.box)
        changed = ImageChops.difference(shown, before).point([0] + [255] * 255)
        only = Image.composite(shown, Image.new("L", shown.size, CLEAR), changed)
        ways = candidates(shown.tobytes(), only.tobytes())
        left, top, right, bottom = self.box
        place = (n.to_bytes(2, "little") for n in (left, top, right - left, bottom - top))
        written = b"," + b"".join(place) + b"\0" + lzw.blocks(ways)
        times = [LONGEST] * (self.time // LONGEST) + [self.time % LONGEST]
        for n, time in enumerate(times):
            if not time and n:
                continue
            control = b"!\xf9\x04" + bytes((disposal << 2 | 1,))
            yield control + time.to_bytes(2, "little") + bytes((CLEAR, 0)) + written


def blocks(pictures: Iterable[tuple[Image.Image, int, Box]]) -> Iterator[bytes]:
    """The bytes of all frames."""
    pending: Pending | None = None
    for picture, time, box in pictures:
        if pending is None:
            blank = Image.new("L", picture.size, CLEAR)
            pending = Pending(blank, picture, box, time)
            continue
        canvas, disposal = pending.picture, 1
        if uncovered := lost(canvas, picture, box):
            disposal, pending.box = 2, union(pending.box, uncovered)
            canvas = canvas.copy()
            canvas.paste(CLEAR, pending.box)
            box = apart(canvas, picture, None) or (0, 0, 1, 1)
        yield from pending.blocks(disposal)
        pending = Pending(canvas, picture, box, time)
    if pending is not None:
        yield from pending.blocks()


def lost(canvas: Image.Image, picture: Image.Image, box: Box) -> Box | None:
    """The smallest box around all pixels of a canvas that a picture does not have."""
    drawn = canvas.crop(box).point([0] + [255] * 255)
    inner = ImageChops.multiply(drawn, picture.crop(box).point([255] + [0] * 255)).getbbox()
    return moved(inner, box) if inner else None


def moved(inner: Box, box: Box) -> Box:
    """What lies at `inner` in the picture of a box, in the whole."""
    left, top = box[:2]
    return inner[0] + left, inner[1] + top, inner[2] + left, inner[3] + top


def union(a: Box, b: Box) -> Box:
    """The smallest box around two."""
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])
