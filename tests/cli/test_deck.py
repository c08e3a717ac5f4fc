"""Lectures of several pictures: a title page, sections, captions, in PowerPoint and as PDF."""

from __future__ import annotations

import json
import re

import pytest

from convanim import limits
from convanim.cli.main import main
from convanim.export import package
from tests.export.test_pptx import P14, A, check_package, opened, paged
from tests.programs import run

SPECS = {
    "a": 'op = "conv"\ninput = 5\nkernel = 3\nmax_steps = 2\n',
    "b": 'op = "conv"\ninput = 4\nkernel = 3\nview = "numeric"\ntheme = "light"\n'
    'title = "Numbers & <signs>"\nsteps = "0-2"\nwidth = 300\n',
    "c": 'arrange = "beside"\n[[panel]]\nop = "conv"\ninput = 4\nkernel = 3\n'
    '[[panel]]\nop = "maxpool"\ninput = 4\nkernel = 2\n',
}
STEPS = {"a": 2, "b": 3, "c": 4}


@pytest.fixture
def specs(tmp_path, monkeypatch):
    """A folder with specifications."""
    monkeypatch.chdir(tmp_path)
    for name, text in SPECS.items():
        (tmp_path / f"{name}.toml").write_text(text)
    return tmp_path


def deck(*words, status=0):
    assert main(["deck", *words]) == status


def words_on(slide):
    return ["".join(t.text for t in line.iter(f"{A}t")) for line in slide.element.iter(f"{A}p")]


def test_each_picture_is_a_section_behind_a_title(specs):
    deck("a.toml", "b.toml", "c.toml", "-o", "all.pptx", "--title", "On <convolution> & more")
    made = check_package((specs / "all.pptx").read_bytes())
    sections = [*made.element.iter(f"{P14}section")]
    assert [len(one[0]) for one in sections] == [1, *STEPS.values()]
    names = [one.get("name") for one in sections]
    assert names[0] == "On <convolution> & more" == made.core_properties.title
    assert names[2] == "Numbers & <signs>"
    assert words_on(made.slides[0]) == names
    assert len({one.get("id") for one in sections}) == len(sections)
    for slide in list(made.slides)[1:]:
        captions = [line for line in words_on(slide) if "output" in line and "→" in line]
        assert captions, words_on(slide)
        assert slide.notes_slide.notes_text_frame.text
    first = [line for line in words_on(made.slides[1]) if "→" in line]
    assert first == ["Convolution: input 5×5, kernel 3×3 → output 3×3"]


def test_a_pdf_has_the_same_pages_all_of_one_size(specs):
    deck("a.toml", "b.toml", "-o", "all.pdf", "-o", "all.pptx", "--aspect", "4:3")
    told = run("pdfinfo", "-f", 1, "-l", 99, specs / "all.pdf")
    sizes = re.findall(r"Page +\d+ size: +(\S+) x (\S+) pts", told)
    assert sizes == [("720", "540")] * 6
    assert re.search(r"Title: +Convolution arithmetic\n", told)
    text = run("pdftotext", "-f", 1, "-l", 1, specs / "all.pdf", "-")
    assert not text.strip()  # its letters are outlines
    size = opened((specs / "all.pptx").read_bytes())
    assert (size.slide_width, size.slide_height) == (10 * package.EMU, 7.5 * package.EMU)


def test_libreoffice_shows_a_lecture(specs):
    deck("a.toml", "b.toml", "-o", "all.pptx")
    pages = paged(specs / "all.pptx")
    assert len(pages) == 6
    assert len({page.tobytes() for page in pages}) == 6
    for page in pages:
        assert page.getcolors(1 << 20)[0][0] < page.width * page.height


def test_show_says_how_each_was_made(specs, capsys):
    deck("a.toml", "b.toml", "c.toml", "-o", "all.pptx", "-o", "all.pdf")
    for name in ("all.pptx", "all.pdf"):
        capsys.readouterr()
        assert main(["show", name]) == 0
        said = capsys.readouterr().out
        assert re.findall(r"^picture (\d)$", said, re.M) == ["1", "2", "3"]
        assert "convanim conv -i 5 -k 3 --max-steps 2" in said
        assert str(specs) not in said
    assert main(["edit", "all.pptx", "-s", "2", "-o", "new.gif"]) == 2
    assert "several pictures" in capsys.readouterr().err
    deck("a.toml", "-o", "none.pptx", "--no-embed")
    assert main(["show", "none.pptx"]) == 2


@pytest.mark.parametrize(("form", "suffix"), [("animation", ".gif"), ("video", ".mp4")])
def test_a_picture_may_play_on_one_slide(form, suffix, specs):
    deck("a.toml", "b.toml", "-o", "all.pptx", "--pptx", form)
    made = check_package((specs / "all.pptx").read_bytes())
    assert len(made.slides) == 3
    files = {str(part.partname) for part in made.part.package.iter_parts()}
    assert len([name for name in files if name.endswith(suffix)]) == 2


REFUSED = {
    "nothing": (["-o", "x.pptx"], "a lecture of what?"),
    "nowhere": (["a.toml"], "where to?"),
    "no lecture": (["a.toml", "-o", "x.gif"], "'x.gif' is no name for a lecture: it is a .pptx or"),
    "missing": (["a.toml", "no.toml", "-o", "x.pptx"], "'no.toml' cannot be read"),
    "bad": (["a.toml", "bad.toml", "-o", "x.pptx"], "bad.toml: "),
    "still": (["a.toml", "strip.toml", "-o", "x.pptx"], "strip.toml: "),
    "form": (["a.toml", "-o", "x.pdf", "--pptx", "video"], ".pdf has no --pptx: .pptx has"),
    "title": (["a.toml", "-o", "x.pptx", "--title", "a\x01b"], "cannot be drawn"),
    "shape": (["a.toml", "-o", "x.pptx", "--aspect", "wide"], "aspect 'wide' is not across:down"),
    "read": (["a.toml", "-o", "a.toml"], "'a.toml'"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_bad_requests_are_one_line(name, specs, capsys):
    (specs / "bad.toml").write_text("op = 'conv'\ninput = 2\nkernel = 3\n")
    (specs / "strip.toml").write_text("op = 'conv'\ninput = 4\nkernel = 3\nstrip = 2\n")
    words, said = REFUSED[name]
    deck(*words, status=2)
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
    assert not (specs / "x.pptx").exists()
    assert (specs / "a.toml").read_text() == SPECS["a"]


def test_more_pages_than_anyone_shows_are_refused(specs, capsys, monkeypatch):
    monkeypatch.setattr(limits, "SLIDES", 5)
    for name in ("x.pptx", "x.pdf"):
        deck("a.toml", "b.toml", "-o", name, status=2)
        assert "6 pages are too many: at most 5" in capsys.readouterr().err
    deck("a.toml", "-o", "x.pptx")
    monkeypatch.setattr(limits, "LECTURE", 2)
    deck("a.toml", "a.toml", "a.toml", "-o", "x.pdf", status=2)
    assert "3 pictures of a lecture are too many: at most 2" in capsys.readouterr().err


def test_many_and_long_names_fit_on_the_title_page(specs):
    (specs / "long.toml").write_text(SPECS["a"] + f"title = {json.dumps('Long ' * 12)}\n")
    deck(*["long.toml"] * 12, "-o", "all.pptx", "--title", "A lecture about everything " * 4)
    made = check_package((specs / "all.pptx").read_bytes())
    slide = made.slides[0]
    assert words_on(slide)[-1] == "and 3 more"
    for shape in slide.element.iter(f"{A}xfrm"):
        off, ext = shape[:2]
        for at, long, whole in (("x", "cx", made.slide_width), ("y", "cy", made.slide_height)):
            assert 0 <= int(off.get(at)) <= int(off.get(at)) + int(ext.get(long)) <= whole
