"""Time: how steps become moments, and what a scene is at one of them.

Every step has its own seconds: as many as the others, or in runs of equal ones. In motion `step`
everything jumps at its start. In motion `slide` a step rests for its first part and then glides,
eased, towards the next one; the last step rests to its end, and is held some seconds more, before
the loop starts afresh.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from convanim.scene.marks import IDENTITY, Matrix, Steps, Track

MOTIONS = ("step", "slide")

GLIDE = 0.4
"""The part of a step that a gliding mark takes to reach the next position."""

Run = tuple[int, float]
"""So many steps, each of so many seconds."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time and how long it is to be shown: step, part of the way on, seconds."""

    step: int
    toward: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """The clock of an animation: seconds a step, `step` or `slide`, frames a second, loops, and
    seconds that the end is held.

    The `opening` are runs of the first steps, each so many steps of so many seconds; all after
    them last `step_time`. `start` is the step that a file of frames begins with, where that is not
    the first; the end is held all the same.
    """

    steps: int
    step_time: float = 1.0
    motion: str = "step"
    fps: float = 25.0
    loop: int = 0
    hold: float = 0.0
    opening: tuple[Run, ...] = ()
    start: int = 0

    def runs(self) -> Iterator[Run]:
        """All steps, as runs of equal ones.

        >>> [*Timeline(9, 0.1, opening=((3, 2.5), (3, 1.0))).runs()]
        [(3, 2.5), (3, 1.0), (3, 0.1)]
        """
        left = self.steps
        for count, seconds in (*self.opening, (left, self.step_time)):
            if taken := min(count, left):
                yield taken, seconds
            left -= taken

    @property
    def duration(self) -> float:
        """Seconds from the first moment to the end of the last."""
        return self.at(self.steps) + self.hold

    def at(self, step: float) -> float:
        """The seconds that have gone by when a step, or a part of one, starts.

        >>> [Timeline(9, 0.5, opening=((2, 3.0),)).at(n) for n in (0, 1.5, 2, 4)]
        [0.0, 4.5, 6.0, 7.0]
        """
        gone = 0.0
        for count, seconds in self.runs():
            gone += min(step, count) * seconds
            step -= count
            if step <= 0:
                break
        return gone

    def part(self, step: float) -> float:
        """The part of the whole that has gone by when a step starts.

        >>> Timeline(4, hold=1.0).part(2)
        0.4
        """
        return self.at(step) / self.duration

    def glides(self, seconds: float) -> int:
        """Frames between the rest at a step of so many seconds and the rest at the next."""
        if self.motion != "slide":
            return 0
        return max(1, round(seconds * GLIDE * self.fps))

    @property
    def frames(self) -> int:
        """How many moments there are in all.

        >>> Timeline(9).frames, Timeline(9, motion="slide", fps=25).frames
        (9, 89)
        """
        *_, (_, last) = self.runs()
        between = sum(count * self.glides(seconds) for count, seconds in self.runs())
        return self.steps + between - self.glides(last)

    def moments(self) -> Iterator[Moment]:
        """Every moment that differs from the one before, in order.

        >>> [round(m.toward, 2) for m in Timeline(2, motion="slide", fps=5).moments()]
        [0.0, 0.26, 0.74, 0.0]
        >>> [m.seconds for m in Timeline(3, hold=2.0, start=1).moments()]
        [1.0, 3.0, 1.0]
        """
        turn = chain(islice(self._each(), self.start, None), islice(self._each(), self.start))
        for step, seconds in turn:
            if step == self.steps - 1:
                yield Moment(step, 0.0, seconds + self.hold)
                continue
            glides = self.glides(seconds)
            moving = seconds * GLIDE if glides else 0.0
            yield Moment(step, 0.0, seconds - moving)
            for k in range(1, glides + 1):
                yield Moment(step, ease(k / (glides + 1)), moving / glides)

    def _each(self) -> Iterator[tuple[int, float]]:
        """Every step with its seconds."""
        lasting = (seconds for count, seconds in self.runs() for _ in range(count))
        return enumerate(lasting)


def ease(t: float) -> float:
    """Slow, fast, slow: the curve that CSS calls cubic-bezier(1/3, 0, 2/3, 1).

    >>> ease(0), ease(0.5), ease(1)
    (0, 0.5, 1)
    """
    return t * t * (3 - 2 * t)


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
