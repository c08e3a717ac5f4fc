"""Colours that the common colour deficiencies keep apart (M. Okabe, K. Ito, 2008).

Sky blue, yellow and bluish green differ in lightness too, and the window also has a heavier
outline, so that nothing is told by hue alone.
"""

from convanim.themes.theme import Paint, Theme

INK = "#000000"

THEME = Theme(
    name="colorblind",
    background="#ffffff",
    gap=0.08,
    radius=0.1,
    caption=True,
    paints={
        "padding": Paint(fill="#ffffff", stroke="#777777", width=0.9, dash=(3.0, 2.4)),
        "padding.lines": Paint(),
        "input": Paint(fill="#56b4e9", stroke="#0072b2", width=0.9),
        "tap": Paint(fill="#f0e442", stroke=INK, width=1.8),
        "guide": Paint(stroke=INK, width=0.9),
        "output": Paint(fill="#009e73", stroke="#00523c", width=0.9),
        "active": Paint(fill="#f0e442", stroke=INK, width=1.8),
        "title": Paint(fill=INK),
        "caption": Paint(fill=INK),
        "label": Paint(fill=INK),
        "active.winner": Paint(fill="#ffffff", stroke=INK, width=3.2),
        "guide.frame": Paint(stroke="#e69f00", width=1.6),
    },
)
