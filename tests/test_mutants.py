"""The list of mutants fits the package, and the script tells the noticed from the unnoticed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "scripts" / "mutants.py"
ENTRY = """
[[mutant]]
name = "one"
file = "convanim/words.py"
old = '''{old}'''
new = '''{new}'''
tests = ["convanim/words.py"]
"""
REAL = "return close[0] if close else None"


def run(script, *words):
    return subprocess.run([sys.executable, str(script), *words], capture_output=True, text=True)


def test_every_entry_is_found_exactly_once():
    done = run(SCRIPT, "--list")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) > 100


@pytest.fixture
def checkout(tmp_path):
    """A checkout of one module, and the script with a list to be written."""
    (tmp_path / "convanim").mkdir()
    for name in ("words.py", "errors.py", "__init__.py"):
        text = (SCRIPT.parents[1] / "convanim" / name).read_text()
        (tmp_path / "convanim" / name).write_text(text)
    for name in ("tests", "gallery", "scripts"):
        (tmp_path / name).mkdir()
    (tmp_path / "README.md").touch()
    (tmp_path / "pyproject.toml").write_text(
        '[tool.pytest.ini_options]\naddopts="--doctest-modules"'
    )
    (tmp_path / "scripts" / "mutants.py").write_text(SCRIPT.read_text())
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "status", "says"),
    [
        (REAL, "return None", 0, "killed   one"),
        (REAL, "return close[0] if len(close) else None", 1, "SURVIVED one"),
        (REAL, REAL, 2, "changes nothing"),
        ("return", "raise", 2, "times in convanim/words.py, not once"),
        ("not there", "at all", 2, "0 times in convanim/words.py"),
    ],
)
def test_what_becomes_of_a_mutant(old, new, status, says, checkout):
    (checkout / "scripts" / "mutants.toml").write_text(ENTRY.format(old=old, new=new))
    before = (checkout / "convanim" / "words.py").read_text()
    done = run(checkout / "scripts" / "mutants.py")
    assert done.returncode == status, done.stdout + done.stderr
    assert says in done.stdout + done.stderr
    assert (checkout / "convanim" / "words.py").read_text() == before


def test_tests_that_fail_anyway_prove_nothing(checkout):
    (checkout / "scripts" / "mutants.toml").write_text(ENTRY.format(old=REAL, new="return None"))
    path = checkout / "convanim" / "words.py"
    path.write_text(path.read_text().replace("'reflect'\n", "'refuse'\n"))
    done = run(checkout / "scripts" / "mutants.py")
    assert done.returncode == 2
    assert "without any mutant" in done.stderr
