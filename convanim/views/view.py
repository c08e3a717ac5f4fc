"""What a view is: an operation and options in, a scene out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from convanim.operations.operation import Operation
from convanim.scene.marks import Scene

ORDERS = ("pixel-first", "channel-first")
"""What runs fastest: one filter over every pixel, or every filter at one pixel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a view may be asked for, whatever it shows.

    `steps` are the output cells to show, by their row-major number (None: all of them, in
    order); `filters` are the output channels to show (None: all), `order` says whether the
    pixel or the channel runs fastest where there are channels; `gap` and `radius` are a
    theme's taste, in parts of a cell's side.
    """

    steps: tuple[int, ...] | range | None = None
    filters: tuple[int, ...] | None = None
    order: str = ORDERS[0]
    title: str | None = None
    caption: bool = False
    gap: float = 0.0
    radius: float = 0.0

    def chosen(self, op: Operation) -> tuple[int, ...] | range:
        """The steps to show of an operation."""
        return range(op.steps) if self.steps is None else self.steps


View = Callable[[Operation, Options], Scene]
