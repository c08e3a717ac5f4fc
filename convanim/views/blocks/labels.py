"""What the channels view writes below its blocks."""

from __future__ import annotations

from collections.abc import Iterator

from convanim.language import say
from convanim.operations.describe import Names, called, size, typeset
from convanim.operations.operation import Operation
from convanim.operations.volumes import counted_filters, groups
from convanim.scene.marks import Text
from convanim.scene.text import place
from convanim.views.blocks.places import Arrangement
from convanim.views.blocks.volumes import Volumes

LABEL = 15.0
"""The size of labels, in scene units."""


def labels(op: Operation, drawn: Volumes, places: Arrangement) -> Iterator[Text]:
    """What each block is and how large, below it."""
    channels, maps = op.in_channels or 1, op.maps or 1
    names, deep = called(op), size((*op.kernel, channels // groups(op)))
    if maps > 1:
        deep = say("{size} each", size=deep)
    filters = counted_filters(maps, maps)
    if drawn.some:
        filters = say("{count} of {maps} filters", count=len(drawn.hues), maps=maps)
    if op.names.kernel != Names().kernel:
        filters = names.kernel
    lines = (
        (names.input, size((*op.input, channels))),
        (say("{word} of", word=op.reduces.word) if op.pooling else filters, deep),
        (names.output, size((*op.output_shape, maps))),
    )
    for (left, _, right, _), texts in zip(places.columns, lines, strict=True):
        # a long name takes two lines, so that it keeps clear of its neighbours
        name, *more = texts
        for n, text in enumerate((*name.replace(" of the ", " of|the ").split("|"), *more)):
            y = places.low + LABEL * (1.5 + 1.25 * n)
            yield place("label", typeset(text), (left + right) / 2, y, LABEL, "middle")
