"""How much work a picture is, counted before it is made."""

from __future__ import annotations

from convanim import limits
from convanim.scene.marks import Group, Mark, Path, Scene, Text
from convanim.scene.time import shows


def moving(frames: int, shapes: int, pixels: int, cleared: bool) -> int:
    """The work of so many frames of some shapes, each of so many pixels, all of which may be
    `cleared`."""
    area = limits.PIXEL * min(pixels, limits.MANY) + limits.FURTHER * max(pixels - limits.MANY, 0)
    frame = limits.FRAME + area * (limits.CLEARED if cleared else 1)
    return frames * frame + limits.ONCE * shapes


def paged(pages: int, shapes: int, pixels: int) -> int:
    """The work of so many pages, or stills of so many pixels, each of which draws all there is."""
    return pages * (limits.PAGE + limits.PIECE * shapes + limits.STILL * pixels)


def shapes(scene: Scene) -> int:
    """The shapes of a scene at rest, its letters counted as several.

    >>> text = Text("caption", "5x5", 0, 0, 10, 20)
    >>> shapes(Scene(9, 9, (Group("all", (text, Path("input", (("M", 0, 0),)))),), 1, "", ""))
    25
    """
    return sum(_shapes(mark, scene.still) for mark in scene.marks)


def _shapes(mark: Mark, step: int) -> int:
    if not shows(mark.steps, step):
        return 0
    match mark:
        case Group():
            return sum(_shapes(inner, step) for inner in mark.marks)
        case Text():
            return limits.LETTER * len(mark.text)
        case Path():
            return sum(segment[0] == "M" for segment in mark.d)
