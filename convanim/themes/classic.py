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
        "tap": Paint(fill="#07364266"),  # the lines under it show through
        "guide": Paint(stroke=LINE, width=0.9),
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
    },
)
