"""The receptive-field view: what one output cell of a chain of layers sees, map by map.

One cell of the last map is lit, then what it reads of the map below, down to the input; at
last its neighbour's path, the first one's outline left standing: they are the jump apart.
The rules and words are those of A. Araujo, W. Norris, J. Sim, "Computing Receptive Fields of
Convolutional Neural Networks", Distill 2019.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convanim import limits
from convanim.errors import BadRequest
from convanim.operations.network import Network
from convanim.operations.operation import Operation
from convanim.scene.marks import Scene
from convanim.views.page import Told, page
from convanim.views.view import Laid, Style, Takes, View

if TYPE_CHECKING:
    from convanim.operations.values import Values


@dataclass(frozen=True, kw_only=True)
class ReceptiveField(View):
    """Map by map what one output cell sees of the input, of a chain of layers or a single one."""

    name = "receptive-field"
    tells = True
    glides = False
    takes = Takes(networks=True, dims=(1, 2), transposed=False, facts=("groups", "activation"))

    def check(self, op: Operation | Network, values: Values | None) -> None:
        """Refuse branches, no layers at all, and maps that are too large."""
        operations = Network.of(op).chained()
        if not operations:
            raise BadRequest("a receptive field needs at least one layer over the input")
        most = max(max(layer.input) for layer in operations)
        limits.bounded(most, "cells along an axis", limits.FIELD, " show a receptive field")

    def lay(self, op: Operation | Network, values: None, style: Style) -> Laid:
        """The maps of a chain, one a step from the output's down, and one for the neighbour."""
        from convanim.views.planes.levels import chain_axes, levels
        from convanim.views.planes.trace import Trace, traced
        from convanim.views.planes.words import Words

        network = Network.of(op)
        operations = network.chained()
        paths = traced(operations)
        maps = levels(operations, paths, style)
        words = Words(network, maps, paths)
        across, flat = chain_axes(operations)[1], len(network.input.shape) == 1

        def draw(chosen: Sequence[int]) -> Scene:
            drawn = Trace(maps, paths, across, flat, chosen)
            lines = [words.caption(step) for step in chosen]
            return page(
                (*drawn.marks(), *words.labels()),
                len(chosen),
                style,
                Told(words.title, words.sentence, lines, words.longest),
                corners=words.corners(),
                still=min(len(maps), len(chosen)) - 1,
            )

        return Laid(words.steps, draw)
