"""How it is shown. A new view is one new file here and one line in the table.

The table names where each view lives, so that only the one in use is imported.
"""

from convanim.operations.operation import Operation

VIEWS: dict[str, str] = {
    "stacked": "convanim.views.stacked:stacked",
    "numeric": "convanim.views.numeric:numeric",
    "painted": "convanim.views.painted:painted",
    "matrix": "convanim.views.matrix:matrix",
    "subsampled": "convanim.views.subsampled:subsampled",
    "channels": "convanim.views.channels:channels",
    "signal": "convanim.views.signal:signal",
    "stem": "convanim.views.stem:stem",
}
# how many steps a view takes, where they are not the operation's output cells
STEPS: dict[str, str] = {
    "channels": "convanim.views.channels:count",
    "signal": "convanim.views.signal:count",
}
# seconds that the whole takes, where steps are moments of one movement: none takes over one
LASTS: dict[str, float] = {"signal": 6.0}


def default_view(op: Operation) -> str:
    """The view that suits an operation where none is asked for."""
    across = op.dims < 3 and op.in_channels is not None and op.maps is not None
    return "channels" if across else "stacked"
