"""The modern look on a dark page."""

from convanim.themes.palette import painted
from convanim.themes.theme import Hatch, Scale

DEEP = ("input", "weight", "output", "kernel", "kept", "tally", "layer", "count")
"""What deep cells figures stand on."""

THEME = painted(
    "dark",
    background="#0f172a",
    gap=0.1,
    radius=0.16,
    caption=True,
    fill=True,
    tells_padding=True,
    labels=True,
    heat=Scale("#3b82f6", "#334155", "#fdab62"),
    pens="0.8 0.9 0.9 0.9 1.0 1.8 1.8 1.6 1.3 1.5 2.4 2.8",
    inks={
        "grey": "#f8fafc #cbd5e1 #94a3b8 #94a3b8 #7c8ba1 #64748b #64748b #64748b #64748b #1e293b",
        "word": "#60a5fa #fbbf24 #fde68a #94a3b8 #2dd4bf",
        "input": "#1d4ed8 #60a5fa #60a5fa",
        "output": "#0f766e #2dd4bf #2dd4bf #2dd4bf59",
        "pending": "#0f172a #14b8a6",
        "kernel": "#b45309 #fbbf24 #f59e0b #fbbf2426",
        "padding": "#1e293b #7c8ba1 none",
        "tap": "#ffffff2e #fde68a none #ffffff10 #fde68a",
        "active": "#14b8a6 #ccfbf1 #0f766e #ccfbf1",
        "winner": "#9a3412 #fdba74",
        "lit": "#3079f0 #dbeafe #1d4ed8 #dbeafe",
        "mark": "#fde68a #fbbf24 #fef3c7 #0f172a #ffffff",
        "sheer": "#60a5fa66 #0f172a4d #ffffff1a #00000059",
        "hue": "#c0276c #4b199a #285739 #3f3f3f #9f6410 #7c1317",
        "rim": "#f9a8d4 #c4b5fd #86efac #c4c4c4 #fde68a #fca5a5",
        "box": "#1e293b #1e40af #854d0e #991b1b #166534",
        "side": "#94a3b8 #60a5fa #facc15 #f87171 #4ade80",
    },
    differs={
        "area.negative": {"hatch": Hatch(45, 4, 0.9, "#2dd4bf", joined=True)},
        **{f"label.{on}": {"fill": "#f8fafc"} for on in DEEP},
    },
)
