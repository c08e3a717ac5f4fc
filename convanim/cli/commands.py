"""The commands, and the words that each takes: from the declarations of whatever has words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from convanim import choice
from convanim.animation import STILLS_BESIDE
from convanim.cli.outputs import FOR
from convanim.clock import Clock
from convanim.declared import REQUIRED, Option, declared, default
from convanim.kinds import TRUTH, Kind, one_of
from convanim.look import Look
from convanim.operations import LAYERS
from convanim.sources.number_words import NumberWords
from convanim.sources.places import PLACES
from convanim.sources.request import words_of
from convanim.views import VIEWS

OTHERS: dict[str, tuple[str, str]] = {
    "signal": ("a convolution of two functions of time", "signal box exponential -o curves.gif"),
    "inspect": ("sizes, formula and taps of a layer", "inspect conv -i 5 -k 3 -s 2 -p 1 --json"),
    "render": ("what a TOML file describes", "render spec.toml -o picture.gif"),
    "show": ("what a picture was made of", "show picture.gif"),
    "edit": ("a picture like another, with other words", "edit picture.gif -s 2 -o other.gif"),
    "deck": ("a lecture of several pictures", "deck spec.toml -o lecture.pptx"),
    "embed": ("what to paste where a picture is shown", "embed picture.gif --for markdown"),
    "gallery": ("a folder of such files, all of it", "gallery --check"),
}
TRANSCRIPTS = ("txt", "vtt")
COMMANDS = (*LAYERS, *OTHERS)
FILE = Kind(lambda what, value: value, "FILE", file=True)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Word:
    """A word of a command: what is declared of it, its default, and the views that have it."""

    name: str
    option: Option
    default: Any = None
    views: tuple[str, ...] = ()
    shown: bool = True
    """Whether it is listed in the help: it is parsed in any case, to be refused in words."""


Groups = dict[str, list[Word]]


def about(name: str) -> tuple[str, str]:
    """What a command does, and an example."""
    if name in OTHERS:
        return OTHERS[name]
    command = LAYERS[name][1]
    return command.what, command.example


def words(command: str, inner: str | None = None, brief: bool = False) -> Groups:
    """The words of a command, in the groups that a help has; `inner` is what is inspected."""
    if command in LAYERS:
        return {
            **layer(command),
            "the numbers": list(of(NumberWords, LAYERS[command][0])),
            **picture(command, brief),
        }
    if command == "signal":
        from convanim.sources.signals import SignalWords

        return {"the signals": list(of(SignalWords)), **picture(command, brief)}
    if command == "render":
        spec = Word(
            "spec", Option(replace(FILE, metavar="SPEC.toml"), "the file to render", placed=True)
        )
        return {"the file": [spec], "the numbers": list(of(NumberWords)), **picture(command, brief)}
    if command in ("show", "edit", "embed"):
        return pictured(command, inner, brief)
    if command == "deck":
        return deck()
    if command == "inspect":
        return {**(layer(inner) if inner else {"": [batch()]}), "the answer": [json()]}
    return {"": list(gallery())}


def pictured(command: str, inner: str | None, brief: bool) -> Groups:
    """The words of a command on a picture that is there; `inner` is the command that made it."""
    made = Word("picture", Option(replace(FILE, metavar="PICTURE"), "one of ours", placed=True))
    found: Groups = {"the picture": [made]}
    if command == "embed":
        return {**found, "the place": list(place())}
    if command == "show":
        return found
    if inner is None:
        return {**found, "the numbers": list(of(NumberWords)), **picture(command, brief)}
    # what its own command knows by its place is named here
    own = words(inner, brief=brief).items()
    return found | {
        title: [replace(w, option=replace(w.option, placed=False)) for w in group]
        for title, group in own
    }


def place() -> Iterator[Word]:
    """Where a picture is shown."""
    there = one_of(tuple(PLACES), "PLACE")
    yield Word("for", Option(there, ", ".join(PLACES)), REQUIRED)


def layer(command: str) -> Groups:
    """The words of a layer, those of its channels apart."""
    found: Groups = {}
    kind = LAYERS[command][0]
    for name, known in words_of(command).items():
        own = name in declared(kind)
        word = Word(name, known, default(kind, name) if own else None)
        found.setdefault(known.group or "the layer", []).append(word)
    return found


def picture(command: str, brief: bool) -> Groups:
    """The words of a picture: its look, its clock, its views' own, where it goes.

    A `brief` list leaves out what only the views know, which it so need not import.
    """
    names, own = tuple(VIEWS), dict[str, Word]()
    if not brief:
        # two signals become a convolution of one axis
        named = "conv" if command == "signal" else command
        kind = LAYERS[named][0] if named in LAYERS else None
        axes = {1} if command == "signal" else {1, 2, 3}
        takes = {view: view.takes for view in choice.every()}
        views = [v for v, t in takes.items() if not kind or (t.admits(kind) and axes & {*t.dims})]
        names = tuple(view.name for view in views)
        for view in takes:
            for name, known in declared(view).items():
                word = own.get(name, Word(name, known, default(view, name), shown=False))
                if view in views and (kind is None or known.where(kind)):
                    word = replace(word, views=(*word.views, view.name), shown=True)
                own[name] = word
    shown = Option(one_of(names, "VIEW"), f"how it is shown: {', '.join(names)}")
    return {
        "the look": [Word("view", shown), *of(Look)],
        "the clock": list(of(Clock)),
        "the view's own": list(own.values()),
        "the output": list(outputs()),
    }


def of(owner: type, kind: Any = None) -> Iterator[Word]:
    """The words that a dataclass declares; those that an operation does not have are hidden."""
    for name, known in declared(owner).items():
        shown = kind is None or known.where(kind)
        yield Word(name, known, default(owner, name), shown=shown)


def outputs() -> Iterator[Word]:
    """Where a picture is written."""
    from convanim.export import FORMATS

    suffixes = " ".join(f".{name}" for name in FORMATS)
    yield Word(
        "output",
        Option(
            FILE,
            f"where to, more than once if you like; the suffix picks the format: {suffixes}; "
            "'-' is standard output; a directory takes one file a step",
            short="-o",
            several=True,
        ),
    )
    yield Word("alt", Option(TRUTH, "print what it shows, for people who cannot see it"), False)
    kinds = Kind(lambda what, value: value, "FORMAT", choices=lambda: TRANSCRIPTS)
    yield Word("transcript", Option(kinds, "print its steps in sentences: txt, or vtt with times"))
    stills = one_of(STILLS_BESIDE, "WHICH")
    yield Word(
        "still",
        Option(stills, "write a .png beside it: its last step, its poster, or a strip"),
    )
    yield Word("for", Option(one_of(FOR, "PLACE"), "beside a .pdf, the frame of a Beamer talk"))
    into = replace(FILE, metavar="LECTURE.pptx")
    yield Word("into", Option(into, "a .pptx: with the slides that somebody has, which stay"))
    count = Kind(lambda what, value: value, "N", int)
    yield Word("after", Option(count, "after so many of its slides (at the end)"))
    formats = Kind(lambda what, value: value, "FORMAT", choices=lambda: FORMATS)
    yield Word("format", Option(formats, f"{', '.join(FORMATS)}, whatever the suffix"))


def deck() -> Groups:
    """A lecture of several pictures."""
    from convanim.sources.lecture import TITLE, WORDS

    several = replace(FILE, metavar="SPEC.toml")
    specs = Option(several, "the pictures, in order", placed=True, several=True)
    said = {
        "title": f"what its first page says ({TITLE})",
        "aspect": "the shape of its pages (16:9)",
    }
    look = {word.name: word for word in of(Look) if word.name in WORDS}
    for name, text in said.items():
        look[name] = replace(look[name], option=replace(look[name].option, help=text))
    output = Option(FILE, "where to: a .pptx or a .pdf, or both", short="-o", several=True)
    return {
        "the pictures": [Word("specs", specs)],
        "the lecture": [look[name] for name in WORDS],
        "the output": [Word("output", output)],
    }


def batch() -> Word:
    """Many layers at once."""
    said = "a JSON object a line, '-' for standard input; one result a line"
    return Word("batch", Option(FILE, said))


def json() -> Word:
    """The answer for programs."""
    return Word("json", Option(TRUTH, "all taps of all steps, as JSON"), False)


def gallery() -> Iterator[Word]:
    """What is done to a gallery."""
    name = Kind(lambda what, value: value, "NAME")
    yield Word("names", Option(name, "only these pictures", placed=True, several=True))
    yield Word("all", Option(TRUTH, "also what has not changed"), False)
    yield Word("check", Option(TRUTH, "write nothing; fail if a file is out of date"), False)
    yield Word("force", Option(TRUTH, "also replace files that convanim did not make"), False)
    jobs = replace(name, metavar="N", typed=int)
    yield Word("jobs", Option(jobs, "processes, at most one a core and a picture (all cores)"))
    yield Word("dir", Option(replace(FILE, metavar="DIR"), "where the gallery is (gallery)"))
