"""The modern default: calm colours, separate cells, thin lines, a caption."""

from convanim.themes.palette import painted

THEME = painted(
    "light",
    background="#ffffff",
    gap=0.1,
    radius=0.16,
    caption=True,
    fill=True,
    tells_padding=True,
    labels=True,
    pens="0.8 0.9 0.9 0.9 1.0 1.8 1.8 1.6 1.3 1.5 2.2 2.8",
    inks={
        "grey": "#0f172a #334155 #475569 #64748b #94a3b8 #94a3b8 #94a3b8 #cbd5e1 #cbd5e1 #f1f5f9",
        "input": "#a5d0fe #2563eb #3b82f6",
        "output": "#1fbfab #0f766e #0d9488 #14b8a659",
        "pending": "#ffffff #0d9488",
        "kernel": "#fcd34d #b45309 #d97706 #fcd34d40",
        "padding": "#f1f5f9 #64748b none",
        "tap": "#0f172a2b #b45309 none #0f172a14 #b45309",
        "active": "#0d9488 #134e4a #1fbfab #134e4a",
        "winner": "#fdba74 #9a3412",
        "lit": "#3b82f6 #1e3a8a #a5d0fe #1e3a8a",
        "mark": "#b45309 #f59e0b #b45309 #0f172a #ffffff",
        "sheer": "#3b82f659 #33415538 #ffffff4d #0000002e #ffffff94",
        "hue": "#f9a8d4 #c4b5fd #86efac #67e8f9 #fde68a #fca5a5",
        "rim": "#be185d #6d28d9 #15803d #0e7490 #a16207 #b91c1c",
        "box": "#f1f5f9 #bfdbfe #fde047 #fecaca #bbf7d0",
        "side": "#64748b #2563eb #a16207 #dc2626 #16a34a",
    },
    differs={"label.output": {"fill": "#0f172a"}},
)
