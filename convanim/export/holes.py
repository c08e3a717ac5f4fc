"""What a frame leaves as it is: an unchanged pixel may be a hole, or be written once more.

LZW is good at what recurs, and runs recur. Holes join unchanged pixels of different colours to one
run; yet they cut one in two where its colour goes on beside them. Which weighs more depends on the
picture, so that a frame has several candidates, of which the smallest is written.
"""

from __future__ import annotations

import re

UNCHANGED = re.compile(b"\0+")


def candidates(shown: bytes, holed: bytes) -> list[bytes]:
    """The ways to write the pixels `shown`, of which those that are 0 in `holed` are unchanged.

    The first has every hole. The second writes unchanged runs of one colour, and the third those
    that have a neighbour of their colour; rows follow each other as in the file.

    >>> for way in candidates(b"112334", b"1\\0002\\0\\0004"):
    ...     print(way.replace(b"\\0", b".").decode())
    1.2..4
    112334
    112..4
    """
    alone, joined = bytearray(holed), bytearray(holed)
    last = len(shown) - 1
    for run in UNCHANGED.finditer(holed):
        start, end = run.span()
        colour = shown[start]
        if shown[end - 1] != colour or shown.count(colour, start, end) < end - start:
            continue
        alone[start:end] = shown[start:end]
        if (start and shown[start - 1] == colour) or (end <= last and shown[end] == colour):
            joined[start:end] = shown[start:end]
    return list(dict.fromkeys((holed, bytes(alone), bytes(joined))))
