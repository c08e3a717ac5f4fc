"""What is pasted says the same file and the same words in every language."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt

from convanim.cli.main import main
from convanim.cli.pasted import named
from convanim.export import FORMATS
from convanim.sources import places
from convanim.sources.places import PLACES, snippet

NAMES = [
    *("a.svg", "two words.gif", "a (1).svg", 'it\'s "so".gif', "ü 卷积.svg", "a%20b.svg"),
    *("50% #1?.svg", "a&b<c>.gif", "[x]_*y*.svg", "-dash.svg", "figures/a,b.svg", "../a.svg"),
]
TEXTS = [
    *("A window moves.", 'say "x" & <b>y</b>', "it's [so](x) ![z]", "a*b*c _d_ `e` \\ 3×3", ""),
    *("}{ #id .class $x$ | ~s~ @me http://x.y :smile:", "卷积 → 3", "&amp; &#42; </p>"),
]


class Images(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


def read_html(text):
    """Source and words of the one image of a page."""
    [image] = [about for tag, about in Images(text).found if tag == "img"]
    return unquote(image["src"]), image["alt"]


def read_markdown(text):
    """The same of a text, as CommonMark and GitHub read it."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    [image] = [one for token in tokens for one in token.children or () if one.type == "image"]
    inner = image.children or ()
    assert {one.type for one in inner} <= {"text", "text_special"}
    words = "".join(child.content for child in inner)
    return unquote(image.attrs["src"]), words


def read_quarto(text):
    """The same of Quarto's figure: a source, and an attribute of Pandoc's, entities read."""
    found = re.fullmatch(r'!\[\]\(([^()\s]+)\)\{fig-alt="([^"\n]*)"\}', text)
    return unquote(found[1]), unescape(found[2])


def read_rst(text):
    """The same of a directive: blanks that are not escaped fall away, a line is a line."""
    first, second = text.split("\n")
    name = first.removeprefix(".. image:: ")
    assert not re.search(r"(?<!\\) ", name)
    return re.sub(r"\\(.)", r"\1", name), second.removeprefix("   :alt:").strip()


def read_words(text):
    """Words alone."""
    return None, text


READERS = {
    places.html: read_html,
    places.public: read_html,
    places.picture: read_html,
    places.markdown: read_markdown,
    places.figure: read_quarto,
    places.rst: read_rst,
    places.words: read_words,
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("alt", TEXTS)
def test_what_is_pasted_reads_back_as_it_was_meant(place, alt):
    if PLACES[place].paste is places.latex:
        return
    for name in NAMES:
        read, words = READERS[PLACES[place].paste](snippet(name, place, alt))
        served = f"/{Path(name).name}" if PLACES[place].paste is places.public else name
        assert read in (served, None), name
        assert words == " ".join(alt.split()), name


def test_lines_of_a_text_are_one():
    for place in PLACES:
        if PLACES[place].paste is not places.picture:
            assert "\n\n" not in snippet("a.svg", place, "one\n\ntwo")


def test_dark_pages_have_a_sibling():
    [source, image] = [
        about
        for tag, about in Images(snippet("a b/c, d.svg", "github", "x")).found
        if tag != "picture"
    ]
    assert source == {
        "media": "(prefers-color-scheme: dark)",
        "srcset": "a%20b/c%2C%20d-dark.svg",
    }
    assert image["src"] == "a%20b/c%2C%20d.svg"


def test_docutils_reads_directives_alike():
    core = pytest.importorskip("docutils.core")
    for name in NAMES:
        for alt in TEXTS[:-1]:
            tree = core.publish_doctree(snippet(name, "sphinx", alt))
            [image] = list(tree.findall(lambda node: node.tagname == "image"))
            assert image["uri"] == name
            assert image.get("alt", "") == alt


@pytest.mark.parametrize("place", PLACES)
def test_a_place_takes_formats_that_there_are(place):
    there = PLACES[place]
    assert there.formats
    assert {*there.formats, *there.stills} <= {*FORMATS}
    assert not {*there.formats} & {*there.stills}


# -- the command -------------------------------------------------------------------------


@pytest.fixture
def picture(tmp_path, monkeypatch):
    """Makes a picture in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def make(name, *more):
        assert main(["conv", "-i", "4", "-k", "3", "--width", "64", *more, "-o", name]) == 0

    return make


@pytest.mark.parametrize("place", PLACES)
def test_only_what_is_pasted_is_on_standard_output(place, picture, capsys):
    name = f"a b.{PLACES[place].formats[0]}"
    picture(name)
    assert main(["conv", "-i", "4", "-k", "3", "--alt"]) == 0
    alt = capsys.readouterr().out.strip()
    assert main(["embed", name, "--for", place]) == 0
    out, err = capsys.readouterr()
    if place != "beamer":
        assert out == snippet(name, place, alt) + "\n"
    assert alt in unescape(out).replace("\\", "")
    assert f"{place} takes .{PLACES[place].formats[0]}" in err
    assert all(line.startswith("convanim: note: ") for line in err.splitlines())


def test_beamer_is_given_the_frame_of_all_pages(picture, capsys):
    picture("a.pdf", "--for", "beamer")
    capsys.readouterr()
    assert main(["embed", "a.pdf", "--for", "beamer"]) == 0
    assert capsys.readouterr().out == Path("a.tex").read_text()
    picture("b.png")
    capsys.readouterr()
    assert main(["embed", "b.png", "--for", "beamer"]) == 0
    assert capsys.readouterr().out.startswith(r"\includegraphics[")


def test_a_format_that_a_place_does_not_take_is_refused_with_the_way_out(picture, capsys):
    picture("a b.eps")
    capsys.readouterr()
    assert main(["embed", "a b.eps", "--for", "notion"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    command = "edit 'a b.eps' -o 'a b.gif'"
    assert err == (
        f"convanim: error: notion does not take '.eps': best is .gif, convanim {command} makes "
        "one\n"
    )
    assert main(["edit", "a b.eps", "-o", "a b.gif"]) == 0


def test_the_missing_dark_sibling_is_told_of_with_the_command_that_makes_it(picture, capsys):
    picture("a.svg", "--theme", "light")
    capsys.readouterr()
    assert main(["embed", "a.svg", "--for", "github"]) == 0
    told = capsys.readouterr().err
    assert "convanim edit a.svg --theme dark -o a-dark.svg makes it" in told
    assert main(["edit", "a.svg", "--theme", "dark", "-o", "a-dark.svg"]) == 0
    capsys.readouterr()
    assert main(["embed", "a.svg", "--for", "github"]) == 0
    assert "dark" not in capsys.readouterr().err.replace("for dark pages", "")


def test_a_picture_without_words_is_called_by_its_name(picture, capsys):
    picture("padding_strides-2.gif", "--no-embed")
    capsys.readouterr()
    assert main(["embed", "padding_strides-2.gif", "--for", "markdown"]) == 0
    out, err = capsys.readouterr()
    assert out == "![padding strides 2](padding_strides-2.gif)\n"
    assert "does not say what it shows: put better words" in err
    assert named("a/-.gif") == ""


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["no.gif", "--for", "github"], "picture 'no.gif' cannot be read: No such file"),
        (["a.svg"], "for which place? --for powerpoint, keynote"),
        (["a.svg", "--for", "gihub"], "did you mean 'github'?"),
        ([".", "--for", "github"], "cannot be read"),
        (["--for", "github"], "PICTURE"),
    ],
)
def test_what_cannot_be_embedded_is_refused_in_a_line(given, said, picture, capsys):
    picture("a.svg")
    capsys.readouterr()
    assert main(["embed", *given]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert len(err.splitlines()) == 1


def test_large_files_and_stills_are_told_of():
    assert "a .png does not move there" in places.advice("a.png", "github")
    assert "'a.gif' has 11.0 MB, and github takes 10" in places.advice(
        "a.gif", "github", 11_000_000
    )
    assert len(places.advice("a.gif", "github", 9_000_000)) == 1
