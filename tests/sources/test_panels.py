"""Specifications of several pictures in one."""

from __future__ import annotations

import pytest

from convanim import BadRequest
from convanim.cli.main import main
from convanim.sources.panels import pictured

WIDE = {"op": "conv", "input": 5, "kernel": 3, "padding": 1}
DEEP = {"op": "pointwise", "input": 2, "in-channels": 3, "out-channels": 2, "filters": "0,1"}


def test_panels_on_one_clock():
    drawn = pictured({"panel": [WIDE, DEEP], "theme": "light", "step_time": 0.5})
    assert drawn.timeline.steps == drawn.scene.steps == 25
    assert drawn.timeline.duration == 12.5 + 1.5
    assert drawn.scene.title.count(";") == 2  # a channels caption has one of its own


def test_one_picture_is_as_before():
    assert pictured(WIDE).scene == pictured({"panel": [WIDE]}).scene


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"panel": WIDE}, r"\[\[panel\]\]"),
        ({"panel": []}, "at least one is needed"),
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
        pictured(words)


def test_a_file_with_panels(tmp_path, capsys):
    spec = tmp_path / "two.toml"
    tables = "[[panel]]\nop = 'conv'\ninput = 3\nkernel = 1\n" * 2
    spec.write_text("arrange = 'above'\noutput = ['two.svg', 'two.gif']\n" + tables)
    assert main(["render", str(spec), "--theme", "dark"]) == 0
    assert (tmp_path / "two.svg").read_text().startswith("<svg")
    assert (tmp_path / "two.gif").read_bytes().startswith(b"GIF89a")


def test_a_chain_takes_turns():
    drawn = pictured({"panel": [WIDE, {**WIDE, "kernel": 1, "padding": 0}], "arrange": "then"})
    assert drawn.timeline.steps == drawn.scene.steps == 50


FIRST = {"op": "pointwise", "input": 2, "in_channels": 2, "out_channels": 3, "values": True}
SECOND = {"op": "pointwise", "out_channels": 2, "values": True, "seed": 1}


def test_a_chain_hands_on_its_numbers():
    chain = pictured({"panel": [FIRST, SECOND], "arrange": "then"})
    one, other = chain.view.parts
    assert other.operation.input == (2, 2)
    assert other.operation.in_channels == 3
    assert other.values.x.tolist() == one.values.y.tolist()
    alone = pictured({"panel": [FIRST, {**SECOND, "input": 2, "in_channels": 3}]})
    assert alone.view.parts[1].values.x.tolist() != one.values.y.tolist()


def test_a_chain_hands_on_what_comes_behind_the_activation():
    first = {**FIRST, "activation": "relu"}
    one, other = pictured({"panel": [first, SECOND], "arrange": "then"}).view.parts
    assert (one.values.y >= 0).all()
    assert other.values.x.tolist() == one.values.y.tolist()


def test_merged_layers_are_one():
    chain = pictured({"panel": [FIRST, SECOND], "arrange": "then"})
    one = pictured({"panel": [FIRST, SECOND], "arrange": "merged", "title": "one"})
    assert (one.operation.in_channels, one.operation.out_channels) == (2, 2)
    assert one.values.y.tolist() == chain.view.parts[1].values.y.tolist()
    assert one.look.title == "one"


def test_panels_may_hold_panels():
    inner = {"panel": [FIRST, SECOND], "arrange": "then"}
    whole = pictured({"panel": [inner, WIDE]})
    assert whole.timeline.steps == max(4 * 3 + 4 * 2, 25)
    assert whole.scene.width > pictured(inner).scene.width


@pytest.mark.parametrize(
    ("panels", "said"),
    [
        ([{**FIRST, "activation": "relu"}, SECOND], "relu stands between"),
        ([FIRST, {"op": "maxpool", "kernel": 2, "values": True}], "only two convolutions"),
        ([{**FIRST, "values": False}, SECOND], "by their numbers"),
        (
            [{"op": "conv", "input": 3, "kernel": 1}, {"op": "conv", "kernel": 1}],
            "by their numbers",
        ),
    ],
)
def test_what_does_not_merge_is_said(panels, said):
    with pytest.raises(BadRequest, match=said):
        pictured({"panel": panels, "arrange": "merged"})


def test_a_poster_and_a_strip_are_of_the_whole():
    table = {"panel": [{**WIDE, "input": 3}, {"op": "maxpool", "kernel": 2}], "arrange": "then"}
    assert pictured({**table, "poster": 9}).scene.still == 9
    told = "Side by side: step 0, step 4, step 9."
    assert pictured({**table, "panel": [WIDE, DEEP], "arrange": "beside", "strip": 3}).scene.steps
    assert pictured({**table, "strip": 3}).scene.description.endswith(told)
    for word in ("poster", "strip"):
        with pytest.raises(BadRequest, match=f"panel 1: {word} is for all panels"):
            pictured({"panel": [{**WIDE, word: 3}]})
