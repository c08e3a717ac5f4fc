"""Our vector files as the programs for paper draw them, beside our own pixels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image

from convanim.render import pixels
from tests.export.films import psnr
from tests.programs import run

LARGER = 3
"""How much larger both are drawn, before they are made small: lines that a program moves to whole
pixels, and edges that it smooths its own way, then count for little."""
STANDALONE = r"""\documentclass{standalone}\usepackage{pgf}
\begin{document}\input{%s}\end{document}"""


def ours(film: Any, step: int) -> Image.Image:
    """A step in pixels, large."""
    width = LARGER * (film.width or film.scene.width)
    return pixels.still(film.scene, film.theme, step, width=width, background=film.background)


def page(pdf: Path, size: tuple[int, int], number: int = 1) -> Image.Image:
    """A page of a PDF, of so many pixels."""
    into = pdf.with_suffix("")
    words = ("-png", "-singlefile", "-f", number, "-l", number)
    run("pdftoppm", *words, "-scale-to-x", size[0], "-scale-to-y", size[1], pdf, into)
    with Image.open(into.with_suffix(".png")) as image:
        return image.convert("RGB")


def printed(eps: Path, size: tuple[int, int], points: float) -> Image.Image:
    """An EPS of so many points' width, as a printer would have it."""
    png = eps.with_suffix(".png")
    rate = f"-r{size[0] / points * 72}"
    device = ("-sDEVICE=png16m", "-dTextAlphaBits=4", "-dGraphicsAlphaBits=4")
    words = ("-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-dEPSCrop", *device, rate)
    run("gs", *words, f"-sOutputFile={png}", eps)
    with Image.open(png) as image:
        return image.convert("RGB").resize(size)


def typeset(text: str, folder: Path, name: str = "paper") -> Path:
    """The PDF that pdflatex makes of a document in a folder."""
    (folder / f"{name}.tex").write_text(text, "utf-8")
    run("pdflatex", "-interaction=batchmode", "-halt-on-error", f"{name}.tex", cwd=folder)
    return folder / f"{name}.pdf"


def apart(one: Image.Image, other: Image.Image) -> float:
    """Decibels between two large pictures, made small."""
    return psnr(one.reduce(LARGER), other.convert("RGB").reduce(LARGER))
