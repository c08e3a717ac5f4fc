"""The modern default: calm colours, separate cells, thin lines, a caption."""

from convanim.themes.palette import painted
from convanim.themes.theme import Hatch, Scale

THEME = painted(
    "light",
    background="#ffffff",
    gap=0.1,
    radius=0.16,
    caption=True,
    fill=True,
    tells_padding=True,
    labels=True,
    heat=Scale("#1e40af", "#e9edf2", "#ea580c"),
    pens="0.8 0.9 0.9 0.9 1.0 1.8 1.8 1.6 1.3 1.5 2.2 2.8",
    inks={
        "grey": "#0f172a #334155 #475569 #64748b #64748b #8291a7 #8291a7 #8291a7 #8291a7 #f1f5f9",
        "word": "#1d4ed8 #b45309 #92400e #64748b #0f766e",
        "input": "#a5d0fe #2563eb #2563eb",
        "output": "#22c3af #0f766e #0d9488 #14b8a633",
        "pending": "#ffffff #0d9488",
        "kernel": "#fcd34d #b45309 #b45309 #fcd34d40",
        "padding": "#f1f5f9 #64748b none",
        "tap": "#ffffff59 #92400e none #ffffff59 #92400e",
        "active": "#0d9488 #134e4a #22c3af #134e4a",
        "winner": "#fdba74 #9a3412",
        "lit": "#67abfb #1e3a8a #a5d0fe #1e3a8a",
        "mark": "#78350f #b45309 #0f172a #0f172a #ffffff",
        "sheer": "#3b82f659 #33415538 #ffffff4d #0000002e",
        "hue": "#be62af #a78bfa #78f4ad #818814 #fde047 #f26d5b",
        "rim": "#86197a #5b21b6 #15803d #4b4f0b #a16207 #991b1b",
        "box": "#f1f5f9 #bfdbfe #fde047 #fecaca #bbf7d0",
        "side": "#64748b #2563eb #a16207 #dc2626 #16a34a",
    },
    differs={
        **{f"label.{on}": {"fill": "#0f172a"} for on in ("output", "weight", "tally")},
        "edge.now": {"stroke": "#b45309"},
        "area.negative": {"hatch": Hatch(45, 4, 0.9, "#0d9488", joined=True)},
    },
)
