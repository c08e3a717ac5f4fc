"""What a scene is made of, mark by mark, and which of them are another at the next moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from convanim.scene.marks import Group, Mark, Matrix, Path, Steps, Text, Track, compose
from convanim.scene.time import Moment, carried, shows


@dataclass(frozen=True, slots=True)
class Leaf:
    """A path or a text, with the `steps` and the tracks of the groups around it and its own."""

    mark: Path | Text
    steps: tuple[Steps, ...] = ()
    tracks: tuple[Track, ...] = ()

    def matrix(self, moment: Moment, fit: Matrix) -> Matrix | None:
        """What carries it at a moment, `fit` last; None where it does not show."""
        for steps in self.steps:
            if not shows(steps, moment.step):
                return None
        for track in self.tracks:
            fit = compose(fit, carried(track, moment))
        return fit


def leaves(
    marks: Iterable[Mark], steps: tuple[Steps, ...] = (), tracks: tuple[Track, ...] = ()
) -> Iterator[Leaf]:
    """The leaves of marks, in the order in which they are painted.

    >>> [leaf.steps for leaf in leaves([Path("input", ()), Group("tap", (Path("tap", ()),), ())])]
    [(), ((),)]
    """
    for mark in marks:
        shown = steps if mark.steps is None else (*steps, mark.steps)
        along = tracks if mark.track is None else (*tracks, mark.track)
        match mark:
            case Group():
                yield from leaves(mark.marks, shown, along)
            case Path() | Text():
                yield Leaf(mark, shown, along)
            case _:
                raise TypeError(f"not a mark: {mark!r}")


class Cast:
    """Leaves, and where each of them is at the moment."""

    def __init__(self, leaves: Sequence[Leaf], fit: Matrix) -> None:
        self.leaves, self.fit = leaves, fit
        self.step: int | None = None
        self.at: dict[int, Matrix] = {}
        self.carried: set[int] = set()
        """Those that show and may move on."""
        self.turns: dict[int, set[int]] = defaultdict(set)
        """By step those that may come or go when it starts."""
        for n, leaf in enumerate(leaves):
            for steps in leaf.steps:
                for span in steps:
                    self.turns[span.start].add(n)
                    self.turns[span.stop].add(n)

    def turn(self, moment: Moment) -> Iterator[tuple[int, Matrix | None]]:
        """Those that are not as they were a moment ago, and what carries them now."""
        if self.step is None or moment.step not in (self.step, self.step + 1):
            asked: Iterable[int] = range(len(self.leaves))
        elif moment.step == self.step:
            asked = sorted(self.carried)
        else:
            asked = sorted(self.carried | self.turns.get(moment.step, set()))
        self.step = moment.step
        for n in asked:
            leaf = self.leaves[n]
            matrix = leaf.matrix(moment, self.fit)
            if matrix == self.at.get(n):
                continue
            if matrix is None:
                del self.at[n]
                self.carried.discard(n)
            else:
                self.at[n] = matrix
                if leaf.tracks:
                    self.carried.add(n)
            yield n, matrix
