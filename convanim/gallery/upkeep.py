"""Bringing a gallery up to date, or finding what is not."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from convanim.errors import BadRequest
from convanim.export.drafts import Drafts
from convanim.gallery import page, workers
from convanim.gallery.pictures import Drawn, Wanted, draw, same
from convanim.gallery.specs import Found, orphans, pick, search

Watch = Callable[[Iterable[Any], int], Iterable[Any]]
"""Passes things on, and may show how far it is of how many."""


def unwatched(items: Iterable[Any], total: int) -> Iterable[Any]:
    """Things as they come."""
    return items


def regenerate(
    names: Iterable[str] = (),
    *,
    all: bool = False,
    check: bool = False,
    force: bool = False,
    jobs: int | None = None,
    dir: str = "gallery",
    watch: Watch = unwatched,
) -> int:
    """Render what is missing or out of date, on all cores; give the exit status.

    A picture is out of date when its SVG is not what its specification gives; `all` renders
    every file anew; `check` writes nothing and fails (1) where a file differs; `force` also
    replaces files that are not ours. What is wrong with one picture stops no other, and fails
    (2) in the end.
    """
    folder, names = Path(dir), list(names)
    if not folder.is_dir():
        raise BadRequest(f"there is no gallery at {dir!r}: name its folder with --dir")
    if check and force:
        raise BadRequest("force is for what is written, and check writes nothing")
    found = search(folder)
    chosen = pick(found, names, folder)
    if not chosen:
        raise BadRequest(f"there is no specification in {dir!r}, nor in a folder below it")
    tasks = [Wanted(spec, all, check, force) for spec in chosen if spec in found.outputs]
    told = {spec: Drawn(spec, wrong=f"{spec}: {found.wrong[spec]}") for spec in found.wrong}
    told = {spec: one for spec, one in told.items() if spec in chosen}
    stale: list[Path] = []
    for one in watch(workers.done(draw, tasks, jobs), len(tasks)):
        written = _written(one, check)
        told[one.spec] = replace(written, stale={})  # pictures are large
        stale += written.stale
    drawn = [told[spec] for spec in sorted(told, key=lambda path: (path.parent, path.name))]
    wrong = [one.wrong for one in drawn if one.wrong]
    if not names:
        wrong += _page(folder, found, drawn, stale, check, force)
        _tell_others(folder, found)
    return _told(sorted(stale), wrong, len(chosen), check)


def _written(one: Drawn, check: bool) -> Drawn:
    """What was drawn, all its files written or none; what went wrong is told of."""
    try:
        if not check:
            _write(one.stale)
    except BadRequest as error:
        return replace(one, stale={}, wrong=f"{one.spec}: {error}")
    except OSError as error:
        return replace(one, stale={}, wrong=f"{one.spec}: {error.filename}: {error.strerror}")
    return one


def _write(files: Mapping[Path, bytes]) -> None:
    with Drafts() as drafts:
        for path, data in files.items():
            drafts.add(str(path), data)
        drafts.write()


def _page(
    folder: Path, found: Found, drawn: list[Drawn], stale: list[Path], check: bool, force: bool
) -> list[str]:
    """Bring the page up to date too; what is wrong with it."""
    if not all(one.title for one in drawn):
        return ["the page stays as it is until every specification can be read"]
    try:
        path = page.place(folder, force)
        written = page.page(folder, drawn, found.outputs).encode()
        if not same(path, written):
            stale.append(path)
            if not check:
                _write({path: written})
    except BadRequest as error:
        return [str(error)]
    return []


def _tell_others(folder: Path, found: Found) -> None:
    """Name what lies in the folder and is of no use there."""
    for path in found.others:
        print(f"{path} is left out: neither a specification nor a theme", file=sys.stderr)
    for path in [] if found.wrong else orphans(found, folder):
        print(f"{path} is given by no specification", file=sys.stderr)


def _told(stale: list[Path], wrong: list[str], count: int, check: bool) -> int:
    """Say what was done, and give the exit status."""
    for path in stale:
        print(f"{'differs' if check else 'wrote'} {path}", file=sys.stderr)
    for line in wrong:
        print(f"convanim: error: {line}", file=sys.stderr)
    if check and stale:
        print(f"{len(stale)} files of {count} pictures are out of date", file=sys.stderr)
    elif not wrong:
        print(f"{count} pictures, {len(stale)} files {'differ' if check else 'written'}")
    return 2 if wrong else int(check and bool(stale))
