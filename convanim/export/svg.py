"""SVG files: one that moves by itself, or one for each step."""

from __future__ import annotations

from typing import BinaryIO

from convanim.export.film import Film
from convanim.render import svg


def save(film: Film, file: BinaryIO) -> None:
    """The animated SVG of a film."""
    text = svg.animated(
        film.scene,
        film.theme,
        film.timeline,
        width=film.width,
        background=film.background,
        dark=film.dark,
        spec=film.spec,
    )
    file.write(text.encode())


def save_step(film: Film, file: BinaryIO, step: int) -> None:
    """One step of a film as an SVG that does not move."""
    text = svg.still(
        film.scene,
        film.theme,
        step,
        width=film.width,
        background=film.background,
        dark=film.dark,
        spec=film.spec,
    )
    file.write(text.encode())
