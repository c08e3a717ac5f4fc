"""The specifications of a gallery, and the files that they are to give."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from convanim import choice
from convanim.animation import format_of
from convanim.declared import declared, spelled
from convanim.errors import BadRequest
from convanim.export import FORMATS
from convanim.export.mark import is_ours
from convanim.operations import LAYERS
from convanim.sources.inputs import holds
from convanim.sources.number_words import NumberWords
from convanim.sources.panels import EVERY
from convanim.sources.request import named_outputs, words_of
from convanim.sources.signals import SignalWords
from convanim.themes import library
from convanim.tomlfile import read
from convanim.words import nearest

USUAL = ("gif", "svg")
"""What a specification gives that names no output."""
MAKING = ("op", "layer", "panel", "arrange")
"""Words that say what is drawn."""


@dataclass(frozen=True)
class Found:
    """What a folder holds: specifications with their outputs, what is wrong with others, and
    files that are neither one nor a theme."""

    outputs: Mapping[Path, Sequence[Path]]
    wrong: Mapping[Path, str]
    others: Sequence[Path]


def search(folder: Path) -> Found:
    """All specifications of a folder, however deep; refused where two give one file."""
    outputs, wrong, others = dict[Path, Sequence[Path]](), dict[Path, str](), list[Path]()
    for path in sorted(files(folder), key=lambda path: (path.parent, path.name)):
        if path.suffix.lower() != ".toml":
            continue
        try:
            if not holds(str(folder), path):
                raise BadRequest("it is a link out of the gallery")
            words = spelled(read(str(path)))
            if is_spec(words):
                outputs[path] = outputs_of(path, words, folder)
            elif not is_theme(words):
                others.append(path)
        except BadRequest as error:
            wrong[path] = str(error)
    each_its_own(outputs)
    return Found(outputs, wrong, others)


def files(folder: Path) -> Iterator[Path]:
    """All files of a folder, but those that are hidden or behind a link to a folder."""
    for parent, folders, names in os.walk(folder):
        folders[:] = (name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in names if not name.startswith("."))


def is_theme(words: Mapping[str, Any]) -> bool:
    """Whether all words of a file are a theme's."""
    return bool(words) and set(words) <= set(library.KEYS)


def is_spec(words: Mapping[str, Any]) -> bool:
    """Whether a file is meant as a specification, a wrong one too: what is none at all is left
    alone, but a picture must not be lost by one mistyped word."""
    return not words or not set(words).isdisjoint(own_words())


@cache
def own_words() -> frozenset[str]:
    """All words of specifications, but those that themes have too."""
    layers = {word for command in LAYERS for word in words_of(command)}
    numbers = {*declared(NumberWords), *declared(SignalWords)}
    looks = {*EVERY, *choice.every_word(), "view"}
    return frozenset({*MAKING, *layers, *numbers, *looks} - {*library.KEYS})


def outputs_of(spec: Path, words: Mapping[str, Any], folder: Path) -> list[Path]:
    """The files that a specification gives, all in or below its own folder."""
    names = named_outputs(words.get("output", [])) or [f"{spec.stem}.{kind}" for kind in USUAL]
    for name in names:
        if not Path(name).suffix:
            raise BadRequest(f"its output {name!r} has no suffix: end it in .{', .'.join(FORMATS)}")
        format_of(name, None)
        if "\0" in name:
            raise BadRequest(f"its output {name!r} is a name that no file can have")
        inside = not os.path.isabs(name) and os.pardir not in Path(name).parts
        if not (inside and holds(str(folder), spec.parent / name)):
            raise BadRequest(f"its output {name!r} is not in the gallery: name one beside the file")
    return [spec.parent / name for name in names]


def each_its_own(outputs: Mapping[Path, Sequence[Path]]) -> None:
    """Refuse two specifications that give one file: neither would ever be up to date."""
    givers: dict[str, Path] = {}
    for spec, paths in outputs.items():
        for path in paths:
            other = givers.setdefault(os.path.realpath(path), spec)
            if other != spec:
                raise BadRequest(f"{other} and {spec} both give {path}: name another output in one")


def pick(found: Found, names: Iterable[str], folder: Path) -> list[Path]:
    """The specifications that are asked for by name or by path, or all of them."""
    known: dict[str, list[Path]] = {}
    for path in (*found.outputs, *found.wrong):
        inner = path.relative_to(folder).with_suffix("").as_posix()
        for name in {path.stem, inner}:
            known.setdefault(name, []).append(path)
    for name in names:
        if name not in known:
            close = nearest(name, known)
            hint = f", did you mean {close!r}?" if close else ""
            raise BadRequest(f"no picture {name!r} in {str(folder)!r}{hint}")
    chosen = {path for name in names for path in known[name]}
    return [path for path in (*found.outputs, *found.wrong) if path in chosen or not names]


def orphans(found: Found, folder: Path) -> list[Path]:
    """Pictures that we made and that no specification gives any more."""
    given = {os.path.realpath(path) for paths in found.outputs.values() for path in paths}
    return [
        path
        for path in sorted(files(folder))
        if path.suffix[1:].lower() in FORMATS
        and os.path.realpath(path) not in given
        and is_ours(path)
    ]
