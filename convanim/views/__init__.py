"""How it is shown. A new view is one new file here and one line in the table.

The table names where each view lives, so that only the one in use is imported.
"""

VIEWS: dict[str, str] = {
    "stacked": "convanim.views.stacked:stacked",
}
