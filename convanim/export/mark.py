"""The mark by which a file is known as one of ours: only such a one is replaced unasked.

A GIF has it as a comment and a PNG as the program that wrote it; an SVG has it in the names that
its title and description get from its content.
"""

from __future__ import annotations

import os
import re

NAME = "convanim"
GIF = b"!\xfe" + bytes((len(NAME),)) + NAME.encode() + b"\0"
"""A comment as the format has it."""
PNG = ("Software", NAME)
"""A text of the kind whose keyword the format reserves for this."""

HEAD = 2048
"""Bytes within which the mark stands: after the largest palette, at the latest."""
MARKS = (
    re.compile(rb"GIF89a.{7,}?" + re.escape(GIF), re.S),
    re.compile(rb"\x89PNG.*tEXt" + b"\0".join(part.encode() for part in PNG), re.S),
    re.compile(rb'<svg [^>]*id="(c[0-9a-f]{8})" [^>]*aria-labelledby="\1t \1d"'),
)


def is_ours(path: str | os.PathLike[str]) -> bool:
    """Whether a file is there, is a picture's, and carries the mark."""
    if not os.path.isfile(path):  # a pipe would wait for its writer
        return False
    try:
        with open(path, "rb") as file:
            head = file.read(HEAD)
    except OSError:
        return False
    return any(mark.match(head) for mark in MARKS)
