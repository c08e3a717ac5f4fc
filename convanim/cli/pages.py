"""What --help shows: kept as text, one file a command, to be at hand at once.

`scripts/build_reference.py` writes the files from the declarations, and checks them.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

FOLDER = os.path.join(os.path.dirname(__file__), "help")
TOP = "convanim"
ASKING = {"-h", "--help"}


def page(given: Sequence[str]) -> str | None:
    """The help that is asked for; None where none is, or for a command that there is not."""
    if given and not ASKING & set(given):
        return None
    words = [word for word in given[:2] if not word.startswith("-")]
    kept = {name.removesuffix(".txt") for name in os.listdir(FOLDER)}
    name = next((name for name in ("-".join(words) or TOP, *words[:1]) if name in kept), None)
    if name is None:
        return None
    with open(os.path.join(FOLDER, f"{name}.txt"), encoding="utf-8") as file:
        return file.read()
