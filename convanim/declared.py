"""Words that are declared once, as fields: kind, default and meaning in one place.

A command's flags and their help, completion, the words of a file, the keywords of `animate`, the
reference page and what is said of a word that has no effect follow from the fields of the
operations, of a picture's look and clock, and of the views.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from functools import cache
from typing import Any

from convanim.errors import BadRequest
from convanim.kinds import Kind
from convanim.words import choose

REQUIRED = MISSING
"""The default of a word that must be given."""
KEY = "declared"


def everywhere(_: Any) -> bool:
    """Every operation has it."""
    return True


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Option:
    """What is known of a word.

    `short` is its flag's short form; `group` the part of the help that it stands in; `where`
    says of which operations it makes sense. Of several panels each has an `own` one. Asking for
    a view's word that `calls` asks for the view; `figures` is about numbers that are drawn; a
    `fact` is true of a layer whether a picture shows it or not. A `placed` one has no flag: the
    command line knows it by its place. One that is `several` may be given more than once.
    One that is None where it is not given, so that other words may settle it, is `otherwise`.
    """

    kind: Kind
    help: str
    short: str = ""
    group: str = ""
    where: Callable[[Any], bool] = everywhere
    own: bool = False
    calls: bool = False
    figures: bool = False
    fact: bool = False
    placed: bool = False
    several: bool = False
    otherwise: Any = None


def option(default: Any, kind: Kind, help: str, **more: Any) -> Any:
    """A field that declares a word; `more` are the parts of an `Option`."""
    made: Any = field(default=default, metadata={KEY: Option(kind, help, **more)})
    return made


def declared(owner: type) -> Mapping[str, Option]:
    """The words that a dataclass declares, in order."""
    return _declared(owner)


@cache
def _declared(owner: type) -> Mapping[str, Option]:
    return {name_of(f): f.metadata[KEY] for f in fields(owner) if KEY in f.metadata}


def name_of(field: Field[Any]) -> str:
    """The word that a field declares: one that Python keeps for itself has a `_` behind it."""
    return field.name.rstrip("_")


def default(owner: type, word: str) -> Any:
    """What a word is where it is not given; `REQUIRED` where it must be."""
    return _field(owner, word).default


def _field(owner: type, word: str) -> Field[Any]:
    return {name_of(f): f for f in fields(owner)}[word]


def given(thing: Any) -> dict[str, Any]:
    """The declared words of an object that are not as they are where they are not given."""
    found = {}
    for word, value in values(thing).items():
        usual = default(type(thing), word)
        usual = declared(type(thing))[word].otherwise if usual is None else usual
        each = value if isinstance(value, tuple) else (value,)
        if any(one not in (usual, (usual, usual)) for one in each):
            found[word] = value
    return found


def values(thing: Any) -> dict[str, Any]:
    """The declared words of an object as they are."""
    return {word: getattr(thing, word) for word in declared(type(thing))}


def read(owner: type, words: Mapping[str, Any]) -> dict[str, Any]:
    """The values of words of one owner, checked. None stands for what was not given.

    >>> from convanim.clock import Clock
    >>> read(Clock, {"steps": "0-2", "loop": 1})
    {'steps': (0, 1, 2), 'loop': 1}
    """
    known = declared(owner)
    return {
        word: known[word].kind.read(plain(word), value)
        for word, value in words.items()
        if value is not None
    }


def taken(words: Mapping[str, Any], owner: type) -> tuple[dict[str, Any], dict[str, Any]]:
    """The words that an owner declares, and the others."""
    known = declared(owner)
    mine = {word: value for word, value in words.items() if word in known}
    return mine, {word: value for word, value in words.items() if word not in known}


def plain(word: str) -> str:
    """A word as a sentence has it: `step_time` is a step time."""
    return word.replace("_", " ")


def flag(word: str) -> str:
    """A word as the command line has it."""
    return "--" + word.replace("_", "-")


def spelled(words: Mapping[str, Any]) -> dict[str, Any]:
    """Words as Python spells them, where a file may write `-` for `_`; none of them twice."""
    found: dict[str, Any] = {}
    for word, value in words.items():
        name = word.replace("-", "_")
        if name in found:
            raise BadRequest(f"{name} is given twice, as {name} and as {name.replace('_', '-')}")
        found[name] = value
    return found


def unknown(what: str, word: str, known: Iterable[str]) -> None:
    """Refuse a word that nothing declares, with the nearest that something does."""
    choose(what, word, sorted(set(known)))
