"""A specification of one picture, or of several: beside, above, or one then the other.

arrange = "beside"
theme = "light"
[[panel]]
op = "conv"
input = 7
kernel = 3
[[panel]]
op = "conv"
input = 7
kernel = 1
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from convanim.animation import Animation, animate
from convanim.errors import BadRequest
from convanim.operations.describe import size
from convanim.operations.operation import Operation
from convanim.sources import networks
from convanim.sources.request import animation, spelled
from convanim.views.together import ARRANGEMENTS, CHAIN, Panel, Together
from convanim.words import choose

SHARED = (
    *("theme", "width", "background", "matte"),
    *("step_time", "motion", "fps", "loop", "all_steps"),
)
"""Words of the look that are for the whole; every panel has the others for itself."""
MOST = 12
"""Panels above which nothing would be legible."""


def described(words: Mapping[str, Any]) -> Animation:
    """The animation that the words describe.

    >>> panel = {"op": "conv", "input": 5, "kernel": 3}
    >>> described({"panel": [panel, {**panel, "kernel": 1}]}).timeline.steps
    25
    """
    if "panel" not in words and "arrange" not in words:
        return networks.animation(words) if "layer" in words else animation(words)
    tables = words.get("panel")
    if not isinstance(tables, list) or not all(isinstance(table, Mapping) for table in tables):
        raise BadRequest("panels are given as [[panel]] tables")
    if not 1 <= len(tables) <= MOST:
        raise BadRequest(f"{len(tables)} panels are not allowed: from 1 to {MOST}")
    arrangement = choose("arrangement", words.get("arrange", "beside"), ARRANGEMENTS)
    whole = {word: value for word, value in words.items() if word not in ("panel", "arrange")}
    for word in whole:
        choose("word beside panels", word, SHARED)
    theme = {"theme": whole["theme"]} if "theme" in whole else {}
    parts = [_panel(n, {**table, **theme}) for n, table in enumerate(tables)]
    if arrangement == CHAIN:
        for number, (one, other) in enumerate(pairwise(parts), start=2):
            if isinstance(one.operation, Operation) and isinstance(other.operation, Operation):
                _check_chained(number, one.operation, other.operation)
    return animate(parts[0].operation, view=Together(tuple(parts), arrangement), **whole)


def _check_chained(number: int, one: Operation, other: Operation) -> None:
    made, read = (*one.output_shape, one.maps), (*other.input, other.in_channels)
    known = None not in (made[-1], read[-1])
    if made[:-1] != read[:-1] or (known and made != read):
        shapes = (size(tuple(n for n in shape if n is not None)) for shape in (read, made))
        mine, before = shapes
        raise BadRequest(f"panel {number}: its input {mine} is not the output {before} before it")


def _panel(number: int, words: Mapping[str, Any]) -> Panel:
    plain = spelled(words)
    try:
        for word in plain:
            if word in SHARED and word != "theme":
                raise BadRequest(f"{word} is for all panels: say it above the first")
        made = networks.animation(plain) if "layer" in plain else animation(plain)
    except BadRequest as error:
        raise BadRequest(f"panel {number + 1}: {error}") from None
    return Panel(made.operation, made.view, made.options, made.timeline.steps)
