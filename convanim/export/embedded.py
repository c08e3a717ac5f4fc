"""The words that a picture was made of, inside its file: one token of plain letters, which every
container has room for, and which is found in any of them again.

`convanim:1:` and the words as JSON in base 64, and a full stop; `convanim:2:` where they are long
and compressed before. It holds what was asked for and no more: no path, no name, no date.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile
from zlib import compress, decompressobj, error

from convanim.errors import BadRequest
from convanim.export.mark import CORE

PLAIN, PACKED = "convanim:1:", "convanim:2:"
TOKEN = re.compile(rb"convanim:([12]):([A-Za-z0-9+/=]+)\.")
LONG = 8000
"""Bytes of words above which they are compressed, which other versions of zlib do otherwise."""
LARGEST = 20_000_000
"""Bytes of words that are read from a file that anybody may have made."""
ZIP = b"PK\x03\x04"
GIF = b"GIF8"
BLOCK = 255
"""Bytes of one of a GIF comment's blocks."""


def token(words: Mapping[str, Any]) -> str:
    """The words as a token.

    >>> found(token({"op": "conv", "input": 5}).encode())
    {'input': 5, 'op': 'conv'}
    """
    text = json.dumps(words, separators=(",", ":"), ensure_ascii=False, sort_keys=True).encode()
    if len(text) > LONG:
        return f"{PACKED}{b64encode(compress(text, 9)).decode()}."
    return f"{PLAIN}{b64encode(text).decode()}."


def found(data: bytes) -> dict[str, Any] | None:
    """The words in a file's bytes; None where there are none."""
    if data.startswith(ZIP):
        data = _unzipped(data)
    match = TOKEN.search(_unblocked(data) if data.startswith(GIF) else data)
    if match is None:
        return None
    try:
        text = b64decode(match[2])
        if match[1] == b"2":
            unpacked = decompressobj()
            text = unpacked.decompress(text, LARGEST)
            if unpacked.unconsumed_tail:
                raise BadRequest(f"the words in this file are over {LARGEST:,} bytes")
        words = json.loads(text)
    except (ValueError, error, RecursionError):
        raise BadRequest("the words in this file are damaged") from None
    if not isinstance(words, dict):
        raise BadRequest("the words in this file are damaged")
    return words


def comments(text: str) -> bytes:
    """A text as a GIF's comment, in as many blocks as it takes."""
    data = text.encode()
    parts = [data[n : n + BLOCK] for n in range(0, len(data), BLOCK)]
    return b"!\xfe" + b"".join(bytes((len(part),)) + part for part in parts) + b"\0"


def _unblocked(data: bytes) -> bytes:
    """The comments of a GIF, each in one piece, whoever cut them into blocks (GIF89a, 24)."""
    found, at = [], 13 + _table(data[10:11])
    while 0 < at < len(data):
        comment, picture = data.startswith(b"!\xfe", at), data[at] == ord(",")
        if not picture and data[at] != ord("!"):
            break
        at += 11 + _table(data[at + 9 : at + 10]) if picture else 2
        parts = []
        while at < len(data) and data[at]:
            if comment:
                parts.append(data[at + 1 : at + 1 + data[at]])
            at += data[at] + 1
        found.append(b"".join(parts))
        at += 1
    return b"\n".join(found)


def _table(flags: bytes) -> int:
    """The bytes of a palette, as the flags before it say."""
    return 3 << ((flags[0] & 7) + 1) if flags and flags[0] & 0x80 else 0


def _unzipped(data: bytes) -> bytes:
    """What a presentation says of itself."""
    try:
        with ZipFile(BytesIO(data)) as package:
            info = package.getinfo(CORE)
            return package.read(info) if info.file_size <= 2 * LARGEST else b""
    except (BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError):
        return b""
