"""A picture is its own source: what made it is in it, and makes it again; nothing else is."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import time
import zipfile
from base64 import b64encode
from pathlib import Path
from zlib import compress

import matplotlib
import numpy as np
import pytest
import tomli_w
from PIL import Image

from convanim import Animation, Conv, Values, animate
from convanim.cli.main import main
from convanim.cli.own import words_in
from convanim.export import FORMATS
from convanim.export.embedded import found, token
from convanim.sources.panels import pictured
from convanim.sources.request import from_toml
from convanim.sources.spec import files, plainly, with_source
from tests.programs import run
from tests.render.tables import every_operation, every_picture, shown

FONT = Path(matplotlib.get_data_path(), "fonts/ttf/DejaVuSans.ttf")
GALLERY = Path(__file__).parents[2] / "gallery"
SPECS = sorted(path for path in GALLERY.rglob("*.toml") if from_toml(str(path))[0])
CHEAP = ("svg", "png")
LARGE = 100_000
"""Bytes of an SVG above which a picture is not drawn in all formats here."""
EACH = 5
"""Of the other formats every so many specifications, another one first for each."""
SMALL = ["conv", "-i", "4", "-k", "3"]


def few(path: Path) -> dict:
    """The words of a specification, of a small picture of few steps."""
    words = plainly(from_toml(str(path))[0])
    return {**shortened(words), "width": 64}


def shortened(words: dict) -> dict:
    """Words of a picture, or of panels, of two steps each; layers in turn need all of theirs."""
    if "panel" in words:
        panels = [{**shortened(panel)} for panel in words["panel"]]
        return {**words, "panel": panels}
    if {"steps", "poster", "strip"} & words.keys():
        return words
    return {**words, "max_steps": 2}


def test_there_are_specifications():
    assert len(SPECS) > 60


def drawn(words: dict) -> Animation:
    """A picture that carries its words."""
    return with_source(pictured(words), words, ())


def bytes_of(animation: Animation, format: str) -> bytes:
    """A picture's file."""
    file = io.BytesIO()
    animation.write(file, format)
    return file.getvalue()


@pytest.mark.parametrize("number", range(len(SPECS)), ids=lambda number: SPECS[number].stem)
@pytest.mark.filterwarnings("ignore::convanim.errors.TooSmall")
def test_what_is_read_from_a_picture_makes_the_same_again(number):
    words = few(SPECS[number])
    made = drawn(words)
    kept = found(bytes_of(made, "svg"))
    assert kept == json.loads(json.dumps(words))
    assert not [*files(kept)]
    again = drawn(kept)
    others = [kind for kind in FORMATS if kind not in CHEAP]
    if len(bytes_of(made, "svg")) > LARGE or made.strip:
        others = []
    for kind in (*CHEAP, *others[number % EACH :: EACH]):
        file = bytes_of(made, kind)
        assert found(file) == kept, kind
        assert bytes_of(again, kind) == file, kind


@pytest.mark.filterwarnings("ignore::convanim.errors.TooSmall")
@pytest.mark.parametrize("spec", SPECS[::6], ids=lambda spec: spec.stem)
def test_what_show_prints_makes_the_same_again(spec, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("spec.toml").write_text(tomli_w.dumps(few(spec)))
    assert main(["render", "spec.toml", "-o", "a.svg"]) == 0
    capsys.readouterr()
    assert main(["show", "a.svg"]) == 0
    printed = capsys.readouterr().out
    first, python, caption, alt = re.fullmatch(
        "(.*)\n\nPython:\n(.*)\n\ncaption:\n(.*)\n\nalt text:\n(.*)\n", printed, re.DOTALL
    ).groups()
    drawn = pictured(few(spec))
    assert (caption, alt) == (drawn.scene.title, drawn.alt)
    kind, _, body = first.partition(":\n")
    if kind == "command":
        words = shlex.split(body)
        assert words.pop(0) == "convanim"
    else:
        Path("shown.toml").write_text(body)
        words = ["render", "shown.toml", "-o", "picture.gif"]
    assert words[-2:] == ["-o", "picture.gif"]
    assert main([*words[:-1], "b.svg"]) == 0
    assert Path("b.svg").read_bytes() == Path("a.svg").read_bytes()
    assert main(["edit", "a.svg", "--no-embed", "-o", "plain.svg"]) == 0
    exec(python.replace("picture.gif", "c.svg"), {})
    assert len(python.splitlines()) <= 4
    assert shown_by(Path("c.svg")) == shown_by(Path("plain.svg"))


def shown_by(path: Path) -> str:
    """An SVG without its words, and without the names that are its content's."""
    text = re.sub("<metadata>.*</metadata>\n", "", path.read_text())
    return text.replace(re.search(r'<svg [^>]*id="(\w+)"', text)[1], "c")


def test_commands_say_what_is_awkward_to_type(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for n, words in enumerate(
        [
            {"op": "conv", "input": [9], "kernel": [3]},
            {"op": "conv", "input": 5, "kernel": 3, "aspect": "16:9", "title": "-x"},
            {"op": "conv", "input": 5, "kernel": 3, "title": 'a "b" $HOME `c`\n\\'},
            {"op": "conv", "input": 5, "kernel": [2, 3], "padding": [[0, 1], [2, 1]]},
            {"op": "conv", "input_values": [[-1.5, 2e-07]], "kernel": 1, "bias": False},
            {"op": "conv", "input_values": [[-1.5], [2e-07]], "kernel_values": [[-1]]},
            {"op": "signal", "signal": [-1e-05], "kernel": "box"},
            {"op": "signal", "signal": [-1, 2], "kernel": [-2, 0.5]},
            {"op": "avgpool", "input": 4, "kernel": 2, "count_include_pad": False, "padding": 1},
        ]
    ):
        Path("s.toml").write_text(tomli_w.dumps(words))
        assert main(["render", "s.toml", "-o", f"{n}.svg"]) in (0, 2)
        if not Path(f"{n}.svg").exists():
            continue
        capsys.readouterr()
        assert main(["show", f"{n}.svg"]) == 0
        printed = capsys.readouterr().out.partition("\n\nPython:")[0]
        if printed.startswith("command"):
            assert main([*shlex.split(printed)[2:-1], f"{n}b.svg"]) == 0, printed
        else:
            Path("shown.toml").write_text(printed.partition("\n")[2])
            assert main(["render", "shown.toml", "-o", f"{n}b.svg"]) == 0, printed
        assert Path(f"{n}.svg").read_bytes() == Path(f"{n}b.svg").read_bytes(), printed


# -- privacy -----------------------------------------------------------------------------


def opened(data: bytes) -> bytes:
    """A file's bytes, and those of what it packs."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return data + b"".join(map(package.read, package.namelist()))


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Somebody's home, with files that a picture is made of."""
    folder = tmp_path / "zebedee"
    folder.mkdir()
    for name in ("HOME", "USER", "LOGNAME", "USERPROFILE"):
        monkeypatch.setenv(name, str(folder) if "O" in name[:2] else "zebedee")
    monkeypatch.chdir(folder)
    np.save("zebedee.npy", np.arange(16).reshape(4, 4))
    Path("zebedee.csv").write_text("1,0\n0,-1\n")
    Path("base_zebedee.toml").write_text('base = "dark"\ngap = 0.1\n[roles.input]\nfill = "#123"\n')
    theme = 'base = "base_zebedee.toml"\nfont = "zebedee.ttf"\n[roles.input]\nstroke = "#456"\n'
    Path("zebedee.toml").write_text(theme)
    Path("zebedee.ttf").write_bytes(FONT.read_bytes())
    Image.fromarray(np.arange(64, dtype=np.uint8).reshape(8, 8) * 3).save("zebedee.png")
    return folder


WORDS = ["--kernel-values", "zebedee.csv", "--theme", "zebedee.toml", "--max-steps", "2"]
DATED = re.compile(rb"(D:|[^0-9])%d[-:]?\d\d[-:]?\d\d[^0-9]?" % time.localtime().tm_year)


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_of_the_authors_machine_is_in_a_file(format, home, capsys):
    for given in (["--input-values", f"{home}/zebedee.npy"], ["--image", "zebedee.png"]):
        out = f"a.{format}"
        assert main(["conv", *given, *WORDS, "--width", "80", "-o", out]) == 0
        data = opened(Path(out).read_bytes())
        assert b"zebedee" not in data
        assert str(home.parent).encode() not in data
        kept = found(Path(out).read_bytes())
        assert "zebedee" not in json.dumps(kept)
        assert kept.pop("font") is True
        assert not [*files(kept)]
        if format != "png" and format not in ("mp4", "mov", "webm", "webp", "avif", "gif", "apng"):
            assert not DATED.search(data.replace(b"19800101", b""))


@pytest.mark.parametrize("input", ["--input-values=zebedee.npy", "--image=zebedee.png"])
def test_files_stand_in_place_as_numbers_and_words(input, home, capsys):
    words = [part for part in WORDS if part not in ("--theme", "zebedee.toml")]
    base = ["--theme", "base_zebedee.toml"]
    assert main(["conv", input, *words, *base, "-o", "a.svg"]) == 0
    made = Path("a.svg").read_bytes()
    for file in home.glob("*zebedee*"):
        file.unlink()
    assert main(["edit", "a.svg", "-o", "b.svg"]) == 0
    assert Path("b.svg").read_bytes() == made
    assert words_in("a.svg")[0]["theme"]["base"] == "dark"


def test_a_font_stays_where_it_is_and_is_told_of(home, capsys):
    assert main([*SMALL, "--font", "zebedee.ttf", "--theme", "light", "-o", "a.svg"]) == 0
    assert found(Path("a.svg").read_bytes())["font"] is True
    for command in (["show", "a.svg"], ["edit", "a.svg", "-o", "b.svg"]):
        capsys.readouterr()
        assert main(command) == 0
        out, err = capsys.readouterr()
        assert "has a font of its own, which no file carries: name it with --font" in err
        assert "--font" not in out
    assert main(["edit", "a.svg", "--font", "zebedee.ttf", "-o", "c.svg"]) == 0
    assert "of its own" not in capsys.readouterr().err
    assert Path("c.svg").read_bytes() == Path("a.svg").read_bytes()


@pytest.mark.parametrize("format", FORMATS)
def test_no_embed_leaves_the_words_out(format, tmp_path, capsys):
    path = str(tmp_path / f"a.{format}")
    assert main([*SMALL, "--width", "64", "--max-steps", "2", "--no-embed", "-o", path]) == 0
    assert found(Path(path).read_bytes()) is None
    assert main(["show", path]) == 2
    assert "--no-embed" in capsys.readouterr().err


# -- edit --------------------------------------------------------------------------------


def edited(given: list[str], made: list[str], tmp_path: Path) -> dict:
    """The words of a picture that was edited."""
    a, b = str(tmp_path / "a.svg"), str(tmp_path / "b.svg")
    assert main([*made, "-o", a]) == 0
    assert main(["edit", a, *given, "-o", b]) == 0
    [words] = words_in(b)
    return words


@pytest.mark.parametrize(
    ("made", "given", "there", "away"),
    [
        (SMALL, ["-s", "2"], {"stride": 2, "kernel": 3}, ()),
        (SMALL, ["--stride=2", "--view", "numeric"], {"stride": 2, "view": "numeric"}, ()),
        ([*SMALL, "--title", "T"], ["--no-title"], {}, ("title",)),
        ([*SMALL, "--strip", "2"], ["--no-strip", "--loop", "3"], {"loop": 3}, ("strip",)),
        ([*SMALL, "--theme", "dark"], ["--theme", "light"], {"theme": "light"}, ()),
        ([*SMALL, "--values"], ["--no-values"], {}, ("values",)),
        (SMALL, ["--no-bias"], {"bias": False}, ()),
        (
            ["conv", "--input-values", "1 2;3 4", "-k", "1"],
            ["--input-preset", "gaussian-derivatives", "-i", "4"],
            {"input_preset": "gaussian-derivatives"},
            ("input_values",),
        ),
        (
            ["conv", "-i", "4", "--kernel-values", "1 2;3 4"],
            ["--kernel-preset=box"],
            {"kernel_preset": "box"},
            ("kernel_values",),
        ),
        (["maxpool", "-i", "5", "-k", "2"], ["--ceil-mode"], {"ceil_mode": True}, ()),
        (
            ["signal", "box", "exponential"],
            ["--kernel", "1 1", "--signal=1 2", "--view", "stem"],
            {"kernel": [1, 1], "signal": [1, 2]},
            (),
        ),
    ],
    ids=lambda value: " ".join(map(str, value)) if isinstance(value, list) else "",
)
@pytest.mark.filterwarnings("ignore::convanim.errors.TooSmall")
def test_words_that_follow_stand_in_place(made, given, there, away, tmp_path):
    view = [] if made[0] != "signal" else ["--view", "stem"]
    signals = ["signal", "1 2 1", "1 1"] if view else made
    words = edited(given, [*signals, *view], tmp_path)
    assert there.items() <= words.items()
    assert not set(away) & words.keys()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--strid", "2"], "did you mean --stride?"),
        (["-s", "0"], "stride 0"),
        (["--view", "numric"], "did you mean 'numeric'?"),
        (["--no-title"], "has no title that --no-title takes away"),
        (["--ceil-mode"], "unknown argument '--ceil-mode'"),
        (["--padding", "x"], "padding"),
        (["--loop", "2", "--format", "png"], "no --loop"),
    ],
)
def test_what_edit_cannot_do_is_refused_in_a_line(given, said, tmp_path, capsys):
    path = str(tmp_path / "a.svg")
    assert main([*SMALL, "-o", path]) == 0
    capsys.readouterr()
    assert main(["edit", path, *given, "-o", str(tmp_path / "b.svg")]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert len(err.splitlines()) == 1
    assert not (tmp_path / "b.svg").exists()


def test_a_picture_is_not_written_over_itself(tmp_path, capsys):
    path = str(tmp_path / "a.svg")
    assert main([*SMALL, "-o", path]) == 0
    assert main(["edit", path, "-s", "2", "-o", path]) == 2
    assert main(["edit", "-s", "2"]) == 2
    assert "name a picture first" in capsys.readouterr().err


# -- files of others ---------------------------------------------------------------------


def kept_as_is(text: bytes, packed: bool = False) -> bytes:
    """A file with these words, whatever they are."""
    data = b64encode(compress(text) if packed else text)
    return b"<svg>convanim:" + (b"2" if packed else b"1") + b":" + data + b".</svg>"


OK = {"op": "conv", "input": 5, "kernel": 3}
HOSTILE = {
    "foreign": b"GIF89a nothing",
    "empty": b"",
    "cut": kept_as_is(json.dumps(OK).encode())[:30] + b".",
    "op": kept_as_is(b'{"op": "__class__", "input": 5}'),
    "op list": kept_as_is(b'{"op": ["conv"], "input": 5}'),
    "list": kept_as_is(b"[1, 2]"),
    "deep": kept_as_is(b'{"op":' * 100_000),
    "deep list": kept_as_is(b'{"op":"conv","input_values":' + b"[" * 900 + b"]" * 900 + b"}"),
    "huge": kept_as_is(json.dumps({**OK, "input": 10**30}).encode()),
    "digits": kept_as_is(b'{"op":"conv","input":' + b"9" * 9000 + b"}"),
    "large": kept_as_is(json.dumps({**OK, "input": 100_000, "kernel": 3000}).encode()),
    "nan": kept_as_is(b'{"op":"conv","input":NaN,"kernel":Infinity}'),
    "bomb": kept_as_is(b" " * 200_000_000, packed=True),
    "not zlib": b"convanim:2:" + b64encode(b"x" * 99) + b".",
    "not base": b"convanim:1:=====.",
    "title": kept_as_is(json.dumps({**OK, "title": 5}).encode()),
    "word": kept_as_is(json.dumps({**OK, "__init__": 5}).encode()),
    "panel": kept_as_is(b'{"panel": [1]}'),
    "layer": kept_as_is(b'{"layer": [1]}'),
    "zip": b"PK\x03\x04" + b"x" * 99,
    "image": kept_as_is(json.dumps({**OK, "image": "/etc/passwd"}).encode()),
    "array": kept_as_is(json.dumps({**OK, "input_values": "secret.csv"}).encode()),
    "theme": kept_as_is(json.dumps({**OK, "theme": "secret.toml"}).encode()),
    "base": kept_as_is(json.dumps({**OK, "theme": {"base": "secret.toml"}}).encode()),
    "face": kept_as_is(json.dumps({**OK, "theme": {"font": "secret.ttf"}}).encode()),
    "in a panel": kept_as_is(json.dumps({"panel": [{**OK, "kernel_values": "s.npy"}]}).encode()),
    "lecture": kept_as_is(b'{"deck": 5}'),
    "in a lecture": kept_as_is(json.dumps({"deck": [{**OK, "image": "/etc/passwd"}]}).encode()),
    "no lecture": kept_as_is(b'{"deck": []}'),
    "surrogate": kept_as_is(b'{"op":"conv","input":5,"kernel":3,"\\ud800":1}'),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("command", [["show"], ["edit"], ["embed", "--for", "sphinx"]], ids=str)
def test_files_of_others_end_in_one_line(name, command, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.svg").write_bytes(HOSTILE[name])
    start = time.process_time()
    out = ["-o", "b.svg"] if command == ["edit"] else []
    status = main([command[0], "a.svg", *command[1:], *out])
    ours = name not in ("foreign", "empty", "zip")
    assert status == (2 if ours or command[0] != "embed" else 0)
    lines = [line for line in capsys.readouterr().err.splitlines() if "error" in line]
    assert len(lines) == (status == 2)
    assert time.process_time() - start < 5
    assert os.listdir() == ["a.svg"]


@pytest.mark.parametrize(
    "words",
    [
        {"kernel_values": "zebedee.csv"},
        {"theme": "base_zebedee.toml"},
        {"theme": {"base": "base_zebedee.toml"}},
        {"theme": {"font": "zebedee.ttf"}},
        {"op": "conv", "input_values": "zebedee.npy"},
        {"op": "signal", "signal": "zebedee.csv", "kernel": "box"},
    ],
    ids=str,
)
def test_words_of_others_read_none_of_our_files(words, home, capsys):
    for whole in ({**OK, **words}, {"panel": [{**OK, **words}]}, {"deck": [{**OK, **words}]}):
        Path("a.svg").write_bytes(kept_as_is(json.dumps(whole).encode()))
        for command in (["show", "a.svg"], ["edit", "a.svg", "-o", "b.svg"]):
            assert main(command) == 2
            assert "would read a file" in capsys.readouterr().err


def test_where_it_is_written_is_never_the_pictures_to_say(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = {**OK, "output": ["stolen.svg"], "still": "last", "into": "x.pptx", "all_steps": True}
    Path("a.svg").write_bytes(kept_as_is(json.dumps(words).encode()))
    assert main(["edit", "a.svg"]) == 2
    assert "where to?" in capsys.readouterr().err
    assert main(["edit", "a.svg", "-o", "b.svg"]) == 0
    assert sorted(os.listdir()) == ["a.svg", "b.svg"]


def test_words_outlive_programs_that_keep_comments(tmp_path):
    long = {"op": "conv", "input": 4, "kernel": 3, "title": "a title " * 12, "view": "numeric"}
    made = tmp_path / "a.gif"
    made.write_bytes(bytes_of(drawn(long), "gif"))
    run("gifsicle", "-O3", "--lossy=20", made, "-o", tmp_path / "b.gif")
    with Image.open(made) as image:
        image.save(tmp_path / "c.gif", save_all=True)
    svg = bytes_of(drawn(long), "svg").decode()
    (tmp_path / "d.svg").write_text(re.sub(r">\s*<", ">\n  <", svg))
    for name in ("b.gif", "c.gif", "d.svg"):
        assert found((tmp_path / name).read_bytes()) == long, name


def test_the_token_is_the_same_on_any_day():
    assert token({"b": 1, "a": [1, "é"]}) == token({"a": [1, "é"], "b": 1})
    assert token({"a": "x" * 9000}).startswith("convanim:2:")
    assert found(token({"a": "x" * 9000}).encode()) == {"a": "x" * 9000}


@pytest.mark.parametrize(("view", "name"), every_picture())
def test_what_python_saves_says_it_too(view, name, tmp_path, capsys):
    op = every_operation()[name]
    if not shown(view, op):
        return
    path, again = tmp_path / "a.svg", tmp_path / "b.svg"
    animate(op, view=view, theme="dark", steps=[0], hold=2.5, caption=True).save(path)
    assert main(["edit", str(path), "-o", str(again)]) == 0
    assert again.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("words", [{"theme": "own.toml"}, {"font": str(FONT)}, {"embed": False}])
def test_what_lies_in_files_of_ones_own_is_not_said(words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("own.toml").write_text('base = "dark"\n')
    animate(Conv(input=4, kernel=3), title="a", **words).save("a.svg")
    assert found(Path("a.svg").read_bytes()) is None


def test_numbers_that_python_gives_are_not_said(tmp_path):
    op = Conv(input=4, kernel=3)
    values = Values.of(op, np.ones((4, 4)), np.ones((3, 3)))
    animate(op, view="numeric", values=values).save(tmp_path / "a.svg")
    assert found((tmp_path / "a.svg").read_bytes()) is None
