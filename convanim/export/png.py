"""PNG files: the step that stands for the whole, or one file for each step."""

from __future__ import annotations

from typing import BinaryIO

from convanim.export import mark
from convanim.export.film import INCH, Film

LEVEL = 6
"""How hard pixels are compressed: the hardest takes four times as long for one byte of fifty."""


def save(film: Film, file: BinaryIO) -> None:
    """The still step of a film."""
    save_step(film, file, film.scene.still)


def save_step(film: Film, file: BinaryIO, step: int) -> None:
    """One step of a film."""
    from PIL.PngImagePlugin import PngInfo

    from convanim.render.pixels import still

    text = PngInfo()
    text.add_text(*mark.PNG)
    if film.spec:
        text.add_text("Comment", film.spec)
    width, dpi = film.width, {}
    if film.dpi is not None:
        width = (width or film.scene.width) * film.dpi / INCH
        dpi = {"dpi": (film.dpi, film.dpi)}
    image = still(film.scene, film.theme, step, width=width, background=film.background)
    image.save(file, "PNG", compress_level=LEVEL, pnginfo=text, **dpi)
