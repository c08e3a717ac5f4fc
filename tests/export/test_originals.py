"""The fifteen published pictures at their own pixel sizes: how large and how good ours are."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from convanim import Conv, animate
from convanim.sources.request import animation, from_toml
from tests.export.films import decoded, psnr, written

GALLERY = Path(__file__).parents[2] / "gallery" / "conv_arithmetic"
# pixels that the published GIFs are wide
WIDTHS = {
    "arbitrary_padding_no_strides": 495,
    "arbitrary_padding_no_strides_transposed": 445,
    "dilation": 395,
    "full_padding_no_strides": 495,
    "full_padding_no_strides_transposed": 395,
    "no_padding_no_strides": 244,
    "no_padding_no_strides_transposed": 344,
    "no_padding_strides": 294,
    "no_padding_strides_transposed": 395,
    "padding_strides": 395,
    "padding_strides_odd": 445,
    "padding_strides_odd_transposed": 445,
    "padding_strides_transposed": 395,
    "same_padding_no_strides": 395,
    "same_padding_no_strides_transposed": 395,
}


def films():
    for spec in sorted(GALLERY.glob("*.toml")):
        words, _ = from_toml(str(spec))
        yield spec.stem, animation({**words, "width": WIDTHS[spec.stem]})


def test_all_fifteen_are_there():
    assert {name for name, _ in films()} == set(WIDTHS)
    assert len(WIDTHS) == 15


@pytest.mark.slow
def test_all_fifteen_are_small_and_good():
    total = 0
    for name, film in films():
        data = written(film)
        total += len(data)
        shown = [frame.convert("RGB") for frame, _ in decoded(data)]
        drawn = [frame.image for frame in film.frames()]
        assert len(shown) == len(drawn), name
        worst = min(psnr(a, b) for a, b in zip(shown, drawn, strict=True))
        assert worst >= 40, f"{name}: {worst:.1f} dB"
    assert total <= 1_400_000


def test_padding_strides_is_small():
    film = animate(Conv(input=5, kernel=3, stride=2, padding=1), width=395)
    assert len(written(film)) <= 50_000
    text = written(film, "svg")
    assert len(text) <= 12_000
    assert len(gzip.compress(text)) <= 3_000
