"""The modern look on a dark page."""

from convanim.themes.palette import painted

THEME = painted(
    "dark",
    background="#0f172a",
    gap=0.1,
    radius=0.16,
    caption=True,
    pens="0.8 0.9 0.9 0.9 1.0 1.1 1.4 1.1 1.3 1.5 2.2 2.4",
    inks={
        "grey": "#f8fafc #cbd5e1 #94a3b8 #94a3b8 #64748b #64748b #475569 #475569 #475569 #1e293b",
        "input": "#1d4ed8 #60a5fa #60a5fa",
        "output": "#0f766e #2dd4bf #2dd4bf #2dd4bf59",
        "kernel": "#fbbf24 #fbbf2426",
        "padding": "#1e293b #64748b none",
        "tap": "#fbbf24b3 #fde68a #fbbf2433 #fbbf2433 #fbbf24",
        "active": "#fbbf24 #fde68a #fbbf2433 #fbbf24",
        "winner": "#9a3412 #fdba74",
        "lit": "#fbbf24 #78350f #78350f #fbbf24",
        "mark": "#fbbf24 #fbbf24 #fde68a #0f172a #ffffff",
        "sheer": "#60a5fa66 #0f172a4d #ffffff26 #00000059 #0f172a99",
        "hue": "#be185d #6d28d9 #15803d #0e7490 #a16207 #b91c1c",
        "rim": "#f9a8d4 #c4b5fd #86efac #67e8f9 #fde68a #fca5a5",
        "box": "#1e293b #1e40af #854d0e #991b1b #166534",
        "side": "#94a3b8 #60a5fa #facc15 #f87171 #4ade80",
    },
    differs={
        **{f"label.{on}": {"fill": "#f8fafc"} for on in ("input", "output", "kept", "layer")},
        "label.count": {"fill": "#0f172a"},  # counts stand on light cells
    },
)
