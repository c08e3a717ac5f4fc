"""The network view: boxes and arrows from the bottom up, lit branch by branch.

The orientation is that of the Inception module in C. Szegedy et al., "Going Deeper with
Convolutions", 2015, figure 2. A box is pending until its step, the volume that it makes is
written beside its arrow from then on; the last step shows the whole at rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from convanim.operations.network import Network
from convanim.operations.operation import Operation
from convanim.scene.marks import Scene
from convanim.views.page import Told, page
from convanim.views.view import Laid, Style, Takes, View

CORNER = 44.0
"""The side that a theme's radius is a part of."""
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
        from convanim.operations.branches import caption, in_turn, sentence
        from convanim.views.boxes.boxes import Boxes
        from convanim.views.boxes.turns import Turns

        network = Network.of(op)
        boxes = Boxes(network)
        turns = {node.name: n for n, node in enumerate(in_turn(network))}
        last, costs = len(turns), boxes.caption

        def draw(chosen: Sequence[int]) -> Scene:
            drawn = Turns(boxes, turns, chosen, CORNER * style.radius)
            # the totals come last, where the last is shown
            lines = ["" if last in chosen and step < last else costs for step in chosen]
            return page(
                (*drawn.edges(), *drawn.nodes()),
                len(chosen),
                style,
                Told(f"Network: {caption(network)}", sentence(network), lines),
                corners=boxes.corners(),
                still=len(chosen) - 1,
                read_at=READ_AT,
            )

        return Laid(last + 1, draw)
