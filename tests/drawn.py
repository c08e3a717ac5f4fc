"""A view's scene as `animate` makes it, without a theme or a clock."""

from __future__ import annotations

from typing import Any

from convanim import choice
from convanim.scene.marks import Scene
from convanim.views.view import Style


def drawn(
    view: str,
    op: Any,
    values: Any = None,
    *,
    steps: Any = None,
    style: Style | None = None,
    **own: Any,
) -> Scene:
    """The scene of some steps (None: all) of an operation, its numbers shown where given."""
    made = choice.chosen(view, op, own, values).of(op)
    laid = made.lay(op, made.numbers(op, values), style or Style())
    return laid.draw(range(laid.steps) if steps is None else steps)
