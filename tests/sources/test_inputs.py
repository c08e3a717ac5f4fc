"""A specification reads what lies in its folder; what a flag names may lie anywhere."""

from __future__ import annotations

import os

import pytest
from PIL import Image

from convanim.cli.main import main

LAYER = 'op = "conv"\nkernel = 2\n'
READ = {
    "theme": ("t.toml", LAYER + "input = 4\n"),
    "image": ("p.png", LAYER),
    "input-values": ("x.csv", LAYER),
    "kernel_values": ("k.csv", 'op = "conv"\ninput = 4\n'),
    "bias_values": ("b.csv", LAYER + "input = 4\nout_channels = 1\nin_channels = 1\n"),
    "signal": ("s.csv", 'op = "signal"\nkernel = "1 2 3"\n'),
    "kernel": ("s.csv", 'op = "signal"\nsignal = "1 2 3"\n'),
}
"""A word that names a file, such a file, and a specification that only lacks it."""
FLAGS = [word for word in READ if word not in ("signal", "kernel")]
CONTENT = {"t": 'base = "dark"\n', "x": "1 2\n3 4\n", "k": "1 2\n3 4\n", "b": "3\n", "s": "1 2 3\n"}


@pytest.fixture
def place(tmp_path, monkeypatch):
    """The folder of a specification, all files in it and above it."""
    inside = tmp_path / "specs" / "mine"
    (inside / "below").mkdir(parents=True)
    for folder in (inside, inside / "below", tmp_path / "specs"):
        for name in {name for name, _ in READ.values()}:
            if name.endswith(".png"):
                Image.new("L", (4, 4), 50).save(folder / name)
            else:
                (folder / name).write_text(CONTENT[name[0]])
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    return inside


def rendered(place, text, *flags):
    spec = place / "spec.toml"
    spec.write_text(text)
    return main(["render", str(spec), "-o", "out.svg", *flags])


@pytest.mark.parametrize("where", ["", "below/", "./", "below/../"])
@pytest.mark.parametrize("word", READ)
def test_names_are_sought_from_the_specification(word, where, place):
    name, rest = READ[word]
    assert rendered(place, f'{rest}{word} = "{where}{name}"\n') == 0


def leaving(place, name):
    """Ways to name a file that is not in the folder."""
    (place / f"link-{name}").symlink_to(place.parent / name)
    (place / "out").symlink_to(place.parent)
    return [f"../{name}", f"below/../../{name}", str(place / name), f"link-{name}", f"out/{name}"]


@pytest.mark.parametrize("way", range(5))
@pytest.mark.parametrize("word", READ)
def test_files_outside_are_refused_by_name(word, way, place, capsys):
    name, rest = READ[word]
    named = leaving(place, name)[way]
    assert rendered(place, f'{rest}{word} = "{named}"\n') == 2
    said = capsys.readouterr().err
    assert f"{named!r} is outside the specification's folder" in said
    assert f"--{word.replace('_', '-')}" in said
    assert not os.path.exists("out.svg")


@pytest.mark.parametrize("word", FLAGS)
def test_a_flag_goes_anywhere_and_is_relative_to_where_one_is(word, place):
    name, rest = READ[word]
    flag = "--" + word.replace("_", "-")
    for path in (str(place.parent / name), f"../specs/{name}"):
        assert rendered(place, rest, flag, path) == 0
        # what the file says in its place does not matter then
        assert rendered(place, f'{rest}{word} = "/nowhere/{name}"\n', flag, path) == 0


@pytest.mark.parametrize("spelling", ["kernel-values", "kernel_values"])
def test_panels_are_held_to_it_too(spelling, place, capsys):
    panel = f'[[panel]]\nop = "conv"\ninput = 4\n{spelling} = '
    assert rendered(place, f'{panel}"k.csv"\n{panel}"below/k.csv"\n') == 0
    assert rendered(place, f'{panel}"k.csv"\n{panel}"../k.csv"\n') == 2
    assert "'../k.csv' is outside" in capsys.readouterr().err
    inner = f'[[panel]]\n[[panel.panel]]\nop = "conv"\ninput = 4\n{spelling} = '
    assert rendered(place, f'{inner}"k.csv"\n') == 0
    assert rendered(place, f'{inner}"../k.csv"\n') == 2
    assert "'../k.csv' is outside" in capsys.readouterr().err


def test_so_is_the_base_of_a_theme(place, capsys):
    text = READ["theme"][1]
    for base, status in (("below/t.toml", 0), ("../t.toml", 2), (str(place.parent / "t.toml"), 2)):
        (place / "own.toml").write_text(f'base = "{base}"\n')
        assert rendered(place, f'{text}theme = "own.toml"\n') == status
        assert rendered(place, text, "--theme", str(place / "own.toml")) == 0
    assert "theme 'own.toml': its base" in capsys.readouterr().err


def test_a_base_that_leads_back_is_still_told(place, capsys):
    (place / "own.toml").write_text('base = "own.toml"\n')
    assert rendered(place, READ["theme"][1] + 'theme = "own.toml"\n') == 2
    assert "leads back to itself" in capsys.readouterr().err


def test_a_network_finds_its_theme(place):
    text = 'view = "network"\ninput = 4\ntheme = "t.toml"\n[[layer]]\nop = "maxpool"\nkernel = 2\n'
    assert rendered(place, text) == 0
