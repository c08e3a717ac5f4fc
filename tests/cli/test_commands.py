"""The command line does what its contract says."""

from __future__ import annotations

import io
import json
import os
import shlex
import subprocess
import sys

import pytest

import convanim
from convanim.cli import commands
from convanim.cli.main import main

COMMANDS = {name: commands.about(name) for name in commands.COMMANDS}
PADDED = ["conv", "-i", "5", "-k", "3", "-s", "2", "-p", "1"]


def run(capsys, *arguments):
    """What a command that succeeds prints."""
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_help_shows_an_example(command, capsys):
    shown = run(capsys, *([command] if command else []), "--help")
    assert "example" in shown
    examples = [f"convanim {COMMANDS[name][1]}" for name in ([command] if command else COMMANDS)]
    for example in examples:
        assert example in shown


def test_the_examples_of_the_help_work(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "spec.toml").write_text("op = 'conv'\ninput = 4\nkernel = 3\n")
    for name, (_, example) in COMMANDS.items():
        if name != "gallery":
            assert main(shlex.split(example)) == 0, example


def test_no_words_at_all_show_the_help(capsys):
    assert "usage: convanim" in run(capsys)


@pytest.mark.parametrize("name", ["cnov", "../help/conv"])
def test_help_of_what_there_is_not_is_refused(name, capsys):
    assert main([name, "--help"]) == 2
    assert "command" in capsys.readouterr().err


def test_the_help_of_inspect_tells_what_can_be_looked_at(capsys):
    assert "LAYER" in run(capsys, "inspect", "cnov", "--help")
    assert "--dilation" in run(capsys, "inspect", "conv", "-h")


def test_version(capsys):
    with pytest.raises(SystemExit) as end:
        main(["--version"])
    assert end.value.code == 0
    assert capsys.readouterr().out == f"convanim {convanim.__version__}\n"


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_completion_names_commands_and_flags(shell, capsys):
    shown = run(capsys, "--print-completion", shell)
    for word in (*COMMANDS, "--padding", "--step-time", "--batch"):
        assert word in shown


def test_it_runs_as_a_module():
    done = subprocess.run(
        [sys.executable, "-m", "convanim", "inspect", *PADDED], capture_output=True, text=True
    )
    assert done.returncode == 0
    assert "floor((5 + 1 + 1 - 1*(3 - 1) - 1) / 2) + 1 = 3" in done.stdout


# -- inspect -----------------------------------------------------------------------------


def test_inspects_json_is_the_contracts(capsys):
    found = json.loads(run(capsys, "inspect", *PADDED, "--json"))
    assert list(found) == [
        "op",
        "input_shape",
        "output_shape",
        "padding",
        "parameters",
        "steps",
    ]
    steps = found.pop("steps")
    assert found == {
        "op": "conv",
        "input_shape": [5, 5],
        "output_shape": [3, 3],
        "padding": [[1, 1], [1, 1]],
        "parameters": None,
    }
    assert [step["output"] for step in steps] == [[r, c] for r in range(3) for c in range(3)]
    assert all(list(step) == ["output", "taps"] for step in steps)
    taps = {tuple(tap["kernel"]): tap["input"] for tap in steps[0]["taps"]}
    assert len(steps[0]["taps"]) == 9
    assert taps[0, 0] is None
    assert taps[1, 1] == [0, 0]
    assert taps[2, 2] == [1, 1]


def test_a_transpose_lists_the_pairs_that_contribute_and_nothing_else(capsys):
    words = ["transposed", "-i", "2", "--dims", "1", "-k", "3", "-s", "2"]
    steps = json.loads(run(capsys, "inspect", *words, "--json"))["steps"]
    pairs = [[(tap["kernel"][0], tap["input"][0]) for tap in step["taps"]] for step in steps]
    assert pairs == [[(0, 0)], [(1, 0)], [(0, 1), (2, 0)], [(1, 1)], [(2, 1)]]


def test_average_pooling_tells_its_divisor(capsys):
    words = ["avgpool", "-i", "5", "--dims", "1", "-k", "2", "--ceil-mode"]
    found = json.loads(run(capsys, "inspect", *words, "--json"))
    assert [step["divisor"] for step in found["steps"]] == [2, 2, 1]
    assert found["steps"][2]["taps"][1]["input"] is None
    assert found["parameters"] is None
    padded = ["avgpool", "-i", "4", "--dims", "1", "-k", "2", "-p", "1", "--no-count-include-pad"]
    found = json.loads(run(capsys, "inspect", *padded, "--json"))
    assert [step["divisor"] for step in found["steps"]] == [1, 2, 1]
    same = ["avgpool", "-i", "5", "--dims", "1", "-k", "2", "-s", "2", "-p", "same"]
    for more, last in (([], 1), (["--count-include-pad"], 2), (["--no-count-include-pad"], 1)):
        found = json.loads(run(capsys, "inspect", *same, *more, "--json"))
        assert [step["divisor"] for step in found["steps"]] == [2, 2, last]
    assert "divisor" not in run(capsys, "inspect", "maxpool", "-i", "4", "-k", "2", "--json")


def test_a_tap_in_the_padding_names_the_cell_that_it_copies(capsys):
    words = ["conv", "-i", "3", "--dims", "1", "-k", "3", "-p", "1", "--padding-mode", "circular"]
    first = json.loads(run(capsys, "inspect", *words, "--json"))["steps"][0]
    assert first["taps"] == [
        {"kernel": [0], "input": [2], "padding": True},
        {"kernel": [1], "input": [0]},
        {"kernel": [2], "input": [1]},
    ]
    # the last row is read by way of the padding before the first
    words = ["conv", "-i", "3", "--dims", "1", "-k", "2", "-s", "3", "-p", "1:0"]
    assert "never read        1, 2" in run(capsys, "inspect", *words)
    assert "never read        1\n" in run(capsys, "inspect", *words, "--padding-mode", "circular")


def test_parameters_are_counted(capsys):
    words = [*PADDED, "--in-channels", "4", "--out-channels", "6", "--groups", "2"]
    assert json.loads(run(capsys, "inspect", *words, "--json"))["parameters"] == 6 * 2 * 9 + 6
    words.append("--no-bias")
    assert json.loads(run(capsys, "inspect", *words, "--json"))["parameters"] == 6 * 2 * 9


def test_the_table_fills_the_formula_in(capsys):
    table = run(capsys, "inspect", "conv", "-i", "6,7", "-k", "3", "-s", "2")
    for part in (
        "floor((6 + 0 + 0 - 1*(3 - 1) - 1) / 2) + 1 = 2",
        "floor((7 + 0 + 0 - 1*(3 - 1) - 1) / 2) + 1 = 3",
        "3x3 cells",
        "axis 0: 5",
    ):
        assert part in table
    table = run(capsys, "inspect", "transposed", "-i", "3", "-k", "3", "-s", "2", "-p", "1")
    assert "(3 - 1)*2 - 1 - 1 + 1*(3 - 1) + 0 + 1 = 5" in table


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        (["-p", "SAME"], ["-p", "same"]),
        (["-p", "same_upper"], ["-p", "same"]),
        (["-p", "SAME_LOWER"], ["-p", "same-lower"]),
        (["-p", "VALID"], []),
        (["-k", "2x3"], ["-k", "2,3"]),
        (["-k", "2X3", "-p", "1x0"], ["-k", "2,3", "-p", "1,0"]),
        (["-k", "2\N{MULTIPLICATION SIGN}3"], ["-k", "2,3"]),
    ],
)
def test_words_and_sizes_as_others_write_them(theirs, ours, capsys):
    layers = (["-i", "5x7", *theirs], ["-i", "5,7", *ours])
    found = [run(capsys, "inspect", "conv", "-k", "4", "-s", "2", *layer) for layer in layers]
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("asked", "shape", "padding"),
    [
        ({"output_size": 12}, [12], [[0, 0]]),
        ({"output_size": [10], "padding": 1}, [10], [[1, 1]]),
        ({"output_shape": 10}, [10], [[1, 0]]),
        ({"output_shape": 10, "padding": "same"}, [10], [[0, 1]]),
        ({"output_shape": 10, "padding": "same-lower"}, [10], [[1, 0]]),
        ({"output_shape": [40]}, [40], [[0, 0]]),
    ],
)
def test_a_transposes_output_is_asked_for_in_flags_and_files(
    asked, shape, padding, tmp_path, capsys
):
    words = {"op": "transposed", "input": [5], "kernel": 3, "stride": 2, **asked}
    path = tmp_path / "lines.jsonl"
    path.write_text(json.dumps(words))
    flags = []
    for word, value in asked.items():
        said = value[0] if isinstance(value, list) else value
        flags += [f"--{word.replace('_', '-')}", str(said)]
    layer = ["transposed", "--dims", "1", "-i", "5", "-k", "3", "-s", "2", *flags]
    for arguments in (["--batch", str(path)], [*layer, "--json"]):
        found = json.loads(run(capsys, "inspect", *arguments))
        assert (found["output_shape"], found["padding"]) == (shape, padding)
        assert len(found["steps"]) == shape[0]


def test_the_table_says_what_pytorch_refuses(capsys):
    words = ["maxpool", "--dims", "1", "-i", "3", "-k", "3", "-s", "1"]
    over = run(capsys, "inspect", *words, "-p", "2")
    assert "PyTorch" in over
    assert "refuses padding 2 on axis 0" in over
    for allowed in ("1", "same", "half"):
        assert "PyTorch" not in run(capsys, "inspect", *words, "-p", allowed)


LINES = [
    {
        "op": "conv",
        "input": [5, 5],
        "kernel": [3, 3],
        "stride": [2, 2],
        "padding": [[1, 1], [1, 1]],
    },
    {"op": "conv", "input": [5, 5], "kernel": [3, 3], "stride": [0, 1]},
    {"op": "conv", "input": [224], "kernel": [7], "stride": [2], "padding": "same"},
    {"op": "transposed", "input": [3], "kernel": [3], "stride": [2], "output_padding": [1]},
    {"op": "avgpool", "input": [5], "kernel": [2], "ceil_mode": True, "count_include_pad": True},
    {"op": "maxpool", "input": [5], "kernel": [3], "padding": [3]},
    {"op": "maxpool", "input": [5], "kernel": [3], "dilation": [2]},
]


def check_batch(out):
    found = [json.loads(line) for line in out.splitlines()]
    shapes = [line.get("output_shape") for line in found]
    assert shapes == [[3, 3], None, [112], [8], [3], None, [1], None, None, None]
    assert found[2]["padding"] == [[2, 3]]
    for line, shape in zip(found, shapes, strict=True):
        assert (list(line) == ["error"]) == (shape is None)
    assert "stride 0" in found[1]["error"]


def batch_text():
    return "\n".join([*map(json.dumps, LINES), "not JSON", "[1]", '{"op": "cnv"}', ""])


def test_a_batch_keeps_its_order_and_goes_on_after_errors(tmp_path, capsys):
    path = tmp_path / "lines.jsonl"
    path.write_text(batch_text())
    assert main(["inspect", "--batch", str(path)]) == 2
    out, err = capsys.readouterr()
    check_batch(out)
    assert "Traceback" not in err
    path.write_text(json.dumps(LINES[0]) + "\n\n")
    assert main(["inspect", "--batch", str(path)]) == 0


def test_a_batch_from_standard_input(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(batch_text().encode())))
    assert main(["inspect", "--batch", "-"]) == 2
    check_batch(capsys.readouterr().out)


@pytest.mark.parametrize(
    "line",
    [
        b"\xff\xfe\n",
        b'{"op": "conv", "input": 5, "kernel": 3, "stride": "x"}\n',
        b'{"op": "conv", "input": 1e400, "kernel": 3}\n',
        b'{"op": "conv", "input": NaN, "kernel": 3}\n',
        b'{"op": "conv", "input": {"a": 1}, "kernel": 3}\n',
        b'{"op": "conv", "input": [[5]], "kernel": 3}\n',
        b'{"op": "conv", "input": 1000000000, "kernel": 3}\n',
        b'{"op": ["conv"], "input": 5, "kernel": 3}\n',
        b'{"op": "conv", "input": ' + b"9" * 5000 + b', "kernel": 3}\n',
        b"[" * 100_000 + b"\n",
        b'{"op": "conv", "input": 5, "kernel": 3, "padding": [[1, 1, 1]]}\n',
        b'{"op": "conv", "input": 5, "kernel": 3, "groups": "2"}\n',
        b'{"op": "conv", "input": 5, "kernel": 3, "padding_mode": 3}\n',
        b'{"op": "conv", "input": 5, "kernel": 3, "dims": 2.0}\n',
    ],
)
def test_a_batchs_strangest_lines_are_answered(line, tmp_path, capsys):
    path = tmp_path / "lines.jsonl"
    path.write_bytes(line + json.dumps(LINES[0]).encode())
    assert main(["inspect", "--batch", str(path)]) == 2
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert list(first) == ["error"]
    assert second["output_shape"] == [3, 3]


# -- outputs -----------------------------------------------------------------------------


def test_several_outputs_of_one_request(tmp_path, capsys):
    one, other = tmp_path / "a.gif", tmp_path / "b.svg"
    assert main([*PADDED, "-o", str(one), "-o", str(other)]) == 0
    assert one.read_bytes().startswith(b"GIF89a")
    assert other.read_bytes().startswith(b"<svg")


@pytest.mark.parametrize(
    ("words", "start"),
    [([], b"GIF89a"), (["--format", "svg"], b"<svg"), (["--format", "png"], b"\x89PNG")],
)
def test_standard_output(words, start):
    done = subprocess.run(
        [sys.executable, "-m", "convanim", *PADDED, *words, "-o", "-"], capture_output=True
    )
    assert done.returncode == 0
    assert done.stdout.startswith(start)
    assert done.stderr == b""


@pytest.mark.parametrize("format", ["png", "svg"])
def test_a_directory_takes_one_file_a_step(format, tmp_path, capsys):
    folder = tmp_path / "steps"
    assert main([*PADDED, "-o", f"{folder}/", "--format", format]) == 0
    assert sorted(os.listdir(folder)) == [f"{n}.{format}" for n in range(9)]


def test_render_a_specification(tmp_path, capsys):
    spec = tmp_path / "up.toml"
    spec.write_text(
        "op = 'transposed'\ninput = [2, 3]\nkernel = 3\nstride = 2\npadding = '0:1'\n"
        "output-padding = 1\ntheme = 'dark'\ntitle = 'Up'\noutput = ['a.svg', 'b.gif']\n"
    )
    assert main(["render", str(spec)]) == 0
    assert sorted(os.listdir(tmp_path)) == ["a.svg", "b.gif", "up.toml"]
    assert main(["render", str(spec), "-o", str(tmp_path / "c.svg"), "--title", "Other"]) == 0
    assert 'aria-label="Other"' in (tmp_path / "c.svg").read_text()
    spec.write_text("op = 'conv'\ninput = 4\nkernel = 3\n")
    assert main(["render", str(spec)]) == 0
    assert (tmp_path / "up.gif").exists()


def test_a_file_says_what_the_flags_say(tmp_path, capsys):
    spec = tmp_path / "spec.toml"
    spec.write_text(
        "op = 'conv'\ninput = '5,6'\nkernel = 3\npadding = [[1, 0], [0, 2]]\nsteps = '0-3'\n"
        "theme = 'light'\nwidth = 200\nmotion = 'slide'\n"
    )
    flags = ["conv", "-i", "5,6", "-k", "3", "-p", "1:0,0:2", "--steps", "0,1,2,3"]
    flags += ["--theme", "light", "--width", "200", "--motion", "slide"]
    assert main(["render", str(spec), "-o", str(tmp_path / "a.svg")]) == 0
    assert main([*flags, "-o", str(tmp_path / "b.svg")]) == 0
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_a_theme_of_ones_own(tmp_path, capsys):
    theme, out = tmp_path / "own.toml", tmp_path / "a.svg"
    theme.write_text('base = "dark"\nbackground = "#fffaf0"\n[roles.input]\nfill = "#ffcc80"\n')
    assert main([*PADDED, "--theme", str(theme), "-o", str(out)]) == 0
    assert "#ffcc80" in out.read_text()
    assert "#fffaf0" in out.read_text()


def test_pointwise_is_a_convolution_with_a_kernel_of_one(capsys):
    words = ["-i", "4", "--in-channels", "5", "--out-channels", "3", "--json"]
    one = run(capsys, "inspect", "pointwise", *words)
    assert one == run(capsys, "inspect", "conv", "-k", "1", *words)
    assert json.loads(one)["parameters"] == 18


# -- signal ------------------------------------------------------------------------------


def test_signals_by_name_typed_or_in_files(tmp_path, capsys):
    (tmp_path / "f.csv").write_text("1, 3, 2\n")
    for two in (["box", "exponential"], ["1 2 3", "-1 1"], [str(tmp_path / "f.csv"), "2"]):
        assert main(["signal", *two, "-o", str(tmp_path / "a.svg"), "--theme", "light"]) == 0
        assert (tmp_path / "a.svg").read_text().startswith("<svg")


def test_the_help_of_signal_names_every_function(capsys):
    from convanim.operations.signals import FUNCTIONS

    shown = " ".join(run(capsys, "signal", "-h").split())
    assert f"{', '.join(FUNCTIONS)};" in shown


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["box"], "required: G"),
        (["bix", "box"], "did you mean 'box'"),
        (["1 2", "box"], "--spacing"),
        (["box", "box", "--spacing", "-1"], "above 0"),
        (["", "box"], "empty"),
        (["missing.csv", "box"], "cannot be read"),
        (["1 2; 3 4", "1 2"], "2 axes"),
        (["box", "box", "--view", "stem"], "--view signal"),
        (["box", "box", "--view", "numeric", "--stride", "2"], "--stride"),
    ],
)
def test_what_are_no_signals_is_said_in_one_line(arguments, said, tmp_path, capsys):
    out = tmp_path / "a.svg"
    assert main(["signal", *arguments, "-o", str(out)]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert said in error
    assert not out.exists()
