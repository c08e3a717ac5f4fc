"""Which font of this machine has a sign: looked for only to name it where a text is refused.

No picture is ever drawn with it unasked: it would look otherwise on the next machine.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from time import monotonic

from convanim.errors import BadRequest

FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    os.path.join(os.environ.get("WINDIR", r"C:\Windows"), "Fonts"),
)
"""Where fonts usually are, on Linux, macOS and Windows."""
SUFFIXES = (".ttf", ".otf", ".ttc")
MOST = 500
"""Files that are looked at."""
PATIENCE = 2.0
"""Seconds after which no more of them are."""


def having(char: str) -> str | None:
    """The first font of this machine that has a sign; None where there is none to be found."""
    from convanim.scene.fontfile import FontFile

    end = monotonic() + PATIENCE
    for count, path in enumerate(files()):
        if count == MOST or monotonic() > end:
            return None
        try:
            if FontFile(path).outline(char):
                return path
        except BadRequest:  # it is not one that we could read, and none that was asked for
            continue
    return None


def files() -> Iterator[str]:
    """Font files, the same in every run: folder by folder, in the order of their names."""
    for top in FOLDERS:
        for folder, folders, names in os.walk(os.path.expanduser(top)):
            folders.sort()
            for name in sorted(names):
                if name.lower().endswith(SUFFIXES):
                    yield os.path.join(folder, name)
