"""What a view is: an operation and options in, a scene out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from convanim.operations.operation import Operation
from convanim.scene.marks import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a view may be asked for, whatever it shows.

    `steps` are the output cells to show, by their row-major number (None: all of them, in
    order); `gap` and `radius` are a theme's taste, in parts of a cell's side.
    """

    steps: tuple[int, ...] | range | None = None
    title: str | None = None
    caption: bool = False
    gap: float = 0.0
    radius: float = 0.0

    def chosen(self, op: Operation) -> tuple[int, ...] | range:
        """The steps to show of an operation."""
        return range(op.steps) if self.steps is None else self.steps


View = Callable[[Operation, Options], Scene]
