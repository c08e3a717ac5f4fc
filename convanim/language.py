"""The language of a picture: every word that it makes up by itself goes through `say`.

The words stand where they are used, in English; another language has a table of them in
`messages/`, which only its own pictures load.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from convanim.table import fetch

ENGLISH = "en"
# language -> where its words are, by the English ones
TABLES: dict[str, str] = {"zh": "convanim.messages.zh:CHINESE"}
LANGUAGES = (ENGLISH, *TABLES)

_TABLE: ContextVar[Mapping[str, str] | None] = ContextVar("language", default=None)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """While a picture is laid out, drawn and told in words: all that is said is in its language."""
    table = None if language == ENGLISH else fetch("language", TABLES, language)
    token = _TABLE.set(table)
    try:
        yield
    finally:
        _TABLE.reset(token)


def say(words: str, /, **fields: Any) -> str:
    """Words in the picture's language, their fields filled in.

    >>> say("stride {value}", value=2)
    'stride 2'
    >>> with speaking("zh"):
    ...     say("stride {value}", value=2), say("something of the user's own")
    ('步幅 2', "something of the user's own")
    """
    table = _TABLE.get()
    told = words if table is None else table.get(words, words)
    return told.format(**fields) if fields else told


def term(words: str) -> str:
    """Words that are said later, as they stand: where they are written down no picture is there
    yet, so `say` has them from a variable."""
    return words
