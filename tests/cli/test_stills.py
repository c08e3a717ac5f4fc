"""A still beside an animation: its last step, its poster, or a strip."""

from __future__ import annotations

import pytest
from PIL import Image

from convanim.cli.main import main

LAYER = ["conv", "-i", "4", "-k", "3", "-p", "1"]


def pixels(path) -> bytes:
    with Image.open(path) as image:
        return image.convert("RGB").tobytes()


@pytest.mark.parametrize(
    ("which", "words", "same"),
    [
        ("last", [], ["--poster", "15"]),
        ("last", ["--steps", "3,7,5"], ["--steps", "5"]),
        ("last", ["--poster", "2"], ["--poster", "15"]),
        ("poster", [], []),
        ("poster", ["--poster", "2"], ["--poster", "2"]),
        ("strip", [], ["--strip", "4"]),
        ("strip", ["--poster", "2"], ["--strip", "4"]),
        ("strip", ["--steps", "0,1"], ["--steps", "0,1", "--strip", "2"]),
    ],
)
@pytest.mark.parametrize("suffix", ["gif", "svg", "mp4"])
def test_it_is_the_picture_that_a_png_is(which, words, same, suffix, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main([*LAYER, *words, "-o", f"a.{suffix}", "--still", which]) == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == [f"a-{which}.png", f"a.{suffix}"]
    assert main([*LAYER, *same, "-o", "b.png"]) == 0
    assert pixels(f"a-{which}.png") == pixels("b.png")


@pytest.mark.parametrize("which", ["last", "poster", "strip"])
def test_it_says_what_it_was_made_of(which, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main([*LAYER, "--poster", "3", "-o", "a.gif", "--still", which]) == 0
    assert main(["edit", f"a-{which}.png", "-o", "b.png"]) == 0
    assert pixels(f"a-{which}.png") == pixels("b.png")


def test_several_formats_of_a_name_have_one(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main([*LAYER, "-o", "a.gif", "-o", "a.svg", "--still", "last"]) == 0
    assert capsys.readouterr().err.count("a-last.png") == 1


@pytest.mark.parametrize("where", ["-", "a/"])
def test_without_a_file_there_is_nothing_to_stand_beside(
    where, tmp_path, monkeypatch, capsysbinary
):
    monkeypatch.chdir(tmp_path)
    assert main([*LAYER, "-o", where, "--format", "png", "--still", "last"]) == 2
    said = capsysbinary.readouterr()
    assert said.out == b""
    assert b"a still is written beside a picture" in said.err


def test_a_strip_of_one_step_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["conv", "-i", "3", "-k", "3", "-o", "a.gif", "--still", "strip"]) == 2
    assert "strip" in capsys.readouterr().err
    assert not [*tmp_path.iterdir()]
