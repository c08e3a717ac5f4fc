"""What was asked for in Python as the words of a file, which a picture can carry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from convanim.clock import Clock
from convanim.declared import given, read, taken
from convanim.look import NAMES, Look
from convanim.operations import OPERATIONS
from convanim.views import VIEWS
from convanim.views.view import View

ANEW = ("embed", "all_steps")
"""What whoever makes the picture again says anew."""


def spoken(op: object, view: View, words: Mapping[str, Any]) -> dict[str, Any] | None:
    """The words of a layer, of how it is seen, and those of look and clock that are given; None
    where a file has no words for it: for what is one's own, or lies in files of one's own.

    >>> from convanim import Conv
    >>> from convanim.views.planes.stacked import Stacked
    >>> spoken(Conv(input=5, kernel=3), Stacked(), {"theme": "dark"})
    {'op': 'conv', 'input': (5, 5), 'kernel': (3, 3), 'view': 'stacked', 'theme': 'dark'}
    """
    name = next((name for name, kind in OPERATIONS.items() if kind is type(op)), None)
    ours = VIEWS.get(view.name) == f"{type(view).__module__}:{type(view).__qualname__}"
    told = {**read(Look, taken(words, Look)[0]), **read(Clock, taken(words, Clock)[0])}
    if name is None or not ours or "font" in told or told.get("theme", NAMES[0]) not in NAMES:
        return None
    asked = {word: value for word, value in told.items() if word not in ANEW}
    return {"op": name, **given(op), "view": view.name, **given(view), **asked}
