"""Random requests: flags, files of words, themes, arrays, pictures, batches; most of them odd."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from hypothesis import strategies as st
from PIL import Image

from convanim.cli.commands import LAYERS, words
from convanim.declared import flag
from convanim.export.embedded import token
from convanim.sources.places import PLACES
from convanim.sources.request import words_of

NUMBERS = ["0", "1", "2", "3", "5", "9", "-1", "30", "1000", "99999", str(2**31 - 1), str(10**19)]
TEXTS = [
    *("", "abc", "é", "1,2", "3x3", "5,7,2", "1:2", "0:1,2:1", "same", "full", "1.5", "1e5", "nan"),
    *("0-8", "2-1", "0-99999999", "1 2;3 4", "1 0 -1", "a.csv", "a.json", "a.npy", "a.png"),
    *("a.toml", "light", "transparent", "#12345", "numeric", "painted", "circular", "x" * 300),
]
SMALL = {
    "input": ["5", "6", "8", "4,7"],
    "kernel": ["2", "3", "1"],
    "output_size": ["2", "3"],
    "padding": ["1", "same", "0:1", "full"],
    "stride": ["2", "3"],
    "dilation": ["2", "1"],
    "out_channels": ["2", "1", "4"],
    "in_channels": ["2", "1", "4"],
    "groups": ["1", "2"],
}
"""What most layers are told, whatever else is."""
NEEDED = ("input", "kernel", "output_size")
SIGNALS = ["box", "exponential", "1 2 3", "a.csv"]
SUFFIXES = [
    *("a.svg", "a.svg", "a.png", "a.gif", "-", "a", "b/a.svg", "a.xyz", "d/"),
    *("a.webp", "a.apng", "a.pdf", "a.pptx", "a.pgf", "a.mp4"),
]


@dataclass(frozen=True)
class Request:
    """Arguments, and the files beside them."""

    arguments: list[str]
    files: dict[str, bytes] = field(default_factory=dict)


def known(command: str) -> list[Any]:
    """The words of a command."""
    return [w for group in words(command).values() for w in group if w.name not in ("output", "")]


WORDS = {command: known(command) for command in (*LAYERS, "signal")}
ODD = st.one_of(st.sampled_from(NUMBERS), st.sampled_from(TEXTS), st.text(max_size=8))


@st.composite
def value(draw: Any, word: Any) -> str:
    """What may be said of a word: something that it takes, more often than not."""
    pool = SMALL.get(word.name) or [*map(str, word.option.kind.choices())]
    if pool and draw(st.integers(0, 5)):
        return str(draw(st.sampled_from(pool)))
    if draw(st.integers(0, 3)):
        return draw(st.sampled_from(NUMBERS[:6]))
    return str(draw(ODD)).replace("\0", "")


@st.composite
def layer(draw: Any, command: str) -> dict[str, str]:
    """The words of a picture: a small layer, and some words more."""
    every = WORDS[command]
    told: dict[str, str] = {
        w.name: draw(st.sampled_from(SMALL[w.name]))
        for w in every
        if w.name in NEEDED and (w.name != "output_size" or command.startswith("adaptive"))
    }
    if command == "signal":
        told = {"signal": draw(st.sampled_from(SIGNALS)), "kernel": draw(st.sampled_from(SIGNALS))}
    # one that is not as it should be is enough to be refused
    for word in draw(st.lists(st.sampled_from(every), max_size=3)):
        told[word.name] = draw(value(word))
    return told


@st.composite
def flags(draw: Any) -> list[str]:
    """A picture by flags."""
    command = draw(st.sampled_from([*LAYERS, "signal"]))
    by_name = {w.name: w for w in WORDS[command]}
    given = [command]
    for name, said in draw(layer(command)).items():
        kind = by_name[name].option
        if kind.placed:
            given.append(said)
        else:
            given += [flag(name)] if kind.kind.switch else [f"{flag(name)}={said}"]
    return [*given, "-o", draw(st.sampled_from(SUFFIXES))]


def toml(given: dict[str, Any]) -> str:
    """Words as a file has them."""
    return "".join(f"{name} = {json.dumps(v)}\n" for name, v in given.items())


def typed(said: str) -> Any:
    """A number as a number."""
    return int(said) if said.lstrip("-").isdecimal() and said.isascii() else said


ARRANGED = [
    *("", "arrange = 'above'\nwidth = 99\n", "arrange = 'merged'\n"),
    *("arrange = 'then'\n", "arrange = 'compared'\n", "aspect = '16:9'\n"),
]


@st.composite
def spec(draw: Any) -> str:
    """A file: of one picture, of panels, of a network, or of nothing."""
    command = draw(st.sampled_from([*LAYERS]))
    one = {"op": command, **{n: typed(v) for n, v in draw(layer(command)).items()}}
    match draw(st.integers(0, 4)):
        case 0:
            words = draw(st.sampled_from(ARRANGED))
            return words + "".join(
                "[[panel]]\n" + toml(one) for _ in range(draw(st.integers(1, 4)))
            )
        case 1:
            one.pop("input", None)
            return "input = 9\n" + "".join("[[layer]]\n" + toml(one) for _ in range(2))
        case 2:
            text = toml(one)
            at = draw(st.integers(0, len(text)))
            return text[:at] + draw(st.text(max_size=5)) + text[at:]
    return toml(one)


@st.composite
def theme(draw: Any) -> str:
    """A theme's file, which may be any."""
    ink = draw(st.sampled_from(['"#ff0000"', '"red"', "5", '""', '"#12345678"']))
    role = draw(st.sampled_from(["input", "output.new", "nothing", "tap"]))
    base = draw(st.sampled_from(["light", "a.toml", "none", "print"]))
    return f'base = "{base}"\nbackground = {ink}\n[roles.{json.dumps(role)}]\nfill = {ink}\n'


@st.composite
def files(draw: Any) -> dict[str, bytes]:
    """Arrays, a picture and a theme, whole or broken."""
    rows, columns = draw(st.tuples(st.integers(1, 6), st.integers(1, 6)))
    array = np.arange(rows * columns).reshape(rows, columns) % draw(st.integers(1, 9))
    npy, png = io.BytesIO(), io.BytesIO()
    np.save(npy, array)
    Image.fromarray(array.astype(np.uint8)).save(png, "PNG")
    made = {
        "a.npy": npy.getvalue(),
        "a.png": png.getvalue(),
        "a.csv": "\n".join(",".join(map(str, row)) for row in array).encode(),
        "a.json": json.dumps(array.tolist()).encode(),
        "a.toml": draw(theme()).encode(),
    }
    if draw(st.booleans()):
        name = draw(st.sampled_from(sorted(made)))
        at = draw(st.integers(0, len(made[name])))
        made[name] = made[name][:at] + draw(st.binary(max_size=4)) + made[name][at + 2 :]
    return made


@st.composite
def lines(draw: Any) -> str:
    """A batch."""
    found = []
    for _ in range(draw(st.integers(1, 3))):
        command = draw(st.sampled_from([*LAYERS]))
        own = words_of(command)
        told = {n: typed(v) for n, v in draw(layer(command)).items() if n in own}
        text = json.dumps({"op": command, **told})
        found.append(text[: draw(st.integers(0, len(text)))] if draw(st.booleans()) else text)
    return "\n".join(found)


@st.composite
def kept(draw: Any) -> Request:
    """A picture that carries its words, or somebody's that carries others, and what is asked of
    it."""
    command = draw(st.sampled_from([*LAYERS]))
    told = {"op": command, **{n: typed(v) for n, v in draw(layer(command)).items()}}
    whole = draw(st.sampled_from([told, {"panel": [told, told]}, {"deck": [told]}, {"layer": []}]))
    data = f"<svg>{token(whole)}</svg>".encode()
    if not draw(st.integers(0, 3)):
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.binary(max_size=4)) + data[at + 2 :]
    match draw(st.integers(0, 2)):
        case 0:
            given = ["show", "o.svg"]
        case 1:
            place = draw(st.sampled_from([*PLACES, "nowhere"]))
            given = ["embed", "o.svg", f"--for={place}"]
        case _:
            word, said = draw(st.sampled_from([*draw(layer(command)).items(), ("title", "a")]))
            more = draw(st.sampled_from([[f"{flag(word)}={said}"], [f"--no-{flag(word)[2:]}"], []]))
            given = ["edit", "o.svg", *more, "-o", draw(st.sampled_from(SUFFIXES))]
    return Request(given, {**draw(files()), "o.svg": data})


@st.composite
def requests(draw: Any) -> Request:
    """Any request."""
    match draw(st.integers(0, 11)):
        case 0 | 1 | 2 | 3 | 4:
            return Request(draw(flags()), draw(files()))
        case 5 | 6:
            command = draw(st.sampled_from([*LAYERS]))
            own = words_of(command)
            told = {n: v for n, v in draw(layer(command)).items() if n in own}
            given = [f"{flag(n)}={v}" for n, v in told.items()]
            more = draw(st.sampled_from([[], ["--json"]]))
            return Request(["inspect", command, *given, *more])
        case 7:
            return Request(["inspect", "--batch", "b.jsonl"], {"b.jsonl": draw(lines()).encode()})
        case 8 | 9:
            return draw(kept())
    text = draw(spec()).encode(errors="surrogatepass")
    return Request(
        ["render", "s.toml", "-o", draw(st.sampled_from(SUFFIXES))],
        {**draw(files()), "s.toml": text},
    )
