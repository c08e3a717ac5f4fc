"""When the signal view shows what: a passing in units of time, and its steps."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import ceil, cos, pi
from typing import Any

from convanim.operations.values import Values
from convanim.scene.time import ease
from convanim.views.curves.passing import Passing, reach

MOMENTS = 64
"""Outputs up to which each is a step; of more, evenly spread ones are."""
AIR = 0.015
"""Room at both ends of the axes, in parts of what is drawn between."""
GIVEN, TURN, TURNED, BACK = 4, 5, 2, 5
"""Steps in which g is shown as given, turns round, is seen turned, and moves to its start."""


def shown(outputs: int) -> list[int]:
    """The outputs that are steps: all, or evenly spread ones, and the last.

    >>> len(shown(7)), shown(200)[:3], shown(200)[-1]
    (7, [0, 4, 8], 199)
    """
    last = outputs - 1
    apart = max(ceil(last / (MOMENTS - 1)), 1)
    return [*range(0, last, apart), last]


@dataclass(frozen=True, slots=True)
class Pose:
    """Where g is at a step: its time 0 at t, `mirror` times as wide; the output, if any."""

    mirror: float
    t: float
    output: int | None = None


@dataclass(frozen=True, eq=False)
class Timing:
    """A passing in units of time: sample 0 of f and of g, and the time between samples."""

    passing: Passing
    spacing: float = 1.0
    starts: tuple[float, float] = (0.0, 0.0)

    @classmethod
    def of(cls, passing: Passing, values: Values) -> Timing:
        """The times that come with signals; other numbers lie at whole times from 0 on."""
        from convanim.operations.signals import Signals

        if isinstance(values, Signals):
            return cls(passing, values.spacing, values.starts)
        return cls(passing)

    def t(self, output: int) -> float:
        """The t of an output: where g's time 0 lies on f's axis."""
        way = self.passing.way
        return self.starts[0] + self.passing.shift(output) * self.spacing - way * self.starts[1]

    def pose(self, output: int) -> Pose:
        """The step of an output."""
        return Pose(self.passing.way, self.t(output), output)

    @cached_property
    def g(self) -> Any:
        """The samples of g as they were given; what lies between the taps of a dilated one is 0."""
        import numpy as np

        spread = np.zeros(self.passing.axis.extent)
        spread[:: self.passing.axis.dilation] = self.passing.g / self.spacing
        return spread

    def products(self, output: int) -> list[float]:
        """What f and g make where they meet at an output, from the first such cell to the last."""
        met, passing = self.passing.meets(output), self.passing
        found = [0.0] * (met[-1][0] - met[0][0] + 1 if met else 0)
        for cell, tap in met:
            found[cell - met[0][0]] = passing.held(cell) * passing.g[tap].item() / self.spacing
        return found

    @property
    def ends(self) -> tuple[float, float]:
        """The times between which g lies, as it was given."""
        left = self.starts[1] - self.spacing / 2
        return left, left + self.passing.axis.extent * self.spacing

    @property
    def span(self) -> tuple[float, float]:
        """The times from the first to the last that anything is drawn at, and a little air."""
        first, last = (
            self.starts[0] + (cell + side) * self.spacing
            for cell, side in zip(reach(self.passing.axis), (-0.5, 0.5), strict=True)
        )
        times = [first, last, self.t(0), self.t(self.passing.axis.output - 1)]
        if turning(self):
            times += [*self.ends, *(-end for end in self.ends)]
        low, high = min(times), max(times)
        return low - AIR * (high - low), high + AIR * (high - low)


def turning(timing: Timing) -> list[Pose]:
    """The steps in which g turns round and moves to where it starts; none if it looks the same."""
    import numpy as np

    left, right = timing.ends
    same = abs(left + right) < timing.spacing / 2 and np.allclose(timing.g, timing.g[::-1])
    if same or not timing.passing.flipped:
        return []
    turn = [Pose(cos(pi * n / TURN), 0.0) for n in range(1, TURN)]
    goal = timing.t(0)
    back = [Pose(-1.0, goal * ease(n / (BACK + 1))) for n in range(1, BACK + 1)]
    return [Pose(1.0, 0.0)] * GIVEN + turn + [Pose(-1.0, 0.0)] * TURNED + back
