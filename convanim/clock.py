"""When a picture shows what: the steps that are shown, how long each, how they follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from convanim.declared import option, read
from convanim.errors import BadRequest
from convanim.kinds import TRUTH, number, numbers, one_of, whole, within
from convanim.scene.time import MOTIONS, Run, Timeline

MOST_STEPS = 10**12
"""Output cells above which nobody means it; a range of them must fit into a machine's word."""
SLIDE = MOTIONS[1]
HELD = 1.5
"""Seconds that the end is held at least: to read a result takes as long."""
TOLD, FEW = 2.5, 25
"""Seconds of a step that is told bit by bit, and how many such steps are watched."""
EVEN, LESSON = PACES = ("even", "lesson")
FAST, FOLLOWED, REST = 0.06, 0.3, 2.0
"""How long a step of a lesson lasts after the second row, at least and at most, and about how long
all of them, in step times: few are slow enough to be followed."""
ROW, LONGEST_ROW = 5, 10
"""Steps that are a lesson's row where the picture has none, and that are as slow as a row at most:
whoever has seen ten has seen how it goes on."""
WIDE = 24
"""Steps that are side by side in a strip at most: of more nothing is seen."""
FEWER = 4
"""Steps of a strip whose number nobody says."""
LEAST = 0.02
"""Seconds that a step takes at least: what is shorter, browsers show for longer."""

Row = tuple[int, int | None, float]
"""So many steps, so many of them a row (None: there are none), the first so many times as slow."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Clock:
    """The clock: each field a word of the command line, of files and of `animate`."""

    step_time: float | None = option(
        None,
        number(LEAST, 3600, "seconds", "SECONDS"),
        "seconds a step (1, signal: less; in a lesson of its second row)",
    )
    pace: str = option(
        EVEN,
        one_of(PACES, "PACE"),
        "even, or lesson (the first row slowly, the second less so, the rest fast)",
    )
    motion: str = option(MOTIONS[0], one_of(MOTIONS, "MOTION"), "step, or slide (it glides)")
    fps: float = option(25.0, number(1, 50, "frames a second"), "frames a second of slide (25)")
    hold: float | None = option(
        None,
        number(0, 3600, "seconds", "SECONDS"),
        "seconds that the end stays on (the longer of 1.5 and two steps)",
    )
    loop: int = option(0, whole(0, 65535, "times"), "times to play; 0 for ever")
    steps: tuple[int, ...] | None = option(
        None, numbers("step"), "only these steps: 0,3,5 or 0-8", own=True
    )
    max_steps: int | None = option(None, whole(1, 10**9, "steps"), "the first N steps", own=True)
    poster: int | None = option(
        None,
        whole(0, MOST_STEPS, "", "N"),
        "the step at rest (the middle one), and the first of a loop of frames",
    )
    strip: int | None = option(
        None,
        whole(2, WIDE, "pictures"),
        "N steps side by side as one still: .svg, .png, .pdf, .eps, .pgf",
    )
    all_steps: bool = option(False, TRUTH, "yes, more than a thousand frames")

    @classmethod
    def of(cls, words: Mapping[str, Any]) -> Clock:
        """The clock that the words describe; a `BadRequest` where one has no effect."""
        given = read(cls, words)
        clock = cls(**given)
        if "fps" in given and clock.motion != SLIDE:
            raise BadRequest(
                f"fps is how smoothly a picture glides: it works with --motion {SLIDE}"
            )
        if clock.poster is not None and clock.strip is not None:
            raise BadRequest("a strip shows several steps, none of them at rest: leave poster away")
        return clock

    def chosen(self, count: int) -> Sequence[int]:
        """The steps to show, out of `count`.

        >>> Clock(max_steps=2).chosen(9), Clock(steps=(4, 0)).chosen(9)
        (range(0, 2), (4, 0))
        """
        if count > MOST_STEPS:
            raise BadRequest(
                f"the picture has {count:,} steps: at most {MOST_STEPS:,} can be shown"
            )
        chosen: Sequence[int] = range(count)
        if self.steps is not None:
            chosen = tuple(within("step", n, 0, count - 1, "", whole=True) for n in self.steps)
        if self.max_steps is not None:
            chosen = chosen[: self.max_steps]
        if not chosen:
            raise BadRequest("no steps were chosen: at least one is needed")
        return chosen

    def rest(self, chosen: Sequence[int]) -> int | None:
        """The place of the poster's step among those that are shown; None where none is asked for.

        >>> Clock(poster=4).rest((0, 4, 8))
        1
        """
        return None if self.poster is None else among("poster", self.poster, chosen)

    def strips(self, steps: int) -> tuple[int, ...]:
        """The places of a strip's pictures among so many steps, as far apart as can be; none
        where none is asked for.

        >>> Clock(strip=4).strips(9)
        (0, 3, 5, 8)
        """
        if self.strip is None:
            return ()
        if steps < 2:
            raise BadRequest("a strip is of several steps, and there is one")
        count = within("strip", self.strip, 2, steps, "pictures", whole=True)
        return tuple(round(n * (steps - 1) / (count - 1)) for n in range(count))

    @property
    def beats(self) -> bool:
        """Whether steps are told bit by bit, by views that can."""
        return self.motion == SLIDE or self.pace == LESSON

    def timeline(
        self,
        steps: int,
        lasts: float | None = None,
        rows: Iterable[Row] = (),
        beats: bool = False,
    ) -> Timeline:
        """When each of so many steps shows; where the whole `lasts` so many seconds no step
        takes over one, and where few have `beats` each takes longer. A lesson goes by the `rows` of
        those that take turns."""
        usual = 1.0 if lasts is None else min(round(lasts / steps, 2), 1.0)
        if beats and steps <= FEW and self.pace != LESSON:
            usual = TOLD
        asked = usual if self.step_time is None else self.step_time
        step_time = within("step time", asked, LEAST, 3600, "seconds")
        opening: tuple[Run, ...] = ()
        if self.pace == LESSON:
            if lasts is not None:
                raise BadRequest(
                    "pace lesson is for steps that are cells, row by row: the steps here are "
                    "moments of one movement"
                )
            opening = lesson(rows, step_time)
            step_time = max(LEAST, FAST * step_time)
        line = Timeline(
            steps=steps,
            step_time=step_time,
            motion=self.motion,
            fps=self.fps,
            loop=self.loop,
            beats=beats,
            opening=opening,
        )
        *_, (_, last) = line.runs()
        usual = max(HELD, 2 * last) if steps > 1 else 0.0  # what never changes has no end
        return replace(line, hold=usual if self.hold is None else self.hold)


def lesson(turns: Iterable[Row], step_time: float) -> tuple[Run, ...]:
    """The runs of steps of a lesson: in each turn the first row slowly, the second with so many
    seconds a step, the rest fast.

    >>> lesson([(49, 7, 2.5)], 1.0)
    ((7, 2.5), (7, 1.0), (35, 0.06))
    >>> lesson([(4, None, 2.5), (16, 4, 3.5), (12544, 112, 2.5)], 0.5)[1:]
    ((4, 1.75), (4, 0.5), (8, 0.125), (10, 1.25), (10, 0.5), (12524, 0.03))
    """
    found: list[Run] = []
    for steps, row, slow in turns:
        # an output of one column has no rows: it goes on as a row does
        count = min(row, LONGEST_ROW) if row and row > 1 else ROW
        opening = (count, slow * step_time), (count, step_time)
        fast = min(max(FAST, round(REST / max(steps - 2 * count, 1), 2)), FOLLOWED)
        found += Timeline(steps, max(LEAST, fast * step_time), opening=opening).runs()
    return tuple(found)


def among(what: str, step: int, chosen: Sequence[int]) -> int:
    """The place of a step among those that are shown."""
    if isinstance(step, bool) or step not in chosen:
        few = f"0 to {len(chosen) - 1}" if isinstance(chosen, range) else listing(chosen)
        raise BadRequest(f"{what} {step!r} is not among the steps that are shown: {few}")
    return chosen.index(step)


def listing(steps: Sequence[int]) -> str:
    """Steps as an error lists them.

    >>> listing((4, 0)), listing(range(3, 99))
    ('4, 0', '3, 4, 5, 6, 7, 8, ...')
    """
    few = ", ".join(map(str, steps[:6]))
    return few if len(steps) <= 6 else f"{few}, ..."
