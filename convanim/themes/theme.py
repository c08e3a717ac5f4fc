"""A theme paints roles. It knows nothing of geometry, operations or formats.

A role is a word (`input`, `padding`, `tap`, `output`, `active`, `guide`, ...), perhaps with
a part after a dot (`input.lines`): a part that the theme does not name is painted as its
whole. Colours are `#rrggbb` or `#rrggbbaa`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache


@dataclass(frozen=True, slots=True)
class Hatch:
    """Parallel lines over a fill: angle in degrees, distance and width in scene units.

    They begin with each shape, so that equal ones look alike, or are `joined`: one pattern
    that runs on from shape to shape.
    """

    angle: float
    distance: float
    width: float
    stroke: str
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Paint:
    """How a role looks: fill and stroke (None: not drawn), widths in scene units."""

    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()
    hatch: Hatch | None = None


NOTHING = Paint()
TRANSPARENT = "transparent"
"""The page's colour where there is none."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The colours of numbers: of the lowest, of zero and of the highest, `#rrggbb`, what lies
    between mixed; negative ones may have a hatch too, which keeps the sign without any colour.

    >>> scale = Scale("#0000ff", "#ffffff", "#ff0000")
    >>> scale.colour(0), scale.colour(1), scale.colour(-0.5), scale.colour(0, light=0.5)
    ('#ffffff', '#ff0000', '#8080ff', '#808080')
    """

    negative: str
    zero: str
    positive: str
    hatch: Hatch | None = None

    def colour(self, at: float, light: float = 1.0) -> str:
        """The colour of a level from -1 to 1, in all the light or in a part of it."""
        return mixed(self.zero, self.positive if at > 0 else self.negative, abs(at), light)

    def paint(self, at: float, light: float = 1.0) -> Paint:
        """How a level looks."""
        return Paint(self.colour(at, light), hatch=self.hatch if at < 0 else None)


# the two ends of ColorBrewer's RdBu, which readers with any common deficiency tell apart
DIVERGING = Scale("#2166ac", "#f7f7f7", "#b2182b")


@cache
def mixed(one: str, other: str, part: float, light: float) -> str:
    """A colour with a part of another in it, in a part of the light."""
    pairs = ((int(one[n : n + 2], 16), int(other[n : n + 2], 16)) for n in (1, 3, 5))
    return "#" + "".join(f"{round((a + (b - a) * part) * light):02x}" for a, b in pairs)


@dataclass(frozen=True, slots=True)
class Theme:
    """Role -> paint, numbers' colours, the page's colour, and the taste that views ask for.

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
    heat: Scale = DIVERGING

    def paint(self, role: str) -> Paint:
        """The paint of `role`, of its whole where the part has none, or nothing.

        >>> theme = Theme("t", "#ffffff", {"input": Paint(fill="#268bd2")})
        >>> theme.paint("input.lines").fill, theme.paint("guide").fill
        ('#268bd2', None)
        """
        while role not in self.paints and "." in role:
            role = role.rpartition(".")[0]
        return self.paints.get(role, NOTHING)
