"""The modern default: calm colours, separate cells, thin lines, a caption."""

from convanim.themes.theme import Paint, Theme

INK = "#334155"

THEME = Theme(
    name="light",
    background="#ffffff",
    gap=0.1,
    radius=0.16,
    caption=True,
    paints={
        "padding": Paint(fill="#f1f5f9", stroke="#94a3b8", width=0.9, dash=(3.0, 2.4)),
        "padding.lines": Paint(),
        "input": Paint(fill="#93c5fd", stroke="#3b82f6", width=0.9),
        "tap": Paint(fill="#fbb224d0", stroke="#b45309", width=1.1),
        "guide": Paint(stroke="#b45309", width=0.9),
        "output": Paint(fill="#99f6e4", stroke="#14b8a6", width=0.9),
        "active": Paint(fill="#f59e0b", stroke="#b45309", width=1.1),
        "title": Paint(fill="#0f172a"),
        "caption": Paint(fill=INK),
        "label": Paint(fill=INK),
        # figures stand on these, so they are lighter than where there are none
        "tap.open": Paint(fill="#fcd34de0", stroke="#b45309", width=1.1),
        "active.open": Paint(fill="#fcd34de0", stroke="#b45309", width=1.1),
        "active.winner": Paint(fill="#fdba74", stroke="#9a3412", width=2.4),
        "guide.frame": Paint(stroke="#f59e0b", width=1.6),
    },
)
