"""Numbers of one's own: files, typed text, presets; and every way in which they are wrong."""

from __future__ import annotations

import json
import pickle

import numpy as np
import pytest
from scipy.signal import convolve2d

from convanim import BadRequest, Conv, MaxPool, Values, animate
from convanim.cli.main import main
from convanim.limits import TEXT
from convanim.sources.arrays import array
from convanim.sources.presets import PRESETS, preset
from convanim.sources.request import animation, from_toml

ROWS = [[3, 3, 2, 1], [0, 0, 1, 3], [3, 1, 2, 2]]


def npy(path, values):
    np.save(path, np.asarray(values), allow_pickle=True)


WRITERS = {
    "a.csv": lambda path: path.write_text("3,3,2,1\n0,0,1,3\n3,1,2,2\n"),
    "b.csv": lambda path: path.write_text("\ufeff3;3;2;1\r\n0;0;1;3\r\n3;1;2;2\r\n"),
    "c.txt": lambda path: path.write_text("# rows\n3 3 2 1\n\n 0  0 1 3\n3\t1 2 2"),
    "d.json": lambda path: path.write_text(json.dumps(ROWS)),
    "e.npy": lambda path: npy(path, ROWS),
    "f.npy": lambda path: npy(path, np.asfortranarray(np.float32(ROWS))),
}


@pytest.mark.parametrize("name", WRITERS)
def test_a_files_numbers_and_its_shape_become_the_layers(tmp_path, name):
    WRITERS[name](tmp_path / name)
    words = {"op": "conv", "input_values": str(tmp_path / name), "kernel_preset": "box"}
    drawn = animation({**words, "kernel": 2})
    assert drawn.operation.input == (3, 4)
    assert drawn.values.x.tolist() == [ROWS]
    assert drawn.operation.kernel == (2, 2)


def test_typed_kernels_channels_and_one_axis():
    sobel = "1 0 -1; 2 0 -2; 1 0 -1"
    drawn = animation({"op": "conv", "input": 5, "kernel_values": sobel})
    assert drawn.operation.kernel == (3, 3)
    assert drawn.values.kernel.tolist() == [[[[1, 0, -1], [2, 0, -2], [1, 0, -1]]]]
    line = animation({"op": "conv", "input_values": "1 2.5 -3e1", "kernel_values": "1,-1"})
    assert line.operation.input == (3,)
    assert line.values.y.tolist() == [[-1.5, 32.5]]
    two = animation({"op": "conv", "input_values": [[1, 2], [3, 4]], "kernel": 1, "dims": 1})
    assert two.values.x.shape == (2, 2)
    assert two.operation.input == (2,)
    up = {"op": "transposed", "kernel_values": np.ones((2, 3, 2, 2)), "input": 2}
    assert animation(up).values.y.shape == (3, 3, 3)


def test_flip_is_what_signal_processing_calls_a_convolution():
    x, k = np.arange(30).reshape(5, 6) % 7, np.array([[1, 2, 0], [0, -1, 3]])
    words = {"op": "conv", "input_values": x, "kernel_values": k, "flip": True}
    values = animation(words).values
    assert np.array_equal(values.y[0], convolve2d(x, k, "valid"))
    assert values.kernel.tolist() == [[k.tolist()]]


def test_random_numbers_are_the_same_every_time():
    def numbers(**seed):
        drawn = animation({"op": "conv", "input": 3, "kernel": 2, "view": "numeric", **seed})
        return drawn.scene.marks

    assert numbers() == numbers(seed=0) == numbers()
    assert numbers() != numbers(seed=1)


@pytest.mark.parametrize("name", PRESETS)
def test_presets(name):
    kernel = preset(name, (3, 3))
    sums = {"box": 1, "gaussian": 1, "identity": 1, "sharpen": 1, "emboss": 1}
    assert kernel.sum() == pytest.approx(sums.get(name, 0))
    ramp = np.arange(25).reshape(5, 5)
    drawn = animation({"op": "conv", "input_values": ramp, "kernel_preset": name})
    y = drawn.values.y[0]
    if name in ("identity", "box", "gaussian", "sharpen"):
        assert y == pytest.approx(ramp[1:-1, 1:-1])  # a ramp stays what it is
    elif name == "sobel-x":
        assert (y == 8).all()


def pickled(path):
    class Bomb:
        def __reduce__(self):
            return (open, (str(path) + ".exploded", "w"))

    values = np.empty(1, object)
    values[0] = Bomb()
    npy(path, values)


def huge(path):
    npy(path, np.zeros((2, 2)))
    path.write_bytes(path.read_bytes().replace(b"(2, 2), }          ", b"(900000, 900000), }"))


WRONG = {
    "ragged.csv": (lambda p: p.write_text("1,2\n3\n"), "ragged: row 2 has 1"),
    "gap.csv": (lambda p: p.write_text("1,,2\n"), "'' is not a number"),
    "words.csv": (lambda p: p.write_text("a,b\n1,2\n"), "'a' is not a number"),
    "underscore.txt": (lambda p: p.write_text("1_0"), "is not a number"),
    "empty.csv": (lambda p: p.write_text(""), "empty"),
    "blank.txt": (lambda p: p.write_text("\n# nothing\n"), "empty"),
    "nan.csv": (lambda p: p.write_text("1,nan\n2,3"), "NaN or infinity"),
    "inf.txt": (lambda p: p.write_text("1 -inf"), "NaN or infinity"),
    "large.txt": (lambda p: p.write_text("1 1e99"), "smaller numbers"),
    "overflow.txt": (lambda p: p.write_text("1 1e999"), "NaN or infinity"),
    "binary.csv": (lambda p: p.write_bytes(b"\xff\xfe\x00"), "not text"),
    "ragged.json": (lambda p: p.write_text("[[1, 2], [3]]"), "ragged"),
    "nan.json": (lambda p: p.write_text("[1, NaN]"), "NaN or infinity"),
    "object.json": (lambda p: p.write_text('{"a": 1}'), "not numbers"),
    "null.json": (lambda p: p.write_text("[1, null]"), "not numbers"),
    "text.json": (lambda p: p.write_text('["1", "2"]'), "not numbers"),
    "cut.json": (lambda p: p.write_text("[1, 2"), "not JSON"),
    "deep.json": (lambda p: p.write_text("[" * 100_000), "not JSON"),
    "none.json": (lambda p: p.write_text("[]"), "empty"),
    "axes.json": (lambda p: p.write_text("[[[[[1]]]]]"), "5 axes"),
    "text.npy": (lambda p: p.write_text("1 2 3"), "not an array"),
    "empty.npy": (lambda p: p.write_bytes(b""), "not an array"),
    "cut.npy": (lambda p: p.write_bytes(b"\x93NUMPY\x01\x00"), "not an array"),
    "pickle.npy": (lambda p: p.write_bytes(pickle.dumps([1, 2])), "not an array"),
    "objects.npy": (pickled, "not an array"),
    "huge.npy": (huge, "not an array"),
    "complex.npy": (lambda p: npy(p, [1j]), "not numbers"),
    "nan.npy": (lambda p: npy(p, [[np.nan]]), "NaN or infinity"),
    "missing.csv": (lambda p: None, "cannot be read"),
    "folder.csv": (lambda p: p.mkdir(), "cannot be read"),
    "long.csv": (lambda p: p.write_bytes(b"1," * TEXT), "too many"),
}


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.parametrize("flag", ["--input-values", "--kernel-values"])
def test_what_is_wrong_is_said_in_one_line(tmp_path, capsys, name, flag):
    write, said = WRONG[name]
    path, out = tmp_path / name, tmp_path / "out.svg"
    write(path)
    other = ["-k", "1"] if flag == "--input-values" else ["-i", "9"]
    assert main(["conv", flag, str(path), *other, "-o", str(out)]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert said in error
    assert not out.exists()
    assert not list(tmp_path.glob("*.exploded"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["conv", "-i", "9", "--kernel-values", "1 0; 2"], "ragged"),
        (["conv", "-i", "9", "--kernel-values", ""], "empty"),
        (["conv", "-i", "9", "--kernel-values", "kernel.cvs"], ".csv .txt .npy .json"),
        (["conv", "-i", "9", "--kernel-preset", "sobelx"], "did you mean 'sobel-x'"),
        (["conv", "-i", "9", "-k", "5", "--kernel-preset", "edge"], "3x3, not 5x5"),
        (["conv", "-i", "9", "--kernel-preset", "box", "--kernel-values", "1"], "one of them"),
        (["conv", "-i", "9", "-k", "2", "--kernel-values", "1 2; 3 4; 5 6"], "weight has shape"),
        (["conv", "-i", "9", "-k", "2", "--input-values", "1 2; 3 4"], "x has shape"),
        (["conv", "--dims", "1", "--input-values", "1 2", "--kernel-values", "1;2"], "2 axes"),
        (["maxpool", "-i", "4", "-k", "2", "--kernel-preset", "box"], "no kernel preset: conv"),
        (["maxpool", "-i", "4", "-k", "2", "--flip"], "no flip: conv"),
        (["conv", "-i", "9", "-k", "2", "--seed", "-1"], "seed -1"),
        (["conv", "-i", "9", "-k", "2", "--precision", "13"], "precision 13"),
        (["transposed", "-i", "3", "-k", "2", "--transposed-as", "stamps"], "gather, scatter"),
    ],
)
def test_requests_that_do_not_fit_together(tmp_path, capsys, arguments, said):
    assert main([*arguments, "-o", str(tmp_path / "out.svg")]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert said in error


def test_a_specification_finds_its_files_beside_it(tmp_path, monkeypatch):
    (tmp_path / "x.csv").write_text("1,2\n3,4\n")
    spec = tmp_path / "spec.toml"
    spec.write_text('op = "conv"\ninput-values = "x.csv"\nkernel-values = [[1, 0], [0, 1]]\n')
    monkeypatch.chdir("/")
    words, _ = from_toml(str(spec))
    drawn = animation(words)
    assert drawn.values.y.tolist() == [[[5]]]


def test_numbers_of_another_layer_are_refused():
    values = Values.of(Conv(input=5, kernel=3))
    assert animate(Conv(input=5, kernel=3), values=values).view.name == "numeric"
    for op in (Conv(input=6, kernel=3), Conv(input=5, kernel=2), MaxPool(input=5, kernel=3)):
        with pytest.raises(BadRequest, match=r"Values\.of"):
            animate(op, values=values)


def test_text_is_not_mistaken_for_a_file():
    assert array("1 .5", "values").tolist() == [1, 0.5]
    with pytest.raises(BadRequest, match="not a number"):
        array("1..5", "values")
