"""A scene as SVG text: one self-contained file that moves by itself, or one still step.

Static marks are written once; a moving mark is written once and moved by CSS keyframes (CSS
rather than SMIL, because only CSS can be told to rest by prefers-reduced-motion). Everything
also carries the state of the scene's `still` step as plain attributes, so that a viewer that
cannot animate shows a whole picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from zlib import crc32

from convanim.render.svg_text import (
    attributes,
    css,
    escape,
    number,
    path_data,
    straight,
    transform,
)
from convanim.render.turns import cuts, easing
from convanim.scene.face import Face
from convanim.scene.marks import IDENTITY, Group, Mark, Path, Scene, Steps, Text
from convanim.scene.marks import Track as Tracks
from convanim.scene.time import GLIDE, Timeline, between, ease, shows
from convanim.themes.theme import NOTHING, Hatch, Paint, Theme

EASING = "cubic-bezier(.3333,0,.6667,1)"  # scene.time.ease, exactly
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
) -> str:
    """The scene as an SVG that plays by itself.

    `background` replaces the theme's ("transparent": none); `dark` gives the colours to use
    where the reader prefers a dark page.
    """
    return _Writer(scene, theme, timeline, dark).document(width, background, scene.still)


def still(
    scene: Scene,
    theme: Theme,
    step: int,
    *,
    width: float | None = None,
    background: str | None = None,
    dark: Theme | None = None,
) -> str:
    """One step of the scene as an SVG that does not move."""
    return _Writer(scene, theme, None, dark).document(width, background, step)


class _Writer:
    """Writes one document; remembers which keyframes, glyphs and dark colours it needs."""

    def __init__(
        self, scene: Scene, theme: Theme, timeline: Timeline | None, dark: Theme | None
    ) -> None:
        self.scene, self.theme, self.timeline, self.dark = scene, theme, timeline, dark
        self.rules: dict[object, tuple[str, str]] = {}  # what moves -> its name, its CSS
        self.turns: dict[str, str] = {}  # what turns a paint into its dark one -> its class
        self.faces: dict[Face | None, int] = {}  # what texts are written in, counted
        self.glyphs: dict[tuple[str, int], str] = {}  # character, in which face -> its definition
        self.step = 0

    def document(self, width: float | None, background: str | None, step: int) -> str:
        self.step = step
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
        )
        page = [*self.page(background)]
        text = "\n".join((*head, *self.style(), *self.definitions(), *page, *body, "</svg>\n"))
        # names are unique to the content: several such files can live in one HTML page
        return text.replace(ID, f"c{crc32(text.encode()):08x}")

    # -- marks ---------------------------------------------------------------------------

    def mark(self, mark: Mark) -> Iterator[str]:
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
                for inner in mark.marks:
                    yield from self.mark(inner)
                yield "</g>"
            case _:
                raise TypeError(f"not a mark: {mark!r}")

    def text(self, mark: Text) -> Iterator[str]:
        from convanim.scene.text import UNITS, glyphs, outline

        uses = []
        of = self.faces.setdefault(mark.face, len(self.faces))
        for char, x in glyphs(mark.text, mark.face):
            if not char.strip():
                continue
            name = f"{ID}g{ord(char):x}" + (f"-{of}" if of else "")
            drawn = path_data(outline(char, mark.face))
            self.glyphs.setdefault((char, of), f'<path id="{name}" d="{drawn}"/>')
            uses.append(f'<use href="#{name}" x="{number(x)}"/>' if x else f'<use href="#{name}"/>')
        place = f"translate({number(mark.x)} {number(mark.y)}) scale({mark.size / UNITS:.5g})"
        moving = mark.track is not None
        yield (
            f'<g{self.looks(*self.paints(mark.role))}{self.times(mark)} role="img" '
            f'aria-label="{escape(mark.text)}"'
            + (f'><g transform="{place}">' if moving else f' transform="{place}">')
        )
        yield "".join(uses) + ("</g></g>" if moving else "</g>")

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

    def paints(self, role: str, fill: str | None = None) -> tuple[Paint, Paint]:
        """The paint of a role and its dark one, the same where none is wanted.

        `fill` stands for the fill of either.
        """
        paint = self.theme.paint(role)
        dark = self.dark.paint(role) if self.dark else paint
        return (replace(paint, fill=fill), replace(dark, fill=fill)) if fill else (paint, dark)

    def looks(self, paint: Paint, dark: Paint) -> str:
        """A paint as attributes every viewer understands, and the class that turns it dark."""
        if turn := css(paint, dark):
            name = self.turns.setdefault(turn, f"{ID}r{len(self.turns)}")
            return f' class="{name}"{attributes(paint)}'
        return attributes(paint)

    def times(self, mark: Mark) -> str:
        """The state of a mark at the still step, and the animation that leads it on."""
        written, names = "", []
        if mark.track is not None:
            written += f' transform="{transform(mark.track[self.step])}"'
            names.append(self.motion(mark.track))
        if mark.steps is not None:
            hidden = ' opacity="0"' if isinstance(mark, Group) else ' visibility="hidden"'
            written += "" if shows(mark.steps, self.step) else hidden
            names.append(self.showing(mark.steps, isinstance(mark, Group)))
        moves = ",".join(name for name in names if name)
        return f'{written} style="animation:{moves}"' if moves else written

    # -- time ----------------------------------------------------------------------------

    def motion(self, track: Tracks) -> str:
        """The animation of a track; equal tracks share their keyframes."""
        if self.timeline is None or len(set(track)) < 2:
            return ""
        slides = self.timeline.motion == "slide"
        frames = self.glides(track) if slides else self.jumps(track)
        return self.rule(("track", track), "".join(frames), EASING if slides else "step-end")

    def jumps(self, track: Tracks) -> Iterator[str]:
        """The keyframes of a mark that is somewhere else at once."""
        for n, matrix in enumerate(track):
            at = self.percent(n) + (",to" if n == len(track) - 1 else "")
            yield f"{at}{{transform:{transform(matrix, unit='px')}}}"

    def glides(self, track: Tracks) -> Iterator[str]:
        """The keyframes of a mark that rests, and then glides to where it is next."""
        written = straight if any(m[:4] != IDENTITY[:4] for m in track) else transform
        last = len(track) - 1
        for n, (here, there) in enumerate(zip(track, (*track[1:], track[-1]), strict=True)):
            at = f"{self.percent(n)},{'to' if n == last else self.percent(n + 1 - GLIDE)}"
            stops = [0.0, *cuts(here, there), 1.0]
            for start, end in pairwise(stops):
                pace = f";animation-timing-function:{easing(start, end)}" if stops[2:] else ""
                matrix = between(here, there, ease(start)) if start else here
                yield f"{at}{{transform:{written(matrix, unit='px')}{pace}}}"
                at = self.percent(n + 1 - GLIDE * (1 - end))

    def showing(self, steps: Steps, group: bool) -> str:
        """The animation that shows and hides."""
        if self.timeline is None:
            return ""
        on, off = (
            ("opacity:1", "opacity:0") if group else ("visibility:visible", "visibility:hidden")
        )
        frames = [] if shows(steps, 0) else [f"0%{{{off}}}"]
        for span in steps:
            frames.append(f"{self.percent(span.start)}{{{on}}}")
            if span.stop < self.timeline.steps:
                frames.append(f"{self.percent(span.stop)}{{{off}}}")
        frames.append(f"to{{{on if shows(steps, self.timeline.steps - 1) else off}}}")
        return self.rule(("steps", group, steps), "".join(frames), "step-end")

    def rule(self, key: object, frames: str, easing: str) -> str:
        """The value of `animation` for these keyframes, written once."""
        assert self.timeline is not None
        name, _ = self.rules.setdefault(key, (f"{ID}k{len(self.rules)}", frames))
        count = self.timeline.loop or "infinite"
        return f"{name} {number(self.timeline.duration, 3)}s {easing} {count} both"

    def percent(self, step: float) -> str:
        assert self.timeline is not None
        # a glide in a fast step of a slow whole is a small part of it
        digits = 6 if self.timeline.opening else 4
        return f"{number(100 * self.timeline.part(step), digits)}%"

    # -- the head ------------------------------------------------------------------------

    def style(self) -> Iterator[str]:
        """Keyframes, rest for those who ask for it, and dark colours.

        In a page that it is part of a style sheet is the whole page's: every name in it and every
        selector begins with the file's own.
        """
        parts = [f"@keyframes {name}{{{frames}}}" for name, frames in self.rules.values()]
        if parts:
            rest = f"#{ID} *{{animation:none!important}}"  # not the page's that it may lie in
            parts.append(f"@media(prefers-reduced-motion:reduce){{{rest}}}")
        if self.turns:
            rules = "".join(f".{name}{{{turn}}}" for turn, name in self.turns.items())
            parts.append(f"@media(prefers-color-scheme:dark){{{rules}}}")
        if parts:
            yield "<style>" + "\n".join(parts) + "</style>"

    def definitions(self) -> Iterator[str]:
        if self.glyphs:
            yield "<defs>" + "".join(self.glyphs[one] for one in sorted(self.glyphs)) + "</defs>"

    def page(self, background: str | None) -> Iterator[str]:
        colour = background or self.theme.background
        if colour != "transparent":
            looks = self.looks(Paint(colour), Paint(self.dark.background if self.dark else colour))
            yield f'<rect width="100%" height="100%"{looks}/>'
