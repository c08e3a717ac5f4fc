"""The surface view: kernels and maps as surfaces on a table, one filter a step.

- A kernel larger than one cell: each filter's kernel by turns, and beside it the same kernel
  seen from above, as a picture. A bank of oriented filters turns through its orientations.
- A pointwise layer: the maps that come in, what each is multiplied by, and the map that comes
  out, one output channel a step (see `mixture`).
- Pooling: a map, and what is left of it, one channel a step.

What has one step only stands on a turntable, which goes all round in `TURNS` steps. All heights
of a picture are told on one scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from convanim.errors import BadRequest
from convanim.operations.network import Network
from convanim.operations.operation import Operation
from convanim.operations.values import Values
from convanim.scene.marks import Scene
from convanim.views.page import page
from convanim.views.view import Figured, Laid, Numbers, Style, Takes, View


@dataclass(frozen=True, kw_only=True)
class Surface(Figured):
    """Surfaces on a table: a layer's filters, or the maps of a 1x1 layer or of pooling."""

    name = "surface"
    glides = False
    takes = Takes(
        dims=(2,),
        uneven=True,
        numbers=Numbers.ALWAYS,
        facts=("in_channels", "out_channels", "groups"),
        omits=("stride", "padding", "dilation", "output_padding"),
    )

    def of(self, op: Operation | Network) -> View:
        """Of a layer whose kernels have no shape of their own its maps are shown."""
        if isinstance(op, Operation) and (op.pooling or set(op.kernel) == {1}):
            from convanim.views.heights.mixture import Mixture

            return Mixture(precision=self.precision)
        return self

    def check(self, op: Operation, values: Values | None) -> None:
        """Refuse what changes nothing in filters as they were given."""
        from convanim.views.heights.stage import check_angles

        if self.precision is not None:
            raise BadRequest("precision is about figures, and surfaces of filters have none")
        if values is None:
            return
        idle = [f"{word} values" for word in values.given if word != "kernel"]
        for what in (*idle, *(["a flip"] if values.flipped else [])):
            raise BadRequest(
                f"the surface view shows filters as they were given, and {what} would change "
                "nothing in them: leave that away"
            )
        check_angles(values)

    def lay(self, op: Operation, values: Values, style: Style) -> Laid:
        """The filters, one kernel a step, or a single one on a turntable."""
        from convanim.views.heights.filters import Filters

        filters = Filters.of(op, values)

        def draw(chosen: Sequence[int]) -> Scene:
            steps = len(chosen)
            told, corners = filters.told(op, steps), filters.corners
            marks = filters.marks(chosen)
            return page(marks, steps, style, told, corners=corners, still=steps // 8)

        return Laid(len(filters.turns), draw)
