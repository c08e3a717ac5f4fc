"""The look of the published conv_arithmetic animations."""

from convanim.themes.palette import painted
from convanim.themes.theme import Hatch, Scale

THEME = painted(
    "classic",
    background="#ffffff",
    heat=Scale("#1b4a86", "#eceeed", "#cb4b16"),
    pens="0.8 0.9 1.5 1.0 1.2 1.5 1.5 1.1 1.4 1.5 2.2 1.5",
    inks={
        "grey": "#002b36 #002b36 #002b36 #002b36 #002b36 #839496 #839496 #839496 #839496 #fdf6e3",
        "word": "#1f76b4 #b8430f #073642 #586e75 #1c7d75",
        "input": "#268bd2 #002b36 #268bd2",
        "output": "#2aa198 #002b36 #0f7a72 #2aa19826",
        "pending": "#ffffff #2aa198",
        "kernel": "#b8c4c6 #002b36 #cb4b16 #07364214",
        "padding": "none none #002b36",
        "tap": "#07364266 #002b36 #07364226 #07364299 #002b36",
        "active": "#07364266 none #ffffff40 #002b36",
        "winner": "#cb4b16 #fdf6e3",
        "lit": "#ffb38a #002b36 #f1c496 #002b36",
        "mark": "#002b36 #cb4b16 #002b36 #002b36 #ffffff",
        "sheer": "#002b3659 #002b3640 #ffffff4d #0000002e",
        "hue": "#f2f619 #b58900 #9fa7fa #afc218 #ec6698 #bac6c7",
        "rim": "#002b36 #002b36 #002b36 #002b36 #002b36 #002b36",
        "box": "#eee8d5 #93c4e8 #f4dc5c #ee9a97 #94d0ca",
        "side": "#002b36 #002b36 #002b36 #002b36 #002b36",
    },
    dash=(6.0, 4.0),
    differs={
        "area.negative": {"hatch": Hatch(45, 4, 0.9, "#2aa198", joined=True)},
        "padding.lines": {"width": 1.5},
        "active.open": {"width": 2.6},
        "edge.now": {"stroke": "#cb4b16"},
        "tap.tint": {"fill": "#07364238", "stroke": "#002b36", "width": 1.5},
        "room": {"dash": (3.0, 2.4)},
        "lit.output": {"fill": "#ffb38a", "stroke": "#002b36", "width": 2.0},
        "lit.output.open": {"fill": "#f1c496", "stroke": "#002b36", "width": 2.0},
        **{f"label.{on}": {"fill": "#ffffff"} for on in ("input", "weight")},
        "tap.weight": {"fill": "#0000003d", "stroke": "#002b36", "width": 2.4},
    },
)
