"""The page around a drawing: margins, a title above, a caption below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from convanim.operations.describe import caption, sentence, title, typeset
from convanim.operations.operation import Operation
from convanim.scene.marks import Mark, Point, Scene, points, shifted
from convanim.views.parts.steps import once
from convanim.views.view import Style

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
class Told:
    """What is said of a picture: in a title, in a sentence or two for people who cannot see it,
    and in its caption, one for all steps or one for each."""

    title: str
    sentence: str
    caption: str | Sequence[str]
    room: str = ""
    """A line that the caption has room for, whichever steps are shown."""

    @classmethod
    def of(cls, op: Operation, fills: bool = True) -> Told:
        """What is said of an operation, whatever view shows it, and whether its output `fills`."""
        return cls(title(op), sentence(op, fills), caption(op))

    def noting(self, note: str) -> Told:
        """The same, with a note in the sentence, and in a caption that is one for all steps."""
        if not note:
            return self
        line = f"{self.caption}; {note}" if isinstance(self.caption, str) else self.caption
        return replace(self, sentence=f"{self.sentence} It shows {note}.", caption=line)


def page(
    marks: Iterable[Mark],
    steps: int,
    style: Style,
    told: Told,
    *,
    corners: Iterable[Point] | None = None,
    still: int = 0,
    read_at: float = READ_AT,
) -> Scene:
    """The scene of a drawing: measured, put on its page, and told in words.

    `corners` are the drawing's outermost points where it takes more room, or less, than its
    marks; the page's text is drawn for a width of `read_at`; `still` is the step that stands
    for the whole.
    """
    drawn, told = tuple(marks), told.noting(style.note)
    xs, ys = zip(*(corners or (p for mark in drawn for p in points(mark))), strict=True)
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    lines = captions(told, steps) if style.caption else []
    width, top, bottom = wide + 2 * MARGIN, MARGIN, MARGIN
    texts: list[Mark] = []
    if style.title or lines:
        from convanim.scene.text import fitted, measure, place

        # a wide drawing is looked at from further away
        grown = max(1.0, width / read_at)
        title_size, caption_size = TITLE_SIZE * grown, CAPTION_SIZE * grown
        longest = max((*lines, typeset(told.room)), key=lambda line: measure(line, caption_size))
        asked = ((style.title, title_size), (longest if lines else "", caption_size))
        most = max(measure(text, size) for text, size in asked if text)
        width = max(width, min(most + 2 * MARGIN, WIDEST * width))
        if style.title:
            size = fitted(style.title, title_size, width - 2 * MARGIN)
            top += title_size * LEADING
            texts.append(
                place("title", style.title, width / 2, MARGIN * 0.7 + size, size, "middle")
            )
        if lines:
            size = fitted(longest, caption_size, width - 2 * MARGIN)
            bottom += caption_size * LEADING
            baseline = top + high + bottom - MARGIN * 0.8
            room = measure(longest, size)
            for line, when in once(lines).items():
                if line:
                    own = fitted(line, size, room)
                    texts.append(
                        place("caption", line, width / 2, baseline, own, "middle", steps=when)
                    )
    dx, dy = (width - wide) / 2 - min(xs), top - min(ys)
    return Scene(
        width,
        top + high + bottom,
        (*(shifted(mark, dx, dy) for mark in drawn), *texts),
        steps,
        typeset(told.title),
        typeset(told.sentence),
        still,
    )


def captions(told: Told, steps: int) -> list[str]:
    """The caption of each step; none where nothing is to be said."""
    each = [told.caption] * steps if isinstance(told.caption, str) else told.caption
    lines = [typeset(line) for line in each]
    return lines if any(lines) else []
