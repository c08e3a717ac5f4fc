"""Under a picture of the gallery stands the command that makes it, and that makes just that."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from convanim.cli.parser import asked
from convanim.gallery import specified
from convanim.gallery.commands import command, note
from convanim.operations import LAYERS
from convanim.sources.panels import pictured
from convanim.sources.request import from_toml

GALLERY = Path(__file__).parents[2] / "gallery"
SPECS = sorted(GALLERY.glob("*/*.toml"))


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.stem)
def test_the_command_makes_the_picture(spec):
    drawn, outputs = specified(spec)
    program, name, *arguments = shlex.split(command(GALLERY, spec, outputs[0]))
    assert (program, arguments[-2:]) == ("convanim", ["-o", outputs[0].name])
    if name == "render":
        assert GALLERY / arguments[0] == spec
        words, _ = from_toml(str(spec))
        layer = words.get("op") in LAYERS
        assert not layer or any(isinstance(v, str | list) for v in words.values())
        return
    words = {word: v for word, v in asked(arguments, name).items() if word != "output"}
    made = pictured({"op": name, **words})
    assert made.scene == drawn.scene
    assert (made.theme, made.timeline, made.film().width) == (
        drawn.theme,
        drawn.timeline,
        drawn.film().width,
    )


def test_most_pictures_of_one_layer_are_made_by_flags():
    flagged = [s for s in SPECS if " render " not in command(GALLERY, s, Path("a.gif"))]
    assert len(flagged) >= 35
    assert command(GALLERY, GALLERY / "conv_arithmetic/padding_strides.toml", Path("x.gif")) == (
        "convanim conv -i 5 -k 3 -s 2 -p 1 -o x.gif"
    )


def test_what_was_corrected_is_said():
    for name, wrong, right in (
        ("one_by_one_strides", "2x2", "3x3"),
        ("one_by_one_max_pooling", "3x3", "5x5"),
    ):
        said = note(GALLERY / "corrected" / f"{name}.toml")
        assert f"Published with a {wrong} result" in said
        assert said.endswith(f"so that the result has {right}.")
        size = "x".join(
            map(str, specified(GALLERY / "corrected" / f"{name}.toml")[0].operation.output_shape)
        )
        assert size == right


def test_the_padding_modes_are_told_apart():
    said = specified(GALLERY / "numbers" / "padding_modes.toml")[0].scene.description
    for words in ("with zeros", "with its mirror image", "with copies of its edge", "other end"):
        assert said.count(words) == 1
