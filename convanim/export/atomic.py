"""Files that are replaced whole or not at all."""

from __future__ import annotations

import os
import re
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, cast

from convanim.errors import BadRequest

STREAMS = {"stdout": 1, "stderr": 2}
_STREAM = re.compile(r"/dev/(?P<name>stdout|stderr)|/(dev|proc/self)/fd/(?P<number>\d{1,9})")


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """A file to write that takes the place of `path` once all went well.

    It is written beside `path`, without a name where the system can, so that nothing stays
    whatever goes wrong, a kill included, and what was there before is left as it is. A device
    or a pipe is written as it is.
    """
    given = os.fspath(path)
    judge(given)
    if (stream := descriptor(given)) is not None:
        with os.fdopen(os.dup(stream), "wb") as file:
            yield cast(BinaryIO, file)
    elif os.path.exists(given) and not os.path.isfile(given):
        with open(given, "wb") as file:
            yield cast(BinaryIO, file)
    else:
        # a link keeps pointing where it points
        with _beside(os.path.realpath(given), given) as made:
            yield made


@contextmanager
def called(path: str) -> Iterator[None]:
    """What fails here names the file that was asked for, whatever name it was that failed."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), path) from None


def judge(path: str | os.PathLike[str]) -> None:
    """Refuse a path that could not be written, before anything is drawn."""
    given = os.fspath(path)
    try:
        if (stream := descriptor(given)) is not None:
            os.write(stream, b"")  # refused where it is closed, or open to read
            return
        mode = os.stat(given).st_mode
    except FileNotFoundError:
        mode = 0
    except (OSError, ValueError) as error:
        raise BadRequest(f"{given!r} cannot be written: {reason(error)}") from None
    if stat.S_ISDIR(mode):
        raise BadRequest(f"{given!r} is a directory")
    if mode and not os.access(given, os.W_OK):
        raise BadRequest(f"{given!r} cannot be written: it is protected")
    if not mode or stat.S_ISREG(mode):
        folder = os.path.dirname(os.path.realpath(given))
        if not os.path.isdir(folder):
            shown = os.path.dirname(given)
            raise BadRequest(f"there is no directory {shown!r} to write in")
        judge_folder(folder)


def judge_folder(path: str) -> None:
    """Refuse a folder that no file could be written in, be it made first."""
    nearest = path
    try:
        while not _there(nearest):
            nearest = os.path.dirname(os.path.abspath(nearest))
    except (OSError, ValueError) as error:
        raise BadRequest(f"{path!r} cannot be written: {reason(error)}") from None
    if not os.path.isdir(nearest):
        raise BadRequest(f"{nearest!r} is a file, not a directory")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise BadRequest(f"nothing can be written in {nearest!r}: it is protected")


def _there(path: str) -> bool:
    """Whether a path is there; an error where its name is none that could be."""
    try:
        os.stat(path)
    except FileNotFoundError:
        return False
    return True


def reason(error: OSError | ValueError) -> str:
    """Why a name could not be used."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def descriptor(path: str) -> int | None:
    """The number of the open stream that a path such as /dev/stdout stands for.

    It is written as it is: opened by its name once more it would start from its beginning.

    >>> descriptor("/dev/stdout"), descriptor("/dev/fd/63"), descriptor("a.gif")
    (1, 63, None)
    """
    found = _STREAM.fullmatch(path)
    if found is None:
        return None
    return STREAMS[found["name"]] if found["name"] else int(found["number"])


@contextmanager
def _beside(name: str, shown: str) -> Iterator[BinaryIO]:
    """A file that takes the place of another: without a name where the system can."""
    folder = os.path.dirname(name)
    try:
        handle = os.open(folder, os.O_TMPFILE | os.O_WRONLY, 0o666)
    except (AttributeError, OSError):
        with _named(name, shown) as named:
            yield named
        return
    with os.fdopen(handle, "wb") as file:
        yield cast(BinaryIO, file)
        with called(shown):
            file.flush()
            if os.path.exists(name):
                os.fchmod(handle, _mode(name))
            _link(handle, folder, name)


def _link(handle: int, folder: str, name: str) -> None:
    """Give an open file without a name this one, whatever had it before."""
    inside = os.open(folder, os.O_RDONLY)
    try:
        # only with a folder's number does Python follow the link that /proc has
        here = f"/proc/self/fd/{handle}"
        try:
            os.link(here, os.path.basename(name), dst_dir_fd=inside, follow_symlinks=True)
        except FileExistsError:
            # no call replaces a file by one without a name: for some microseconds it has another
            beside = f".{os.urandom(8).hex()}.part"
            os.link(here, beside, dst_dir_fd=inside, follow_symlinks=True)
            try:
                os.replace(beside, name, src_dir_fd=inside)
            except BaseException:
                os.unlink(beside, dir_fd=inside)
                raise
    finally:
        os.close(inside)


@contextmanager
def _named(name: str, shown: str) -> Iterator[BinaryIO]:
    """The same where every file has a name."""
    with called(shown):
        handle, beside = tempfile.mkstemp(prefix=".", suffix=".part", dir=os.path.dirname(name))
    try:
        with os.fdopen(handle, "wb") as file:
            yield cast(BinaryIO, file)
        with called(shown):
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
