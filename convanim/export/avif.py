"""AVIF files, where Pillow has the codec: small for what glides and shades, slow to make."""

from __future__ import annotations

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
    Reel(images, film.timeline.frames).save(
        file,
        "AVIF",
        save_all=True,
        quality=QUALITY,
        subsampling="4:4:4",  # half the colours of a thin line are not its colour
        speed=SPEED,
        max_threads=1,  # more threads, other bytes
        duration=milliseconds(film),
        xmp=mark.XMP,
    )
