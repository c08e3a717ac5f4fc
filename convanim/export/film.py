"""What every format is given: a scene, its colours, its clock and its size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convanim.scene.marks import Scene
from convanim.scene.time import Moment, Timeline
from convanim.themes.theme import Theme

if TYPE_CHECKING:
    from convanim.render.pixels import Frame

INCH = 96.0
"""Pixels of an inch where nothing else is said, as CSS has them."""
Watch = Callable[[Iterable["Frame"], int], Iterable["Frame"]]
"""Passes frames on, and may show how far it is of how many."""


def unwatched(frames: Iterable[Frame], total: int) -> Iterable[Frame]:
    """Frames as they come."""
    return frames


def wordless(step: int) -> str:
    """Nothing to say of a step."""
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """A scene in time, ready to be written.

    `width` is in pixels (None: the scene's own); `background` replaces the theme's
    ("transparent": none); `matte` is the colour that a transparent GIF's edges are blended
    with; `dpi` are the pixels that a still has an inch, of which `width` counts 96; `dark` gives
    an SVG's colours for dark pages; `slides` is the form of a presentation, `aspect` the
    shape that its pages were asked to have; `spec` are the words
    it was made of, to be kept in its file; `says` puts a step into words.
    """

    scene: Scene
    theme: Theme
    timeline: Timeline
    width: float | None = None
    background: str | None = None
    matte: str | None = None
    dpi: float | None = None
    dark: Theme | None = None
    slides: str = "steps"
    aspect: float | None = None
    spec: str = ""
    watch: Watch = unwatched
    says: Callable[[int], str] = wordless

    @property
    def paper(self) -> str:
        """The colour of its ground, or `transparent`."""
        return self.background or self.theme.background

    def frames(self) -> Iterator[Frame]:
        """The film's frames, one by one, as pixels."""
        yield from self.watch(self.drawn(self.timeline.moments()), self.timeline.frames)

    def drawn(self, moments: Iterable[Moment]) -> Iterator[Frame]:
        """The frames of some moments."""
        from convanim.render.pixels import frames

        return frames(self.scene, self.theme, moments, width=self.width, background=self.background)
