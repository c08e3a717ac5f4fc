"""How it is shown. A new view is one new file here and one line in the table.

The table names where each view lives, so that only the one in use is imported.
"""

from convanim.operations.network import Network
from convanim.operations.operation import Operation

VIEWS: dict[str, str] = {
    "stacked": "convanim.views.planes.stacked:stacked",
    "numeric": "convanim.views.cells.numeric:numeric",
    "painted": "convanim.views.cells.painted:painted",
    "matrix": "convanim.views.cells.matrix:matrix",
    "subsampled": "convanim.views.cells.subsampled:subsampled",
    "channels": "convanim.views.blocks.channels:channels",
    "surface": "convanim.views.heights.surface:surface",
    "signal": "convanim.views.curves.signal:signal",
    "stem": "convanim.views.curves.stem:stem",
}
# views of a network, or of one operation as the smallest of networks
NETWORKS: dict[str, str] = {
    "network": "convanim.views.boxes.network:network",
    "receptive-field": "convanim.views.planes.receptive_field:receptive",
}
# how many steps a view takes, where they are not the operation's output cells
STEPS: dict[str, str] = {
    "matrix": "convanim.views.cells.matrix:count",
    "channels": "convanim.views.blocks.channels:count",
    "surface": "convanim.views.heights.surface:count",
    "signal": "convanim.views.curves.signal:count",
    "network": "convanim.views.boxes.network:count",
    "receptive-field": "convanim.views.planes.receptive_field:count",
}
# seconds that the whole takes, where steps are moments of one movement: none takes over one
LASTS: dict[str, float] = {"signal": 6.0}


def default_view(op: Operation | Network) -> str:
    """The view that suits what is shown where none is asked for."""
    if isinstance(op, Network):
        return "network"
    across = op.dims < 3 and op.in_channels is not None and op.maps is not None
    return "channels" if across else "stacked"
