"""Whether a picture's text can be read at the width that it has, and at which it could."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import ceil, floor

from convanim.scene.marks import Scene

LEAST = 9.0
"""Pixels that the smallest text is high at least: below, nobody reads figures."""
WIDEST = 800.0
"""Pixels that a picture is wide unless more is asked for."""
MOST = 8192
"""Pixels that a picture may be wide."""
TRIES = 8
"""Widths that are tried: a layout that is made for a width may take more room than another."""


def usual(scene: Scene) -> float:
    """The width of a picture of which none is asked for: its own, if it is not too wide."""
    return min(scene.width, WIDEST)


def legible(scene: Scene, width: float) -> bool:
    """Whether all of its text can be read at a width.

    >>> legible(Scene(100, 100, (), 1, "", ""), 16)
    True
    """
    size = scene.smallest(width)
    return size is None or size > LEAST - 1e-6


def note(scene: Scene, width: float, at: Callable[[float], Scene]) -> str | None:
    """What is said of text that is too small to be read, with a width that would do; None where
    there is none. `at` gives the scene as it is laid out for a width."""
    if legible(scene, width):
        return None
    size = scene.smallest(width) or LEAST
    told = f"the smallest text is {floor(size * 10) / 10:g} pixels high at a width of {width:.0f}"
    wider, drawn = width, scene
    for _ in range(TRIES):
        wider = ceil(wider * LEAST / (drawn.smallest(wider) or LEAST) - 1e-6)
        if wider > MOST:
            break
        drawn = at(wider)
        if legible(drawn, wider):
            return f"{told}: --width {wider} makes it {LEAST:g} or more"
    return f"{told}: fewer cells, or shorter figures, would be legible"


def fitting(scenes: Iterable[Scene], width: float | None, aspect: float | None) -> Scene:
    """Of the same picture in several arrangements the first whose text can be read at a width
    (None: at its own), or whose text is largest; or the one that fills a page's shape best."""
    every = list(scenes)
    if aspect is not None:
        return min(every, key=lambda scene: max(scene.width, scene.height * aspect))
    asked = [(scene, width or usual(scene)) for scene in every]
    read = [scene for scene, wide in asked if legible(scene, wide)]
    return read[0] if read else max(asked, key=lambda pair: pair[0].smallest(pair[1]) or 0.0)[0]
