"""The three standard streams, whatever state the command was started with."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import BinaryIO, TextIO

from convanim.errors import BadRequest

NAMES = ("stdin", "stdout", "stderr")


def ready() -> None:
    """Streams that can be written: a letter that they do not know is written as its number.

    One that is closed is kept open on nothing, or the next file that is opened would be it. What
    is written to standard output must not be lost in silence, so there that fails; there is
    nobody to hear that of standard error.
    """
    for number, name in enumerate(NAMES):
        if getattr(sys, name) is None:
            nothing = os.open(os.devnull, os.O_WRONLY if name == "stderr" else os.O_RDONLY)
            if nothing != number:
                os.dup2(nothing, number)
                os.close(nothing)
            if number:
                setattr(sys, name, open(number, "w", closefd=False))  # noqa: SIM115
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def abandon() -> None:
    """Leave alone what could not be written to standard output: Python tries again at its end."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def binary_output() -> BinaryIO:
    """Standard output for a picture's bytes."""
    if sys.stdout.isatty():
        raise BadRequest("standard output is a terminal: send it somewhere, or name a file")
    out = sys.stdout.buffer
    with suppress(io.UnsupportedOperation):  # in a test or a notebook it is no file
        try:
            os.write(out.fileno(), b"")  # refused where it is closed
        except OSError as error:
            raise BadRequest(f"standard output cannot be written: {error.strerror}") from None
    return out


def text_input() -> TextIO:
    """Standard input as text, whatever its bytes are."""
    if sys.stdin is None:
        raise BadRequest("standard input is closed: name a file")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    return sys.stdin
