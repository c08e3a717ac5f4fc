"""What every theme paints, and with which inks: a new role is one row of `ROLES`.

A row is the ink of the fill, that of the line, the pen (or a width that is the same in every
theme) and whether the line is dashed. A role without a row is painted as its whole: `output.new`
as `output`. An ink's colours have names here; a palette gives the colours, in the same order.
"""

from __future__ import annotations

from typing import NamedTuple


class Look(NamedTuple):
    """How a role is painted, in names that every palette fills in (None: not drawn)."""

    fill: str | None = None
    line: str | None = None
    pen: str | float = 1.0
    dashed: bool = False


INKS = {
    # from what is written to what is barely there
    "grey": "title text axis line room faint idle rim pale floor",
    "input": "fill line curve",
    "output": "fill line curve area",
    "kernel": "curve band",
    "padding": "fill line grid",
    "tap": "fill line padding open rim",  # open: where figures are read on it
    "active": "fill line open rim",
    "winner": "fill line",
    "lit": "fill line open rim",
    "mark": "guide frame now needle halo",
    "sheer": "glass mesh light shade veil",
    "hue": "0 1 2 3 4 5",  # filters, and below the lines around them
    "rim": "0 1 2 3 4 5",
    "box": "input conv reduction pooling join",  # layers, and below the lines around them
    "side": "input conv reduction pooling join",
}
# widths, about from thin to thick
PENS = "filter fine cell guide layer mark open lit pale edge now winner"

ROLES = {
    "title": Look("grey.title"),
    "caption": Look("grey.text"),
    "label": Look("grey.text"),
    # cells, what reads them and what is made of them
    "padding": Look("padding.fill", "padding.line", "fine", dashed=True),
    "padding.lines": Look(None, "padding.grid", "fine", dashed=True),
    "input": Look("input.fill", "input.line", "cell"),
    "tap": Look("tap.fill", "tap.line", "mark"),
    "tap.open": Look("tap.open", "tap.rim", "open"),
    "tap.padding": Look("tap.padding", "tap.line", "mark", dashed=True),
    "output": Look("output.fill", "output.line", "cell"),
    "active": Look("active.fill", "active.line", "mark"),
    "active.open": Look("active.open", "active.rim", "open"),
    "active.winner": Look("winner.fill", "winner.line", "winner"),
    "guide": Look(None, "mark.guide", "guide"),
    "guide.frame": Look(None, "mark.frame", 1.6),
    "current": Look(None, "mark.now", 2.4),
    "pixel": Look(),
    # blocks of channels
    "filter": Look("hue.0", "rim.0", "filter"),
    **{f"filter.{n}": Look(f"hue.{n}", f"rim.{n}", "filter") for n in INKS["hue"].split()},
    "lit": Look("lit.fill", "lit.line", "lit"),
    "lit.open": Look("lit.open", "lit.rim", "lit"),
    "empty": Look("grey.floor", "grey.rim", 0.7),
    "glass": Look(None, "sheer.glass", 0.7),
    "light": Look("sheer.light"),
    "shade": Look("sheer.shade"),
    "room": Look(None, "grey.room", "fine", dashed=True),
    "break": Look("grey.text"),
    # curves, what lies under their product, and the axes they stand on
    "curve": Look(None, "grey.idle", 1.2),
    "curve.input": Look(None, "input.curve", 2.2),
    "curve.kernel": Look(None, "kernel.curve", 2.2),
    "curve.output": Look(None, "output.curve", 2.6),
    "area": Look("output.area"),
    "band": Look("kernel.band"),
    "axis": Look(None, "grey.axis", "fine"),
    # surfaces
    "relief": Look(),
    "mesh": Look(None, "sheer.mesh", 0.5),
    "floor": Look("grey.floor", "grey.faint", 0.8),
    "zero": Look(None, "grey.faint", 0.8),
    "needle": Look("mark.needle", "mark.halo", 0.8),
    "flow": Look(None, "grey.line", 1.4),
    "flow.head": Look("grey.line"),
    # networks
    **{f"layer.{of}": Look(f"box.{of}", f"side.{of}", "layer") for of in INKS["box"].split()},
    "edge": Look(None, "grey.text", "edge"),
    "edge.pale": Look(None, "grey.pale", "pale"),
    "edge.now": Look(None, "mark.now", "now"),
    "veil": Look("sheer.veil"),
}

UNPAINTED = {
    "padding": "in themes that draw its grid, where the dashes run on from cell to cell",
    "padding.lines": "in themes that draw it cell by cell",
    "pixel": "its colour is a number's",
    "relief": "its colour is a height's",
}
"""Roles that show nothing of their own, in every theme or in some, and why."""

RESERVED = {"filter": "for what belongs to a filter without a number"}
"""Roles that no view uses yet, and what they are for."""
