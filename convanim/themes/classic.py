"""The look of the published conv_arithmetic animations."""

from convanim.themes.palette import painted

THEME = painted(
    "classic",
    background="#ffffff",
    pens="0.8 0.9 1.5 1.0 1.2 1.5 1.5 1.1 1.4 1.5 2.2 1.5",
    inks={
        "grey": "#002b36 #002b36 #002b36 #002b36 #002b36 #93a1a1 #93a1a1 #93a1a1 #c9d2d3 #fdf6e3",
        "input": "#268bd2 #002b36 #268bd2",
        "output": "#2aa198 #002b36 #2aa198 #2aa19866",
        "pending": "#ffffff #2aa198",
        "kernel": "#b8c4c6 #002b36 #cb4b16 #07364222",
        "padding": "none none #002b36",
        "tap": "#07364266 #002b36 #07364226 #07364299 none",
        "active": "#07364266 none #07364266 none",
        "winner": "#cb4b16 #002b36",
        "lit": "#cb4b16 #002b36 #f2c1a6 #002b36",
        "mark": "#002b36 #cb4b16 #cb4b16 #002b36 #ffffff",
        "sheer": "#002b3659 #002b3640 #ffffff4d #0000002e #ffffff94",
        "hue": "#2aa198 #b58900 #6c71c4 #859900 #d33682 #93a1a1",
        "rim": "#002b36 #002b36 #002b36 #002b36 #002b36 #002b36",
        "box": "#eee8d5 #93c4e8 #f4dc5c #ee9a97 #94d0ca",
        "side": "#002b36 #002b36 #002b36 #002b36 #002b36",
    },
    dash=(6.0, 4.0),
    differs={
        "padding.lines": {"width": 1.5},
        # the originals shade all of a window alike
        "tap.open.padding": {"fill": "#07364299", "dash": ()},
        "tap.tint": {"stroke": "#002b36", "width": 1.5},
        "room": {"dash": (3.0, 2.4)},
        "lit.output": {"fill": "#cb4b16", "stroke": "#002b36"},
        **{f"label.{on}": {"fill": "#ffffff"} for on in ("input", "output", "kept", "weight")},
    },
)
