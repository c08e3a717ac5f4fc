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
        "tap.padding": Paint(fill="#f0e44259", stroke=INK, width=1.4, dash=(3.0, 2.4)),
        "guide": Paint(stroke=INK, width=0.9),
        "output": Paint(fill="#009e73", stroke="#00523c", width=0.9),
        "active": Paint(fill="#f0e442", stroke=INK, width=1.8),
        "title": Paint(fill=INK),
        "caption": Paint(fill=INK),
        "label": Paint(fill=INK),
        "active.winner": Paint(fill="#ffffff", stroke=INK, width=3.2),
        "guide.frame": Paint(stroke="#e69f00", width=1.6),
        "lit": Paint(fill="#f0e442", stroke="#000000", width=1.4),
        "filter.0": Paint(fill="#cc79a7", stroke="#5c2a45", width=0.8),
        "filter.1": Paint(fill="#009e73", stroke="#00523c", width=0.8),
        "filter.2": Paint(fill="#e69f00", stroke="#6b4a00", width=0.8),
        "filter.3": Paint(fill="#0072b2", stroke="#00304d", width=0.8),
        "filter.4": Paint(fill="#d55e00", stroke="#5c2900", width=0.8),
        "filter.5": Paint(fill="#999999", stroke="#333333", width=0.8),
        "filter": Paint(fill="#cc79a7", stroke="#5c2a45", width=0.8),
        "light": Paint(fill="#ffffff4d"),
        "shade": Paint(fill="#0000002e"),
        "glass": Paint(stroke="#0072b266", width=0.7),
        "empty": Paint(fill="#f5f5f5", stroke="#bbbbbb", width=0.7),
        "room": Paint(stroke="#777777", width=0.9, dash=(3.0, 2.4)),
        "current": Paint(stroke="#000000", width=2.4),
        # curves, what lies under their product, and the axes they stand on
        "curve": Paint(stroke="#aaaaaa", width=1.2),
        "curve.input": Paint(stroke="#0072b2", width=2.2),
        "curve.kernel": Paint(stroke="#e69f00", width=2.2),
        "curve.output": Paint(stroke="#009e73", width=2.6),
        "area": Paint(fill="#009e7359"),
        "axis": Paint(stroke="#000000", width=0.9),
        "band": Paint(fill="#f0e44240"),
        "break": Paint(fill="#000000"),
        "floor": Paint(fill="#f5f5f5", stroke="#999999", width=0.8),
        "zero": Paint(stroke="#999999", width=0.8),
        "mesh": Paint(stroke="#0000003d", width=0.5),
        "needle": Paint(fill="#000000", stroke="#ffffff", width=0.8),
        "flow": Paint(stroke="#000000", width=1.4),
        "flow.head": Paint(fill="#000000"),
        "layer.input": Paint(fill="#ffffff", stroke=INK, width=1.0),
        "layer.conv": Paint(fill="#8fcdf0", stroke="#0072b2", width=1.0),
        "layer.reduction": Paint(fill="#f0e442", stroke=INK, width=1.0),
        "layer.pooling": Paint(fill="#eba37c", stroke="#5c2900", width=1.0),
        "layer.join": Paint(fill="#ffffff", stroke="#00523c", width=2.0),
        "edge": Paint(stroke=INK, width=1.4),
        "edge.pale": Paint(stroke="#c4c4c4", width=1.2),
        "edge.now": Paint(stroke=INK, width=2.6),
        "veil": Paint(fill="#ffffff94"),
    },
)
