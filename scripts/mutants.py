"""Break the package in small ways, one at a time, and see that its tests notice.

    python scripts/mutants.py [--list] [--only NAME ...] [--jobs N]

The ways stand in `mutants.toml` beside this script: a file, a text that is in it exactly once,
what to put there instead, and the tests that must fail for it. Nothing is broken in place: each
is made in a copy of the checkout. The status is 1 if one goes unnoticed, and 2 if the list
itself is wrong (a text that is no longer there, tests that fail without any mutant), so that
it cannot rot.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

ROOT = Path(__file__).resolve().parent.parent
LIST = Path(__file__).with_suffix(".toml")
COPIED = ("convanim", "tests", "gallery", "scripts", "README.md", "pyproject.toml")
"""What the tests need of a checkout."""
PATIENCE = 1200
"""Seconds after which tests that do not end count as failed."""
PASSED, FAILED = (0,), (1, 2)
"""What pytest says: all is well; a test failed, or could not even be imported."""


class BadList(Exception):  # noqa: N818 - it is the list's error
    """The list of mutants does not fit the checkout."""


@dataclass(frozen=True)
class Mutant:
    """A small patch of one file, and the tests that must notice it."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


def mutants(path: Path = LIST) -> list[Mutant]:
    """The mutants of a list, each of which fits the checkout."""
    with path.open("rb") as file:
        entries = tomllib.load(file)["mutant"]
    found = [Mutant(**{**entry, "tests": tuple(entry["tests"])}) for entry in entries]
    names = [mutant.name for mutant in found]
    if twice := {name for name in names if names.count(name) > 1}:
        raise BadList(f"names are there twice: {', '.join(sorted(twice))}")
    for mutant in found:
        count = (ROOT / mutant.file).read_text().count(mutant.old)
        if count != 1:
            raise BadList(f"{mutant.name}: its text is {count} times in {mutant.file}, not once")
        if mutant.old == mutant.new:
            raise BadList(f"{mutant.name}: it changes nothing")
        for test in mutant.tests:
            if not (ROOT / test.partition("::")[0]).exists():
                raise BadList(f"{mutant.name}: there is no {test}")
    return found


@contextmanager
def copies(count: int) -> Iterator[SimpleQueue[Path]]:
    """Copies of the checkout, to be taken and given back."""
    free: SimpleQueue[Path] = SimpleQueue()
    with tempfile.TemporaryDirectory() as folder:
        for n in range(count):
            copy = Path(folder) / str(n)
            copy.mkdir()
            for name in COPIED:
                if (ROOT / name).is_dir():
                    ignored = shutil.ignore_patterns("__pycache__")
                    shutil.copytree(ROOT / name, copy / name, ignore=ignored)
                else:
                    shutil.copy(ROOT / name, copy / name)
            free.put(copy)
        yield free


def status(checkout: Path, tests: Sequence[str], workers: int = 0) -> int:
    """What pytest makes of tests in a checkout, by itself or with workers."""
    # compiled files are told apart by size and second: two mutants can agree in both
    words = {**os.environ, "PYTHONPATH": str(checkout), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    command += [f"-n{workers}", *tests]
    try:
        done = subprocess.run(
            command, cwd=checkout, env=words, capture_output=True, text=True, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        return FAILED[0]
    if done.returncode not in (*PASSED, *FAILED):
        raise BadList(f"pytest {' '.join(tests)} did not run:\n{done.stdout}{done.stderr}")
    return done.returncode


def survives(mutant: Mutant, free: SimpleQueue[Path]) -> bool:
    """Whether a mutant goes unnoticed."""
    checkout = free.get()
    path = checkout / mutant.file
    text = path.read_text()
    try:
        path.write_text(text.replace(mutant.old, mutant.new))
        return status(checkout, mutant.tests) in PASSED
    finally:
        path.write_text(text)
        free.put(checkout)


def hunt(chosen: list[Mutant], jobs: int) -> list[str]:
    """The names of those that survive."""
    found = []
    with copies(jobs) as free, ThreadPoolExecutor(jobs) as pool:
        checkout = free.get()
        tests = sorted({test for mutant in chosen for test in mutant.tests})
        if status(checkout, tests, jobs) not in PASSED:
            raise BadList("the tests fail without any mutant: they would prove nothing")
        free.put(checkout)
        results = pool.map(lambda mutant: survives(mutant, free), chosen)
        for mutant, survived in zip(chosen, results, strict=True):
            print(f"{'SURVIVED' if survived else 'killed  '} {mutant.name}", flush=True)
            found += [mutant.name] if survived else []
    return found


def main() -> int:
    """Parse, hunt, tell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--list", action="store_true", help="only tell their names and files")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="these alone")
    parser.add_argument("--jobs", type=int, default=1, help="how many at a time")
    asked = parser.parse_args()
    try:
        chosen = mutants()
        if asked.only:
            if unknown := set(asked.only) - {mutant.name for mutant in chosen}:
                raise BadList(f"there is no mutant {', '.join(sorted(unknown))}")
            chosen = [mutant for mutant in chosen if mutant.name in asked.only]
        if asked.list:
            for mutant in chosen:
                print(f"{mutant.name:<64}{mutant.file}")
            return 0
        survivors = hunt(chosen, max(1, asked.jobs))
    except BadList as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{len(chosen)} mutants, {len(survivors)} survived")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
