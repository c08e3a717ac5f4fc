"""PDF, EPS and PGF through matplotlib's vector backends: figures of papers, drawn from our marks.

A PDF has a page for each step; the others are the still step.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, BinaryIO

from convanim.export import mark
from convanim.export.film import INCH, Film

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PGF = f"% {mark.NAME}: \\usepackage{{pgf}} in the preamble, then \\input this file\n"
POINTS = 72.0
"""Points of an inch."""
UNTOUCHED = ("backend", "backend_fallback", "interactive")
"""Settings that say where figures are shown."""


def pdf(film: Film, file: BinaryIO) -> None:
    """The PDF of a film: a page for each of its steps."""
    _pages(file, ((film, step) for step in range(film.scene.steps)), film)


def pdf_step(film: Film, file: BinaryIO, step: int) -> None:
    """One step of a film as a PDF."""
    _pages(file, [(film, step)], film)


def pdf_lecture(films: Sequence[Film], file: BinaryIO, title: str, spec: str) -> None:
    """The PDF of several films: a page for each of their steps."""
    pages = ((film, step) for film in films for step in range(film.scene.steps))
    told = replace(films[0], scene=replace(films[0].scene, title=title), spec=spec)
    _pages(file, pages, told)


def eps(film: Film, file: BinaryIO) -> None:
    """The still step of a film as an EPS."""
    eps_step(film, file, film.scene.still)


def eps_step(film: Film, file: BinaryIO, step: int) -> None:
    """One step of a film as an EPS, in which nothing shines through: colours are mixed before."""
    made = BytesIO()
    with plain():
        drawn(film, step, opaque=True).savefig(made, format="eps", metadata={"Creator": mark.NAME})
    dated = b"%%CreationDate"
    lines = made.getvalue().splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(dated)]
    file.write(b"".join([*kept, *([b"%" + film.spec.encode() + b"\n"] if film.spec else ())]))


def pgf(film: Film, file: BinaryIO) -> None:
    """The still step of a film as a PGF picture."""
    pgf_step(film, file, film.scene.still)


def pgf_step(film: Film, file: BinaryIO, step: int) -> None:
    """One step of a film as a PGF picture, without what matplotlib notes of its machine."""
    made = StringIO()
    with plain():
        drawn(film, step).savefig(made, format="pgf")
    lines = made.getvalue().splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("%%")]
    spec = [f"% {film.spec}\n"] if film.spec else []
    file.write("".join([PGF, *spec, *kept]).encode())


def _pages(file: BinaryIO, steps: Iterable[tuple[Film, int]], film: Film) -> None:
    """Some steps of films, a page each, in a file that says what one film says."""
    from matplotlib.backends.backend_pdf import PdfPages

    told = {
        "Title": film.scene.title,
        "Subject": film.scene.description,
        "Creator": mark.NAME,
        "Producer": mark.NAME,
        "CreationDate": None,
        **({"Keywords": film.spec} if film.spec else {}),
    }
    with plain(), PdfPages(file, metadata=told) as pages:
        for shown, step in steps:
            pages.savefig(drawn(shown, step))


def drawn(film: Film, step: int, opaque: bool = False) -> Figure:
    """A figure of one step of a film, as large as its picture."""
    from convanim.render.figure import draw
    from convanim.scene.time import Moment

    figure = page(film)
    (axes,) = figure.axes
    draw(axes, film.scene, film.theme, Moment(step, 0.0, 1.0), film.paper)
    if opaque:
        from convanim.render.flat import flatten

        flatten(axes, film.paper)
    return figure


def page(film: Film, dpi: float = POINTS) -> Figure:
    """A figure as large as a film's picture, whose axes have nothing around them."""
    from matplotlib.figure import Figure

    scene = film.scene
    width = (film.width or scene.width) / INCH
    figure = Figure((width, width * scene.height / scene.width), dpi=dpi, facecolor="none")
    figure.add_axes((0, 0, 1, 1))
    return figure


def plain() -> AbstractContextManager[None]:
    """While this lasts, matplotlib does as it is made, whatever the machine's settings are."""
    from matplotlib import rc_context, rcParamsDefault

    given = {name: rcParamsDefault[name] for name in rcParamsDefault if name not in UNTOUCHED}
    return rc_context(given)
