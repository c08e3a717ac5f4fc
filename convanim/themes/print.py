"""Greys and hatching: every role can be told from the others without colour."""

from convanim.themes.theme import Hatch, Paint, Theme

INK = "#000000"

THEME = Theme(
    name="print",
    background="#ffffff",
    caption=True,
    paints={
        "padding": Paint(),
        "padding.lines": Paint(stroke="#666666", width=0.8, dash=(2.5, 2.5)),
        "input": Paint(fill="#e0e0e0", stroke=INK, width=1.0),
        "tap": Paint(fill="#ffffff80", stroke=INK, width=1.8, hatch=Hatch(45, 5, 0.9, INK)),
        "guide": Paint(stroke=INK, width=0.7),
        "output": Paint(fill="#ffffff", stroke=INK, width=1.0),
        "active": Paint(fill="#707070", stroke=INK, width=1.8),
        "title": Paint(fill=INK),
        "caption": Paint(fill=INK),
        "label": Paint(fill=INK),
        # figures are read on these two
        "tap.open": Paint(fill="#ffffff", stroke=INK, width=1.8),
        "active.open": Paint(fill="#d0d0d0", stroke=INK, width=1.8),
        "active.winner": Paint(fill="#c0c0c0", stroke=INK, width=3.2),
        "guide.halo": Paint(stroke="#ffffff", width=3.6),
        "guide.frame": Paint(stroke=INK, width=1.4),
    },
)
