"""Laws of colour, over every view and every theme: what is written can be read, what means
something can be seen, what differs can be told apart, by everyone and in print."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from convanim import BadRequest, animate
from convanim.gallery import specified
from convanim.render.paints import painted
from convanim.scene.heat import Fill
from convanim.scene.marks import Scene
from convanim.sources.request import animation
from convanim.themes import THEMES
from convanim.themes.library import find
from convanim.themes.theme import Paint, Theme
from convanim.views.blocks.volumes import HUES
from tests.render.tables import every_operation, every_picture
from tests.themes.eyes import EYES, Colour, contrast, difference, over, solid
from tests.themes.stacks import DATA, Fact, Layers, facts

GALLERY = Path(__file__).parents[2] / "gallery"
READ, SEEN, TOLD, APART, WIDER = 4.5, 3.0, 1.5, 10.0, 1.5
"""Contrast of text, and of marks; of what is told by lightness; CIEDE2000; widths of lines."""

ORIGINALS = {
    "label.input": "white on the originals' blue, and on their window's shade over it",
    "label.output": "on the shade of a window over the originals' green",
    "label.padding": "on the window's one shade, where light figures are read as well",
    "label.weight": "on the window's one shade, where dark figures are read as well",
    "active": "the originals' shade over their green, without an outline",
    "guide": "the originals' lines over the shade of their window",
}
"""What classic shows less clearly, because the originals look so."""

ALIKE = {
    ("axis", "guide"): "a guide is an axis, of what is read off it",
    ("current", "curve.output"): "a ring around a dot of the curve, in print",
    ("current", "edge.now"): "both say now",
    ("tap", "tap.weight"): "both are the window: what is read, and the weights that read it",
}
"""What may look alike, and why."""

AS_PUBLISHED = {
    ("input", "output"): "the originals' blue and green",
    ("kernel", "tap"): "the shade of their window on the page",
    ("output", "tap"): "the originals' green, and the shade of their window over their blue",
}
"""What classic does not tell apart for every eye, because the originals do not."""

SIDES = (".top", ".right")
"""The faces of a block that are lit and shaded."""

QUIET = {
    "light": "the light on a block's top",
    "shade": "the shade on its side",
    "glass": "the edges of a block once more, over what is lit in it",
    "floor": "what a surface stands over",
    "zero": "the outline of a surface's floor",
    "area": "what lies under a curve, which says it too",
    "band": "the width of a kernel, whose curve says it too",
    "padding.lines": "the grid of the padding, drawn where its cells are not",
    "guide.halo": "what keeps a line from what is behind it",
    "break": "the dots where a volume goes on, beside it",
    "tap.tint": "a window's inside, which tap.frame goes around",
}
"""Roles that say nothing by themselves, and what they are."""


@cache
def pictures() -> tuple[frozenset[Fact], ...]:
    """The facts of some steps of every picture: each view with each layer, the gallery, a filter
    of each hue."""
    found = []
    ops = every_operation()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for view, name in every_picture():
            with contextlib.suppress(BadRequest):  # a view may be for other layers, and says so
                found += told(animate(ops[name], view=view, theme="light").scene)
    for spec in sorted(GALLERY.glob("*/*.toml")):
        found += told(specified(spec)[0].scene)
    hues = {"op": "pointwise", "input": (2, 2), "in_channels": 2, "out_channels": HUES}
    found += told(animation({**hues, "values": True}).scene)
    return tuple(found)


def told(scene: Scene) -> list[frozenset[Fact]]:
    """The facts of the first step, of the middle one and of the last."""
    return [frozenset(facts(scene, n)) for n in sorted({0, scene.steps // 2, scene.steps - 1})]


@cache
def every_fact() -> frozenset[Fact]:
    return frozenset().union(*pictures())


# -- what a theme makes of it -----------------------------------------------------------------


def laid(theme: Theme, layers: Layers, ground: Colour) -> Colour:
    """The colour of layers on a ground."""
    for role, fill in layers:
        ground = over(painted(theme, role, fill).fill, ground)
    return ground


@dataclass(frozen=True)
class Look:
    """How a mark looks where it lies: its colours there, and the form of it."""

    ground: Colour
    fill: Colour | None
    line: Colour | None
    paint: Paint

    @classmethod
    def of(cls, theme: Theme, role: str, on: Layers = (), fill: Fill | None = None) -> Look:
        paint = painted(theme, role, fill)
        ground = laid(theme, on, solid(theme.background))
        line = paint.stroke if paint.width else None
        filled = over(paint.fill, ground)
        return cls(
            ground, filled if paint.fill else None, over(line, filled) if line else None, paint
        )

    def stands_out(self) -> float:
        """The contrast of its fill, its line or its hatching, whichever is most."""
        hatched = self.paint.hatch and over(self.paint.hatch.stroke, self.fill or self.ground)
        colours = [colour for colour in (self.fill, self.line, hatched) if colour]
        return max((contrast(colour, self.ground) for colour in colours), default=1.0)

    def formed_as(self, other: Look) -> bool:
        """Whether both have the same form: fill, dash, hatching, about the same line."""
        one, two = self.paint, other.paint
        if (self.fill is None, self.line is None) != (other.fill is None, other.line is None):
            return False
        if (bool(one.dash), one.hatch) != (bool(two.dash), two.hatch):
            return False
        thin, wide = sorted((one.width, two.width))
        return self.line is None or wide < WIDER * thin

    def pairs(self, other: Look) -> Iterator[tuple[Colour, Colour]]:
        """Its colours beside those of another of the same form."""
        for one, two in ((self.fill, other.fill), (self.line, other.line)):
            if one and two:
                yield one, two


def stacked(theme: Theme, *roles: str) -> Look:
    """The last of some roles on the others."""
    *below, top = roles
    return Look.of(theme, top, tuple((role, None) for role in below))


def excused(theme: str, role: str) -> bool:
    return theme == "classic" and role in ORIGINALS


# -- the laws ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", THEMES)
def test_every_text_can_be_read(name):
    theme = find(name)
    for fact in every_fact():
        behind = any(role == "relief" for role, _ in fact.over)  # a surface that turns hides it
        if not fact.written or behind or excused(name, fact.role):
            continue
        ground = laid(theme, fact.on, solid(theme.background))
        ink = over(theme.paint(fact.role).fill, ground)
        seen = contrast(laid(theme, fact.over, ink), laid(theme, fact.over, ground))
        assert seen >= READ, f"{seen:.2f}: {fact}"


@pytest.mark.parametrize("name", THEMES)
def test_everything_that_means_something_can_be_seen(name):
    theme = find(name)
    for fact in every_fact():
        if fact.written or quiet(fact.role) or excused(name, fact.role) or unpainted(theme, fact):
            continue
        on = [role for role, _ in fact.on if not quiet(role)]
        if any(role in DATA for role in on) or (on[-1:] and family(on[-1]) == family(fact.role)):
            continue  # on any colour, or on more of the same, of which the last law is
        if any(role.endswith(SIDES) for role in (fact.role, *on)):
            continue  # a block is seen by its front
        seen = Look.of(theme, fact.role, fact.on, fact.fill).stands_out()
        assert seen >= SEEN, f"{seen:.2f}: {fact}"


OPEN = ("", ".open")
DIFFER = [
    *((("input", f"tap{o}"), ("padding", f"tap{o}.padding")) for o in OPEN),
    *((("input",), ("input", f"tap{o}")) for o in OPEN),
    *((("padding",), ("padding", f"tap{o}.padding")) for o in OPEN),
    (("input",), ("input", "tap.frame")),
    (("output.pending",), ("output",)),
    *((("output.pending",), ("output", f"active{o}")) for o in OPEN),
    *((("output",), ("output", f"active{o}")) for o in OPEN),
    (("input",), ("lit",)),
    (("empty",), ("lit.output",)),
    *((("empty",), (made,)) for made in ("output", *(f"made.{n}" for n in range(HUES)))),
    *((("layer.pending",), (f"layer.{of}",)) for of in ("conv", "reduction", "pooling", "join")),
    (("edge.pale",), ("edge",)),
    (("edge",), ("edge.now",)),
]
"""What is told apart in print: roles on roles, against roles on roles."""


@pytest.mark.parametrize("pair", DIFFER, ids=lambda pair: "-".join(map("+".join, pair)))
@pytest.mark.parametrize("name", THEMES)
def test_what_is_told_is_told_without_colour(name, pair):
    one, other = (stacked(find(name), *roles) for roles in pair)
    alike = one.formed_as(other)
    assert not alike or any(contrast(*colours) >= TOLD for colours in one.pairs(other))


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("name", THEMES)
def test_what_is_seen_together_is_told_apart_by_every_eye(name, eyes):
    for (one, here), (other, there) in together(name):
        if here.formed_as(there):
            most = max((difference(*pair, eyes) for pair in here.pairs(there)), default=0.0)
            assert most >= APART, f"{most:.1f}: {one}, {other}"


@cache
def together(name: str) -> frozenset[tuple[tuple[str, Look], tuple[str, Look]]]:
    """The looks of roles that some picture has at once, two by two."""
    theme, found = find(name), set()
    alike = {*ALIKE, *(AS_PUBLISHED if name == "classic" else ())}
    for picture in pictures():
        looks = {
            (plain(fact.role), Look.of(theme, fact.role, fact.on))
            for fact in picture
            if not (fact.written or quiet(fact.role) or unpainted(theme, fact) or fact.fill)
            and not any(on in DATA for on, _ in fact.on)
        }
        for one, other in combinations(sorted(looks, key=str), 2):
            if one[0] != other[0] and (one[0], other[0]) not in alike:
                found.add((one, other))
    return frozenset(found)


def plain(role: str) -> str:
    """A role without the face of a block that it is, and whether figures are read on it."""
    for part in (".front", *SIDES, ".open"):
        role = role.removesuffix(part)
    return "output" if role.startswith("made.") else role  # each layer has a filter's hue around


def family(role: str) -> str:
    return role.partition(".")[0]


def quiet(role: str) -> bool:
    return role in QUIET


def unpainted(theme: Theme, fact: Fact) -> bool:
    paint = theme.paint(fact.role)
    return not (fact.fill or paint.fill or paint.stroke or paint.hatch)
