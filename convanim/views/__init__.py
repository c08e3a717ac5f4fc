"""How it is shown. A new view is one new file here and one line in the table.

The table names where each view lives, so that only what is used is imported.
"""

VIEWS: dict[str, str] = {
    "stacked": "convanim.views.planes.stacked:Stacked",
    "numeric": "convanim.views.cells.numeric:Numeric",
    "painted": "convanim.views.cells.painted:Painted",
    "matrix": "convanim.views.cells.matrix:Matrix",
    "subsampled": "convanim.views.cells.subsampled:Subsampled",
    "coverage": "convanim.views.cells.coverage:Coverage",
    "channels": "convanim.views.blocks.channels:Channels",
    "surface": "convanim.views.heights.surface:Surface",
    "signal": "convanim.views.curves.signal:Signal",
    "stem": "convanim.views.curves.stem:Stem",
    "network": "convanim.views.boxes.network:NetworkView",
    "receptive-field": "convanim.views.planes.receptive_field:ReceptiveField",
}
