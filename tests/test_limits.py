"""What is refused is refused from counts, in one wording; what is cheap by the axis stays cheap."""

from __future__ import annotations

from subprocess import run
from sys import executable
from time import process_time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from convanim import BadRequest, Conv, animate, animation, limits
from convanim.cli.main import main
from convanim.render import pixels
from convanim.windows.axis import Axis
from convanim.windows.bins import Bins
from convanim.windows.cover import places, repeated

ANY = st.integers(1, 7)


@st.composite
def axes(draw):
    """An axis of either direction, padded or cropped."""
    source, target, taps, stride, dilation = (draw(ANY) for _ in range(5))
    before, swapped = draw(st.integers(0, 9)), draw(st.booleans())
    if draw(st.booleans()):
        return Bins.of(source, target)
    return Axis(source, target, taps, stride, dilation, before, 0, swapped)


@given(axes())
def test_what_is_counted_is_what_is_listed(axis):
    reads = [axis.reads(x) for x in range(axis.output)]
    assert [axis.met(x) for x in range(axis.output)] == [
        sum(cell is not None for cell in cells) for cells in reads
    ]
    read = {cell for cells in reads for cell in cells}
    assert axis.unread() == tuple(cell for cell in range(axis.input) if cell not in read)


@given(st.integers(0, 99), ANY, ANY)
def test_bits_are_laid_down_as_one_by_one(bits, count, step):
    one_by_one = {at + n * step for at in places(bits) for n in range(count)}
    assert set(places(repeated(bits, count, step))) == one_by_one


TOO_MUCH = {
    "taps": ["inspect", "conv", "-i", "2000", "-k", "2000", "--json"],
    "cells": ["conv", "-i", "5000", "-k", "3", "-o", "a.gif"],
    "cells for the painted view": [
        *("conv", "-i", "999", "-k", "300", "--values", "--view", "painted", "-o", "a.svg")
    ],
    "pixels": ["conv", "-i", "5", "-k", "3", "--width", "8192", "-o", "a.png"],
    "steps": ["conv", "-i", "5", "-k", "3", "--steps", ",".join(["0-999999"] * 60), "-o", "a.gif"],
    "kernel values": ["conv", "-i", "5", "-k", "20000", "--kernel-preset", "box", "-o", "a.svg"],
    "output values": [
        *("pointwise", "-i", "4", "--out-channels", "1000000", "--values", "-o", "a.svg")
    ],
    "input values": ["conv", "--input-values", "a.npy", "-k", "3", "-o", "a.svg"],
    "bytes": ["conv", "--input-values", "a.csv", "-k", "3", "-o", "a.svg"],
    "megapixels": ["conv", "--image", "a.png", "-k", "3", "-o", "b.svg"],
    "a.toml": ["render", "a.toml", "-o", "a.svg"],
    "samples": ["signal", "b.npy", "box", "--spacing", "1", "-o", "a.svg"],
}


@pytest.mark.parametrize("what", TOO_MUCH)
def test_what_is_too_much_is_refused_at_once(what, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    np.save("a.npy", np.zeros((3000, 3000), np.int8))
    np.save("b.npy", np.zeros(5000))
    (tmp_path / "a.csv").write_text("1," * limits.TEXT)
    (tmp_path / "a.toml").write_text("a = 1\n" * limits.TOML)
    Image.new("1", (8000, 8000)).save("a.png")
    before = sorted(tmp_path.iterdir())
    start = process_time()
    assert main(TOO_MUCH[what]) == 2
    assert process_time() - start < 0.3
    error = capsys.readouterr().err
    assert what in error
    assert "at most" in error
    assert error.count("\n") == 1
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    "layer",
    [
        ["conv", "--dims", "1", "-i", "20000", "-k", "10000"],
        ["conv", "-i", "1000000", "-k", "999", "-p", "400", "--padding-mode", "reflect"],
        ["transposed", "--dims", "1", "-i", "1000", "-k", "100000"],
        ["avgpool", "-i", "100000", "-k", "50000", "-p", "25000"],
    ],
)
def test_a_large_layer_is_inspected_by_the_axis(layer, capsys):
    start = process_time()
    assert main(["inspect", *layer]) == 0
    assert process_time() - start < 1
    assert "output" in capsys.readouterr().out


def test_a_line_without_end_is_refused_and_the_batch_goes_on(tmp_path, capsys):
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"op": "conv", "input": 5, "kernel": 3}\n' + "1" * (limits.LINE + 9) + "\n{}\n"
    )
    assert main(["inspect", "--batch", str(path)]) == 2
    answers = capsys.readouterr().out.splitlines()
    assert len(answers) == 3
    assert "characters" in answers[1]
    assert "op" in answers[2]


@pytest.mark.parametrize(
    ("op", "look"),
    [
        (Conv(input=14, kernel=3), {"theme": "light"}),
        (Conv(input=40, kernel=3), {"max_steps": 150}),
        (Conv(input=8, kernel=3), {"view": "numeric", "motion": "slide"}),
    ],
)
@pytest.mark.parametrize("format", ["gif", "svg"])
def test_the_estimate_is_near_the_truth(op, look, format, tmp_path):
    animation = animate(op, all_steps=True, **look)
    animation.effort(format)  # what is imported is nobody's work
    start = process_time()
    told = animation.effort(format)
    assert process_time() - start < 0.3
    path, start = tmp_path / f"a.{format}", process_time()
    animation.save(path)
    spent = process_time() - start
    # wider than the promise, which scripts/bench.py measures on works of many seconds
    assert spent / 3 - 0.05 < told.seconds < spent * 3 + 0.05
    assert path.stat().st_size / 3 < told.size < path.stat().st_size * 3


REFUSED = [
    (Conv(input=56, kernel=3), {}),
    (Conv(input=120, kernel=3), {"theme": "light", "width": 2000}),
    (Conv(input=38, kernel=3), {"view": "numeric"}),
    (Conv(input=38, kernel=3), {"view": "numeric", "motion": "slide", "width": 1600}),
    (Conv(input=100, kernel=3, padding=1), {"view": "painted"}),
    (Conv(input=34, kernel=3), {"background": "transparent"}),
    (Conv(input=(12, 12, 12), kernel=3), {}),
    (Conv(input=(1500,), kernel=3), {}),
]


@pytest.mark.parametrize(("op", "look"), REFUSED)
def test_an_estimate_draws_little(op, look, monkeypatch):
    painted, cells = [], []
    init, lay = pixels.Painter.__init__, animation.laid_out

    def counting(self, *told):
        init(self, *told)
        painted.append(self.size[0] * self.size[1])

    def laying(view, op, *told):
        cells.append(view.cells(op))
        return lay(view, op, *told)

    refused = animate(op, **look)
    monkeypatch.setattr(pixels.Painter, "__init__", counting)
    monkeypatch.setattr(animation, "laid_out", laying)
    with pytest.raises(BadRequest, match="seconds of work"):
        refused.check("gif")
    assert sum(painted) < 160_000
    assert sum(cells) < 600


@pytest.mark.parametrize("look", [["--theme", "light"], ["--view", "numeric"]])
def test_a_refusal_costs_little_more_than_a_small_picture(look, tmp_path):
    resource = pytest.importorskip("resource")  # which not every system has

    def spent(side):
        """The processor's seconds of a command, the least of several."""
        words = ["conv", "-i", side, "-k", "3", *look, "-o", str(tmp_path / "a.gif")]
        found = []
        for _ in range(3):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            run([executable, "-m", "convanim", *words], capture_output=True, check=False)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            found.append(sum(after[:2]) - sum(before[:2]))
        return min(found)

    assert spent("38") < 2 * spent("5")


def test_a_gif_without_background_is_counted_for_what_is_cleared():
    many = animate(Conv(input=34, kernel=3), max_steps=300)
    many.check("gif")
    bare = animate(Conv(input=34, kernel=3), max_steps=300, background="transparent")
    bare.check("svg")
    with pytest.raises(BadRequest, match="seconds of work"):
        bare.check("gif")
