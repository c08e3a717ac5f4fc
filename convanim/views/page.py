"""The page around a drawing: margins, a title above, a caption below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from convanim.language import say
from convanim.operations.describe import caption, sentence, title, typeset
from convanim.operations.operation import Operation
from convanim.operations.volumes import counted
from convanim.scene.marks import Mark, Point, Scene, points, shifted
from convanim.views.parts.paper import CAPTION_SIZE, MARGIN, READ_AT, TITLE_SIZE, afar
from convanim.views.view import Style

if TYPE_CHECKING:
    from convanim.operations.values import Values

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
    def of(
        cls, op: Operation, values: Values | None = None, fills: bool = True, more: str = ""
    ) -> Told:
        """What is said of an operation, whatever view shows it, and whether its output `fills`; of
        the channels that its numbers have, where there are several. `more` is a sentence about
        the view."""
        if values is not None and len(values.x) * len(values.y) > 1:
            op = counted(op, values)
        said = say(" ").join(filter(None, (sentence(op, fills), more)))
        return cls(title(op), said, caption(op))

    def noting(self, note: str) -> Told:
        """The same, with a note in the sentence, and in a caption that is one for all steps."""
        if not note:
            return self
        line = self.caption
        if isinstance(line, str):
            line = say("; ").join((line, note))
        told = say(" ").join((self.sentence, say("It shows {note}.", note=note)))
        return replace(self, sentence=told, caption=line)


def page(
    marks: Iterable[Mark],
    steps: int,
    style: Style,
    told: Told,
    *,
    corners: Iterable[Point] | None = None,
    still: int | None = None,
    read_at: float = READ_AT,
) -> Scene:
    """The scene of a drawing: measured, put on its page, and told in words.

    `corners` are the drawing's outermost points where it takes more room, or less, than its
    marks; the page's text is drawn for a width of `read_at`; `still` is the step that stands
    for the whole (None: the middle one, which shows both what is read and what is made).
    """
    drawn, told = tuple(marks), told.noting(style.note)
    xs, ys = zip(*(corners or (p for mark in drawn for p in points(mark))), strict=True)
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    lines = captions(told, steps) if style.caption else []
    width, top, bottom = wide + 2 * MARGIN, MARGIN, MARGIN
    texts: list[Mark] = []
    if style.title or lines:
        from convanim.views.parts.lines import Caption, Heading

        grown = afar(wide, read_at)
        heading = Heading(style.title or "", TITLE_SIZE * grown, CAPTION_SIZE * grown)
        caption = Caption(lines, typeset(told.room), CAPTION_SIZE * grown)
        room = width - 2 * MARGIN
        most = max(heading.most(room), caption.most(room))
        width = max(width, min(most + 2 * MARGIN, WIDEST * width))
        room = width - 2 * MARGIN
        texts += heading.marks(width / 2, MARGIN * 0.7, room)
        top += heading.height(room)
        bottom += caption.height(room)
        texts += caption.marks(width / 2, top + high + MARGIN * 0.2, room)
    dx, dy = (width - wide) / 2 - min(xs), top - min(ys)
    return Scene(
        width,
        top + high + bottom,
        (*(shifted(mark, dx, dy) for mark in drawn), *texts),
        steps,
        typeset(told.title),
        typeset(told.sentence),
        steps // 2 if still is None else still,
    )


def captions(told: Told, steps: int) -> list[str]:
    """The caption of each step; none where nothing is to be said."""
    each = [told.caption] * steps if isinstance(told.caption, str) else told.caption
    lines = [typeset(line) for line in each]
    return lines if any(lines) else []
