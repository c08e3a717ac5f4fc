"""The mark by which a file is known as one of ours: of all others none is replaced unasked.

A GIF has it as a comment, a PNG as the program that wrote it, an SVG in the names that it gets
from its content.
"""

from __future__ import annotations

import os
import re

NAME = "convanim"
GIF = b"!\xfe" + bytes((len(NAME),)) + NAME.encode() + b"\0"
"""A comment as the format has it: its length, its text, and no more."""
PNG = ("Software", NAME)
"""A text, and the keyword that the format keeps for it."""

HEAD = 2048
"""Bytes within which the mark stands: behind the largest palette, at the latest."""
MARKS = (
    re.compile(rb"GIF8.*" + re.escape(GIF), re.DOTALL),
    re.compile(rb"\x89PNG.*tEXt" + "\0".join(PNG).encode(), re.DOTALL),
    re.compile(rb'<svg [^>]*id="(c[0-9a-f]{8})" [^>]*aria-labelledby="\1t \1d"'),
)


def xmp(spec: str) -> bytes:
    """The packet of properties that WebP and AVIF have room for."""
    return (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="{NAME}"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="{spec}"/></rdf:RDF></x:xmpmeta>'
    ).encode()


def is_ours(path: str | os.PathLike[str]) -> bool:
    """Whether a file is a picture that we made."""
    if not os.path.isfile(path):  # a pipe would wait for its writer
        return False
    try:
        with open(path, "rb") as file:
            head = file.read(HEAD)
    except OSError:
        return False
    return any(mark.match(head) for mark in MARKS)
