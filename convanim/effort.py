"""What an animation costs, told before it is made: seconds of work on this machine, and bytes.

A few steps of the layer, or of a smaller one like it, are really drawn and written, which takes
hundredths of a second. What they took is counted up to the whole: what never changes by its
cells, a frame by its pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
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
    from convanim.operations.values import Values
    from convanim.render.pixels import Frame

T = TypeVar("T")
FEW, MANY = 4, 28
"""Steps that are drawn: what differs between the two is what a step adds."""
CELLS = 400
"""Cells of the layer that is drawn in place of a larger one."""
PIXELS = 150_000
"""Pixels of the frames that are drawn in place of larger ones."""
SHOTS = 6
"""Steps that a GIF shows to measure what a frame of it takes."""
WRITTEN = 3
"""The frame that is asked for when the first has been written."""
REST = 400_000
"""Pixels in whose time all else of a frame is made."""


@dataclass(frozen=True, slots=True)
class Effort:
    """Seconds and bytes."""

    seconds: float
    size: float


@dataclass(frozen=True, slots=True)
class Sample:
    """Films of few and of many steps, and the seconds that drawing up their scenes took; for
    each of their cells there are so many in the whole, and for each of its `painted` pixels."""

    few: Film
    many: Film
    drawn: tuple[float, float]
    cells: float
    painted: float
    pixels: float

    @classmethod
    def of(
        cls, film: Callable[[int], Film], steps: int, cells: float, shape: float | None
    ) -> Sample:
        """The sample of a layer of which `film` gives so many steps; `shape` is how many times
        as high as wide the whole is (None: as the sample is)."""
        most = min(MANY, steps)
        least, few = timed(lambda: film(min(FEW, most)))
        more, many = timed(lambda: film(most))
        width, high = many.width or many.scene.width, many.scene.height / many.scene.width
        narrow = min(width, (PIXELS / high) ** 0.5)
        few, many = (replace(one, width=narrow) for one in (few, many))
        painted = narrow * narrow * high
        pixels = width * width * (shape or high) / painted
        return cls(few, many, (least, more), cells, painted, pixels)

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
    from convanim.export.gif import pieces
    from convanim.render.pixels import Painter

    film = sample.many
    scene, paper = film.scene, film.background or film.theme.background
    width = film.width or scene.width
    still, painter = timed(lambda: Painter(scene, film.theme, width, paper))
    moments = [*Timeline(min(SHOTS, scene.steps), motion=timeline.motion, fps=5.0).moments()]
    size, passed = 0, list[tuple[float, int]]()

    def shots() -> Iterator[Frame]:
        for moment in moments:
            passed.append((process_time(), size))
            yield replace(painter.frame(moment), seconds=1.0)
        passed.append((process_time(), size))

    for piece in pieces(film, [painter.frame(moments[0])], shots()):
        size += len(piece)
    # a frame is written when the second after it is drawn: until then there is the first alone
    start = min(WRITTEN, len(moments) - 1)
    count = len(moments) - start
    (began, head), (ended, most) = passed[start], passed[-1]
    frame, more = (ended - began) / count, (most - head) / count
    if paper == "transparent":  # what is uncovered is cleared, and much is written anew
        slower = longer = sample.pixels
    else:
        slower = (sample.painted * sample.pixels + REST) / (sample.painted + REST)
        # a smaller layer's window is the larger: what changes is as long as it is wide
        longer = sample.pixels**0.45 / sample.cells**0.125
    seconds = still * sample.cells + frame * slower * timeline.frames
    return Effort(seconds, head + more * longer * timeline.frames)


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


def smaller(view: View, op: Any, values: Values | None) -> tuple[Any, Values | None, float]:
    """A layer like another that has not too many cells, with the first of its numbers, and for
    how many each of its cells stands."""
    cells = view.cells(op)
    if cells <= CELLS or not isinstance(op, Operation):
        return op, values, 1.0
    part = (CELLS / cells) ** (1 / op.dims)
    try:
        sides = zip(op.input, op.extent, strict=True)
        small = replace(op, input=tuple(min(n, max(round(n * part), e)) for n, e in sides))
    except BadRequest:
        return op, values, 1.0
    if values is not None:
        x, y = ((slice(None), *map(slice, sides)) for sides in (small.input, small.output_shape))
        values = replace(values, x=values.x[x], y=values.y[y])
    return small, values, cells / view.cells(small)


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
