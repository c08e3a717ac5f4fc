"""A scene as SVG text: one self-contained file that moves by itself, or one still step.

Static marks are written once; a moving mark is written once and moved by CSS keyframes (CSS
rather than SMIL, because only CSS can be told to rest by prefers-reduced-motion). Everything
also carries the state of the scene's `still` step as plain attributes, so that a viewer that
cannot animate shows a whole picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from zlib import crc32

from convanim.render.keyframes import Keyframes
from convanim.render.paints import painted
from convanim.render.signs import Signs
from convanim.render.svg_text import (
    attributes,
    css,
    escape,
    number,
    path_data,
    transform,
)
from convanim.scene.heat import Fill
from convanim.scene.marks import Group, Mark, Path, Scene, Text
from convanim.scene.time import Moment, Timeline, opacity, placed
from convanim.themes.theme import NOTHING, TRANSPARENT, Hatch, Paint, Theme

ID = "\0"
"""Stands for the file's own prefix of names until its content is known."""


def animated(
    scene: Scene,
    theme: Theme,
    timeline: Timeline,
    *,
    width: float | None = None,
    background: str | None = None,
    dark: Theme | None = None,
    spec: str = "",
) -> str:
    """The scene as an SVG that plays by itself.

    `background` replaces the theme's ("transparent": none); `dark` gives the colours to use
    where the reader prefers a dark page; `spec` are the words it was made of.
    """
    at = Moment(scene.still, 0.0, timeline.step_time)
    return _Writer(scene, theme, timeline, dark, at).document(width, background, spec)


def still(
    scene: Scene,
    theme: Theme,
    step: int,
    *,
    width: float | None = None,
    background: str | None = None,
    dark: Theme | None = None,
    spec: str = "",
) -> str:
    """One step of the scene as an SVG that does not move, and has only what shows in it."""
    at = Moment(step, 0.0, Timeline(1).step_time)
    return _Writer(scene, theme, None, dark, at, bare=True).document(width, background, spec)


def held(
    scene: Scene,
    theme: Theme,
    moment: Moment,
    *,
    width: float | None = None,
    background: str | None = None,
    dark: Theme | None = None,
    spec: str = "",
) -> str:
    """The scene at a moment, on the way from step to step too, as an SVG that does not move; what
    is hidden then is in it all the same."""
    return _Writer(scene, theme, None, dark, moment).document(width, background, spec)


class _Writer:
    """Writes one document; remembers which signs and dark colours it needs."""

    def __init__(
        self,
        scene: Scene,
        theme: Theme,
        timeline: Timeline | None,
        dark: Theme | None,
        moment: Moment,
        bare: bool = False,
    ) -> None:
        self.scene, self.theme, self.dark = scene, theme, dark
        self.keyframes = Keyframes(timeline, ID) if timeline else None
        self.moment = moment  # what is said beside all animations
        self.names = 0  # how many elements have one of their own
        self.bare = bare  # what is hidden then is left out
        self.turns: dict[str, str] = {}  # what turns a paint into its dark one -> its class
        self.signs = Signs(scene.texts(), ID)

    def document(self, width: float | None, background: str | None, spec: str) -> str:
        scene = self.scene
        body = [part for mark in scene.marks for part in self.mark(mark)]
        scale = (width or scene.width) / scene.width
        size = f'width="{number(scene.width * scale)}" height="{number(scene.height * scale)}"'
        box = f"0 0 {number(scene.width)} {number(scene.height)}"
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" id="{ID}" viewBox="{box}" {size} role="img" '
            f'aria-labelledby="{ID}t {ID}d">',
            f'<title id="{ID}t">{escape(scene.title)}</title>',
            f'<desc id="{ID}d">{escape(scene.description)}</desc>',
            *([f"<metadata>{spec}</metadata>"] if spec else ()),
        )
        page = [*self.page(background)]
        text = "\n".join((*head, *self.style(), *self.definitions(), *page, *body, "</svg>\n"))
        # names are unique to the content: several such files can live in one HTML page
        return text.replace(ID, f"c{crc32(text.encode()):08x}")

    # -- marks ---------------------------------------------------------------------------

    def mark(self, mark: Mark) -> Iterator[str]:
        if self.bare and not opacity(mark, self.moment):
            return
        match mark:
            case Path():
                paint, dark = self.paints(mark.role, mark.fill)
                if any((paint.fill, paint.stroke, dark.fill, dark.stroke)):
                    looks = self.looks(paint, dark)
                    yield f'<path{looks}{self.times(mark)} d="{path_data(mark.d)}"/>'
                yield from self.hatches(mark, paint.hatch, dark.hatch)
            case Text():
                yield from self.text(mark)
            case Group():
                yield f"<g{self.times(mark)}>"
                parts = (part for inner in mark.marks for part in self.mark(inner))
                if is_carried(mark) and (first := next(parts, None)) is not None:
                    yield self.kept(first)
                yield from parts
                yield "</g>"
            case _:
                raise TypeError(f"not a mark: {mark!r}")

    def kept(self, element: str) -> str:
        """An element with a name of its own: optimisers so leave it, and what carries it, apart."""
        self.names += 1
        tag, rest = element[: element.index(" ")], element[element.index(" ") :]
        return f'{tag} id="{ID}n{self.names}"{rest}'

    def text(self, mark: Text) -> Iterator[str]:
        from convanim.scene.text import UNITS

        place = f"translate({number(mark.x)} {number(mark.y)}) scale({mark.size / UNITS:.5g})"
        head = (
            f'<g{self.looks(*self.paints(mark.role))}{self.times(mark)} role="img" '
            f'aria-label="{escape(mark.text)}"'
        )
        signs = "".join(self.signs.uses(mark.text, mark.face))
        if is_carried(mark):
            yield f"{head}>"
            yield self.kept(f'<g transform="{place}">')
            yield f"{signs}</g></g>"
        else:
            yield f'{head} transform="{place}">{signs}</g>'

    def hatches(self, mark: Path, light: Hatch | None, dark: Hatch | None) -> Iterator[str]:
        """The hatching of a path; where the dark one has other lines, each shows in its turn."""
        turns = [(light, dark)]
        if light and dark and (light.angle, light.distance) != (dark.angle, dark.distance):
            turns = [(light, None), (None, dark)]
        for pair in turns:
            if pattern := pair[0] or pair[1]:
                from convanim.render.hatch import hatch

                looks = self.looks(
                    *(Paint(stroke=h.stroke, width=h.width) if h else NOTHING for h in pair)
                )
                d = path_data(hatch(mark.d, pattern))
                yield f'<path{looks}{self.times(mark)} d="{d}"/>'

    def paints(self, role: str, fill: Fill | None = None) -> tuple[Paint, Paint]:
        """The paint of a role and its dark one, the same where none is wanted.

        `fill` stands for the fill of either.
        """
        paint = painted(self.theme, role, fill)
        return paint, painted(self.dark, role, fill) if self.dark else paint

    def looks(self, paint: Paint, dark: Paint) -> str:
        """A paint as attributes every viewer understands, and the class that turns it dark."""
        if turn := css(paint, dark):
            name = self.turns.setdefault(turn, f"{ID}r{len(self.turns)}")
            return f' class="{name}"{attributes(paint)}'
        return attributes(paint)

    def times(self, mark: Mark) -> str:
        """The state of a mark at the moment that is kept, and the animation that leads it on."""
        written = ""
        if is_carried(mark):
            written += f' transform="{transform(placed(mark, self.moment))}"'
        seen = opacity(mark, self.moment)
        group = isinstance(mark, Group)  # hidden by opacity: what it holds cannot show then
        if not seen and not group and not (self.keyframes and self.keyframes.fades(mark)):
            written += ' visibility="hidden"'
        elif seen < 1:
            written += f' opacity="{number(seen, 4)}"'
        moves = self.keyframes.moves(mark) if self.keyframes else ""
        return f'{written} style="animation:{moves}"' if moves else written

    # -- the head ------------------------------------------------------------------------

    def style(self) -> Iterator[str]:
        """Keyframes, rest for those who ask for it, and dark colours.

        In a page that it is part of a style sheet is the whole page's: every name in it and every
        selector begins with the file's own.
        """
        parts = [*self.keyframes.written()] if self.keyframes else []
        if parts:
            # the same once more, where optimisers see that it may change
            hidden = f'#{ID} [visibility]{{visibility:hidden}}#{ID} [opacity="0"]{{opacity:0}}'
            parts.append(f"@media all{{{hidden}}}")
            rest = f"#{ID} *{{animation:none!important}}"  # not the page's that it may lie in
            parts.append(f"@media(prefers-reduced-motion:reduce){{{rest}}}")
        if self.turns:
            rules = "".join(f".{name}{{{turn}}}" for turn, name in self.turns.items())
            parts.append(f"@media(prefers-color-scheme:dark){{{rules}}}")
        if parts:
            yield "<style>" + "\n".join(parts) + "</style>"

    def definitions(self) -> Iterator[str]:
        if signs := "".join(self.signs.written()):
            yield f"<defs>{signs}</defs>"

    def page(self, background: str | None) -> Iterator[str]:
        colour = background or self.theme.background
        if colour != TRANSPARENT:
            looks = self.looks(Paint(colour), Paint(self.dark.background if self.dark else colour))
            yield f'<rect width="100%" height="100%"{looks}/>'


def is_carried(mark: Mark) -> bool:
    """Whether a mark is not always at its own place."""
    return mark.track is not None or (mark.entry is not None and mark.entry.start is not None)
