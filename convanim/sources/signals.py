"""Two signals, from words: names of functions, files, or typed samples.

op = "signal"
signal = "box"
kernel = "exponential"
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from convanim.declared import REQUIRED, declared, default, option, read
from convanim.errors import BadRequest
from convanim.kinds import Kind, number
from convanim.operations.functions import FUNCTIONS
from convanim.sources.arrays import array, is_file

if TYPE_CHECKING:
    from convanim.operations.conv import Conv
    from convanim.operations.signals import Signals

LONGEST = 1e9
"""Times above which nobody means it."""
SAMPLES = Kind(lambda what, value: value, "F", choices=lambda: FUNCTIONS, file=True)
OVER = Kind(lambda what, value: value, "G", choices=lambda: FUNCTIONS, file=True)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class SignalWords:
    """What describes the two: f, g, and the time between samples."""

    signal: Any = option(
        REQUIRED,
        SAMPLES,
        f"{', '.join(FUNCTIONS)}; or samples: a file .csv .txt .npy .json, or '1 2 3'",
        placed=True,
    )
    kernel: Any = option(REQUIRED, OVER, "what slides over it, the same way", placed=True)
    spacing: float | None = option(
        None,
        number(-LONGEST, LONGEST, metavar="DT"),
        "time between samples (none: a plain sum)",
    )


def convolved(words: Mapping[str, Any]) -> tuple[Conv, Signals]:
    """The convolution that the words describe.

    >>> op, values = convolved({"signal": "1 2 3", "kernel": "1 1"})
    >>> values.y.tolist()
    [[1, 3, 5, 3]]
    """
    from convanim.operations.signals import signals

    for word in declared(SignalWords):
        if default(SignalWords, word) is REQUIRED and word not in words:
            raise BadRequest(f"signal needs {word}: one of {', '.join(FUNCTIONS)}, or samples")
    told = SignalWords(**read(SignalWords, words))
    return signals(samples(told.signal), samples(told.kernel), spacing=told.spacing)


def samples(word: Any) -> Any:
    """A function's name as it is, anything else as samples."""
    named = isinstance(word, str) and word[:1].isalpha() and not is_file(word)
    return word if named else array(word, "samples")
