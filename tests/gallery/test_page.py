"""The page: names and titles are text, whatever they are made of, and links lead somewhere."""

from __future__ import annotations

import os
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from convanim.cli.main import main
from convanim.gallery.page import link, text

NAMES = (
    "plain_name",
    "two  words",
    "paren(theses)",
    "<b>bold",
    "[link](x)",
    "a|b",
    "*star* _under_ `code`",
    "1. list",
    "- item",
    "# heading #",
    "&amp; ~~gone~~ $x$",
    "100%41 é×",
    "back\\slash",
    '"quoted"',
)


def inline(tokens):
    """All tokens of a page, those within lines too."""
    for token in tokens:
        yield token
        yield from inline(token.children or ())


def shown(line):
    """What is to be read of one line of Markdown, if it holds no markup."""
    tokens = list(inline(MarkdownIt("gfm-like", {"linkify": False}).parse(f"x {line}")))
    assert {token.type for token in tokens} <= {
        "paragraph_open", "inline", "text", "text_special", "paragraph_close",
    }  # fmt: skip
    return "".join(token.content for token in tokens if token.type.startswith("text"))[2:]


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"])))
def test_text_stays_text(written):
    assert shown(text(written)) == " ".join(written.split())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("folder", ["", "(a) <i> [b]|c"], ids=["flat", "deep"])
def test_no_name_breaks_the_page(name, folder, tmp_path, capsys):
    place = tmp_path / folder
    place.mkdir(exist_ok=True)
    spec = f"op = 'conv'\ninput = 3\nkernel = 2\nwidth = 60\ntitle = '''{name}'''\n"
    (place / f"{name}.toml").write_text(spec)
    assert main(["gallery", "--dir", str(tmp_path)]) == 0
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse((tmp_path / "README.md").read_text())
    headings = [tokens[n + 1] for n, t in enumerate(tokens) if t.type == "heading_open"]
    read = ["".join(part.content for part in heading.children) for heading in headings]
    said = " ".join(name.split())
    assert read == ["Gallery", *([folder] if folder else []), said]
    every = list(inline(tokens))
    targets = [t.attrs["src"] for t in every if t.type == "image"]
    targets += [t.attrs["href"] for t in every if t.type == "link_open"]
    assert len(targets) == 4
    for target in targets:
        assert os.path.isfile(os.path.join(os.fsencode(tmp_path), unquote_to_bytes(target)))
    assert not [t for t in every if t.type in ("html_inline", "em_open", "strong_open", "s_open")]
    # the mark is the only piece of HTML
    assert [t.type for t in every].count("html_block") == 1
    assert main(["gallery", "--dir", str(tmp_path), "--check"]) == 0


def test_a_name_that_is_no_unicode(tmp_path, capfd):
    path = os.path.join(os.fsencode(tmp_path), b"a\xff.toml")
    with open(path, "w") as file:
        file.write("op = 'conv'\ninput = 3\nkernel = 2\nwidth = 60\n")
    assert main(["gallery", "--dir", str(tmp_path)]) == 0
    assert "### a\N{REPLACEMENT CHARACTER}\n" in (tmp_path / "README.md").read_text()
    assert "(a%FF.gif)" in (tmp_path / "README.md").read_text()


def test_the_page_names_the_command_that_everybody_has(tmp_path, capsys):
    (tmp_path / "a.toml").write_text("op = 'conv'\ninput = 3\nkernel = 2\nwidth = 60\n")
    assert main(["gallery", "--dir", str(tmp_path)]) == 0
    assert "`convanim gallery`" in (tmp_path / "README.md").read_text().partition("###")[0]
    assert "scripts" not in (tmp_path / "README.md").read_text()
    assert link(tmp_path, tmp_path / "a b" / "c.svg") == "a%20b/c.svg"
