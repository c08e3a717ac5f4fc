"""Files that are read: real ones, or what a pipe gives, and no more than is meant to be read."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from convanim.errors import BadRequest

PIECE = 1_000_000
"""Bytes that are read at once."""


@contextmanager
def opened(path: str, shown: str = "") -> Iterator[BinaryIO]:
    """A file, or a pipe that somebody writes to, open to read; an error calls it as is `shown`.

    A device never ends, and a pipe that nobody writes to never begins: neither is read.
    """
    shown = shown or repr(path)
    try:
        # a pipe is not waited for: without a writer it is at its end at once
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise BadRequest(f"{shown} cannot be read: {reason}") from None
    mode = os.fstat(handle).st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
        os.close(handle)
        reason = os.strerror(errno.EISDIR) if stat.S_ISDIR(mode) else "it is a device, not a file"
        raise BadRequest(f"{shown} cannot be read: {reason}")
    with os.fdopen(handle, "rb") as file:
        if stat.S_ISFIFO(mode):
            os.set_blocking(handle, True)
        yield cast(BinaryIO, file)


def read(path: str, most: int, shown: str = "") -> bytes:
    """All bytes of a file; a `BadRequest` where there are more than `most` of them."""
    shown = shown or repr(path)
    with opened(path, shown) as file:
        try:
            data = b"".join(_pieces(file, most + 1))
        except OSError as error:
            raise BadRequest(f"{shown} cannot be read: {error.strerror}") from None
        if not data and not file.seekable():
            raise BadRequest(f"{shown} cannot be read: nobody writes to that pipe")
    if len(data) > most:
        raise BadRequest(f"{shown}: its bytes are too many: at most {most:,} are read")
    return data


def _pieces(file: BinaryIO, most: int) -> Iterator[bytes]:
    """The bytes of a file, up to so many; asked for at once they would all be made room for."""
    while most and (piece := file.read(min(most, PIECE))):
        yield piece
        most -= len(piece)
