"""The mark by which a file is known as one of ours: of all others none is replaced unasked.

A GIF has it as a comment, an SVG in the names that it gets from its content, all others where their
format names the program that wrote them.
"""

from __future__ import annotations

import os
import re
from mmap import ACCESS_READ, mmap
from zipfile import BadZipFile, ZipFile

NAME = "convanim"
GIF = b"!\xfe" + bytes((len(NAME),)) + NAME.encode() + b"\0"
"""A comment as the format has it: its length, its text, and no more."""
PNG = ("Software", NAME)
"""A text, and the keyword that the format keeps for it."""

CORE = "docProps/core.xml"
"""What a presentation says of itself."""
XMP = f'x:xmptk="{NAME}"'
"""The mark in a packet of properties."""
MARKS = (
    re.compile(rb"GIF8.{,2048}?" + re.escape(GIF), re.DOTALL),  # behind the largest palette
    re.compile(rb"\x89PNG.{,2048}?tEXt" + "\0".join(PNG).encode(), re.DOTALL),
    re.compile(rb'<svg [^>]*id="(c[0-9a-f]{8})" [^>]*aria-labelledby="\1t \1d"'),
    re.compile(rb"(?:RIFF....WEBP|....ftypavi).*?" + XMP.encode(), re.DOTALL),
    re.compile(rb"%PDF.*?/Creator \(" + NAME.encode() + rb"\)", re.DOTALL),
    re.compile(rb"%!PS.{,2048}?%%Creator: " + NAME.encode() + b"\n", re.DOTALL),
    re.compile(rb"% " + NAME.encode() + b": "),
    re.compile(rb"(?:....ftyp(?!avi)|\x1aE\xdf\xa3).*?" + NAME.encode(), re.DOTALL),
)
ZIP = b"PK\x03\x04"
CREATOR = f"<dc:creator>{NAME}</dc:creator>".encode()


def xmp(spec: str) -> bytes:
    """The packet of properties that WebP and AVIF have room for."""
    return (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/" {XMP}><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="{spec}"/></rdf:RDF></x:xmpmeta>'
    ).encode()


def is_ours(path: str | os.PathLike[str]) -> bool:
    """Whether a file is a picture that we made."""
    if not os.path.isfile(path):  # a pipe would wait for its writer
        return False
    try:
        with open(path, "rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
            if data[: len(ZIP)] == ZIP:
                return _is_our_package(path)
            return any(mark.match(data) for mark in MARKS)
    except (OSError, ValueError):  # an empty file cannot be mapped
        return False


def _is_our_package(path: str | os.PathLike[str]) -> bool:
    """Whether a presentation says that we made it."""
    try:
        with ZipFile(path) as package, package.open(CORE) as file:
            return CREATOR in file.read(1 << 16)
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError):
        return False
