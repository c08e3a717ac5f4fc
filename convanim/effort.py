"""What an animation costs, told before it is made: seconds of work on this machine, and bytes.

A few steps of the layer, or of a smaller one like it, are really drawn and written, which takes
hundredths of a second. What they took is counted up to the whole: what never changes by its
cells, a frame by its pixels.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from time import process_time
from typing import TYPE_CHECKING, Any, TypeVar

from convanim.errors import BadRequest
from convanim.export import FORMATS, PAGED, STEPWISE, STILLS
from convanim.export.film import Film
from convanim.operations.operation import Operation
from convanim.scene.time import Timeline
from convanim.table import fetch
from convanim.views.view import View

if TYPE_CHECKING:
    from convanim.render.pixels import Frame

T = TypeVar("T")
FEW, MANY = 4, 28
"""Steps that are drawn: what differs between the two is what a step adds."""
CELLS = 1800
"""Cells of the layer that is drawn in place of a larger one."""
PIXELS = 500_000
"""Pixels of the frames that are drawn in place of larger ones."""
SHOTS = 6
"""Steps that a GIF shows to measure what a frame of it takes."""


@dataclass(frozen=True, slots=True)
class Effort:
    """Seconds and bytes."""

    seconds: float
    size: float


@dataclass(frozen=True, slots=True)
class Sample:
    """Films of few and of many steps, and the seconds that drawing up their scenes took; for
    each of their cells there are so many in the whole, and for each pixel."""

    few: Film
    many: Film
    drawn: tuple[float, float]
    cells: float
    pixels: float

    @classmethod
    def of(cls, film: Callable[[int], Film], steps: int, cells: float) -> Sample:
        """The sample of a layer of which `film` gives so many steps."""
        most = min(MANY, steps)
        least, few = timed(lambda: film(min(FEW, most)))
        more, many = timed(lambda: film(most))
        width, high = many.width or many.scene.width, many.scene.height / many.scene.width
        pixels = max(width * width * high / PIXELS, 1.0)
        few, many = (replace(one, width=width / pixels**0.5) for one in (few, many))
        return cls(few, many, (least, more), cells, pixels)

    def counted(self, least: float, most: float, steps: int) -> float:
        """What so many steps of the whole come to, from what few and what many came to."""
        few, many = self.few.scene.steps, self.many.scene.steps
        step = max(most - least, 0.0) / max(many - few, 1)
        return max(least - few * step, 0.0) * self.cells + step * steps


def effort(sample: Sample, format: str, timeline: Timeline, each: bool) -> Effort:
    """What the whole takes, in a format; in a directory of stills for `each` step."""
    if each:
        found = stills(sample, format, timeline)
    elif format in MOVING:
        found = MOVING[format](sample, timeline)
    else:
        found = shots(sample, format, timeline)
    drawn = sample.counted(*sample.drawn, timeline.steps)
    return replace(found, seconds=found.seconds + drawn)


def vector(sample: Sample, timeline: Timeline) -> Effort:
    """An SVG that moves: all of it is text."""
    (least, few), (most, many) = (written(film, "svg") for film in (sample.few, sample.many))
    return Effort(
        sample.counted(least, most, timeline.steps), sample.counted(few, many, timeline.steps)
    )


def frames(sample: Sample, timeline: Timeline) -> Effort:
    """A GIF: what is still once, then frame after frame."""
    from convanim.render.pixels import Painter

    film, count = sample.many, timeline.frames
    scene, paper = film.scene, film.background or film.theme.background
    width = film.width or scene.width
    still, painter = timed(lambda: Painter(scene, film.theme, width, paper))
    moments = [*Timeline(min(SHOTS, scene.steps), motion=timeline.motion, fps=5.0).moments()]
    drawn = [timed(partial(painter.frame, at)) for at in moments]
    shots = [replace(frame, seconds=1.0) for _, frame in drawn]
    (first, _), *others = drawn
    drawing = sum(spent for spent, _ in others) / len(others) if others else first
    (_, few), (least, _) = (coded(film, shots[:1]) for _ in range(2))  # what is found once, once
    most, many = coded(film, shots)
    apart = max(len(shots) - 1, 1)
    frame = drawing + max(most - least, 0.0) / apart
    seconds = 2 * still * sample.cells + frame * sample.pixels * count
    # a smaller layer's window is the larger: what changes is as long as it is wide
    return Effort(
        seconds, few + (many - few) / apart * count * sample.pixels**0.5 / sample.cells**0.25
    )


def coded(film: Film, shots: list[Frame]) -> tuple[float, int]:
    """Seconds and bytes of some frames of a GIF."""
    from convanim.export.gif import pieces

    return timed(lambda: sum(map(len, pieces(film, shots[:1], shots))))


def stills(sample: Sample, format: str, timeline: Timeline) -> Effort:
    """A file for each step, which draws all that there is."""
    save: Any = fetch("format", STEPWISE, format)
    file = BytesIO()
    film = sample.few
    seconds, _ = timed(lambda: save(film, file, 0))
    size = len(file.getvalue())
    return Effort(
        seconds * max(sample.cells, sample.pixels) * timeline.steps,
        size * max(sample.cells**0.5, sample.pixels**0.5) * timeline.steps,
    )


def shots(sample: Sample, format: str, timeline: Timeline) -> Effort:
    """Any other format: what one frame or page takes, and what each after it adds."""
    film, most = sample.few, min(FEW, sample.few.scene.steps)

    def first(steps: int) -> Film:
        scene = replace(film.scene, steps=steps, still=0)
        return replace(film, scene=scene, timeline=Timeline(steps))

    written(first(1), format)  # what is imported is nobody's work
    (least, few), (more, many) = (written(first(steps), format) for steps in (1, most))
    seconds, size = (max(b - a, 0.0) / max(most - 1, 1) for a, b in ((least, more), (few, many)))
    if format in (*PAGED, *STILLS):
        pages = (timeline.steps if format in PAGED else 1) * sample.cells
        return Effort(least * sample.cells + seconds * pages, few + size * pages)
    frames, slower, longer = timeline.frames, sample.pixels, sample.pixels**0.5
    return Effort(
        least * max(sample.cells, slower) + seconds * slower * frames,
        few * longer + size * longer / sample.cells**0.25 * frames,
    )


MOVING: dict[str, Callable[[Sample, Timeline], Effort]] = {"svg": vector, "gif": frames}


def smaller(view: View, op: Any) -> tuple[Any, float]:
    """A layer like another that has not too many cells, and for how many each of its stands."""
    cells = view.cells(op)
    if cells <= CELLS or not isinstance(op, Operation):
        return op, 1.0
    part = (CELLS / cells) ** (1 / op.dims)
    try:
        sides = zip(op.input, op.extent, strict=True)
        small = replace(op, input=tuple(min(n, max(round(n * part), e)) for n, e in sides))
    except BadRequest:
        return op, 1.0
    return small, cells / view.cells(small)


def written(film: Film, format: str) -> tuple[float, int]:
    """Seconds and bytes of a film."""
    file = BytesIO()
    seconds, _ = timed(lambda: fetch("format", FORMATS, format)(film, file))
    return seconds, len(file.getvalue())


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """The processor's seconds that work takes, and what it gives."""
    start = process_time()
    done = work()
    return process_time() - start, done
