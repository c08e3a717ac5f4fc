"""Greys and hatching: every role can be told from the others without colour."""

from convanim.themes.palette import painted
from convanim.themes.theme import Hatch, Scale

READ = {"fill": "#ffffff", "width": 1.6}  # figures stand on it

THEME = painted(
    "print",
    background="#ffffff",
    gap=0.08,
    caption=True,
    fill=True,
    tells_padding=True,
    labels=True,
    heat=Scale("#a3a3a3", "#f0f0f0", "#4d4d4d", Hatch(45, 4, 0.6, "#000000", joined=True)),
    pens="1.0 0.8 1.0 0.7 1.0 1.8 1.8 1.6 1.1 1.3 2.6 3.2",
    inks={
        "grey": "#000000 #000000 #000000 #000000 #666666 #666666 #888888 #888888 #888888 #ffffff",
        "word": "#000000 #000000 #000000 #000000 #000000",
        "input": "#cfcfcf #000000 #000000",
        "output": "#a6a6a6 #000000 #000000 #e0e0e0",
        "pending": "#ffffff #666666",
        "kernel": "#ffffff #000000 #000000 #eeeeee",
        "padding": "none #666666 none",
        "tap": "#ffffff80 #000000 none #ffffff80 #000000",
        "active": "#808080 #000000 #a6a6a6 #000000",
        "winner": "#c0c0c0 #000000",
        "lit": "#5e5e5e #000000 #cccccc #000000",
        "mark": "#000000 #000000 #000000 #000000 #ffffff",
        "sheer": "#00000059 #00000066 #ffffff66 #00000033",
        "hue": "#ffffff #848484 #ffffff #ffffff #ffffff #e8e8e8",
        "rim": "#000000 #000000 #000000 #000000 #000000 #000000",
        "box": "#ffffff #cfcfcf #ffffff #969696 #ffffff",
        "side": "#000000 #000000 #000000 #000000 #000000",
    },
    dash=(2.5, 2.5),
    differs={
        **{on: {"hatch": Hatch(45, 5, 0.9, "#000000")} for on in ("tap", "tap.tint")},
        "guide.halo": {"stroke": "#ffffff", "width": 3.6},
        "guide.frame": {"width": 1.4},
        "filter": {"fill": "#c4c4c4"},
        "filter.0": {"hatch": Hatch(45, 5, 0.6, "#000000")},
        "filter.3": {"hatch": Hatch(45, 9, 1.2, "#000000")},
        "filter.2": {"hatch": Hatch(-45, 5, 0.6, "#000000")},
        "filter.4": {"hatch": Hatch(0, 5, 0.6, "#000000")},
        "filter.5": {"hatch": Hatch(90, 5, 0.6, "#000000")},
        **{f"filter.{n}.open": READ for n in range(6)},
        "area.negative": {"hatch": Hatch(45, 4, 0.7, "#000000", joined=True)},
        "curve": {"width": 1.0, "dash": (1.5, 2.5)},
        "curve.input": {"width": 1.6},
        "curve.kernel": {"width": 1.6, "dash": (6.0, 3.0)},
        # told apart by grey and outline: a reduction is dashed, pooling dark, a join heavy
        "layer.reduction": {"width": 1.6, "dash": (5.0, 3.0)},
    },
)
