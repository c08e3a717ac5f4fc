"""The same words give the same bytes in every format, on any day, anywhere."""

from __future__ import annotations

import os
import sys

from convanim.export import FORMATS
from tests.programs import program, run

DAYS = {
    "2001-02-03 04:05:06": {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    "2031-12-30 23:59:58": {"TZ": "America/Lima", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
}


def test_the_same_bytes_on_any_day(tmp_path):
    program("faketime")
    words = ["conv", "-i", "4", "-k", "3", "-p", "1", "--max-steps", "3", "--width", "120"]
    made = []
    for number, (day, place) in enumerate(DAYS.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        files = [f"--output={folder / f'a.{kind}'}" for kind in FORMATS]
        env = {word: v for word, v in os.environ.items() if word != "SOURCE_DATE_EPOCH"}
        env |= {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **place}
        run("faketime", day, sys.executable, "-m", "convanim", *words, *files, env=env)
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert len(made[0]) == len(FORMATS)
    for name, data in made[0].items():
        assert data == made[1][name], name
        assert not any(day[:4].encode() in data for day in DAYS), name
