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
        "tap.padding": Paint(fill="#fbb22440", stroke="#b45309", width=1.1, dash=(3.0, 2.4)),
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
        "lit": Paint(fill="#f59e0b", stroke="#92400e", width=1.1),
        "lit.open": Paint(fill="#fcd34d", stroke="#92400e", width=1.1),
        "filter.0": Paint(fill="#f9a8d4", stroke="#be185d", width=0.8),
        "filter.1": Paint(fill="#c4b5fd", stroke="#6d28d9", width=0.8),
        "filter.2": Paint(fill="#86efac", stroke="#15803d", width=0.8),
        "filter.3": Paint(fill="#67e8f9", stroke="#0e7490", width=0.8),
        "filter.4": Paint(fill="#fde68a", stroke="#a16207", width=0.8),
        "filter.5": Paint(fill="#fca5a5", stroke="#b91c1c", width=0.8),
        "filter": Paint(fill="#f9a8d4", stroke="#be185d", width=0.8),
        "light": Paint(fill="#ffffff4d"),
        "shade": Paint(fill="#0000002e"),
        "glass": Paint(stroke="#3b82f659", width=0.7),
        "empty": Paint(fill="#f1f5f9", stroke="#cbd5e1", width=0.7),
        "room": Paint(stroke="#94a3b8", width=0.9, dash=(3.0, 2.4)),
        "current": Paint(stroke="#b45309", width=2.4),
        "break": Paint(fill="#334155"),
    },
)
