"""Specifications of several pictures in one."""

from __future__ import annotations

import pytest

from convanim import BadRequest
from convanim.cli.main import main
from convanim.sources.panels import described

WIDE = {"op": "conv", "input": 5, "kernel": 3, "padding": 1}
DEEP = {"op": "pointwise", "input": 2, "in-channels": 3, "out-channels": 2, "filters": "0,1"}


def test_panels_on_one_clock():
    drawn = described({"panel": [WIDE, DEEP], "theme": "light", "step_time": 0.5})
    assert drawn.timeline.steps == drawn.scene.steps == 25
    assert drawn.timeline.duration == 12.5
    assert drawn.scene.title.count(";") == 2  # a channels caption has one of its own


def test_one_picture_is_as_before():
    assert described(WIDE).scene == described({"panel": [WIDE]}).scene


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"panel": WIDE}, r"\[\[panel\]\]"),
        ({"panel": []}, "0 panels"),
        ({"panel": [WIDE] * 13}, "13 panels"),
        ({"arrange": "beside"}, r"\[\[panel\]\]"),
        ({"panel": [WIDE], "arrange": "besides"}, "did you mean 'beside'"),
        ({"panel": [WIDE], "input": 3}, "unknown word beside panels 'input'"),
        ({"panel": [WIDE, {**WIDE, "stride": 0}]}, "panel 2: stride 0"),
        ({"panel": [{**WIDE, "fps": 3}]}, "panel 1: fps is for all panels"),
        (
            {"panel": [WIDE, DEEP], "arrange": "then"},
            "panel 2: its input 2x2x3 is not the output 5x5",
        ),
        ({"panel": [WIDE], "title": "x"}, "word beside panels 'title'"),
    ],
)
def test_mistakes_are_named(words, said):
    with pytest.raises(BadRequest, match=said):
        described(words)


def test_a_file_with_panels(tmp_path, capsys):
    spec = tmp_path / "two.toml"
    tables = "[[panel]]\nop = 'conv'\ninput = 3\nkernel = 1\n" * 2
    spec.write_text("arrange = 'above'\noutput = ['two.svg', 'two.gif']\n" + tables)
    assert main(["render", str(spec), "--theme", "dark"]) == 0
    assert (tmp_path / "two.svg").read_text().startswith("<svg")
    assert (tmp_path / "two.gif").read_bytes().startswith(b"GIF89a")


def test_a_chain_takes_turns():
    drawn = described({"panel": [WIDE, {**WIDE, "kernel": 1, "padding": 0}], "arrange": "then"})
    assert drawn.timeline.steps == drawn.scene.steps == 50
