"""Time: how steps become moments, and what a scene is at one of them.

Every step has its own seconds: as many as the others, or in runs of equal ones. In motion `step`
everything jumps at its start. In motion `slide` a step rests for its first part and then glides,
eased, towards the next one; what has no way there fades out, and in again. The last step rests to
its end, and is held some seconds more, before the loop starts afresh.

Where a step has `beats` it is told bit by bit before it rests: first what it starts from, then its
terms, one by one, and then its result, on its way to its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from convanim.scene.marks import IDENTITY, Mark, Matrix, Steps, Track

MOTIONS = ("step", "slide")

GLIDE, SHORT_GLIDE = 0.4, 0.2
"""The part of a step that a gliding mark takes to reach the next position; of one with beats."""
TELLING = 0.55
"""The part of a step with beats that is told, before all of it rests."""
LEAST_TOLD = 1.5
"""Seconds of a step that has time for beats."""
FIRST, RESULT = 0.15, 0.7
"""How much of a step is told when its first term comes, and when its result does."""
TURNS = 8
"""Turns in which the terms come: where there are more, several at a time."""


Run = tuple[int, float]
"""So many steps, each of so many seconds."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time and how long it is to be shown: step, part of the way on, seconds; and how
    much of the step is told."""

    step: int
    toward: float
    seconds: float
    told: float = 1.0


@dataclass(frozen=True, slots=True)
class Timeline:
    """The clock of an animation: seconds a step, `step` or `slide`, frames a second, loops, and
    seconds that the end is held; and whether steps have beats, where they last long enough.

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
    beats: bool = False
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

    def lasts(self, step: int) -> float:
        """The seconds of a step.

        >>> [Timeline(9, 0.5, opening=((2, 3.0),)).lasts(n) for n in (0, 1, 2)]
        [3.0, 3.0, 0.5]
        """
        for count, seconds in self.opening:
            if step < count:
                return seconds
            step -= count
        return self.step_time

    def telling(self, step: int) -> float:
        """The part of a step in which it is told."""
        return TELLING if self.beats and self.lasts(step) >= LEAST_TOLD else 0.0

    def glide(self, step: int) -> float:
        """The part of a step in which it glides on to the next."""
        if self.motion != "slide" or step >= self.steps - 1:
            return 0.0
        return SHORT_GLIDE if self.telling(step) else GLIDE

    def glides(self, step: int) -> int:
        """Frames between the rest at a step and the rest at the next."""
        part = self.glide(step)
        return max(1, round(self.lasts(step) * part * self.fps)) if part else 0

    def tells(self, step: int) -> list[float]:
        """How much of a step is told at each of the frames before its rest.

        >>> [round(told, 2) for told in Timeline(1, 2.0, fps=5, beats=True).tells(0)][:4]
        [0.0, 0.15, 0.22, 0.29]
        """
        part = self.telling(step)
        if not part:
            return []
        count = max(1, round(self.lasts(step) * part * (1 - RESULT) * self.fps))
        ways = (RESULT + (1 - RESULT) * k / count for k in range(count))
        return [0.0, *(turn(k, TURNS) for k in range(TURNS)), *ways]

    @property
    def frames(self) -> int:
        """How many moments there are in all.

        >>> Timeline(9).frames, Timeline(9, motion="slide", fps=25).frames
        (9, 89)
        """
        found = first = 0
        for count, _ in self.runs():
            last = first + count - 1
            found += count * (1 + len(self.tells(first))) + self.glides(last)
            found += (count - 1) * self.glides(first)
            first += count
        return found

    def moments(self) -> Iterator[Moment]:
        """Every moment that differs from the one before, in order.

        >>> [round(m.toward, 2) for m in Timeline(2, motion="slide", fps=5).moments()]
        [0.0, 0.26, 0.74, 0.0]
        >>> [m.seconds for m in Timeline(3, hold=2.0, start=1).moments()]
        [1.0, 3.0, 1.0]
        """
        for step in chain(range(self.start, self.steps), range(self.start)):
            seconds, tells = self.lasts(step), self.tells(step)
            telling, glides = seconds * self.telling(step), self.glides(step)
            for told, then in pairwise([*tells, 1.0] if tells else []):
                yield Moment(step, 0.0, telling * (then - told), told)
            moving = seconds * self.glide(step)
            held = self.hold if step == self.steps - 1 else 0.0
            yield Moment(step, 0.0, seconds - telling - moving + held)
            for k in range(1, glides + 1):
                yield Moment(step, ease(k / (glides + 1)), moving / glides)


def turn(number: int, count: int) -> float:
    """How much of a step is told when one of so many terms comes.

    >>> [round(turn(n, 16), 2) for n in range(4)]
    [0.15, 0.15, 0.22, 0.22]
    """
    return FIRST + (RESULT - FIRST) * (number * TURNS // count if count > TURNS else number) / TURNS


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


def placed(mark: Mark, moment: Moment) -> Matrix:
    """What carries a mark at a moment, as its track does, but what fades is here and then there;
    what comes from elsewhere is on its way until all is told."""
    if mark.track is None:
        return arriving(mark, moment)
    if fading(mark, moment.step):
        return carried(mark.track, replace(moment, toward=float(moment.toward > 0.5)))
    return carried(mark.track, moment)


def arriving(mark: Mark, moment: Moment) -> Matrix:
    """What carries a mark that comes from elsewhere, where it does so in this step."""
    entry = mark.entry
    if entry is None or entry.start is None or not comes(mark, moment.step):
        return IDENTITY
    part = max(0.0, moment.told - entry.after) / (1 - entry.after)
    return between((1.0, 0.0, 0.0, 1.0, *entry.start), IDENTITY, ease(part))


def comes(mark: Mark, step: int) -> bool:
    """Whether a mark has an entry in a step."""
    return mark.entry is not None and any(step == span.start for span in mark.steps or ())


def opacity(mark: Mark, moment: Moment) -> float:
    """How much of a mark is seen at a moment: all or nothing, unless it fades.

    >>> from convanim.scene.marks import Path
    >>> mark = Path("tap", (), fades=(range(0, 1),))
    >>> [opacity(mark, Moment(0, toward, 1.0)) for toward in (0.0, 0.25, 0.5, 0.75)]
    [1.0, 0.5, 0.0, 0.5]
    """
    step, toward = moment.step, moment.toward
    if not toward or not fading(mark, step):
        late = mark.entry is not None and moment.told < mark.entry.after and comes(mark, step)
        return float(shows(mark.steps, step) and not late)
    if toward < 0.5:
        return 1 - 2 * toward if shows(mark.steps, step) else 0.0
    return 2 * toward - 1 if fades_in(mark, step + 1) else 0.0


def fades_in(mark: Mark, step: int) -> bool:
    """Whether a mark that fades is there when a step starts: not where it has an entry."""
    return shows(mark.steps, step) and not comes(mark, step)


def fading(mark: Mark, step: int) -> bool:
    """Whether a mark fades at the end of a step."""
    return mark.fades is not None and shows(mark.fades, step)


def between(here: Matrix, there: Matrix, part: float) -> Matrix:
    """The matrix part of the way from one to another, number by number."""
    a, b, c, d, e, f = (p + (q - p) * part for p, q in zip(here, there, strict=True))
    return (a, b, c, d, e, f)
