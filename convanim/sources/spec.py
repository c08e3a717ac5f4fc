"""The words of a request as its picture carries them: what they name in files stands in place."""

from __future__ import annotations

import os
from collections.abc import Container, Mapping
from dataclasses import replace
from typing import Any

from convanim.animation import Animation
from convanim.clock import Clock
from convanim.declared import Option, declared
from convanim.kinds import many
from convanim.look import THEME, Look
from convanim.operations import LAYERS
from convanim.sources.arrays import array, is_file
from convanim.sources.inputs import is_name
from convanim.sources.number_words import ARRAY, NumberWords
from convanim.sources.request import SIGNAL, words_of
from convanim.sources.signals import SignalWords
from convanim.tomlfile import read

ARRAYS = [
    word
    for owner in (NumberWords, SignalWords)
    for word, option in declared(owner).items()
    if option.kind is ARRAY
]
COMMAND = ("output", "format", "embed", "all_steps")
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
        elif word in ARRAYS and is_file(value):
            found[word] = array(value, word).tolist()
        elif word == "theme" and isinstance(value, str) and is_name(word, value):
            found[word] = _theme(value)
        else:
            # as it was understood: the same picture has the same words, however they were spelled
            kind = known[word].kind if word in known else None
            found[word] = listed(value if kind in (None, ARRAY, THEME) else kind.read(word, value))
    return found


def options(op: str) -> dict[str, Option]:
    """What is declared of the words of pictures of an operation."""
    found = {**declared(Look), **declared(Clock), **declared(NumberWords)}
    if op == SIGNAL:
        return {**found, **declared(SignalWords)}
    return {**found, **(words_of(op) if op in LAYERS else {})}


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
