"""When a picture shows what: the steps that are shown, how long each, how they follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from convanim.declared import option, read
from convanim.errors import BadRequest
from convanim.kinds import TRUTH, number, numbers, one_of, whole, within
from convanim.scene.time import MOTIONS, Timeline

MOST_STEPS = 10**12
"""Output cells above which nobody means it; a range of them must fit into a machine's word."""
SLIDE = MOTIONS[1]
HELD = 1.5
"""Seconds that the end is held at least: to read a result takes as long."""
TOLD, FEW = 2.5, 25
"""Seconds of a step that is told bit by bit, and how many such steps are watched."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Clock:
    """The clock: each field a word of the command line, of files and of `animate`."""

    step_time: float | None = option(
        None, number(0.02, 3600, "seconds", "SECONDS"), "seconds a step (1, signal: less)"
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

    @property
    def beats(self) -> bool:
        """Whether steps are told bit by bit, by views that can."""
        return self.motion == SLIDE

    def timeline(self, steps: int, lasts: float | None, beats: bool = False) -> Timeline:
        """When each of so many steps shows; where the whole `lasts` so many seconds no step
        takes over one, and where few have `beats` each takes longer."""
        usual = 1.0 if lasts is None else min(round(lasts / steps, 2), 1.0)
        if beats and steps <= FEW:
            usual = TOLD
        asked = usual if self.step_time is None else self.step_time
        step_time = within("step time", asked, 0.02, 3600, "seconds")
        usual = max(HELD, 2 * step_time) if steps > 1 else 0.0  # what never changes has no end
        return Timeline(
            steps=steps,
            step_time=step_time,
            motion=self.motion,
            fps=self.fps,
            loop=self.loop,
            hold=usual if self.hold is None else self.hold,
            beats=beats,
        )
