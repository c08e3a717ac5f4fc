"""Colours that the common colour deficiencies keep apart (M. Okabe, K. Ito, 2008).

Sky blue, yellow and bluish green differ in lightness too, and the window also has a heavier
outline, so that nothing is told by hue alone.
"""

from convanim.themes.palette import painted
from convanim.themes.theme import Hatch, Scale

THEME = painted(
    "colorblind",
    background="#ffffff",
    gap=0.08,
    radius=0.1,
    caption=True,
    fill=True,
    tells_padding=True,
    labels=True,
    heat=Scale("#0072b2", "#ececec", "#e69f00", Hatch(45, 4, 0.6, "#000000", joined=True)),
    pens="0.8 0.9 0.9 0.9 1.0 1.8 1.8 1.4 1.2 1.4 2.6 3.2",
    inks={
        "grey": "#000000 #000000 #000000 #000000 #777777 #8a8a8a #8a8a8a #8a8a8a #8a8a8a #f5f5f5",
        "word": "#0072b2 #8a5f00 #000000 #6b6b6b #007a59",
        "input": "#56b4e9 #0072b2 #0072b2",
        "output": "#009e73 #00523c #009e73 #009e7333",
        "pending": "#ffffff #00523c",
        "kernel": "#e69f00 #6b4a00 #d55e00 #f0e44240",
        "padding": "#ffffff #777777 none",
        "tap": "#ffffff66 #000000 none #ffffff4d #000000",
        "active": "#009e73 #000000 #009e73 #000000",
        "winner": "#ffffff #000000",
        "lit": "#9ad2f2 #000000 #56b4e9 #000000",
        "mark": "#000000 #d55e00 #000000 #000000 #ffffff",
        "sheer": "#0072b266 #0000003d #ffffff4d #0000002e",
        "hue": "#cc79a7 #e69f00 #d55e00 #f0e442 #757575 #c8c8c8",
        "rim": "#5c2a45 #6b4a00 #5c2900 #5c5700 #222222 #222222",
        "box": "#ffffff #8fcdf0 #f0e442 #eba37c #ffffff",
        "side": "#000000 #0072b2 #000000 #5c2900 #00523c",
    },
    differs={
        "area.negative": {"hatch": Hatch(45, 4, 0.9, "#00523c", joined=True)},
    },
)
