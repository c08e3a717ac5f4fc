"""What a frame leaves as it is: an unchanged pixel may be a hole, or be written once more.

LZW is good at what recurs, and runs recur. Holes join unchanged pixels of different colours to one
run; yet they cut one in two where its colour goes on beside them. Which weighs more depends on the
picture, so that a frame has several candidates, of which the smallest is written.
"""

from __future__ import annotations

import re

FEW = 2
"""Pixels of an unchanged run up to which it is written: a hole would only cut what is around it."""
LONG = re.compile(b"\0{%d,}" % (FEW + 1))


def candidates(shown: bytes, holed: bytes) -> list[bytes]:
    """The ways to write the pixels `shown`, of which those that are 0 in `holed` are unchanged.

    The first has every hole. The others write short unchanged runs and those of one colour; the
    last only such as have a neighbour of their colour. Rows follow each other as in the file.

    >>> holed = b"1....233......".replace(b".", b"\\0")
    >>> for way in candidates(b"11111233444445", holed):
    ...     print(way.replace(b"\\0", b".").decode())
    1....233......
    11111233......
    """
    alone, joined = bytearray(shown), bytearray(shown)
    last = len(shown) - 1
    for run in LONG.finditer(holed):
        start, end = run.span()
        colour = shown[start]
        if shown[end - 1] != colour or shown.count(colour, start, end) < end - start:
            alone[start:end] = joined[start:end] = bytes(end - start)
        elif (not start or shown[start - 1] != colour) and (end > last or shown[end] != colour):
            joined[start:end] = bytes(end - start)
    return list(dict.fromkeys((holed, bytes(alone), bytes(joined))))
