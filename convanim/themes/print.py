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
        "tap.padding": Paint(stroke=INK, width=1.8, dash=(2.5, 2.5), hatch=Hatch(45, 5, 0.5, INK)),
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
        "lit": Paint(fill="#707070", stroke=INK, width=1.6),
        "lit.open": Paint(fill="#d0d0d0", stroke=INK, width=1.6),
        "filter.0": Paint(fill="#ffffff", stroke=INK, hatch=Hatch(45, 5, 0.6, INK)),
        "filter.1": Paint(fill="#c4c4c4", stroke=INK),
        "filter.2": Paint(fill="#ffffff", stroke=INK, hatch=Hatch(-45, 5, 0.6, INK)),
        "filter.3": Paint(fill="#9a9a9a", stroke=INK),
        "filter.4": Paint(fill="#ffffff", stroke=INK, hatch=Hatch(0, 5, 0.6, INK)),
        "filter.5": Paint(fill="#e8e8e8", stroke=INK, hatch=Hatch(90, 5, 0.6, INK)),
        "filter": Paint(fill="#c4c4c4", stroke=INK),
        # figures are read on these
        "filter.0.open": Paint(fill="#ffffff", stroke=INK, width=1.6),
        "filter.1.open": Paint(fill="#ffffff", stroke=INK, width=1.6),
        "filter.2.open": Paint(fill="#ffffff", stroke=INK, width=1.6),
        "filter.3.open": Paint(fill="#ffffff", stroke=INK, width=1.6),
        "filter.4.open": Paint(fill="#ffffff", stroke=INK, width=1.6),
        "filter.5.open": Paint(fill="#ffffff", stroke=INK, width=1.6),
        "light": Paint(fill="#ffffff66"),
        "shade": Paint(fill="#00000033"),
        "glass": Paint(stroke="#00000059", width=0.7),
        "empty": Paint(fill="#ffffff", stroke="#aaaaaa", width=0.7),
        "room": Paint(stroke="#666666", width=0.8, dash=(2.5, 2.5)),
        "current": Paint(stroke=INK, width=2.6),
        "break": Paint(fill=INK),
    },
)
