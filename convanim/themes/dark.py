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
        "tap.padding": Paint(fill="#fbbf2433", stroke="#fde68a", width=1.1, dash=(3.0, 2.4)),
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
        "lit": Paint(fill="#fbbf24", stroke="#78350f", width=1.1),
        "lit.open": Paint(fill="#78350f", stroke="#fbbf24", width=1.1),
        "filter.0": Paint(fill="#be185d", stroke="#f9a8d4", width=0.8),
        "filter.1": Paint(fill="#6d28d9", stroke="#c4b5fd", width=0.8),
        "filter.2": Paint(fill="#15803d", stroke="#86efac", width=0.8),
        "filter.3": Paint(fill="#0e7490", stroke="#67e8f9", width=0.8),
        "filter.4": Paint(fill="#a16207", stroke="#fde68a", width=0.8),
        "filter.5": Paint(fill="#b91c1c", stroke="#fca5a5", width=0.8),
        "filter": Paint(fill="#be185d", stroke="#f9a8d4", width=0.8),
        "light": Paint(fill="#ffffff26"),
        "shade": Paint(fill="#00000059"),
        "glass": Paint(stroke="#60a5fa66", width=0.7),
        "empty": Paint(fill="#1e293b", stroke="#475569", width=0.7),
        "room": Paint(stroke="#64748b", width=0.9, dash=(3.0, 2.4)),
        "current": Paint(stroke="#fde68a", width=2.4),
        "break": Paint(fill="#cbd5e1"),
        "label.count": Paint(fill="#0f172a"),
    },
)
