"""A layer laid out by a view as a picture's look asks: its language and font, its theme's
shapes, its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from convanim import choice
from convanim.language import speaking
from convanim.look import Look
from convanim.operations.network import Network
from convanim.operations.operation import Operation
from convanim.scene.arrange import framed
from convanim.themes.theme import Theme
from convanim.views.view import Laid, Style, View

if TYPE_CHECKING:
    from convanim.operations.values import Values
    from convanim.scene.marks import Scene


def laid_out(
    view: View,
    op: Operation | Network,
    values: Values | None,
    look: Look,
    theme: Theme,
    beats: bool = False,
) -> Laid:
    """A layer as a view lays it out, in beats or not, all its text in the picture's font, on a page
    of its shape."""
    with lettered(look, theme):
        note = choice.one_channel(view, op)
        laid = view.lay(op, values, replace(styled(look, theme, view), beats=beats, note=note))

    def draw(chosen: Sequence[int]) -> Scene:
        with lettered(look, theme):
            return laid.draw(chosen)

    return shaped(replace(laid, draw=draw), look.aspect)


def styled(look: Look, theme: Theme, view: View) -> Style:
    """What a view takes of a picture's look; what it tells in its caption is there in any theme."""
    return Style(
        title=look.title or None,
        caption=theme.caption or view.tells if look.caption is None else look.caption,
        labels=theme.labels,
        fill=theme.fill,
        tells_padding=theme.tells_padding,
        gap=theme.gap,
        radius=theme.radius,
        width=look.width,
        aspect=look.aspect,
    )


def shaped(laid: Laid, aspect: float | None) -> Laid:
    """What is laid out on a page of a shape."""
    if aspect is None:
        return laid
    return replace(laid, draw=lambda chosen: framed(laid.draw(chosen), aspect))


@contextmanager
def lettered(look: Look, theme: Theme) -> Iterator[None]:
    """While this lasts, every text is in the picture's language and font."""
    path = theme.font if look.font is None else look.font
    with speaking(look.lang), nullcontext() if path is None else in_font(path):
        yield


def in_font(path: str) -> AbstractContextManager[None]:
    """While this lasts, every text is in the font of a file."""
    from convanim.scene.face import face_of
    from convanim.scene.text import written_in

    return written_in(face_of(path))
