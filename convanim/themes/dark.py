"""The modern look on a dark page."""

from convanim.themes.theme import Paint, Theme

INK = "#cbd5e1"

THEME = Theme(
    name="dark",
    background="#0f172a",
    gap=0.1,
    radius=0.16,
    caption=True,
    paints={
        "padding": Paint(fill="#1e293b", stroke="#64748b", width=0.9, dash=(3.0, 2.4)),
        "padding.lines": Paint(),
        "input": Paint(fill="#1d4ed8", stroke="#60a5fa", width=0.9),
        "tap": Paint(fill="#fbbf24b3", stroke="#fde68a", width=1.1),
        "guide": Paint(stroke="#fbbf24", width=0.9),
        "output": Paint(fill="#0f766e", stroke="#2dd4bf", width=0.9),
        "active": Paint(fill="#fbbf24", stroke="#fde68a", width=1.1),
        "title": Paint(fill="#f8fafc"),
        "caption": Paint(fill=INK),
        "label": Paint(fill=INK),
        # light figures stand on these
        "tap.open": Paint(fill="#fbbf2433", stroke="#fbbf24", width=1.4),
        "active.open": Paint(fill="#fbbf2433", stroke="#fbbf24", width=1.4),
        "active.winner": Paint(fill="#9a3412", stroke="#fdba74", width=2.4),
        "label.input": Paint(fill="#f8fafc"),
        "label.output": Paint(fill="#f8fafc"),
        "label.kept": Paint(fill="#f8fafc"),
        "guide.frame": Paint(stroke="#fbbf24", width=1.6),
        "label.count": Paint(fill="#0f172a"),
    },
)
