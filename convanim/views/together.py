"""Several pictures as one: a view made of other views, each with its own operation."""

from __future__ import annotations

from dataclasses import dataclass

from convanim.operations.operation import Operation
from convanim.scene.arrange import above, beside
from convanim.scene.marks import Scene
from convanim.views.view import Options, View

ARRANGEMENTS = ("beside", "above")


@dataclass(frozen=True, slots=True)
class Panel:
    """One of the pictures."""

    operation: Operation
    view: View
    options: Options
    steps: int


@dataclass(frozen=True, slots=True)
class Together:
    """The view that shows panels `beside` or `above` each other, on one clock."""

    panels: tuple[Panel, ...]
    arrangement: str = ARRANGEMENTS[0]

    def __call__(self, op: Operation, options: Options) -> Scene:
        """The scene of all panels, whatever the operation is."""
        scenes = [panel.view(panel.operation, panel.options) for panel in self.panels]
        return above(scenes) if self.arrangement == "above" else beside(scenes)

    def count(self, op: Operation, options: Options) -> int:
        """The steps of the longest."""
        return max(panel.steps for panel in self.panels)
