"""Compressed pixels: a decoder of its own reads back what was written, whatever the table does."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convanim.export.lzw import FULL, blocks, kept_on, plain


def unpacked(data):
    """The pixels of blocks, and how many tables were begun."""
    codes, bits, at = b"", data[0], 1
    while data[at]:
        codes += data[at + 1 : at + 1 + data[at]]
        at += data[at] + 1
    assert at == len(data) - 1
    clear, width, pixels, begun = 1 << bits, bits + 1, [], 0
    first = [bytes((n,)) for n in range(clear)] + [b"", b""]
    table, last, held, have = [*first], b"", 0, 0
    for byte in codes:
        held, have = held | byte << have, have + 8
        while have >= width:
            code = held & (1 << width) - 1
            held, have = held >> width, have - width
            if code == clear + 1:
                assert not held  # the rest of the last byte
                return b"".join(pixels), begun
            if code == clear:
                table, last, width, begun = [*first], b"", bits + 1, begun + 1
                continue
            now = table[code] if code < len(table) else last + last[:1]
            if last and len(table) < FULL:
                table.append(last + now[:1])
                if len(table) == 1 << width and width < 12:
                    width += 1
            pixels.append(now)
            last = now
    raise AssertionError("no end")


def rows(bits, many, change):
    """Rows that are alike, each with a few pixels of its own."""
    random = Random(bits * many)
    row = [random.randrange(1 << bits) for _ in range(150)]
    found = bytearray()
    for _ in range(many):
        for _ in range(change):
            row[random.randrange(150)] = random.randrange(1 << bits)
        found += bytes(row)
    return bytes(found)


@settings(max_examples=60)
@given(st.integers(2, 8), st.data())
def test_short_ones_come_back(bits, data):
    pixels = data.draw(st.binary(min_size=1, max_size=300))
    pixels = bytes(value % (1 << bits) for value in pixels)
    assert unpacked(blocks([pixels]))[0] == pixels


@pytest.mark.parametrize("bits", range(2, 9))
@pytest.mark.parametrize(("many", "change"), [(300, 1), (300, 8), (900, 3), (200, 150)])
def test_long_ones_come_back_and_are_never_larger(bits, many, change):
    pixels = rows(bits, many, change)
    data = plain(pixels, bits)
    kept = kept_on(data, pixels, bits)
    assert len(kept) <= len(data)
    assert unpacked(blocks([pixels]))[0] == pixels


def slanted(seed, bits=4, many=600):
    """Rows that are one row, a little further on each time."""
    random = Random(seed)
    row = b"".join(bytes([random.randrange(1 << bits)]) * random.randrange(1, 9) for _ in range(60))
    return b"".join(row[n % 7 :] + row[: n % 7] for n in range(many))


def test_a_table_goes_on_to_serve_where_all_is_alike_and_is_given_up_where_it_changes():
    alike = slanted(1)
    data = plain(alike, 4)
    assert len(kept_on(data, alike, 4)) < 0.9 * len(data)
    assert unpacked(blocks([alike])) == (alike, 1)
    both = alike + slanted(2)
    assert unpacked(blocks([both])) == (both, 2)


def test_the_smallest_way_is_written():
    ways = [bytes(range(4)) * 40, bytes(160), bytes([0, 1] * 80)]
    assert unpacked(blocks(ways))[0] == bytes(160)


@pytest.mark.parametrize("most", [1, 2, 3, 4, 15, 16, 255])
def test_codes_are_as_short_as_the_largest_pixel_allows(most):
    data = blocks([bytes(range(most + 1))])
    assert data[0] == max(2, most.bit_length())
    assert unpacked(data)[0] == bytes(range(most + 1))
