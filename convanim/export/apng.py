"""Animated PNG: lossless, of each frame only the rectangle that changed; frames stream.

Every rectangle is coded as a PNG by Pillow, and its data put into the chunks that the format has
for it (PNG specification, third edition, 11.3.6 and 13.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO
from zlib import crc32

from PIL import Image, ImageChops

from convanim.export import mark
from convanim.export.film import Film

START = b"\x89PNG\r\n\x1a\n"
SHARED = (b"IHDR", b"PLTE", b"tRNS")
"""What the first frame says for all of them."""
MOST = 65535
"""Thousandths of a second that one frame can last."""


def save(film: Film, file: BinaryIO) -> None:
    """The animated PNG of a film."""
    from convanim.export.few import few
    from convanim.export.reel import milliseconds

    shots = [parts_of(time) for time in milliseconds(film)]
    file.write(START)
    number = 0
    canvas: Image.Image | None = None
    for image, times in zip(few(film), shots, strict=True):
        box = (0, 0, *image.size)
        if canvas is None:
            parts = [*chunks(image)]
            for kind, data in parts:
                if kind in SHARED:
                    file.write(chunk(kind, data))
            file.write(chunk(b"tEXt", "\0".join(mark.PNG).encode()))
            if film.spec:
                file.write(chunk(b"tEXt", b"Comment\0" + film.spec.encode()))
            file.write(chunk(b"acTL", word(sum(map(len, shots))) + word(film.timeline.loop)))
        else:
            apart = ImageChops.difference(canvas, image)
            box = apart.getbbox(alpha_only=False) or (0, 0, 1, 1)
            parts = [*chunks(image.crop(box))]
        for time in times:
            file.write(chunk(b"fcTL", word(number) + placed(box, time)))
            number += 1
            data = b"".join(data for kind, data in parts if kind == b"IDAT")
            if canvas is None:
                file.write(chunk(b"IDAT", data))
            else:
                file.write(chunk(b"fdAT", word(number) + data))
                number += 1
            canvas = image
    file.write(chunk(b"IEND", b""))


def parts_of(time: int) -> list[int]:
    """Milliseconds as several that the format has room for: a long rest is more than one frame.

    >>> parts_of(40), parts_of(70_000)
    ([40], [65535, 4465])
    """
    whole, rest = divmod(time, MOST)
    return [MOST] * whole + ([rest] if rest or not whole else [])


def placed(box: tuple[int, int, int, int], time: int) -> bytes:
    """Where a frame's rectangle lies, and how many thousandths of a second it shows."""
    left, top, right, bottom = box
    place = b"".join(map(word, (right - left, bottom - top, left, top)))
    return place + time.to_bytes(2, "big") + (1000).to_bytes(2, "big") + b"\0\0"


def word(number: int) -> bytes:
    """A number as the format has it."""
    return number.to_bytes(4, "big")


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk's bytes: its length, its name, what is in it, its checksum."""
    return word(len(data)) + kind + data + word(crc32(kind + data))


def chunks(image: Image.Image) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of an image that is coded as a PNG: their names, and what is in them."""
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    data, at = file.getbuffer(), len(START)
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        yield bytes(data[at + 4 : at + 8]), bytes(data[at + 8 : at + 8 + size])
        at += size + 12
