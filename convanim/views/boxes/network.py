"""The network view: boxes and arrows from the bottom up, lit branch by branch.

The orientation is that of the Inception module in C. Szegedy et al., "Going Deeper with
Convolutions", 2015, figure 2. A box is pending until its step, the volume that it makes is
written beside its arrow from then on; the last step shows the whole at rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convanim.language import say
from convanim.legible import fitting
from convanim.operations.network import Network
from convanim.operations.operation import Operation
from convanim.scene.marks import Scene
from convanim.views.page import Told, page
from convanim.views.view import Laid, Style, Takes, View

if TYPE_CHECKING:
    from convanim.views.boxes.boxes import Boxes

CORNER = 44.0
"""The side that a theme's radius is a part of."""
HIGH, TALL, FOLDS = 800.0, 2.4, 8
"""How high a network may be before it is folded: units, or times its width; and how often."""
READ_AT = 620.0
"""The width up to which the page's text keeps its size: the boxes' text is to be read too."""


@dataclass(frozen=True, kw_only=True)
class NetworkView(View):
    """Layers as boxes joined by arrows, lit branch by branch: a network, or a single layer."""

    name = "network"
    tells = True
    glides = False
    takes = Takes(
        networks=True,
        uneven=True,
        facts=("in_channels", "out_channels", "groups", "bias", "activation", "padding_mode"),
    )

    def lay(self, op: Operation | Network, values: None, style: Style) -> Laid:
        """The boxes of a network, one node a step, and at last all of them at rest."""
        from convanim.operations.branches import in_turn
        from convanim.views.boxes.boxes import Boxes
        from convanim.views.boxes.folds import folded

        network = Network.of(op)
        turns = {node.name: n for n, node in enumerate(in_turn(network))}
        straight = Boxes(network)
        ways = [straight, *(folded(network, n) for n in range(2, len(straight.ranks.rows)))]
        scenes = [self.page(boxes, turns, [len(turns)], style) for boxes in ways[:FOLDS]]
        low = [scene for scene in scenes if scene.height <= max(HIGH, TALL * scene.width)]
        asked = low if low and style.aspect is None else scenes
        boxes = ways[scenes.index(fitting(asked, style.width, style.aspect))]
        return Laid(len(turns) + 1, lambda chosen: self.page(boxes, turns, chosen, style))

    def page(
        self, boxes: Boxes, turns: Mapping[str, int], chosen: Sequence[int], style: Style
    ) -> Scene:
        """The scene of some steps."""
        from convanim.operations.branches import caption, ends, sentence
        from convanim.views.boxes.turns import Turns
        from convanim.views.parts.steps import moments

        network, last = boxes.network, len(turns)
        drawn = Turns(boxes, turns, chosen, CORNER * style.radius)
        done = moments(chosen, range(last, last + 1))  # the totals come last
        return page(
            (*drawn.edges(), *drawn.nodes(), *(boxes.total(done) if done else ())),
            len(chosen),
            style,
            Told(say("Network: {line}", line=caption(network)), sentence(network), ends(network)),
            corners=boxes.corners(),
            still=len(chosen) - 1,
            read_at=READ_AT,
        )
