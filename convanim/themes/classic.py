"""The look of the published conv_arithmetic animations."""

from convanim.themes.theme import Paint, Theme

LINE = "#002b36"

THEME = Theme(
    name="classic",
    background="#ffffff",
    paints={
        "padding": Paint(stroke=LINE, width=1.25, dash=(5.0, 3.6)),
        "input": Paint(fill="#268bd2", stroke=LINE, width=1.25),
        "tap": Paint(fill="#07364266", stroke=LINE, width=1.25),
        "guide": Paint(stroke=LINE, width=0.7),
        "output": Paint(fill="#2aa198", stroke=LINE, width=1.25),
        "active": Paint(fill="#07364266", stroke=LINE, width=1.25),
        "title": Paint(fill=LINE),
        "caption": Paint(fill=LINE),
        "label": Paint(fill=LINE),
    },
)
