"""AVIF files, where Pillow has the codec: small for what glides and shades, slow to make."""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO

from convanim.errors import BadRequest
from convanim.export import mark
from convanim.export.film import Film

QUALITY = 90
"""Of 100: flat colours within 2/255, and no ringing around lines that one sees."""
SPEED = 6
"""Of 0 to 10: what is faster is nearly twice as large."""


def save(film: Film, file: BinaryIO) -> None:
    """The animated AVIF of a film."""
    from PIL import features

    from convanim.export.reel import Reel, milliseconds

    if not features.check("avif"):
        raise BadRequest("this Pillow was built without AVIF: use .webp or .png, or a newer Pillow")
    images = (frame.image for frame in film.frames())
    made = BytesIO()
    Reel(images, film.timeline.frames).save(
        made,
        "AVIF",
        save_all=True,
        quality=QUALITY,
        subsampling="4:4:4",  # half the colours of a thin line are not its colour
        speed=SPEED,
        max_threads=1,  # more threads, other bytes
        duration=milliseconds(film),
        xmp=mark.xmp(film.spec),
    )
    file.write(undated(made.getvalue()))


def undated(data: bytes) -> bytes:
    """A file without the time at which it was made (ISO/IEC 14496-12, 8.2.2, 8.3.2, 8.4.2)."""
    made, moov = bytearray(data), data.find(b"moov")
    for box in (b"mvhd", b"tkhd", b"mdhd"):
        at = data.find(box, moov) if moov >= 0 else -1
        if at >= 0:
            start, size = at + 8, 16 if data[at + 4] else 8
            made[start : start + size] = bytes(size)
    return bytes(made)
