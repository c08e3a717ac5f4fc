"""Two signals, from words: names of functions, files, or typed samples.

op = "signal"
signal = "box"
kernel = "exponential"
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from convanim.errors import BadRequest
from convanim.operations.conv import Conv
from convanim.operations.signals import FUNCTIONS, Signals, signals
from convanim.sources.arrays import array, is_file
from convanim.words import choose

WORDS = ("signal", "kernel", "spacing")
"""What describes the two: f, g, and the time between samples."""


def described(words: Mapping[str, Any]) -> tuple[Conv, Signals]:
    """The convolution that the words describe.

    >>> op, values = described({"signal": "1 2 3", "kernel": "1 1"})
    >>> values.y.tolist()
    [[1, 3, 5, 3]]
    """
    for word in words:
        choose("word for signal", word, WORDS)
    for word in ("signal", "kernel"):
        if word not in words:
            raise BadRequest(f"signal needs {word}: one of {', '.join(FUNCTIONS)}, or samples")
    spacing = words.get("spacing")
    if spacing is not None and (isinstance(spacing, bool) or not isinstance(spacing, (int, float))):
        raise BadRequest(f"spacing {spacing!r} is not a number")
    return signals(given(words["signal"]), given(words["kernel"]), spacing=spacing)


def given(word: Any) -> Any:
    """A function's name as it is, anything else as samples."""
    named = isinstance(word, str) and word[:1].isalpha() and not is_file(word)
    return word if named else array(word, "samples")
