"""The page around a drawing: margins, a title above, a caption below."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from convanim.operations.describe import caption, sentence, title, typeset
from convanim.operations.operation import Operation
from convanim.scene.marks import Mark, Point, Scene
from convanim.views.view import Options

MARGIN = 22.5
"""Scene units of air on every side, as in the published pictures."""
TITLE_SIZE = 17.0
CAPTION_SIZE = 13.0
LEADING = 1.6
"""A text line's height, in parts of its size."""
READ_AT = 480.0
"""The width of a page up to which text has its plain size; on wider ones it grows along."""
WIDEST = 1.6
"""How much wider than its drawing a page may grow for the sake of its text."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of width x height units; a drawing made elsewhere is moved by (dx, dy)."""

    width: float
    height: float
    dx: float
    dy: float
    texts: tuple[Mark, ...]

    def scene(self, op: Operation, marks: Iterable[Mark], steps: int, still: int = 0) -> Scene:
        """The finished scene of an operation."""
        named = typeset(title(op)), typeset(sentence(op))
        return Scene(self.width, self.height, (*marks, *self.texts), steps, *named, still)


def page(
    points: Iterable[Point],
    op: Operation | None,
    options: Options,
    said: str | None = None,
    read_at: float = READ_AT,
) -> Page:
    """The page that holds a drawing with these outermost points, and its text.

    `said` stands for the operation's own caption, and for that of what is no operation.
    """
    xs, ys = zip(*points, strict=True)
    drawn_width, drawn_height = max(xs) - min(xs), max(ys) - min(ys)
    line = None
    if options.caption:
        line = typeset(said or (caption(op) if op is not None else ""))
    width, top, bottom = drawn_width + 2 * MARGIN, MARGIN, MARGIN
    texts: list[Mark] = []
    if options.title or line:
        from convanim.scene.text import fitted, measure, place

        # a wide drawing is looked at from further away
        grown = max(1.0, width / read_at)
        title_size, caption_size = TITLE_SIZE * grown, CAPTION_SIZE * grown
        asked = ((options.title, title_size), (line, caption_size))
        longest = max(measure(text, size) for text, size in asked if text)
        width = max(width, min(longest + 2 * MARGIN, WIDEST * width))
        if options.title:
            size = fitted(options.title, title_size, width - 2 * MARGIN)
            top += title_size * LEADING
            texts.append(
                place("title", options.title, width / 2, MARGIN * 0.7 + size, size, "middle")
            )
        if line:
            size = fitted(line, caption_size, width - 2 * MARGIN)
            bottom += caption_size * LEADING
            baseline = top + drawn_height + bottom - MARGIN * 0.8
            texts.append(place("caption", line, width / 2, baseline, size, "middle"))
    dx = (width - drawn_width) / 2 - min(xs)
    return Page(width, top + drawn_height + bottom, dx, top - min(ys), tuple(texts))
