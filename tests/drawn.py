"""A view's scene as `animate` makes it, without a theme or a clock."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from convanim import choice
from convanim.scene.marks import Scene
from convanim.views.view import Style

STYLE = {field.name for field in fields(Style)} - {"precision"}  # the view's own


def drawn(view: str, op: Any, values: Any = None, *, steps: Any = None, **words: Any) -> Scene:
    """The scene of some steps (None: all) of an operation, its numbers shown where given; the
    words are a style's, or a whole `style`, and the view's own."""
    style = words.pop("style", None) or Style(**{w: v for w, v in words.items() if w in STYLE})
    own = {word: value for word, value in words.items() if word not in STYLE}
    made = choice.chosen(view, op, own, values).of(op)
    laid = made.lay(op, made.numbers(op, values), style)
    return laid.draw(range(laid.steps) if steps is None else steps)
