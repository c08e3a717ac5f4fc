"""The pictures of a gallery: its specification files, and the files that each is to give."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from convanim.animation import format_of
from convanim.errors import BadRequest
from convanim.sources import panels
from convanim.sources.request import from_toml
from convanim.themes.library import is_theme
from convanim.tomlfile import read
from convanim.words import nearest

if TYPE_CHECKING:
    from convanim.animation import Animation

USUAL = (".gif", ".svg")
"""What a specification gives that names no output."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One picture: its specification, its name (its place in the gallery), and its files."""

    spec: Path
    name: str
    outputs: tuple[Path, ...]

    @property
    def section(self) -> str:
        """The folder that it stands in, seen from the gallery; nothing for the gallery itself."""
        return self.name.rpartition("/")[0]

    @property
    def stem(self) -> str:
        """Its own name."""
        return self.name.rpartition("/")[2]

    def drawn(self) -> Animation:
        """The animation that it specifies."""
        return panels.pictured(from_toml(str(self.spec))[0])


def specifications(folder: Path) -> Iterator[Path]:
    """The TOML files of a gallery, at any depth, in order; hidden folders are somebody else's."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(names) if name.endswith(".toml"))


def entries(folder: Path) -> tuple[list[Entry], dict[Path, str]]:
    """The pictures of a gallery, and what is wrong with those that cannot even be read.

    A theme file among the specifications is none. Two pictures that would write one file are a
    `BadRequest`, and so is a gallery without any.
    """
    if not folder.is_dir():
        raise BadRequest(f"there is no gallery at {str(folder)!r}: name its folder with --dir")
    found: list[Entry] = []
    wrong: dict[Path, str] = {}
    for spec in specifications(folder):
        try:
            if not is_theme(read(str(spec))):
                found.append(entry(folder, spec))
        except BadRequest as error:
            wrong[spec] = str(error)
    if not found and not wrong:
        raise BadRequest(f"no specification (.toml) in {str(folder)!r}: there is nothing to show")
    check_alone(found)
    return found, wrong


def entry(folder: Path, spec: Path) -> Entry:
    """One picture of a gallery, all of whose files lie in it."""
    _, names = from_toml(str(spec))
    outputs = [spec.parent / name for name in names] or [spec.with_suffix(s) for s in USUAL]
    for output in outputs:
        format_of(output.name, None)
        inner = os.path.realpath(output)
        if not inner.startswith(os.path.join(os.path.realpath(folder), "")):
            name = os.path.relpath(output, spec.parent)
            raise BadRequest(f"output {name!r} is outside the gallery: nothing is written there")
    name = spec.relative_to(folder).with_suffix("").as_posix()
    return Entry(spec, name, tuple(outputs))


def check_alone(found: Iterable[Entry]) -> None:
    """Refuse two pictures that would write one file."""
    by: dict[str, Entry] = {}
    for one in found:
        for output in one.outputs:
            other = by.setdefault(os.path.realpath(output), one)
            if other is not one:
                raise BadRequest(
                    f"{str(one.spec)!r} and {str(other.spec)!r} both give {str(output)!r}: "
                    "let one of them name another output"
                )


def pick(found: list[Entry], names: list[str]) -> list[Entry]:
    """The pictures of these names, each a file's own or its place in the gallery; or all."""
    known: dict[str, list[Entry]] = {}
    for one in found:
        for name in {one.name, one.stem}:
            known.setdefault(name, []).append(one)
    chosen: list[Entry] = []
    for name in names:
        if name not in known:
            close = nearest(name, known)
            hint = f", did you mean {close!r}?" if close else ""
            raise BadRequest(f"no picture {name!r} in the gallery{hint}")
        if len(known[name]) > 1:
            places = ", ".join(one.name for one in known[name])
            raise BadRequest(f"several pictures are called {name!r}: say which of {places}")
        chosen += (one for one in known[name] if one not in chosen)
    return chosen or found
