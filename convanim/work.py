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


def paged(pages: int, shapes: int, pixels: int, native: bool) -> int:
    """The work of so many pages, or stills of so many pixels, each of which draws all there is: as
    lines and areas, or as the `native` shapes of a slide."""
    piece = limits.NATIVE if native else limits.PIECE
    return pages * (limits.PAGE + piece * shapes + limits.STILL * pixels)


def shapes(scene: Scene, native: bool = False) -> int:
    """The shapes of a scene at rest, its letters counted as several; the points of `native` ones,
    each of its texts counted as some.

    >>> text = Text("caption", "5x5", 0, 0, 10, 20)
    >>> scene = Scene(9, 9, (Group("all", (text, Path("input", (("M", 0, 0),)))),), 1, "", "")
    >>> shapes(scene), shapes(scene, native=True)
    (25, 41)
    """
    return sum(_shapes(mark, scene.still, native) for mark in scene.marks)


def _shapes(mark: Mark, step: int, native: bool) -> int:
    if not shows(mark.steps, step):
        return 0
    match mark:
        case Group():
            return sum(_shapes(inner, step, native) for inner in mark.marks)
        case Text():
            return limits.BOX if native else limits.LETTER * len(mark.text)
        case Path():
            if native:
                return sum(len(segment) // 2 for segment in mark.d)
            return sum(segment[0] == "M" for segment in mark.d)
