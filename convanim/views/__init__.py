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
}


def default_view(op: Operation) -> str:
    """The view that suits an operation where none is asked for."""
    return "stacked"
