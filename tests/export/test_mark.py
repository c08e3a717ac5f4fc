"""Every file that we write is known as ours, and no other is."""

from __future__ import annotations

import os

import pytest
from PIL import Image

from convanim import Conv, animate
from convanim.export import FORMATS, STEPWISE
from convanim.export.mark import is_ours
from convanim.look import NAMES
from tests.export.films import SMALL, able


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("words", [{}, {"loop": 1}, {"background": "transparent"}], ids=str)
@pytest.mark.parametrize("theme", NAMES)
def test_what_we_write_carries_the_mark(format, words, theme, tmp_path):
    path = tmp_path / f"a.{format}"
    animate(SMALL, theme=theme, width=60, max_steps=3, **able(format, words)).save(path)
    assert is_ours(path)


@pytest.mark.parametrize("format", STEPWISE)
def test_so_does_every_still(format, tmp_path):
    animate(Conv(input=3, kernel=2), width=60).save(tmp_path / "a", format)
    stills = list((tmp_path / "a").iterdir())
    assert len(stills) == 4
    assert all(map(is_ours, stills))


def test_the_largest_palette_leaves_the_mark_in_sight(tmp_path):
    from convanim.export.gif import header

    path = tmp_path / "a.gif"
    path.write_bytes(header((4, 3), [(n, n, n) for n in range(255)], 0) + b";")
    assert is_ours(path)


@pytest.mark.parametrize("suffix", ["gif", "png", "webp"])
def test_pictures_of_others_do_not(suffix, tmp_path):
    path = tmp_path / f"a.{suffix}"
    Image.new("RGB", (4, 4)).save(path, comment=b"made with conv")
    assert not is_ours(path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "convanim",
        "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n",
        '<svg xmlns="http://www.w3.org/2000/svg"><title>convanim</title></svg>',
        '<svg id="c01234567" aria-labelledby="cffffffft cffffffffd"/>',
    ],
)
def test_nor_do_other_files(text, tmp_path):
    path = tmp_path / "a.svg"
    path.write_text(text)
    assert not is_ours(path)


def test_what_is_no_file_is_not_ours_and_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.gif")
    for name in ("a.gif", "missing.gif", "."):
        assert not is_ours(tmp_path / name)
