"""Files that are drawn before any of them is written, and then written all or none."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import BinaryIO, Self, cast

from convanim.export.atomic import called, judge_folder, replacing
from convanim.export.stills import judge_stills, numbered

KEPT = 4_000_000
"""Bytes above which drafts wait on the disk, in a file without a name, for the memory's sake."""
AT_ONCE = 100
"""Files that are opened together: systems allow as few as 256."""


class Drafts:
    """What is to be written: whole files, folders of stills, and open streams by their names."""

    def __init__(self, streams: Mapping[str, BinaryIO] | None = None) -> None:
        self.streams = streams or {}
        self._spool = SpooledTemporaryFile(KEPT)  # noqa: SIM115 - closed as this one is
        self._parts: list[tuple[str, int]] = []
        self._folders: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._spool.close()

    def add(self, path: str, data: bytes) -> None:
        """The bytes of one file."""
        with self.drawn(path) as file:
            file.write(data)

    @contextmanager
    def drawn(self, path: str) -> Iterator[BinaryIO]:
        """What one file is drawn to."""
        with SpooledTemporaryFile(KEPT) as file:
            yield cast(BinaryIO, file)
            size = file.seek(0, os.SEEK_END)
            file.seek(0)
            if self._spool.tell() + size > KEPT:
                self._spool.rollover()  # before it, or they would be in memory once more
            copyfileobj(file, self._spool)
            self._parts.append((path, size))

    def folder(self, path: str, format: str) -> None:
        """A folder that is to hold the stills of one format that are added, and no others."""
        judge_folder(path)
        judge_stills(path, format)
        self._folders[path] = format

    def write(self) -> None:
        """Write them all; where one fails, what was not there before is not there after."""
        stale = [path for folder in self._folders.items() for path in numbered(*folder)]
        made: list[str] = []
        try:
            for folder in self._folders:
                _make(folder, made)
            self._spool.seek(0)
            for first in range(0, len(self._parts), AT_ONCE):
                self._write(self._parts[first : first + AT_ONCE], made)
        except BaseException:
            for path in reversed(made):
                with suppress(OSError):
                    os.rmdir(path) if os.path.isdir(path) else os.unlink(path)
            raise
        for path in {*stale} - {path for path, _ in self._parts}:
            os.unlink(path)

    def _write(self, parts: list[tuple[str, int]], made: list[str]) -> None:
        """Some files: all of them are on the disk before the first one takes its place."""
        with ExitStack() as together:
            for path, size in parts:
                with called(path):
                    file = self.streams.get(path)
                    if file is None:
                        if not os.path.lexists(path):
                            made.append(path)
                        file = together.enter_context(replacing(path))
                    for start in range(0, size, KEPT):
                        file.write(self._spool.read(min(KEPT, size - start)))
                    file.flush()


def _make(folder: str, made: list[str]) -> None:
    """Make a folder, and those that it lies in."""
    if folder and not os.path.isdir(folder):
        _make(os.path.dirname(folder.rstrip(os.sep)), made)
        os.mkdir(folder)
        made.append(folder)
