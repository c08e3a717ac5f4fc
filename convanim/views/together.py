"""Several pictures as one: a view made of other views, each with its own operation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from convanim.operations.network import Network
from convanim.operations.operation import Operation
from convanim.scene.arrange import above, beside, then
from convanim.scene.marks import Scene
from convanim.views.view import Options, View

ARRANGEMENTS: dict[str, Callable[[Sequence[Scene]], Scene]] = {
    "beside": beside,
    "above": above,
    "then": then,
}
CHAIN = "then"
"""The arrangement in which each panel reads what the one before it has made."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One of the pictures."""

    operation: Operation | Network
    view: View
    options: Options
    steps: int


@dataclass(frozen=True, slots=True)
class Together:
    """The view of panels `beside` or `above` each other on one clock, or one `then` the other."""

    panels: tuple[Panel, ...]
    arrangement: str = "beside"

    def __call__(self, op: Operation | Network, options: Options) -> Scene:
        """The scene of all panels, whatever the operation is, as far as steps are asked for."""
        left, scenes = len(options.chosen(op)), []
        for panel in self.panels:
            steps = panel.options.chosen(panel.operation)[: max(left, 1)]
            scenes.append(panel.view(panel.operation, replace(panel.options, steps=steps)))
            if self.arrangement == CHAIN:
                left -= len(steps)
        return ARRANGEMENTS[self.arrangement](scenes)

    def count(self, op: Operation | Network, options: Options) -> int:
        """The steps of the longest, or of all where they take turns."""
        steps = [panel.steps for panel in self.panels]
        return sum(steps) if self.arrangement == CHAIN else max(steps)
