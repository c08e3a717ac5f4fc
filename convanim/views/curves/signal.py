"""The signal view: a convolution of two curves as the area under their product.

Above lies f, and g slides over it, flipped where it is a convolution; the area under their
product, shaded, is the value that the curve below has reached. A g that is not its own mirror
image is first shown as it was given, and turned round. Samples stand for cells of
their own width, so that what is shaded is what is summed up: few of them are drawn as steps,
many as a smooth curve.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from convanim.language import say, term
from convanim.operations.operation import Operation
from convanim.operations.values import Values
from convanim.scene.marks import Scene
from convanim.views.curves.passing import Passing
from convanim.views.curves.timing import Timing
from convanim.views.page import page
from convanim.views.view import Figured, Laid, Numbers, Style, Takes

NET = term("Area below zero is hatched and counts as negative: what is written is the net area.")


@dataclass(frozen=True, kw_only=True)
class Signal(Figured):
    """Two curves, one sliding over the other, and the area under their product."""

    name = "signal"
    takes = Takes(
        dims=(1,),
        several=False,
        pooling=False,
        transposed=False,
        numbers=Numbers.ALWAYS,
        bias=False,
        activation=False,
        facts=("padding_mode",),
    )
    lasts = 6.0

    def lay(self, op: Operation, values: Values, style: Style) -> Laid:
        """The curves; a step is an output, or a moment in which g turns round before them."""
        from convanim.views.curves.product import SIZE, Curves

        passing = Passing.of(op, values)
        curves = Curves.of(Timing.of(passing, values), self.precision)

        def draw(chosen: Sequence[int]) -> Scene:
            shown = replace(curves, poses=[curves.poses[n] for n in chosen])
            told = passing.told(op, values, len(chosen))
            if curves.signed:
                told = replace(told, sentence=say(" ").join((told.sentence, say(NET))))
            return page(
                shown.marks(),
                len(chosen),
                style,
                told,
                corners=((0.0, 0.0), SIZE),
                still=shown.still_at,
            )

        return Laid(len(curves.poses), draw)
