"""Files that are not what they seem: refused in one line, without being waited for."""

from __future__ import annotations

import os
import zipfile

import numpy as np
import pytest

from convanim.cli.main import main

SPEC = "op = 'conv'\ninput = 4\nkernel = 3\n"
LAYER = ["conv", "-i", "4", "-k", "3", "-o", "out.svg"]
VALUES = ["conv", "-k", "3", "-o", "out.svg", "--input-values"]
IMAGE = ["conv", "-k", "3", "-o", "out.svg", "--image"]


def refused(capsys, arguments):
    """What is said of a request that is refused in one line."""
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "Traceback" not in err
    assert not os.path.exists("out.svg")
    return err


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


# -- themes ------------------------------------------------------------------------------


@pytest.mark.parametrize("cycle", [["a"], ["a", "b"], ["a", "b", "c"]])
def test_a_theme_whose_base_is_itself(cycle, folder, capsys):
    for name, base in zip(cycle, [*cycle[1:], cycle[0]], strict=True):
        (folder / f"{name}.toml").write_text(f'base = "{base}.toml"\n')
    assert "leads back to itself" in refused(capsys, [*LAYER, "--theme", "a.toml"])


@pytest.mark.parametrize("key", ["fill", "stroke", "width", "dash", "hatch"])
@pytest.mark.parametrize("value", ["5e9", '"x"', "true", "[true]", "{x = 1}", "[]", "1979-05-27"])
def test_a_themes_values_of_no_kind(key, value, folder, capsys):
    if (key, value) == ("dash", "[]"):
        return  # no dashes
    (folder / "t.toml").write_text(f"[roles.input]\n{key} = {value}\n")
    assert key in refused(capsys, [*LAYER, "--theme", "t.toml"])


def test_a_dash_is_a_list(folder, capsys):
    (folder / "t.toml").write_text("[roles.input]\ndash = 5\n")
    assert "list of lengths, not 5" in refused(capsys, [*LAYER, "--theme", "t.toml"])


# -- TOML --------------------------------------------------------------------------------

TOO_MUCH = {
    "lists in lists": ("x = " + "[" * 5000 + "]" * 5000, "nested too deep"),
    "tables in tables": ("x = " + "{y = " * 5000 + "1" + "}" * 5000, "nested too deep"),
    "a long number": (SPEC + "stride = " + "9" * 5000, "too many digits"),
    "much of it": ("# " + "x" * 1_000_001, "too many"),
    "no text": ("\udcff", "not TOML"),
}


@pytest.mark.parametrize("what", TOO_MUCH)
@pytest.mark.parametrize("use", ["spec", "theme"])
def test_toml_that_is_no_words(what, use, folder, capsys):
    text, says = TOO_MUCH[what]
    (folder / "t.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    words = ["render", "t.toml", "-o", "out.svg"] if use == "spec" else [*LAYER, "--theme"]
    assert says in refused(capsys, words if use == "spec" else [*words, "t.toml"])


@pytest.mark.parametrize(
    "line",
    [
        'theme = "a\\u0000.toml"',
        'image = "a\\u0000.png"',
        'input_values = "a\\u0000.csv"',
        'kernel_values = "a\\u0000.npy"',
        'output = "a\\u0000.svg"',
        'output = "a\\u0000/b.svg"',
    ],
)
def test_a_name_with_a_nul(line, folder, capsys):
    (folder / "spec.toml").write_text(f"{SPEC}{line}\n")
    assert "null byte" in refused(capsys, ["render", "spec.toml"])


@pytest.mark.parametrize("preset", ["kernel_preset = 'box'", "input_preset='gaussian-derivatives'"])
@pytest.mark.parametrize("dims", ["'abc'", "[2]", "2.0", "0", "{}", "true", "1000000000"])
def test_dims_of_no_kind_beside_a_preset(preset, dims, folder, capsys):
    (folder / "spec.toml").write_text(f"op = 'conv'\nkernel = 3\ndims = {dims}\n{preset}\n")
    assert "1, 2 or 3" in refused(capsys, ["render", "spec.toml", "-o", "out.svg"])


# -- arrays ------------------------------------------------------------------------------


def header(text, version=b"\x01\x00"):
    """An .npy file of a header and nothing more."""
    size = len(text).to_bytes(2 if version[0] == 1 else 4, "little")
    return b"\x93NUMPY" + version + size + text


BROKEN = {
    "cut short": b"\x93NUM",
    "another version": header(b"{}", b"\x09\x00"),
    "open brackets": header(b"{'descr': [[[\n"),
    "an open string": header(b"{'descr': '''\n"),
    "bad indents": header(b"  {\n 1\n   2L}"),
    "a lie about its size": header(
        b"{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,)}"
    ),
    "a size below zero": header(b"{'descr': '<f8', 'fortran_order': False, 'shape': (-1,)}"),
    "no type": header(b"{'descr': 'nothing', 'fortran_order': False, 'shape': (1,)}"),
    "nested deep": header(b"(" * 5000),
    "objects": header(b"{'descr': '|O', 'fortran_order': False, 'shape': (1,)}"),
    "no text": header(b"\xff\xfe\x00"),
    "empty": b"",
}


@pytest.mark.parametrize("what", BROKEN)
def test_npy_files_that_are_none(what, folder, capsys):
    (folder / "x.npy").write_bytes(BROKEN[what])
    assert "not an array of numbers" in refused(capsys, [*VALUES, "x.npy"])


def test_a_zip_called_npy(folder, capsys):
    with zipfile.ZipFile("x.npy", "w") as file:
        file.writestr("a.npy", "b")
    assert "not an array of numbers" in refused(capsys, [*VALUES, "x.npy"])
    with open("x.npy", "wb") as file:
        np.savez(file, np.arange(9))
    assert "not an array of numbers" in refused(capsys, [*VALUES, "x.npy"])


# -- what never begins or ends -----------------------------------------------------------

READERS = {
    "spec": ("f.toml", ["render", "{}", "-o", "out.svg"]),
    "theme": ("f.toml", [*LAYER, "--theme", "{}"]),
    "values": ("f.csv", [*VALUES, "{}"]),
    "npy": ("f.npy", [*VALUES, "{}"]),
    "json": ("f.json", [*VALUES, "{}"]),
    "image": ("f.png", [*IMAGE, "{}"]),
}


@pytest.mark.parametrize("use", READERS)
@pytest.mark.parametrize("kind", ["device", "pipe", "directory"])
def test_what_is_no_file_is_not_waited_for(kind, use, folder, capsys):
    name, words = READERS[use]
    if kind == "device":
        os.symlink("/dev/zero", name)
    elif kind == "pipe":
        os.mkfifo(name)
    else:
        os.mkdir(name)
    said = refused(capsys, [word.format(name) for word in words])
    assert "read" in said


def test_a_batch_is_no_device_or_folder(folder, capsys):
    for name in ("/dev/zero", "."):
        assert "cannot be read" in refused(capsys, ["inspect", "--batch", name])
    os.mkfifo("batch")
    assert main(["inspect", "--batch", "batch"]) == 0  # nobody asks anything


def test_a_pipe_that_is_written_to_is_read(folder, capsys):
    read, write = os.pipe()
    os.write(write, SPEC.encode())
    os.close(write)
    assert main(["render", f"/dev/fd/{read}", "-o", "out.svg"]) == 0
    os.close(read)


def test_whoever_writes_to_a_pipe_is_waited_for(folder, capsys, monkeypatch):
    read, write = os.pipe()
    real = os.set_blocking

    def later(handle, blocking):  # nothing was written when it was opened
        real(handle, blocking)
        os.write(write, SPEC.encode())
        os.close(write)

    monkeypatch.setattr(os, "set_blocking", later)
    assert main(["render", f"/dev/fd/{read}", "-o", "out.svg"]) == 0
    os.close(read)


def test_a_batchs_endless_line_is_answered_once(folder, capsys):
    (folder / "batch").write_text("x" * 3_000_000 + '\n{"op": "conv", "input": 3, "kernel": 3}\n')
    assert main(["inspect", "--batch", "batch"]) == 2
    first, second = capsys.readouterr().out.splitlines()
    assert "1,000,000 characters" in first
    assert "output_shape" in second


# -- what is read is not written ---------------------------------------------------------


@pytest.mark.parametrize("use", READERS)
def test_what_is_read_is_not_written_over(use, folder, capsys):
    name, words = READERS[use]
    content = {
        "spec": SPEC,
        "theme": 'base = "light"\n',
        "values": "1 2 3\n4 5 6\n7 8 9\n",
        "json": "[[1, 2, 3], [4, 5, 6], [7, 8, 9]]",
    }.get(use, "")
    if use == "npy":
        np.save(name, np.ones((3, 3)))
    elif use == "image":
        from PIL import Image

        Image.new("L", (5, 5)).save(name)
    else:
        (folder / name).write_text(content)
    before = (folder / name).read_bytes()
    os.symlink(name, "link")
    for same in (name, f"./{name}", "link"):
        asked = [same if word == "out.svg" else word.format(name) for word in words]
        assert "is read for this picture" in refused(capsys, [*asked, "--format", "gif"])
    assert (folder / name).read_bytes() == before


def test_nor_the_base_of_a_theme_nor_a_panels_file(folder, capsys):
    (folder / "base.toml").write_text('base = "light"\n')
    (folder / "t.toml").write_text('base = "base.toml"\n')
    words = ["conv", "-i", "4", "-k", "3", "--theme", "t.toml", "--format", "svg", "-o"]
    assert "is read" in refused(capsys, [*words, "base.toml"])
    (folder / "x.csv").write_text("1 2 3\n")
    panel = "[[panel]]\nop = 'conv'\ninput_values = 'x.csv'\nkernel = 1\n"
    (folder / "spec.toml").write_text(panel)
    assert "is read" in refused(capsys, ["render", "spec.toml", "-o", "x.csv", "--format", "gif"])
