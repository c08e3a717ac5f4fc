"""The one checker of words: a choice is either one of the list, or an error that helps."""

from __future__ import annotations

from collections.abc import Iterable

from convanim.errors import BadRequest


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that `word` was most likely meant to be, or None.

    >>> nearest("reflct", ["zeros", "reflect"])
    'reflect'
    """
    from difflib import get_close_matches  # only a mistake pays for this import

    close = get_close_matches(word, list(choices), n=1, cutoff=0.6)
    return close[0] if close else None


def choose(what: str, word: object, choices: Iterable[str]) -> str:
    """`word` itself if it is one of `choices`; else a `BadRequest` that suggests the nearest.

    >>> choose("padding mode", "zeros", ["zeros", "reflect"])
    'zeros'
    >>> choose("mode", "zero", ["zeros", "reflect"])
    Traceback (most recent call last):
    convanim.errors.BadRequest: unknown mode 'zero', did you mean 'zeros'? (one of: zeros, reflect)
    """
    known = list(choices)
    if isinstance(word, str) and word in known:
        return word
    close = nearest(word, known) if isinstance(word, str) else None
    hint = f", did you mean {close!r}?" if close else ""
    raise BadRequest(f"unknown {what} {word!r}{hint} (one of: {', '.join(known)})")
