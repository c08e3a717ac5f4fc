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
        "tap.padding": Paint(fill="#07364226", stroke=LINE, width=1.5, dash=(6.0, 4.0)),
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
        "break": Paint(fill="#002b36"),
    },
)
