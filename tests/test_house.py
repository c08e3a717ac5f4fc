"""The house: public names, what an import costs, and tables whose entries are there."""

from __future__ import annotations

import subprocess
import sys

import pytest

import convanim
from convanim.export import FORMATS, STEPWISE
from convanim.operations import OPERATIONS
from convanim.table import fetch
from convanim.themes import THEMES
from convanim.themes.theme import Theme
from convanim.views import VIEWS
from convanim.views.view import View

HEAVY = ("matplotlib", "imageio", "scipy", "torch", "tqdm", "shtab")


def loaded(code: str) -> set[str]:
    """The packages that a fresh interpreter has loaded after running this."""
    script = f"import sys\n{code}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_at_most_twenty_public_names_and_all_of_them_listed():
    assert len(convanim.__all__) <= 20
    assert sorted(convanim.__all__) == sorted(convanim._HOMES)
    assert len(set(convanim.__all__)) == len(convanim.__all__)
    for name in convanim.__all__:
        assert getattr(convanim, name).__name__ == name
        assert name in dir(convanim)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = convanim.nothing


def test_importing_the_package_loads_nothing_heavier_than_numpy():
    found = loaded("import convanim")
    assert not found & {*HEAVY, "PIL", "aggdraw"}
    found = loaded("import convanim\nfor name in convanim.__all__: getattr(convanim, name)")
    assert not found & {*HEAVY, "PIL", "aggdraw"}


@pytest.mark.parametrize("format", ["gif", "svg"])
def test_a_small_picture_needs_no_heavy_package(format, tmp_path):
    words = ["conv", "-i", "5", "-k", "3", "-s", "2", "-p", "1", "-o", f"{tmp_path}/a.{format}"]
    found = loaded(f"from convanim.cli.main import main\nassert main({words!r}) == 0")
    assert not found & {*HEAVY, "numpy"}
    if format == "svg":
        assert not found & {"PIL", "aggdraw"}


def test_help_needs_nothing_but_the_standard_library():
    found = loaded("from convanim.cli.main import main\nmain(['conv', '--help'])")
    assert not found & {*HEAVY, "numpy", "PIL", "aggdraw"}


@pytest.mark.parametrize(
    ("what", "table"),
    [
        ("view", VIEWS),
        ("format", FORMATS),
        ("format", STEPWISE),
        ("theme", THEMES),
    ],
)
def test_every_entry_of_a_table_is_there(what, table):
    for name in table:
        entry = fetch(what, table, name)
        assert isinstance(entry, Theme) if what == "theme" else callable(entry)
        if what == "view":
            assert issubclass(entry, View)
            assert entry.name == name
            assert entry.__doc__


def test_every_operation_is_told_by_its_name():
    for name, layer in OPERATIONS.items():
        assert layer.op == name
        assert layer.__name__ in convanim.__all__
        assert layer.commands
        assert layer.__doc__
