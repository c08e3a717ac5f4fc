"""The programs that people open our files with, as the tests run them."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

SECONDS = 120


def program(name: str) -> str:
    """The path of a program. Where it is missing the test is skipped, or fails if all of them
    were to be installed, as `.ci/run` says by EVERY_PROGRAM."""
    path = shutil.which(name)
    if path is None:
        (pytest.fail if os.environ.get("EVERY_PROGRAM") else pytest.skip)(f"there is no {name}")
    return path


def run(name: str, *words: object, **more: object) -> str:
    """What a program prints on standard output; it has to succeed."""
    done = subprocess.run(
        [program(name), *map(str, words)],
        capture_output=True,
        timeout=SECONDS,
        stdin=subprocess.DEVNULL,
        **more,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")[-2000:]
    return done.stdout.decode(errors="replace")
