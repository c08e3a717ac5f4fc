"""Frames of Beamer talks, by pdflatex."""

from __future__ import annotations

import re

import pytest
from PIL import Image, ImageChops

from convanim import Conv, animate
from convanim.cli.main import main
from convanim.errors import BadRequest, NotDrawn
from convanim.export.beamer import ACCENTS, SPECIAL, check_name, frame, in_latex
from convanim.scene.time import Timeline
from tests.export.papers import apart, page, typeset
from tests.programs import run

TALK = r"""\documentclass{beamer}
\setbeamertemplate{navigation symbols}{}
\usepackage{graphicx,animate}
\begin{document}
%s
\end{document}"""
HOSTILE = r"50% \end{frame}\input{x} #1 $x_1^2$ & ~ ^^M <b> |c| `d' “e” --f"
WORDS = ["conv", "-i", "3", "-k", "2", "--width", "90"]


def inked(image):
    """A picture without the paper around it."""
    paper = Image.new("RGB", image.size, "white")
    return image.crop(ImageChops.difference(image, paper).getbbox())


def test_overlay_n_shows_step_n(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main([*WORDS, "-o", "a b.pdf", "--for", "beamer", "--title", HOSTILE]) == 0
    talk = TALK % r'\input{"a b"}'
    typeset(talk, tmp_path)
    pdf = typeset(talk, tmp_path)  # now it knows how many pages there are
    assert "Pages:           4\n" in run("pdfinfo", pdf)
    steps = [inked(page(tmp_path / "a b.pdf", (720, 792), n)) for n in range(1, 5)]
    for n in range(4):
        shown = page(pdf, (1440, 1080), n + 1)
        shown = inked(shown.crop((0, 200, *shown.size)))
        near = [apart(shown.resize(step.size), step) for step in steps]
        assert near.index(max(near)) == n
    text = run("pdftotext", pdf, "-")
    assert r"50% \end{frame}\input{x} #1 $x" in text
    assert all(words in text for words in ("<b>", "|c|", "“e”", "--f"))


def test_animate_shows_each_step_for_its_time(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = ["--for", "beamer-animate", "--step-time", "0.5", "--hold", "2", "--loop", "1"]
    assert main([*WORDS, "-o", "a.pdf", *told]) == 0
    talk = typeset(TALK % r"\input{a}", tmp_path)
    assert (tmp_path / "a-times.txt").read_text().split() == [":2:0", "::1", "::2", ":0.4:3"]
    text = (tmp_path / "a.tex").read_text()
    assert "loop" not in text
    assert b"/JavaScript" in talk.read_bytes() or "JavaScript:      yes" in run("pdfinfo", talk)


def test_times_follow_the_clock():
    line = Timeline(4, 0.1, opening=((1, 2.0),), hold=0.9)
    lines = frame("a.pdf", "", "", line, "animate").decode().splitlines()
    assert [one for one in lines if one.startswith(":")] == [":0.5:0", ":10:1", "::2", ":1:3"]


def test_every_character_that_is_kept_is_typeset(tmp_path):
    accented = [chr(n) for n in range(0xC0, 0x180)]
    text = ""
    for char in (*SPECIAL, *accented, *map(chr, range(32, 127)), *"ﬁ½"):
        try:
            text += in_latex(char) + " "
        except NotDrawn:
            continue
    typeset(TALK % rf"\begin{{frame}}{{t}}\tiny {text}\end{{frame}}", tmp_path)
    assert all(rf"\{accent}{{" in text for accent in ACCENTS.values() if accent not in "db")


def test_what_pdflatex_has_not_is_left_out_and_told():
    with pytest.warns(NotDrawn, match="pdflatex has no '卷积': the title of the frame is without"):
        assert in_latex("卷积 of x") == "of x"


def test_texts_are_on_one_line_each():
    made = frame("a.pdf", "a\n\\evil", "b\r\n\\evil\u2028\\evil", Timeline(1)).decode()
    lines = made.splitlines()
    assert lines[1:3] == [r"% a \evil", r"% b \evil \evil"]
    assert lines[3] == r"\begin{frame}{a \textbackslash{}evil}"


@pytest.mark.parametrize(
    "name", ["a%b.pdf", "a#.pdf", 'a".pdf', "a~b.pdf", "{a.pdf", "a\n.pdf", " a.pdf"]
)
def test_names_that_latex_cannot_include_are_refused(name, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main([*WORDS, "-o", name, "--for", "beamer"]) == 2
    assert re.fullmatch(r"convanim: error: .*LaTeX includes no file .*\n", capsys.readouterr().err)
    assert not any(tmp_path.iterdir())


def test_and_so_is_another_suffix():
    with pytest.raises(BadRequest, match=r"ends in \.pdf"):
        check_name("a.fig")


def test_a_strip_is_one_page(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main([*WORDS, "-o", "a.pdf", "--for", "beamer", "--strip", "2"]) == 0
    assert (tmp_path / "a.tex").read_text().count("includegraphics<") == 1
    assert animate(Conv(input=3, kernel=2), strip=2).film().timeline.steps == 1
