"""WebP files: lossless, which is both smaller and sharper on flat colours than the lossy kind."""

from __future__ import annotations

from typing import BinaryIO

from convanim.export import mark
from convanim.export.film import Film

METHOD, EFFORT = 2, 75
"""How hard the encoder tries, of 6 and of 100: more is slower and saves nothing."""


def save(film: Film, file: BinaryIO) -> None:
    """The animated WebP of a film."""
    from convanim.export.few import few
    from convanim.export.reel import Reel, milliseconds

    Reel(few(film), film.timeline.frames).save(
        file,
        "WEBP",
        save_all=True,
        lossless=True,
        method=METHOD,
        quality=EFFORT,
        duration=milliseconds(film),
        loop=film.timeline.loop,
        xmp=mark.xmp(film.spec),
    )
