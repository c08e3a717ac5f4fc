"""The channels view: input, filters and output as blocks of cells, and who meets whom.

At each step a window (through all channels of its group) is outlined and the input cells in it
are lit, the filter that they meet is outlined, and the output cell that they make lights up; it
stays, with its filter's hue around it. Pooling has no filter: a window is no weights. Beside the
picture stands what the step computes, where numbers are given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convanim.declared import option
from convanim.errors import BadRequest
from convanim.kinds import numbers, one_of
from convanim.operations.describe import titled
from convanim.operations.operation import Operation
from convanim.operations.volumes import caption, counted, sentence
from convanim.scene.marks import Point, Scene
from convanim.views.blocks.volumes import ORDERS, volumes
from convanim.views.page import Told, page
from convanim.views.view import Figured, Laid, Link, Numbers, Style, Takes

if TYPE_CHECKING:
    from convanim.operations.values import Values

COMPACT = 440.0
"""Units that the drawing fills beside a table: both must stay legible."""
ASIDE = 24.0
"""Units between the drawing and the table of its numbers."""


@dataclass(frozen=True, kw_only=True)
class Channels(Figured):
    """Blocks of cells: which channels each filter reads, and what it makes of them."""

    name = "channels"
    takes = Takes(
        dims=(1, 2),
        numbers=Numbers.GIVEN,
        facts=("in_channels", "out_channels", "groups", "bias", "activation"),
    )

    filters: tuple[int, ...] | None = option(
        None, numbers("filter"), "only these output channels: 0,2"
    )
    order: str = option(
        ORDERS[0], one_of(ORDERS, "ORDER"), "what runs fastest: pixel-first or channel-first"
    )

    def check(self, op: Operation, values: Values | None) -> None:
        """Refuse what is too large, filters that there are not, and an order of one filter."""
        drawn = volumes(counted(op, values), self.filters)
        if self.order != ORDERS[0] and len(drawn.hues) == 1:
            raise BadRequest("order says what runs fastest, and there is one filter alone")

    def lay(self, op: Operation, values: Values | None, style: Style) -> Laid:
        """The blocks of a layer, one drawn output cell of a filter a step."""
        from convanim.views.blocks.labels import labels
        from convanim.views.blocks.picture import Picture
        from convanim.views.blocks.places import WIDE, arranged

        op = counted(op, values)
        drawn = volumes(op, self.filters)
        steps = drawn.steps(self.order)
        places = arranged(drawn, WIDE if values is None else COMPACT)
        texts = list(labels(op, drawn, places))
        corners: list[Point] = []
        for left, top, right, low in places.columns:
            corners += ((left, top), (right, low))
        for text in texts:
            corners += ((text.x, text.y + 4), (text.x + text.width, text.y))
        table = None
        if values is not None:
            from convanim.views.blocks.arithmetic import arithmetic
            from convanim.views.blocks.tally import Tally

            xs, ys = zip(*corners, strict=True)
            sums = arithmetic(op, values, steps, self.precision)
            place = max(xs) + ASIDE, (min(ys) + max(ys)) / 2
            table = Tally.of(sums, drawn.hues, place, style)
            corners += table.corners()

        def draw(chosen: Sequence[int]) -> Scene:
            count = len(chosen)
            marks = [*Picture(op, drawn, places, [steps[n] for n in chosen]).marks(), *texts]
            if table is not None:
                marks += table.marks(chosen)
            line = caption(op)
            told = Told(titled(op, line), sentence(op, count, len(drawn.hues)), line)
            return page(marks, count, style, told, corners=corners)

        filters = len(drawn.hues) if self.order != ORDERS[0] else 1
        return Laid(len(steps), draw, len(drawn.columns.output.drawn) * filters)

    def chained(
        self, links: Sequence[Link], style: Style, whole: Link | None = None
    ) -> Laid | None:
        """Layers in turn with each tensor once, where all of them are drawn whole."""
        from convanim.scene.arrange import picked
        from convanim.views.blocks.chained import Chained, Layer

        if whole is not None or any(link.values is not None for link in links):
            return None
        counts = [counted(link.op, None) for link in links]
        layers = [
            Layer.of(link, op, volumes(op, self.filters), self.order)
            for link, op in zip(links, counts, strict=True)
        ]
        if not all(layer.whole for layer in layers):
            return None
        drawn = Chained.of(layers, style).scene()
        return Laid(drawn.steps, lambda chosen: picked(drawn, chosen))
