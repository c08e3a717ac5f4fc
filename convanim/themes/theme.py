"""A theme paints roles. It knows nothing of geometry, operations or formats.

A role is a word (`input`, `padding`, `tap`, `output`, `active`, `guide`, ...), perhaps with
a part after a dot (`input.lines`): a part that the theme does not name is painted as its
whole. Colours are `#rrggbb` or `#rrggbbaa`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Hatch:
    """Parallel lines over a fill: angle in degrees, distance and width in scene units."""

    angle: float
    distance: float
    width: float
    stroke: str


@dataclass(frozen=True, slots=True)
class Paint:
    """How a role looks: fill and stroke (None: not drawn), widths in scene units."""

    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()
    hatch: Hatch | None = None


NOTHING = Paint()


@dataclass(frozen=True, slots=True)
class Theme:
    """Role -> paint, the page's colour, and the taste that views ask for.

    `gap` (between cells) and `radius` (of their corners) are parts of a cell's side;
    `caption` says whether a line with the sizes is drawn unless asked otherwise, `labels`
    whether the maps are named, `fill` whether output cells are empty until they are made,
    `tells_padding` whether the window looks otherwise where it is over padding;
    `font` is the file that it writes with, if it has one of its own.
    """

    name: str
    background: str
    paints: Mapping[str, Paint] = field(default_factory=dict, repr=False)
    gap: float = 0.0
    radius: float = 0.0
    caption: bool = False
    labels: bool = False
    fill: bool = False
    tells_padding: bool = False
    font: str | None = None

    def paint(self, role: str) -> Paint:
        """The paint of `role`, of its whole where the part has none, or nothing.

        >>> theme = Theme("t", "#ffffff", {"input": Paint(fill="#268bd2")})
        >>> theme.paint("input.lines").fill, theme.paint("guide").fill
        ('#268bd2', None)
        """
        while role not in self.paints and "." in role:
            role = role.rpartition(".")[0]
        return self.paints.get(role, NOTHING)
