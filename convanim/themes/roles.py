"""What every theme paints, and with which inks: a new role is one row of `ROLES`.

A row is the ink of the fill, that of the line, the pen (or a width that is the same in every
theme) and whether the line is dashed. A role without a row is painted as its whole: `output.new`
as `output`. An ink's colours have names here; a palette gives the colours, in the same order.
"""

from __future__ import annotations

from typing import NamedTuple


class Inked(NamedTuple):
    """How a role is painted, in names that every palette fills in (None: not drawn)."""

    fill: str | None = None
    line: str | None = None
    pen: str | float = 1.0
    dashed: bool = False


INKS = {
    # from what is written to what is barely there
    "grey": "title text axis line room faint idle rim pale floor",
    "word": "input kernel window padding output",  # what a caption names, as text
    "input": "fill line curve",
    "output": "fill line curve area",
    "pending": "fill line",  # an output cell that is not yet made
    "kernel": "fill line curve band",
    "padding": "fill line grid",
    "tap": "fill line padding open rim",  # open: where figures are read on it
    "active": "fill line open rim",
    "winner": "fill line",
    "lit": "fill line open rim",
    "mark": "guide frame now needle halo",
    "sheer": "glass mesh light shade",
    "hue": "0 1 2 3 4 5",  # filters, and below the lines around them
    "rim": "0 1 2 3 4 5",
    "box": "input conv reduction pooling join",  # layers, and below the lines around them
    "side": "input conv reduction pooling join",
}
# widths, about from thin to thick
PENS = "filter fine cell guide layer mark open lit pale edge now winner"

ROLES = {
    "title": Inked("grey.title"),
    "caption": Inked("grey.text"),
    **{f"caption.{word}": Inked(f"word.{word}") for word in INKS["word"].split()},
    "name.input": Inked("word.input"),
    "name.output": Inked("word.output"),
    "label": Inked("grey.text"),
    "label.sum.zero": Inked("grey.line"),
    # cells, what reads them and what is made of them
    "padding": Inked("padding.fill", "padding.line", "fine", dashed=True),
    "padding.lines": Inked(None, "padding.grid", "fine", dashed=True),
    "input": Inked("input.fill", "input.line", "cell"),
    "tap": Inked("tap.fill", "tap.line", "mark"),
    "tap.open": Inked("tap.open", "tap.rim", "open"),
    "tap.padding": Inked("tap.padding", "tap.line", "mark", dashed=True),
    "tap.open.padding": Inked("tap.padding", "tap.rim", "open", dashed=True),
    "tap.tint": Inked("tap.fill"),
    "tap.frame": Inked(None, "tap.line", "mark"),
    "tap.weight": Inked("sheer.shade", "tap.rim", "now"),
    "tap.copied": Inked(None, "mark.now", 3.0, dashed=True),
    "kernel": Inked("kernel.fill", "kernel.line", "cell"),
    "output": Inked("output.fill", "output.line", "cell"),
    "output.pending": Inked("pending.fill", "pending.line", "fine"),
    "active": Inked("active.fill", "active.line", "mark"),
    "active.open": Inked("active.open", "active.rim", "open"),
    "active.winner": Inked("winner.fill", "winner.line", "winner"),
    "guide": Inked(None, "mark.guide", "guide"),
    "guide.frame": Inked(None, "mark.frame", 1.6),
    "current": Inked(None, "mark.now", 2.8),
    "pixel": Inked(),
    # blocks of channels
    "filter": Inked("hue.0", "rim.0", "filter"),
    **{f"filter.{n}": Inked(f"hue.{n}", f"rim.{n}", "filter") for n in INKS["hue"].split()},
    # what a filter made: the output's colour, and the filter's around it
    **{f"made.{n}": Inked("output.fill", f"rim.{n}", "filter") for n in INKS["hue"].split()},
    "lit": Inked("lit.fill", "lit.line", "lit"),
    "lit.open": Inked("lit.open", "lit.rim", "lit"),
    "lit.output": Inked("active.fill", "active.line", "lit"),
    "lit.output.open": Inked("active.open", "active.rim", "winner"),
    "empty": Inked("pending.fill", "pending.line", 0.7),
    "glass": Inked(None, "sheer.glass", 0.7),
    "light": Inked("sheer.light"),
    "shade": Inked("sheer.shade"),
    "room": Inked(None, "grey.room", "fine", dashed=True),
    "break": Inked("grey.text"),
    # curves, what lies under their product, and the axes they stand on
    "curve": Inked(None, "grey.idle", 1.2),
    "curve.input": Inked(None, "input.curve", 2.2),
    "curve.kernel": Inked(None, "kernel.curve", 2.2),
    "curve.output": Inked(None, "output.curve", 2.6),
    "area": Inked("output.area"),
    "area.negative": Inked("output.area"),
    "band": Inked("kernel.band"),
    "axis": Inked(None, "grey.axis", "fine"),
    # surfaces
    "relief": Inked(),
    "mesh": Inked(None, "sheer.mesh", 0.5),
    "floor": Inked("grey.floor", "grey.faint", 0.8),
    "zero": Inked(None, "grey.faint", 0.8),
    "needle": Inked("mark.needle", "mark.halo", 0.8),
    "flow": Inked(None, "grey.line", 1.4),
    "flow.head": Inked("grey.line"),
    # networks
    **{f"layer.{of}": Inked(f"box.{of}", f"side.{of}", "layer") for of in INKS["box"].split()},
    "layer.join": Inked("box.join", "side.join", 2.0),
    "layer.pending": Inked("grey.floor", "grey.rim", 0.6),
    "edge": Inked(None, "grey.text", "edge"),
    "edge.pale": Inked(None, "grey.pale", "pale"),
    "edge.now": Inked(None, "mark.now", "now"),
}

UNPAINTED = {
    "padding": "in themes that draw its grid, where the dashes run on from cell to cell",
    "padding.lines": "in themes that draw it cell by cell",
    "pixel": "its colour is a number's",
    "relief": "its colour is a height's",
}
"""Roles that show nothing of their own, in every theme or in some, and why."""

RESERVED = {
    "filter": "for what belongs to a filter without a number",
}
"""Roles that no view uses yet, and what they are for."""
