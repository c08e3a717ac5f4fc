"""Rendering a gallery: what is missing or out of date, on all cores."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import parent_process
from pathlib import Path
from threading import Thread

from convanim.errors import BadRequest
from convanim.gallery.entries import Entry, entries, pick
from convanim.gallery.files import bring_up_to_date, check_ours, orphans, replace_with, same
from convanim.gallery.page import is_page, page, place


def regenerate(
    names: Iterable[str] = (),
    *,
    all: bool = False,
    check: bool = False,
    force: bool = False,
    jobs: int | None = None,
    dir: str = "gallery",
) -> int:
    """Render what is missing or out of date, on all cores; give the exit status.

    A picture is out of date when its SVG is not what its specification gives; `all` renders
    every file anew; `check` writes nothing and fails (1) where a file differs; `force` replaces
    also what is not of our making. What cannot be drawn is named, all else is done (2).
    """
    if jobs is not None and jobs < 1:
        raise BadRequest(f"jobs {jobs} is not allowed: at least 1")
    folder = Path(dir)
    found, wrong = entries(folder)
    chosen = pick(found, list(names)) if found else []
    if names:
        wrong = {}
    where = place(folder)
    if not check:
        check_ours((path for entry in chosen for path in entry.outputs), force)
        if where.exists() and not is_page(where) and not names and not force:
            raise BadRequest(
                f"{str(where)!r} is not of our making: move it, or insist with --force"
            )
    did, different = "differs" if check else "wrote", list[Path]()
    for entry, result in rendered(chosen, all, check, jobs):
        if isinstance(result, BadRequest):
            wrong[entry.spec] = str(result)
            continue
        for path in result:
            different.append(path)
            tell(f"{did} {path}")
    if not names and not wrong:
        written = page(folder, found).encode()
        if not same(where, written):
            different.append(where)
            tell(f"{did} {where}")
            if not check:
                replace_with(where, written)
    if not names:
        for path in orphans(folder, found):
            tell(f"no specification gives {path}")
    for spec, said in wrong.items():
        tell(f"convanim: error: {spec}: {said}")
    count = len({*wrong, *(entry.spec for entry in chosen)})
    return told(count, len(different), len(wrong), check)


def told(count: int, different: int, wrong: int, check: bool) -> int:
    """Say what came of it; the exit status."""
    if wrong:
        tell(f"{wrong} of {count} pictures cannot be drawn")
        return 2
    if check and different:
        tell(f"{different} files of {count} pictures are out of date")
        return 1
    print(f"{count} pictures, {different} files {'differ' if check else 'written'}")
    return 0


def rendered(
    chosen: list[Entry], all: bool, check: bool, jobs: int | None
) -> Iterator[tuple[Entry, list[Path] | BadRequest]]:
    """Each picture with its files that differ, or why it cannot be drawn, in their order."""
    if not chosen:
        return
    count = min(jobs or len(chosen), len(chosen), cores())
    with ProcessPoolExecutor(count, initializer=end_with_parent) as pool:
        asked = [pool.submit(attempt, entry, all, check) for entry in chosen]
        if sys.stderr.isatty():
            for done, _ in enumerate(as_completed(asked), 1):
                print(f"\r{done} of {len(asked)} pictures", end="", file=sys.stderr, flush=True)
            print("\r\033[K", end="", file=sys.stderr)
        for entry, answer in zip(chosen, asked, strict=True):
            yield entry, answer.result()


def attempt(entry: Entry, all: bool, check: bool) -> list[Path] | BadRequest:
    """One picture's files that differ; an error as a value, that others go on."""
    try:
        return bring_up_to_date(entry, all, check)
    except BadRequest as error:
        return error


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def end_with_parent() -> None:
    """Let a worker end when the process that it works for does, however that came about."""

    def wait() -> None:
        if (parent := parent_process()) is not None:
            parent.join()
            os._exit(1)

    Thread(target=wait, daemon=True).start()


def tell(line: str) -> None:
    """A line for people."""
    print(line, file=sys.stderr, flush=True)
