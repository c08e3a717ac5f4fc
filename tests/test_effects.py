"""Nothing is ignored in silence: every word, in every command and view, changes the picture or its
clock, is refused, or (what is true of a layer whether it is drawn or not) is told of in a line."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from convanim import BadRequest, animation, choice, limits
from convanim.cli.commands import words
from convanim.cli.outputs import WORDS
from convanim.declared import declared, plain
from convanim.effort import Effort
from convanim.errors import NotDrawn
from convanim.operations import LAYERS
from convanim.sources import request
from convanim.sources.number_words import NumberWords
from convanim.sources.spec import with_source
from convanim.views import VIEWS
from convanim.views.heights import filters as heights
from convanim.views.heights import stage
from tests.fonts import sample

PHOTO = str(next((Path(__file__).parents[1] / "gallery").glob("*/*.png")))
FLAT = {"input": (5, 4), "kernel": (2, 3), "stride": (2, 1), "padding": 1}
BASES: tuple[dict[str, Any], ...] = (
    FLAT,
    {**FLAT, "in_channels": 2, "out_channels": 2},
    {"input": (6,), "kernel": 2, "stride": 2, "padding": 1},
)
OWN: dict[str, dict[str, Any]] = {
    "globalpool": {"kernel": None, "stride": None, "padding": None},
    "adaptiveavgpool": {"kernel": None, "stride": None, "padding": None, "output_size": 2},
    "pointwise": {"kernel": None},
}
# word -> a value that is not its default, and the words that it needs beside it
SAMPLES: dict[str, tuple[Any, dict[str, Any]]] = {
    "input": ((6, 5), {}),
    "kernel": (1, {}),
    "stride": (1, {}),
    "padding": (0, {}),
    "dilation": ((1, 2), {"kernel": 2, "padding": 1}),
    "output_padding": ((1, 0), {}),
    "output_size": (3, {}),
    "output_shape": (9, {"padding": None}),
    "dims": (1, {"input": 6, "kernel": 2, "stride": 2}),
    "in_channels": (4, {"out_channels": 2}),
    "out_channels": (4, {"in_channels": 2}),
    "groups": (2, {"in_channels": 2, "out_channels": 2}),
    "bias": (False, {}),
    "activation": ("relu", {}),
    "padding_mode": ("replicate", {}),
    "ceil_mode": (True, {"input": 6, "kernel": 3, "stride": 2, "padding": 0}),
    "count_include_pad": (False, {}),
    "pass": ("grad-input", {}),
    "norm_type": (3, {}),
    "reduce": ("max", {}),
    "values": (True, {}),
    "input_values": ("1 2 3 4; 2 1 0 1; 1 1 1 1; 0 1 2 3; 3 2 1 0", {}),
    "input_preset": ("gaussian-derivatives", {"in_channels": 2, "out_channels": 2}),
    "kernel_values": ("1 2 3; 0 1 0", {}),
    "bias_values": ("2", {}),
    "kernel_preset": ("box", {"seed": 5}),
    "image": (PHOTO, {"input": None}),
    "image_size": (5, {"image": PHOTO, "input": None}),
    "seed": (7, {}),
    "flip": (True, {}),
    "theme": ("dark", {}),
    "width": (300, {}),
    "dpi": (48, {}),
    "pptx": ("animation", {}),
    "embed": (False, {}),
    "aspect": ("16:9", {}),
    "background": ("#ffeedd", {}),
    "matte": ("#ff0000", {"background": "transparent"}),
    "font": (sample(), {"title": "A title"}),
    "lang": ("zh", {}),
    "title": ("A title", {}),
    "caption": (True, {}),
    "fill": (True, {}),
    "labels": (True, {}),
    "step_time": (0.4, {}),
    "pace": ("lesson", {}),
    "motion": ("slide", {}),
    "fps": (5, {"motion": "slide"}),
    "hold": (4, {}),
    "loop": (3, {}),
    "poster": (1, {}),
    "strip": (2, {}),
    "steps": ((1, 0), {}),
    "max_steps": (1, {}),
    "all_steps": (True, {}),
    "filters": ((1,), {}),
    "order": ("channel-first", {}),
    "transposed_as": ("scatter", {}),
    "overlaps": (True, {"transposed_as": "scatter"}),
    "matrix": ("im2col", {}),
    "precision": (1, {}),
    "spacing": (0.25, {}),
    "signal": ("3 1 2 2", {}),
}
# what is done by whoever runs the command
OF_THE_COMMAND = {*WORDS, "view"}
# of a file, whatever it shows: seen in a picture of the format that has it
OF_A_FILE = {"dpi": "png", "pptx": "pptx", "embed": "gif"}
# asked for, and so by itself; or all there is
FULFILLED = {
    "values": "numbers are shown, as asked, where a view draws them anyway",
    "steps": "the one step that there is",
    "max_steps": "the one step that there is",
}
COMMANDS = (*LAYERS, "signal")


def bases(command: str, view: str) -> Iterator[dict[str, Any]]:
    """Words of pictures that a view shows of a command's layers."""
    if command == "signal":
        found = {"op": command, "signal": "1.25 2 0 3.5", "kernel": "1 -1", "view": view}
        yield from [found] if attempt(found) else []
        return
    known = {*request.words_of(command), "op", "view"}
    for layer in BASES:
        told = {"op": command, **layer, **OWN.get(command, {}), "view": view}
        found = {w: v for w, v in told.items() if v is not None and w in known}
        if attempt(found):
            yield found


@pytest.fixture(autouse=True)
def coarse(monkeypatch):
    """Surfaces of a few faces: what a word does to them shows as well, and much sooner."""
    monkeypatch.setattr(stage, "FACE", 70.0)
    monkeypatch.setattr(heights, "FEW", 4)


def fractions(told: dict[str, Any]) -> dict[str, Any]:
    """Numbers that are not whole, for a layer that has any."""
    if told["op"] == "signal":
        return {}
    rng = np.random.default_rng(3)
    found = {"input_values": rng.integers(-9, 9, told["input"]) / 8}
    if declared(NumberWords)["kernel_values"].where(LAYERS[told["op"]][0]):
        size = told.get("kernel", 1)
        shape = size if isinstance(size, tuple) else (size,) * len(told["input"])
        found["kernel_values"] = rng.integers(-9, 9, shape) / 8
    return found


def attempt(told: dict[str, Any]) -> Any:
    """The animation and what is said of it; None where it is refused."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            drawn = request.animation({w: v for w, v in told.items() if v is not None})
            drawn.check("svg")
            return drawn, svg(drawn), [str(s.message) for s in said if s.category is NotDrawn]
        except BadRequest:
            return None


def svg(drawn: Any, format: str = "svg") -> bytes:
    buffer = BytesIO()
    drawn.write(buffer, format)
    return buffer.getvalue()


def effect(before: Any, after: Any, word: str) -> str | None:
    """What a word does; None if it is ignored in silence."""
    if after is None:
        return "refused"
    if before is None or before[1] != after[1] or before[0].timeline != after[0].timeline:
        return "changes"
    if before[2] != after[2] or any(plain(word) in line for line in after[2]):
        return "told"
    if word == "caption" and before[0].view.tells:
        return "fulfilled"  # it is there by itself
    if word in FULFILLED and (word == "values" or before[0].timeline.steps == 1):
        return "fulfilled"
    return "changes" if svg(before[0], "gif") != svg(after[0], "gif") else None


def told_words(command: str) -> list[str]:
    """Every word of a command's picture."""
    found = {word.name for group in words(command).values() for word in group}
    return sorted(found - OF_THE_COMMAND)


PAIRS = [(command, view) for command in COMMANDS for view in VIEWS]
DONE: dict[str, set[str]] = {}


@pytest.mark.parametrize(("command", "view"), PAIRS)
def test_no_word_is_silent(command, view, monkeypatch):
    plain_words = next(bases(command, view), None)
    if plain_words is None:
        pytest.skip("the view does not show this layer")
    known_before: dict[str, Any] = {}
    silent = []
    for word in {*told_words(command)} - {*OF_A_FILE}:
        value, beside = SAMPLES[word]
        beside = {**fractions(plain_words), **beside} if word == "precision" else beside
        known = {*request.words_of(command)} if command != "signal" else set()
        context = {
            **plain_words,
            **{w: v for w, v in beside.items() if w in known or w not in LAYER_WORDS},
        }
        with monkeypatch.context() as patched:
            if word == "all_steps":
                patched.setattr(limits, "FRAMES", 0)
                patched.setattr(animation.Animation, "effort", lambda *_: Effort(1.0, 1.0))
            key = repr((sorted(context.items()), word == "all_steps"))
            if key not in known_before:
                known_before[key] = attempt(context)
            done = effect(known_before[key], attempt({**context, word: value}), word)
        if not done:
            silent.append(word)
    assert not silent


LAYER_WORDS = {word for command in LAYERS for word in request.words_of(command)}


def test_every_word_has_a_sample():
    every = {word for command in COMMANDS for word in told_words(command)}
    assert every == set(SAMPLES)


@pytest.mark.parametrize("word", SAMPLES)
def test_every_word_changes_some_picture(word):
    """Or the law above would hold of words that are always refused."""
    value, beside = SAMPLES[word]
    if word == "all_steps":
        return  # it only allows what the law above has seen refused
    if word in OF_A_FILE:
        said = {"op": "conv", "input": 3, "kernel": 2}
        one, other = (
            svg(with_source(request.animation(told), said), OF_A_FILE[word])
            for told in (said, {**said, word: value})
        )
        assert one != other
        return
    for command in COMMANDS:
        if word not in told_words(command):
            continue
        for view in ("stacked", "numeric", "channels", "matrix", "painted", "signal"):
            for told in bases(command, view):
                more = {**fractions(told), **beside} if word == "precision" else beside
                after = attempt({**told, **more, word: value})
                if after and effect(attempt({**told, **more}), after, word) == "changes":
                    return
    pytest.fail(f"{word} changes nothing anywhere")


def test_every_own_option_is_a_keyword_too():
    for of in choice.every():
        for word in declared(of):
            assert word in SAMPLES
