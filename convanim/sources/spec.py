"""The words of a request as its picture carries them: what they name in files stands in place."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from typing import Any

from convanim.animation import Animation
from convanim.clock import Clock
from convanim.declared import Option, declared
from convanim.kinds import many
from convanim.look import Look
from convanim.operations import LAYERS
from convanim.sources.inputs import FILES, is_name
from convanim.sources.number_words import NumberWords
from convanim.sources.request import SIGNAL, words_of
from convanim.sources.signals import SignalWords, samples
from convanim.tomlfile import read

COMMAND = (
    *("output", "format", "alt", "transcript", "still", "for", "into", "after"),
    *("embed", "all_steps"),
)
"""What whoever asks says anew."""


def with_source(
    drawn: Animation, words: Mapping[str, Any], said: Container[str] | None = None
) -> Animation:
    """An animation that keeps in its files the words that it was made of.

    Some of them may have been `said` for this once, the others are a specification's, which is for
    more than one format: what one of these cannot do is no mistake.
    """

    def source() -> Mapping[str, Any]:
        return plainly(words)

    asked = drawn.asked if said is None else {word for word in drawn.asked if word in said}
    return replace(drawn, source=source, asked=frozenset(asked))


def plainly(words: Mapping[str, Any]) -> dict[str, Any]:
    """Words that need no file, in numbers, texts and lists alone.

    >>> plainly({"op": "conv", "input": (5, 4), "output": ["a.gif"]})
    {'op': 'conv', 'input': [5, 4]}
    """
    found: dict[str, Any] = {}
    known = options(str(words.get("op")))
    for word, value in words.items():
        if word in COMMAND or value is None:
            continue
        if word == "panel":
            found[word] = [plainly(panel) for panel in value]
        elif word == "image":
            found |= _cells(words)
        elif word == "image_size" and "image" in words:
            continue
        elif word == "theme":
            found[word] = listed(_theme(value) if is_name(word, str(value)) else value)
            if isinstance(found[word], dict) and found[word].pop("font", None) is not None:
                found["font"] = True
        elif word == "font":
            found[word] = True  # that there is one, and not whose, or where
        elif word in known and known[word].kind.file:
            found[word] = listed(samples(value))
        else:
            # as it was understood: the same picture has the same words, however they were spelled
            kind = known[word].kind if word in known else None
            read = value if kind is None else kind.read(word, value)
            whole = isinstance(read, float) and read.is_integer()
            found[word] = int(read) if whole else listed(read)
    return found


def files(words: Mapping[str, Any]) -> Iterator[str]:
    """The files that words need: plain ones need none.

    >>> list(files({"op": "conv", "image": "a.png", "theme": {"base": "b.toml"}}))
    ['b.toml', 'a.png']
    """
    theme = words.get("theme")
    if isinstance(theme, Mapping):
        base, font = theme.get("base"), theme.get("font")
        yield from [base] if isinstance(base, str) and is_name("theme", base) else []
        yield from [] if font is None else [str(font)]
    for word in FILES:
        if isinstance(name := words.get(word), str) and is_name(word, name):
            yield name
    panels = words.get("panel")
    for panel in panels if isinstance(panels, list) else ():
        yield from files(panel) if isinstance(panel, Mapping) else ()


def options(op: str) -> dict[str, Option]:
    """What is declared of the words of pictures of an operation, as a command lists them."""
    own: Mapping[str, Option] = {}
    if op == SIGNAL:
        own = declared(SignalWords)
    elif op in LAYERS:
        own = words_of(op)
    return {**own, **declared(NumberWords), **declared(Look), **declared(Clock), **own}


def ordered(words: Mapping[str, Any]) -> dict[str, Any]:
    """Words as people say them: what it is, its numbers, how it looks.

    >>> ordered({"kernel": "box", "op": "signal", "signal": "exponential"})
    {'op': 'signal', 'signal': 'exponential', 'kernel': 'box'}
    """
    known = ["op", *options(str(words.get("op")))]
    return {word: words[word] for word in (*known, *words) if word in words}


def _cells(words: Mapping[str, Any]) -> dict[str, Any]:
    """A picture's cells in place of its file."""
    from convanim.sources.picture import picture

    colour = words.get("in_channels") == 3
    cells = picture(words["image"], words.get("image_size"), colour)
    return {"input_values": cells.tolist(), "view": words.get("view") or "painted"}


def _theme(path: str) -> dict[str, Any]:
    """A theme's words in place of its file, and of those that it changes."""
    words = read(path)
    base = words.get("base", "")
    if not base.endswith(".toml"):
        return words
    found = _theme(os.path.join(os.path.dirname(path), base))
    roles = dict(found.get("roles", {}))
    for role, looks in words.pop("roles", {}).items():
        roles[role] = {**roles.get(role, {}), **looks}
    return {**found, **words, "base": found.get("base", "light"), "roles": roles}


def listed(value: Any) -> Any:
    """A value as JSON has it."""
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, Mapping):
        return {str(key): listed(inner) for key, inner in value.items()}
    return [listed(inner) for inner in value] if many(value) else value
