"""The compressed pixels of a GIF: Pillow's, with a full table kept on where that is smaller.

Its encoder begins a new table as soon as one is full. What follows is often much like what came
before, so that a full one goes on to serve a while; how long is found by trying.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from PIL import Image

FULL, WIDE = 4096, 12
"""Codes of a full table, and the bits of each."""
BLOCK = 255
"""Bytes of a block."""
SPAN = 256
"""Codes of a full table after which it is first asked whether to give it up, then twice as many."""


def blocks(ways: Iterable[bytes]) -> bytes:
    """The smallest of several ways to write the pixels of a frame, as a GIF has it.

    First the bits that its first codes are made of, as few as its largest pixel takes, then blocks.

    >>> blocks([bytes([1, 2, 3, 0])]).hex()
    '02038c060500'
    """
    found = ((way, fitting(way)) for way in ways)
    data, pixels, bits = min(
        ((plain(way, bits), way, bits) for way, bits in found), key=lambda way: len(way[0])
    )
    data = kept_on(data, pixels, bits)
    parts = (data[n : n + BLOCK] for n in range(0, len(data), BLOCK))
    return bytes((bits,)) + b"".join(bytes((len(part),)) + part for part in parts) + b"\0"


def fitting(pixels: bytes) -> int:
    """The bits that hold every pixel, at least the format's 2."""
    low_and_high: Any = Image.frombytes("L", (len(pixels), 1), pixels).getextrema()
    most: int = low_and_high[1]
    return max(2, most.bit_length())


def kept_on(data: bytes, pixels: bytes, bits: int) -> bytes:
    """The codes `data` of pixels, or fewer with which a full table goes on to serve."""
    if len(data) * 8 < (FULL - (1 << bits)) * (bits + 1):  # so few codes do not fill a table
        return data
    full = filled(data, pixels, bits)
    if full is None:
        return data
    table, start, used = full
    least, kept, left, asked = len(data) * 8, 0, pixels, SPAN
    codes: list[int] = []
    for code, done in matches(table, pixels, start):
        codes.append(code)
        if len(codes) == asked or done == len(pixels):
            rest = len(plain(pixels[done:], bits)) * 8 if done < len(pixels) else 0
            size = used + WIDE * (len(codes) + 1) + rest
            if size < least:
                least, kept, left = size, len(codes), pixels[done:]
            elif len(codes) > SPAN:  # twice in vain
                break
            asked *= 2
    if not kept:
        return data
    head = int.from_bytes(data, "little") & ((1 << used) - 1)
    head |= int("".join(f"{code:03x}" for code in reversed(codes[:kept])), 16) << used
    return ended(head, used + WIDE * kept, left, bits)


def ended(head: int, used: int, left: bytes, bits: int) -> bytes:
    """So many bits of codes, and what follows: a new table for the pixels `left`, or the end."""
    clear = 1 << bits
    if not left:
        return (head | clear + 1 << used).to_bytes((used + WIDE + 7) // 8, "little")
    # it starts with the code for a new table, which is wider where a table is full
    rest = kept_on(plain(left, bits), left, bits)
    head |= (clear | int.from_bytes(rest, "little") >> bits + 1 << WIDE) << used
    return head.to_bytes((used + WIDE + len(rest) * 8 + 7) // 8, "little")


def plain(pixels: bytes, bits: int) -> bytes:
    """Pixels as codes of tables that are given up when they are full."""
    data = Image.frombytes("L", (len(pixels), 1), pixels).tobytes("gif", "L", bits, 0)
    parts, at = [], 0
    while at < len(data):
        parts.append(data[at + 1 : at + 1 + data[at]])
        at += data[at] + 1
    return b"".join(parts)


def filled(data: bytes, pixels: bytes, bits: int) -> tuple[dict[bytes, int], int, int] | None:
    """The first table of codes once it is full, the pixels and the bits until then."""
    clear = 1 << bits
    table = {bytes((n,)): n for n in range(clear)}
    lengths = [1] * clear + [0, 0]
    width, held, have = bits + 1, 0, 0
    start = at = used = 0
    for byte in data:
        held |= byte << have
        have += 8
        while have >= width:
            code = held & (1 << width) - 1
            held, have, used = held >> width, have - width, used + width
            if code == clear and not at:
                continue
            if code in (clear, clear + 1):
                return None
            if at:  # a code's entry has one pixel more, which is known with the next code
                table[pixels[start : at + 1]] = len(lengths)
                lengths.append(at + 1 - start)
                if len(lengths) == 1 << width and width < WIDE:
                    width += 1
            start, at = at, at + lengths[code]
            if len(lengths) == FULL:
                return table, at, used
    return None


def matches(table: dict[bytes, int], pixels: bytes, at: int) -> Iterator[tuple[int, int]]:
    """The codes of a full table for the pixels from `at` on, and where each ends."""
    size = len(pixels)
    while at < size:
        # what is in a table is there with all its beginnings: twice as far, then half as far
        length, more = 1, 1
        while at + length + more <= size and pixels[at : at + length + more] in table:
            length += more
            more *= 2
        while more := more // 2:
            if at + length + more <= size and pixels[at : at + length + more] in table:
                length += more
        yield table[pixels[at : at + length]], at + length
        at += length
