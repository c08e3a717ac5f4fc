"""A picture speaks one language: every word that it makes up, and no word that is the user's."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from convanim import BadRequest, Conv, ConvTranspose, animate
from convanim.animation import Animation
from convanim.cli.main import main
from convanim.cli.said import printed, stamp
from convanim.declared import spelled
from convanim.language import LANGUAGES, say, speaking
from convanim.messages.zh import CHINESE
from convanim.operations import LAYERS
from convanim.scene.marks import Group, Mark, Text
from convanim.scene.text import written_in
from convanim.sources.inputs import beside
from convanim.sources.panels import pictured
from convanim.sources.request import animation
from convanim.tomlfile import read
from convanim.views import VIEWS

ROOT = Path(__file__).parents[1]
SPECS = sorted((ROOT / "gallery").glob("*/*.toml"))
NAMES = {"exp", "sin", "cos", "max", "tanh", "sigmoid"} | {"ReLU", "LeakyReLU"}
"""Names of functions, which are alike in every language."""


def templates() -> dict[str, str]:
    """What the package says, and where."""
    found = {}
    for path in sorted((ROOT / "convanim").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("say", "term"):
                for part in ast.walk(node.args[0]):
                    assert not isinstance(part, ast.JoinedStr), f"{path}:{node.lineno} is glued"
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        found[part.value] = f"{path.name}:{node.lineno}"
    return found


def fields(template: str) -> list[str]:
    """The fields of a template."""
    return sorted({name for _, name, _, _ in Formatter().parse(template) if name is not None})


def test_every_template_has_its_chinese_and_no_more():
    assert set(templates()) == set(CHINESE)


@pytest.mark.parametrize("english", CHINESE)
def test_translations_have_the_fields_of_their_english(english):
    assert fields(CHINESE[english]) == fields(english)


def test_one_thing_is_called_one_name():
    """Punctuation is Chinese; what a word is alone it is in a sentence."""
    for words in CHINESE.values():
        assert not re.search(r"[一-鿿][,;:?!]", words), words
    named = {"output padding": "输出填充", "multiply-add": "乘加", "gradient": "的梯度"}
    for english, chinese in {**named, "receptive": "感受野", "dilation": "膨胀率"}.items():
        told = [
            CHINESE[words] for words in CHINESE if english in re.sub(r"{.*?}", "", words.lower())
        ]
        assert told
        assert all(chinese in words for words in told), told


# -- every picture ---------------------------------------------------------------------------


def texts(marks: tuple[Mark, ...]) -> Iterator[str]:
    for mark in marks:
        if isinstance(mark, Text):
            yield mark.text
        elif isinstance(mark, Group):
            yield from texts(mark.marks)


def told(drawn: Animation) -> Iterator[str]:
    """All that a picture says."""
    scene = drawn.scene
    yield from texts(scene.marks)
    yield from (scene.title, scene.description, drawn.alt)
    yield from map(drawn.says, range(min(drawn.timeline.steps, 40)))


def english(drawn: Animation, own: str = "") -> set[str]:
    """The words of Latin letters that a picture says beside those of its user."""
    words = {word for text in told(drawn) for word in re.findall(r"[A-Za-zΑ-ω]{3,}", text)}
    return {word for word in words - NAMES if word not in own}


def layer(op: str, dims: int, channels: bool) -> dict[str, Any]:
    """The words of a layer with as much to say as it can have."""
    words: dict[str, Any] = {"op": op, "input": (4,) * dims}
    if op not in ("globalpool", "adaptiveavgpool"):
        words |= {"kernel": 2, "stride": 2, "padding": 1, "dilation": 2}
    if op == "pointwise":
        words = {"op": op, "input": (4,) * dims, "stride": 2}
    if op == "avgpool":
        del words["dilation"]
    if op == "adaptiveavgpool":
        words["output_size"] = 3
    if op in ("maxpool", "avgpool"):
        words["ceil_mode"] = True
    if op == "conv" and dims < 3:
        words["padding_mode"] = "reflect"
    if op == "transposed":
        words["output_padding"] = 1
    if channels:
        words["in_channels"] = 2
        if op in ("conv", "pointwise", "transposed"):
            words |= {"out_channels": 2, "groups": 2, "activation": "relu"}
    return words


def drawings(view: str) -> Iterator[Animation]:
    """A view's pictures of every layer that it takes."""
    for op in LAYERS:
        for dims in (1, 2, 3):
            for channels in (False, True):
                words = layer(op, dims, channels)
                for left_out in ((), ("activation", "padding_mode", "dilation", "stride")):
                    some = {word: words[word] for word in words if word not in left_out}
                    look = {
                        "theme": "light",
                        "caption": True,
                        "lang": "zh",
                        "view": view,
                        "steps": "0-1",
                    }
                    try:
                        yield animation({**some, **look})
                    except BadRequest:
                        continue


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("view", VIEWS)
def test_no_english_is_left_in_any_view_of_any_layer(view):
    seen = 0
    for drawn in drawings(view):
        assert not english(drawn), repr(drawn)
        seen += 1
    assert seen


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("spec", SPECS, ids=lambda path: path.stem)
def test_no_english_is_left_in_the_gallery(spec):
    words = beside(spelled(read(str(spec))), str(spec.parent))
    words = {word: value for word, value in words.items() if word not in ("output", "format")}
    own = spec.read_text(encoding="utf-8")
    said = " ".join(re.findall(r"(?:title|name|from)\s*=\s*(.*)", own))
    few = {} if {"panel", "steps", "strip", "poster"} & {*words} else {"max_steps": 2}
    assert not english(pictured({**words, **few, "lang": "zh", "theme": "light"}), said)


# -- no language leaks -----------------------------------------------------------------------

OP = Conv(input=5, kernel=3, stride=2, padding=1)


def said(drawn: Animation) -> list[str]:
    return list(told(drawn))


@pytest.mark.parametrize("op", [OP, ConvTranspose(input=3, kernel=3, stride=2)])
def test_a_language_is_of_one_picture_alone(op):
    before = said(animate(op, theme="light"))
    chinese, plain = animate(op, theme="light", lang="zh"), animate(op, theme="light")
    first = said(chinese)
    assert said(plain) == before
    assert said(chinese) == first != before
    assert say("kernel") == "kernel"


def test_a_language_is_of_one_thread_alone():
    every = [LANGUAGES[n % 2] for n in range(12)]
    alone = {lang: said(animate(OP, theme="light", lang=lang)) for lang in LANGUAGES}
    with ThreadPoolExecutor(4) as pool:
        found = pool.map(lambda lang: said(animate(OP, theme="light", lang=lang)), every)
        assert [alone[lang] for lang in every] == list(found)


def test_a_language_ends_where_something_is_refused():
    with pytest.raises(BadRequest), speaking("zh"):
        raise BadRequest("no")
    assert say("kernel") == "kernel"


def test_panels_in_panels_speak_the_language_of_all():
    panel = {"op": "conv", "input": 4, "kernel": 2, "title": "mine"}
    inner = {"arrange": "above", "panel": [panel, panel]}
    drawn = pictured({"panel": [panel, inner], "lang": "zh", "theme": "light"})
    assert english(drawn) == {"mine"}


def test_what_is_the_users_own_stays_and_what_is_refused_is_english():
    drawn = animate(OP, theme="light", lang="zh", title="kernel and output")
    assert "kernel and output" in said(drawn)
    with pytest.raises(BadRequest, match=r"unknown lang 'cn' \(one of: en, zh\)"):
        animate(OP, lang="cn")
    assert repr(drawn).startswith("<Animation of Convolution: input 5x5, kernel 3x3")


def test_a_chinese_caption_is_painted_as_an_english_one_and_breaks():
    marks = animate(OP, theme="light", lang="zh").scene.marks
    roles = {m.text: m.role for m in marks if isinstance(m, Text) and m.role.startswith("caption")}
    assert (roles["输入"], roles["卷积核"]) == ("caption.input", "caption.kernel")
    assert (roles["填充"], roles["输出"]) == ("caption.padding", "caption.output")
    narrow = Conv(input=2, kernel=2, padding=((1, 0), (0, 1)), dilation=2)
    lines = {m.y for m in animate(narrow, theme="light", lang="zh").scene.marks if is_caption(m)}
    assert len(lines) == 2


def is_caption(mark: Mark) -> bool:
    return mark.role.startswith("caption")


def test_without_its_font_chinese_is_refused_in_one_line(monkeypatch, capsys):
    from convanim.scene import face, machine

    monkeypatch.setattr(machine, "having", lambda char: None)
    monkeypatch.setattr(face, "EXTRA", ("no_such_package", ""))
    with written_in(face.Face("bare", (face.Bundled(), face.Extra()))):
        asked = ["conv", "-i", "5", "-k", "3", "--theme", "light", "--lang", "zh", "-o", "-"]
        assert main([*asked, "--format", "svg"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    for remedy in ("--font FILE", "pip install 'convanim[cjk]'", "'输'"):
        assert remedy in told.err


# -- printed ---------------------------------------------------------------------------------

TIME = re.compile(r"(\d\d+):(\d\d):(\d\d\.\d{3})")


def seconds(text: str) -> float:
    hours, minutes, rest = TIME.fullmatch(text).groups()
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def cues(text: str) -> list[tuple[float, float, str]]:
    """A transcript read as W3C's WebVTT has it: a header, then cues between empty lines."""
    head, *blocks = text.rstrip("\n").split("\n\n")
    assert head == "WEBVTT"
    found = []
    for block in blocks:
        times, *said = block.split("\n")
        start, arrow, end = times.split(" ")
        assert (arrow, len(said)) == ("-->", 1)
        assert not re.search(r"-->|<|&(?!amp;|lt;|gt;)", said[0])
        found.append((seconds(start), seconds(end), said[0]))
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("words", [{}, {"pace": "lesson"}, {"hold": 2, "step_time": 0.37}])
def test_a_transcript_is_as_long_as_the_picture(lang, words):
    drawn = animate(OP, lang=lang, **words)
    found = cues("".join(printed(drawn, False, "vtt")))
    assert len(found) == OP.steps
    assert found[0][0] == 0
    assert all(one[1] == other[0] for one, other in pairwise(found))
    assert found[-1][1] == pytest.approx(drawn.timeline.duration, abs=0.002)
    lines = list(printed(drawn, False, "txt"))
    assert [text for _, _, text in found] == [line.rstrip("\n") for line in lines]


def test_a_transcript_escapes_what_its_format_means_otherwise(monkeypatch):
    monkeypatch.setattr(Animation, "says", lambda self, number: "a --> b & <c>")
    found = cues("".join(printed(animate(OP), False, "vtt")))
    assert found[0][2] == "a --&gt; b &amp; &lt;c&gt;"
    assert next(printed(animate(OP), False, "txt")) == "a --> b & <c>\n"


def test_times_go_on_beyond_a_day():
    assert stamp(360_000.0004) == "100:00:00.000"
    assert stamp(59.9996) == "00:01:00.000"


@pytest.mark.parametrize("beside", [False, True])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_are_printed_with_a_file_and_without(beside, lang, tmp_path, capsys):
    asked = ["conv", "-i", "4", "-k", "2", "--lang", lang, "--alt", "--transcript", "txt"]
    path = tmp_path / "a.svg"
    assert main([*asked, *(["-o", str(path)] if beside else [])]) == 0
    assert path.exists() == beside
    drawn = animate(Conv(input=4, kernel=2), lang=lang)
    lines = capsys.readouterr().out.splitlines()
    assert lines[:10] == [drawn.alt, *map(drawn.says, range(9))]
    if beside:
        assert f">{drawn.alt}</desc>" in path.read_text(encoding="utf-8")
