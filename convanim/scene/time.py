"""Time: how steps become moments, and what a scene is at one of them.

Step n lasts from n to n + 1 times `step_time`. In motion `step` everything jumps at its
start. In motion `slide` a step rests for its first part and then glides, eased, towards the
next one; the last step rests to its end, and is held some seconds more, before the loop starts
afresh.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from convanim.scene.marks import IDENTITY, Matrix, Steps, Track

MOTIONS = ("step", "slide")

GLIDE = 0.4
"""The part of a step that a gliding mark takes to reach the next position."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time and how long it is to be shown: step, part of the way on, seconds."""

    step: int
    toward: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """The clock of an animation: seconds a step, `step` or `slide`, frames a second, loops, and
    seconds that the end is held."""

    steps: int
    step_time: float = 1.0
    motion: str = "step"
    fps: float = 25.0
    loop: int = 0
    hold: float = 0.0

    @property
    def duration(self) -> float:
        """Seconds from the first moment to the end of the last."""
        return self.steps * self.step_time + self.hold

    def part(self, step: float) -> float:
        """The part of the whole that has gone by when a step starts.

        >>> Timeline(4, hold=1.0).part(2)
        0.4
        """
        return step * self.step_time / self.duration

    @property
    def glides(self) -> int:
        """Frames between the rest at one step and the rest at the next."""
        if self.motion != "slide":
            return 0
        return max(1, round(self.step_time * GLIDE * self.fps))

    @property
    def frames(self) -> int:
        """How many moments there are in all.

        >>> Timeline(9).frames, Timeline(9, motion="slide", fps=25).frames
        (9, 89)
        """
        return self.steps + self.glides * (self.steps - 1)

    def moments(self) -> Iterator[Moment]:
        """Every moment that differs from the one before, in order.

        >>> [round(m.toward, 2) for m in Timeline(2, motion="slide", fps=5).moments()]
        [0.0, 0.26, 0.74, 0.0]
        """
        glides = self.glides
        moving = self.step_time * GLIDE if glides else 0.0
        for step in range(self.steps):
            if step == self.steps - 1:
                yield Moment(step, 0.0, self.step_time + self.hold)
                continue
            if not glides:
                yield Moment(step, 0.0, self.step_time)
                continue
            yield Moment(step, 0.0, self.step_time - moving)
            for k in range(1, glides + 1):
                yield Moment(step, ease(k / (glides + 1)), moving / glides)


def ease(t: float) -> float:
    """Slow, fast, slow: the curve that CSS calls cubic-bezier(1/3, 0, 2/3, 1).

    >>> ease(0), ease(0.5), ease(1)
    (0, 0.5, 1)
    """
    return t * t * (3 - 2 * t)


def spans(numbers: Iterable[int]) -> Steps:
    """Numbers in order as ranges that do not touch.

    >>> spans([0, 1, 2, 5])
    (range(0, 3), range(5, 6))
    """
    found: list[range] = []
    for n in numbers:
        if found and found[-1].stop == n:
            found[-1] = range(found[-1].start, n + 1)
        else:
            found.append(range(n, n + 1))
    return tuple(found)


def shows(steps: Steps | None, step: int) -> bool:
    """Whether a mark with these `steps` shows at `step`."""
    return steps is None or any(step in span for span in steps)


def carried(track: Track | None, moment: Moment) -> Matrix:
    """The matrix of a track at a moment: between two steps, part of the way."""
    if track is None:
        return IDENTITY
    here = track[moment.step]
    if not moment.toward:
        return here
    return between(here, track[min(moment.step + 1, len(track) - 1)], moment.toward)


def between(here: Matrix, there: Matrix, part: float) -> Matrix:
    """The matrix part of the way from one to another, number by number."""
    a, b, c, d, e, f = (p + (q - p) * part for p, q in zip(here, there, strict=True))
    return (a, b, c, d, e, f)
