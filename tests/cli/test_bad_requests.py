"""Every request that cannot be met: status 2, one line, no traceback, no file."""

from __future__ import annotations

import contextlib
import io
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convanim.cli.main import main

CONV = ["conv", "-i", "5", "-k", "3"]
UP = ["transposed", "-i", "3", "-k", "3", "-s", "2"]
HUGE = "9" * 5000

# what is wrong -> the arguments, and a part of what is said about them
REFUSED = {
    "stride 0": ([*CONV, "-s", "0"], "stride 0"),
    "negative stride": ([*CONV, "-s", "-1"], "stride"),
    "dilation 0": ([*CONV, "-d", "0"], "dilation 0"),
    "kernel 0": (["conv", "-i", "5", "-k", "0"], "kernel 0"),
    "input 0": (["conv", "-i", "0", "-k", "1"], "input 0"),
    "negative padding": ([*CONV, "-p=-1"], "padding -1"),
    "negative padding apart": ([*CONV, "-p", "-1"], "padding -1"),
    "kernel too large": (["conv", "-i", "5", "-k", "8", "-p", "1"], "does not fit"),
    "dilated kernel too large": ([*CONV, "-d", "3"], "effective size is 7"),
    "pool too large": (["maxpool", "-i", "2", "-k", "3"], "does not fit"),
    "output_padding too large": (
        ["transposed", "-i", "3", "-k", "3", "-s", "2", "--output-padding", "2"],
        "output_padding 2",
    ),
    "negative output_padding": (
        ["transposed", "-i", "3", "-k", "3", "--output-padding=-1"],
        "output_padding -1",
    ),
    "an output size that cannot be": ([*UP, "--output-size", "10"], "7 to 8 are possible"),
    "an output size and its cause": (
        [*UP, "--output-size", "8", "--output-padding", "1"],
        "output_size settles output_padding itself",
    ),
    "an output shape and its cause": (
        [*UP, "--output-shape", "6", "-p", "1"],
        "output_shape settles the padding itself",
    ),
    "two outputs": ([*UP, "--output-size", "8", "--output-shape", "8"], "give one"),
    "output shape 0": ([*UP, "--output-shape", "0"], "output shape 0"),
    "everything cropped": (["transposed", "-i", "2", "-k", "1", "-p", "1"], "crops everything"),
    "pool padding of a kernel": (["maxpool", "-i", "5", "-k", "3", "-p", "3"], "at most 2"),
    "mean padding of a kernel": (["avgpool", "-i", "5", "-k", "2", "-p", "2"], "at most 1"),
    "unknown padding word": ([*CONV, "-p", "smae"], "did you mean 'same'"),
    "unknown padding word with a line": ([*CONV, "-p", "same_uper"], "did you mean 'same-upper'"),
    "no padding word at all": ([*CONV, "-p", "auto2"], "one of: valid, same, same-lower, full"),
    "half a size": (["conv", "-i", "5x", "-k", "3"], "input '5x' is not a whole number"),
    "causal over two axes": ([*CONV, "-p", "causal"], "one axis"),
    "three sides": ([*CONV, "-p", "1:2:3"], "before:after"),
    "unknown padding mode": ([*CONV, "--padding-mode", "reflct"], "did you mean 'reflect'"),
    "padding over what reflects": ([*CONV, "-p", "5", "--padding-mode", "reflect"], "at most 4"),
    "too few axes": (["conv", "-i", "5,5,5", "-k", "3,3"], "2 numbers for 3 axes"),
    "too many axes": (["conv", "-i", "5,5", "-k", "3,3,3"], "3 numbers for 2 axes"),
    "four axes": (["conv", "-i", "5,5,5,5", "-k", "3"], "4 axes"),
    "dims against input": (["conv", "-i", "5,5", "-k", "3", "--dims", "3"], "dims says 3"),
    "dims 4": ([*CONV, "--dims", "4"], "1, 2 or 3"),
    "not a number": (["conv", "-i", "five", "-k", "3"], "not a whole number"),
    "a fraction": (["conv", "-i", "5.5", "-k", "3"], "not a whole number"),
    "an exponent": (["conv", "-i", "1e3", "-k", "3"], "not a whole number"),
    "nothing": (["conv", "-i", "", "-k", "3"], "not a whole number"),
    "an empty part": (["conv", "-i", "5,", "-k", "3"], "not a whole number"),
    "other figures": (["conv", "-i", "५", "-k", "3"], "not a whole number"),
    "underscores": (["conv", "-i", "1_0", "-k", "3"], "not a whole number"),
    "a huge number": (["conv", "-i", "99999999999", "-k", "3"], "too large"),
    "absurdly many digits": (["conv", "-i", HUGE, "-k", "3"], "whole number"),
    "a huge stride": ([*CONV, "-s", HUGE], "whole number"),
    "a huge input, drawn": (["conv", "-i", "1000000000", "-k", "3"], ""),
    "a huge input, two steps": (["conv", "-i", "1000000000", "-k", "3", "--steps", "0,1"], ""),
    "a huge input, few steps": (["conv", "-i", "1000000000", "-k", "3", "--max-steps", "2"], ""),
    "a huge kernel": (["conv", "-i", "1000000000", "-k", "1000000000", "-s", "3"], ""),
    "huge padding": ([*CONV, "-p", "1000000000"], ""),
    "a huge transpose": (["transposed", "-i", "1000000000", "-k", "3", "-s", "1000000000"], ""),
    "groups that do not divide": ([*CONV, "--groups", "2", "--in-channels", "3"], "divisible"),
    "groups 0": ([*CONV, "--groups", "0"], "groups 0"),
    "no channels": ([*CONV, "--in-channels", "0"], "in_channels 0"),
    "no input": (["conv", "-k", "3"], "conv needs input"),
    "no kernel": (["conv", "-i", "5"], "conv needs kernel"),
    "unknown flag": ([*CONV, "--strid", "2"], "did you mean --stride"),
    "unknown command": (["cnv", "-i", "5"], "did you mean 'conv'"),
    "a stray word": ([*CONV, "7"], "unknown argument '7'"),
    "a flag without its value": ([*CONV, "-s"], "expected one argument"),
    "a kernel for pointwise": (["pointwise", "-i", "4", "-k", "3"], "unknown argument"),
    "output_padding of a convolution": ([*CONV, "--output-padding", "1"], "unknown argument"),
    "unknown view": ([*CONV, "--view", "staked"], "did you mean 'stacked'"),
    "unknown theme": ([*CONV, "--theme", "drak"], "did you mean 'dark'"),
    "no such theme file": ([*CONV, "--theme", "none.toml"], "cannot be read"),
    "width 0": ([*CONV, "--width", "0"], "width"),
    "negative width": ([*CONV, "--width=-5"], "width"),
    "huge width": ([*CONV, "--width", "1e9"], "width"),
    "width nan": ([*CONV, "--width", "nan"], "width"),
    "width inf": ([*CONV, "--width", "inf"], "width"),
    "width word": ([*CONV, "--width", "wide"], "width 'wide' is not a length: pixels, or cm"),
    "width in miles": ([*CONV, "--width", "1e9mi"], "width '1e9mi' is not a length"),
    "tiny width": ([*CONV, "--width", "1mm"], "width"),
    "no resolution": ([*CONV, "--dpi", "0"], "dpi"),
    "step past the end": ([*CONV, "--steps", "0,9"], "step 9"),
    "negative step": ([*CONV, "--steps=-1"], "step"),
    "steps words": ([*CONV, "--steps", "all"], "not a whole number"),
    "backward steps": ([*CONV, "--steps", "3-1"], "no steps"),
    "max steps 0": ([*CONV, "--max-steps", "0"], "max steps"),
    "fps 0": ([*CONV, "--fps", "0"], "fps"),
    "fps nan": ([*CONV, "--fps", "nan"], "fps"),
    "fps 1000": ([*CONV, "--fps", "1000"], "fps"),
    "negative loop": ([*CONV, "--loop=-1"], "loop"),
    "loop too often": ([*CONV, "--loop", "65536"], "loop"),
    "loop half": ([*CONV, "--loop", "1.5"], "--loop"),
    "step time 0": ([*CONV, "--step-time", "0"], "step time"),
    "step time negative": ([*CONV, "--step-time=-1"], "step time"),
    "step time inf": ([*CONV, "--step-time", "inf"], "step time"),
    "unknown motion": ([*CONV, "--motion", "glide"], "motion"),
    "bad colour": ([*CONV, "--background", "bleu"], "bleu"),
    "bad matte": ([*CONV, "--matte", "#12"], "#12"),
}


def complaint(capsys, arguments):
    """What is said on standard error about a bad request, which must be one line."""
    status = main(arguments)
    out, err = capsys.readouterr()
    assert status == 2, err
    assert out == ""
    assert err.count("\n") == 1
    assert err.endswith("\n")
    assert err.startswith("convanim: error: ")
    assert len(err) < 500
    return err


@pytest.mark.parametrize("suffix", [".gif", ".svg"])
@pytest.mark.parametrize("case", REFUSED)
def test_refused(case, suffix, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    arguments, says = REFUSED[case]
    assert says in complaint(capsys, [*arguments, "-o", f"out{suffix}"])
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("output", "says"),
    [
        (["-o", "out.gfi"], "did you mean 'gif'"),
        (["-o", "out"], "no suffix"),
        (["-o", "out.gif", "--format", "sgv"], "did you mean 'svg'"),
        (["-o", "missing/out.gif"], "no directory 'missing'"),
        (["-o", "steps/"], "directory"),
        (["-o", "steps/", "--format", "gif"], "directory"),
        ([], "-o"),
        (["-o", "good.gif", "-o", "bad.xyz"], "xyz"),
    ],
)
def test_outputs_that_cannot_be(output, says, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert says in complaint(capsys, [*CONV, *output])
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        (None, "cannot be read"),
        ("op = 'conv'\ninput = 5", "conv needs kernel"),
        ("op = 'conv'\ninput = 5\nkernal = 3", "did you mean 'kernel'"),
        ("input = 5", "unknown op None"),
        ("op = ", "not TOML"),
        ("op = 'conv'\ninput = 5.5\nkernel = 3", "input 5.5"),
        ("op = 'conv'\ninput = true\nkernel = 3", "input True"),
        ("op = 'conv'\ninput = [5, 'x']\nkernel = 3", "input"),
        ("op = 'conv'\ninput = 5\nkernel = 3\noutput = 7", "output 7"),
        ("op = 'conv'\ninput = 5\nkernel = 3\ntitle = 7", "title 7"),
        ("op = 'conv'\ninput = 5\nkernel = 3\nwidth = 'x'", "width 'x'"),
        ("op = 'conv'\ninput = 5\nkernel = 3\nsteps = ['x']", "step 'x'"),
        ("op = 'maxpool'\ninput = 5\nkernel = 3\nceil-mode = 'yes'", "true or false"),
    ],
)
def test_specifications_that_cannot_be(spec, says, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    if spec is not None:
        (tmp_path / "spec.toml").write_text(spec)
    assert says in complaint(capsys, ["render", "spec.toml", "-o", "out.gif"])
    assert set(os.listdir(tmp_path)) <= {"spec.toml"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["inspect"],
        ["inspect", "cnv"],
        ["inspect", "conv"],
        ["inspect", "conv", "-i", "5", "-k", "9"],
        ["inspect", "--batch", "missing.jsonl"],
        ["inspect", "conv", "-i", "5", "-k", "3", "-o", "x.gif"],
        ["gallery", "--dir", "missing"],
        ["render"],
        ["--print-completion", "fsh"],
        ["--verison"],
    ],
)
def test_other_commands(arguments, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    complaint(capsys, arguments)
    assert os.listdir(tmp_path) == []


def test_too_many_frames_asks_for_them_by_name(tmp_path, capsys):
    target = tmp_path / "out.gif"
    words = ["conv", "-i", "224", "-k", "7", "-s", "2", "-p", "3", "-o", str(target)]
    said = complaint(capsys, words)
    assert "12,544 frames" in said
    for part in ("--max-steps", "--all-steps", "seconds of work", "MB"):
        assert part in said
    assert not target.exists()
    assert main([*words, "--max-steps", "2"]) == 0
    assert target.exists()


VALUES = st.one_of(
    st.integers(-2, 9).map(str),
    st.sampled_from(
        ["", "0", "1,2", "1:2", "0:1,2:1", "same", "full", "x", "--", "-", "nan", "inf", "1e5", "²"]
    ),
    st.text(max_size=6).filter(lambda text: "\0" not in text),
)
WORDS = """
    -i -k -s -p -d --dims --groups --in-channels --out-channels --padding-mode --output-padding
    --output-size --output-shape
    --view --theme --width --background --matte --title --step-time --motion --fps --loop --steps
    --max-steps --format --ceil-mode --no-bias --caption --xyz
"""
FLAGS = st.sampled_from(WORDS.split())
LAYER = st.sampled_from(["conv", "transposed", "maxpool", "avgpool", "pointwise"])


@settings(max_examples=250)
@given(LAYER, st.lists(st.tuples(FLAGS, VALUES), max_size=4), st.booleans())
def test_no_words_end_in_a_traceback(layer, flags, sizes):
    words = [layer, "-i", "4", *(["-k", "2"] if layer != "pointwise" else [])] if sizes else [layer]
    for flag, value in flags:
        words.append(f"{flag}={value}" if flag.startswith("--") else flag)
        if not flag.startswith("--"):
            words.append(value)
    err = io.StringIO()
    out = io.TextIOWrapper(io.BytesIO())
    words += ["--max-steps", "2", "-o", "-"]
    with contextlib.redirect_stderr(err), contextlib.redirect_stdout(out):
        try:
            status = main(words)
        except SystemExit as end:  # --help
            status = end.code
    assert status in (0, 2), err.getvalue()
    if status == 2:
        assert err.getvalue().count("\n") == 1


@settings(max_examples=100)
@given(LAYER, st.lists(st.tuples(FLAGS, VALUES), max_size=3))
def test_no_words_make_inspect_end_in_a_traceback(layer, flags):
    words = ["inspect", layer, "-i", "5", "-k", "3"][: 4 if layer == "pointwise" else 6]
    for flag, value in flags:
        words += [flag, value]
    err = io.StringIO()
    with contextlib.redirect_stderr(err), contextlib.redirect_stdout(io.StringIO()):
        try:
            status = main(words)
        except SystemExit as end:
            status = end.code
    assert status in (0, 2), err.getvalue()
