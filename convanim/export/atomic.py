"""Files that are replaced whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, cast

from convanim.errors import BadRequest


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """A file to write that takes the place of `path` once all went well.

    It is written beside `path`; whatever goes wrong, an interruption included, leaves what
    was there before. A device or a pipe is written as it is.
    """
    name = os.path.realpath(path)  # a link keeps pointing where it points
    if os.path.exists(name) and not os.path.isfile(name):
        if os.path.isdir(name):
            raise BadRequest(f"{os.fspath(path)!r} is a directory")
        with open(name, "wb") as device:
            yield cast(BinaryIO, device)
        return
    folder = os.path.dirname(name)
    if not os.path.isdir(folder):
        raise BadRequest(f"there is no directory {os.path.dirname(os.fspath(path))!r} to write in")
    handle, beside = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            yield cast(BinaryIO, file)
        os.chmod(beside, _mode(name))
        os.replace(beside, name)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(beside)
        raise


def _mode(name: str) -> int:
    """The permissions that a file has, or would be made with."""
    if os.path.exists(name):
        return os.stat(name).st_mode & 0o7777
    mask = os.umask(0)  # it can only be read by setting it
    os.umask(mask)
    return 0o666 & ~mask
