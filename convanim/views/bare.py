"""A bare function as a view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from convanim.operations.network import Network
from convanim.operations.operation import Operation
from convanim.scene.marks import Scene
from convanim.views.view import Laid, Numbers, Style, Takes, View

if TYPE_CHECKING:
    from convanim.operations.values import Values


@dataclass(frozen=True, slots=True)
class Asked:
    """What a view that is a bare function is given beside the layer."""

    steps: Sequence[int]
    values: Values | None = None
    style: Style = field(default_factory=Style)


@dataclass(frozen=True, kw_only=True)
class Bare(View):
    """A function `(op, asked) -> Scene` as a view; its steps are the output's cells."""

    name = "own"
    takes = Takes(networks=True, uneven=True, numbers=Numbers.GIVEN, facts=None)

    function: Callable[[Any, Asked], Scene]

    def lay(self, op: Operation | Network, values: Values | None, style: Style) -> Laid:
        """The layer as the function draws it."""
        return Laid(op.steps, lambda chosen: self.function(op, Asked(chosen, values, style)))
