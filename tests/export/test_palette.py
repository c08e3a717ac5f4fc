"""One palette: few colours, areas exactly, and never a place that has none."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from convanim.export import mark
from convanim.export.gif import bits_for, header
from convanim.export.palette import DISTINCT, MOST, as_image, palette

COLOURS = st.tuples(*(st.integers(0, 255),) * 3)


def striped(colours, width=40):
    """A picture of equal stripes."""
    image = Image.new("RGB", (len(colours), width))
    image.putdata([colour for _ in range(width) for colour in colours])
    return image


@given(st.lists(COLOURS, min_size=1, max_size=9))
def test_areas_that_are_far_enough_apart_keep_their_colours(colours):
    apart = [
        colour
        for n, colour in enumerate(colours)
        if all(
            sum((a - b) ** 2 for a, b in zip(colour, other, strict=True)) >= DISTINCT**2
            for other in colours[:n]
        )
    ]
    found = palette([striped(apart)])
    assert sorted(found) == sorted(apart)


@given(st.lists(COLOURS, min_size=1, max_size=40, unique=True), st.lists(COLOURS, min_size=1))
def test_every_pixel_gets_a_place_that_has_a_colour(colours, pixels):
    image = striped(pixels, 1)
    places = image.quantize(palette=as_image(colours), dither=Image.Dither.NONE)
    assert max(places.tobytes()) < len(colours)


@pytest.mark.parametrize("seed", range(3))
def test_there_are_never_too_many_colours(seed):
    noise = Image.frombytes("RGB", (60, 60), Random(seed).randbytes(60 * 60 * 3))
    assert len(palette([noise])) <= MOST


@pytest.mark.parametrize("count", range(1, MOST + 1))
def test_the_table_has_room_for_all_colours_and_for_none(count):
    bits = bits_for([(0, 0, 0)] * count)
    assert 2 <= bits <= 8
    assert 2**bits >= count + 1  # the first place is what is not drawn
    assert bits == 2 or 2 ** (bits - 1) < count + 1
    written = header((4, 3), [(n, 1, 2) for n in range(count)], 1)
    assert len(written) == 13 + 3 * 2**bits + len(mark.GIF)
    assert written[13:16] == b"\0\0\0"
    assert list(written[16 : 16 + 3 * count : 3]) == list(range(count))
