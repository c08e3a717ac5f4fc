"""PDF, EPS and PGF by the programs that read them: what is on the page, and what is not."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest

from convanim import Conv, animate
from convanim.errors import BadRequest
from convanim.export import figures
from convanim.themes import THEMES
from convanim.views import VIEWS
from tests.export.films import SMALL, written
from tests.export.papers import STANDALONE, apart, ours, page, printed, typeset
from tests.fonts import sample
from tests.programs import run
from tests.render.tables import every_operation, shown

OPERATIONS = every_operation()
# every view in every theme comes up, each with another layer
SAMPLE = [(view, theme) for view in VIEWS for theme in THEMES]
PDF, EPS = 29.0, 27.5
"""Decibels, a little below the least that was measured: thin dark lines of print are the worst,
and gs draws every line and letter a little fatter."""
HOSTILE = 'a (b) \\) %%EOF ) /x <<>> "é→−" \\end{document} \\input{x} ^^M #1 $ & ~'


@cache
def layers(view):
    return [op for op in OPERATIONS.values() if shown(view, op)]


def film(view, theme):
    number, several = SAMPLE.index((view, theme)), layers(view)
    op = several[number * 7 % len(several)]
    made = animate(op, view=view, theme=theme, width=240, title="1×2 → (3%)").film()
    return made, made.scene.steps - 1


def drawn(save, made, step, path):
    with path.open("wb") as file:
        save(made, file, step)
    return path


@pytest.mark.parametrize(("view", "theme"), SAMPLE[::2])
def test_a_pdf_page_is_our_picture(view, theme, tmp_path):
    made, step = film(view, theme)
    pdf, picture = drawn(figures.pdf_step, made, step, tmp_path / "a.pdf"), ours(made, step)
    assert apart(page(pdf, picture.size), picture) >= PDF


@pytest.mark.parametrize(("view", "theme"), SAMPLE[::6])
def test_so_is_an_eps(view, theme, tmp_path):
    made, step = film(view, theme)
    eps, picture = drawn(figures.eps_step, made, step, tmp_path / "a.eps"), ours(made, step)
    assert apart(printed(eps, picture.size, made.width * 0.75), picture) >= EPS


@pytest.mark.parametrize(("view", "theme"), SAMPLE[1::16])
def test_so_is_a_pgf_in_a_document(view, theme, tmp_path):
    made, step = film(view, theme)
    drawn(figures.pgf_step, made, step, tmp_path / "a.pgf")
    picture = ours(made, step)
    pdf = typeset(STANDALONE % "a.pgf", tmp_path)
    assert apart(page(pdf, picture.size), picture) >= PDF


@pytest.mark.parametrize(
    ("words", "pages"), [({}, 16), ({"steps": (4,)}, 1), ({"strip": 4}, 1), ({"max_steps": 3}, 3)]
)
def test_a_page_for_each_step(words, pages, tmp_path):
    animate(SMALL, **words).save(tmp_path / "a.pdf")
    assert f"Pages:           {pages}\n" in run("pdfinfo", tmp_path / "a.pdf")


def test_each_page_shows_its_step(tmp_path):
    made = animate(SMALL, steps=(0, 9, 15), width=100).film()
    (tmp_path / "a.pdf").write_bytes(written(animate(SMALL, steps=(0, 9, 15), width=100), "pdf"))
    for n in range(3):
        shown = [
            apart(page(tmp_path / "a.pdf", ours(made, step).size, n + 1), ours(made, step))
            for step in range(3)
        ]
        assert shown.index(max(shown)) == n


@pytest.mark.parametrize(("width", "points"), [("8.5cm", 240.945), ("3in", 216), ("240pt", 240)])
def test_a_page_has_the_size_that_was_asked_for(width, points, tmp_path):
    animate(SMALL, width=width, max_steps=1).save(tmp_path / "a.pdf")
    told = run("pdfinfo", tmp_path / "a.pdf")
    size = told.split("Page size:")[1].split()
    assert float(size[0]) == pytest.approx(points, abs=0.01)
    animate(SMALL, width=width, max_steps=1).save(tmp_path / "a.eps")
    box = (tmp_path / "a.eps").read_text().split("%%HiResBoundingBox:")[1].split()
    assert float(box[2]) == pytest.approx(points, abs=0.01)


def test_a_picture_has_the_dots_that_were_asked_for(tmp_path):
    from PIL import Image

    animate(SMALL, width="2in", dpi=300).save(tmp_path / "a.png")
    with Image.open(tmp_path / "a.png") as image:
        assert image.width == 600
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.01)


def test_no_font_is_asked_for_and_no_date_is_told(tmp_path):
    animate(SMALL, view="numeric", theme="light").save(tmp_path / "a.pdf")
    assert len(run("pdffonts", tmp_path / "a.pdf").splitlines()) == 2  # a heading
    assert "Date" not in run("pdfinfo", tmp_path / "a.pdf")
    data = written(animate(SMALL), "eps")
    assert b"Date" not in data


def test_hostile_words_stay_words(tmp_path):
    made = animate(SMALL, max_steps=1).film()
    scene = replace(made.scene, title=HOSTILE, description=f"{HOSTILE}\n%%Page: 9 9\n积")
    made = replace(made, scene=scene)
    pdf = drawn(figures.pdf_step, made, 0, tmp_path / "a.pdf")
    told = run("pdfinfo", "-enc", "UTF-8", pdf)
    assert f"Title:           {HOSTILE}\n" in told
    assert "积" in told
    eps = drawn(figures.eps_step, made, 0, tmp_path / "a.eps").read_text()
    assert "Page:" not in eps
    assert "EOF" not in eps
    drawn(figures.pgf_step, made, 0, tmp_path / "a.pgf")
    typeset(STANDALONE % "a.pgf", tmp_path)


SCRIPT = """
import sys, locale
from convanim import Conv, animate
from tests.export.films import written
picture = animate(Conv(input=4, kernel=3), view="numeric", theme="light", title="×")
for format in ("pdf", "eps", "pgf"):
    sys.stdout.buffer.write(written(picture, format))
"""


def test_the_same_bytes_on_another_machine_and_day(tmp_path):
    (tmp_path / "matplotlibrc").write_text(
        "savefig.bbox: tight\npath.simplify: False\nlines.scale_dashes: False\n"
        "pdf.compression: 0\nsavefig.facecolor: red\nfont.family: serif\npatch.linewidth: 9\n"
        "ps.usedistiller: ghostscript\naxes.unicode_minus: False\n"
    )
    here = {word: value for word, value in os.environ.items() if word != "SOURCE_DATE_EPOCH"}
    there = {"TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "MATPLOTLIBRC": str(tmp_path)}
    one, other = (
        subprocess.run(
            [sys.executable, "-c", SCRIPT], env=env, capture_output=True, check=True
        ).stdout
        for env in (here, {**here, **there, "PYTHONHASHSEED": "7"})
    )
    assert one == other
    assert len(one) > 10_000


@pytest.mark.parametrize(
    ("suffix", "words"), [("pdf", {"poster": 2}), ("eps", {"background": "transparent"})]
)
def test_what_a_paper_has_not_is_refused(suffix, words, tmp_path):
    with pytest.raises(BadRequest, match=f"^.{suffix} has no --"):
        animate(SMALL, **words).save(tmp_path / f"a.{suffix}")


@pytest.mark.parametrize(
    "words", [{"theme": "auto"}, {"font": sample()}, {"background": "#123456"}]
)
def test_so_is_one_in_letters_and_colours_of_ones_own(words, tmp_path):
    made = animate(SMALL, width=200, view="numeric", **words).film()
    pdf, picture = drawn(figures.pdf_step, made, 4, tmp_path / "a.pdf"), ours(made, 4)
    assert apart(page(pdf, picture.size), picture) >= PDF


@pytest.mark.parametrize("format", ["pdf", "eps", "pgf"])
def test_lines_without_length_or_width_and_empty_marks(format):
    from convanim.export import FORMATS
    from convanim.scene.marks import Path, Scene, Text
    from convanim.table import fetch
    from convanim.themes.theme import Paint, Theme

    marks = (
        Path("a", ()),
        Path("a", (("M", 1, 1),)),
        Path("a", (("M", 1, 1), ("L", 1, 1), ("Z",))),
        Path("b", (("M", 0, 0), ("L", 9, 9))),
        Path("c", (("M", 0, 0), ("L", 9, 0), ("L", 9, 9), ("Z",))),
        Text("c", "", 1, 1, 9, 0),
    )
    paints = {
        "a": Paint("#ff000080", "#00ff0080", 1.0, (2.0, 1.0, 1.0)),
        "b": Paint(None, "#000000", 0.0, (2.0,)),
        "c": Paint("#00000000", "#0000ff00", 2.0),
    }
    made = replace(
        animate(Conv(input=2, kernel=2)).film(),
        scene=Scene(10, 10, marks, 1, "", ""),
        theme=Theme("t", "#ffffff", paints),
    )
    file = BytesIO()
    fetch("format", FORMATS, format)(made, file)
    assert file.getvalue()
