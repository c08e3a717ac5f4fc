"""The look of the published conv_arithmetic animations."""

from convanim.themes.theme import Paint, Theme

LINE = "#002b36"

THEME = Theme(
    name="classic",
    background="#ffffff",
    paints={
        "padding": Paint(),  # its grid is drawn line by line, dashes run on
        "padding.lines": Paint(stroke=LINE, width=1.5, dash=(6.0, 4.0)),
        "input": Paint(fill="#268bd2", stroke=LINE, width=1.5),
        "tap": Paint(fill="#07364266", stroke=LINE, width=1.5),
        "guide": Paint(stroke=LINE, width=1.0),
        "output": Paint(fill="#2aa198", stroke=LINE, width=1.5),
        "active": Paint(fill="#07364266"),
        "title": Paint(fill=LINE),
        "caption": Paint(fill=LINE),
        "label": Paint(fill=LINE),
        # dark and light figures are both read on it
        "tap.open": Paint(fill="#07364299"),
        "tap.open.kernel": Paint(fill="#b8c4c6", stroke=LINE, width=1.5),
        "active.winner": Paint(fill="#cb4b16", stroke=LINE, width=1.5),
        "label.input": Paint(fill="#ffffff"),
        "label.output": Paint(fill="#ffffff"),
        "label.kept": Paint(fill="#ffffff"),
        "label.weight": Paint(fill="#ffffff"),
        "guide.frame": Paint(stroke="#cb4b16", width=1.6),
        "lit": Paint(fill="#cb4b16", stroke="#002b36", width=1.1),
        "lit.open": Paint(fill="#f2c1a6", stroke="#002b36", width=1.1),
        "filter.0": Paint(fill="#2aa198", stroke="#002b36", width=0.8),
        "filter.1": Paint(fill="#b58900", stroke="#002b36", width=0.8),
        "filter.2": Paint(fill="#6c71c4", stroke="#002b36", width=0.8),
        "filter.3": Paint(fill="#859900", stroke="#002b36", width=0.8),
        "filter.4": Paint(fill="#d33682", stroke="#002b36", width=0.8),
        "filter.5": Paint(fill="#93a1a1", stroke="#002b36", width=0.8),
        "filter": Paint(fill="#2aa198", stroke="#002b36", width=0.8),
        "light": Paint(fill="#ffffff4d"),
        "shade": Paint(fill="#0000002e"),
        "glass": Paint(stroke="#002b3659", width=0.7),
        "empty": Paint(fill="#fdf6e3", stroke="#93a1a1", width=0.7),
        "room": Paint(stroke="#002b36", width=0.9, dash=(3.0, 2.4)),
        "current": Paint(stroke="#cb4b16", width=2.4),
        # curves, what lies under their product, and the axes they stand on
        "curve": Paint(stroke="#93a1a1", width=1.2),
        "curve.input": Paint(stroke="#268bd2", width=2.2),
        "curve.kernel": Paint(stroke="#cb4b16", width=2.2),
        "curve.output": Paint(stroke="#2aa198", width=2.6),
        "area": Paint(fill="#2aa19866"),
        "axis": Paint(stroke="#002b36", width=0.9),
        "band": Paint(fill="#07364222"),
        "break": Paint(fill="#002b36"),
        "layer.input": Paint(fill="#eee8d5", stroke=LINE, width=1.2),
        "layer.conv": Paint(fill="#93c4e8", stroke=LINE, width=1.2),
        "layer.reduction": Paint(fill="#f4dc5c", stroke=LINE, width=1.2),
        "layer.pooling": Paint(fill="#ee9a97", stroke=LINE, width=1.2),
        "layer.join": Paint(fill="#94d0ca", stroke=LINE, width=1.2),
        "edge": Paint(stroke=LINE, width=1.5),
        "edge.pale": Paint(stroke="#c9d2d3", width=1.4),
        "edge.now": Paint(stroke="#cb4b16", width=2.2),
        "veil": Paint(fill="#ffffff94"),
    },
)
