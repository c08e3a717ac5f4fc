"""What a scene is made of, mark by mark, and which of them are another at the next moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from convanim.scene.marks import Group, Mark, Matrix, Path, Text, compose
from convanim.scene.time import Moment, opacity, placed

Veil = tuple[int, float]
"""A mark that fades, and how much of it is seen: what is in it fades as a whole."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A path or a text, with those of the groups `around` it, and itself, that time changes."""

    mark: Path | Text
    around: tuple[Mark, ...] = ()

    @property
    def moves(self) -> bool:
        """Whether something carries it."""
        return any(mark.track is not None for mark in self.around)

    def at(self, moment: Moment, fit: Matrix) -> tuple[Matrix, tuple[Veil, ...]] | None:
        """What carries it at a moment, `fit` last, and its veils from the outermost one on; None
        where it is not seen."""
        veils: list[Veil] = []
        for mark in self.around:
            seen = opacity(mark, moment)
            if not seen:
                return None
            if seen < 1:
                veils.append((id(mark), seen))
            if mark.track is not None or mark.entry is not None:
                fit = compose(fit, placed(mark, moment))
        return fit, tuple(veils)


def leaves(marks: Iterable[Mark], around: tuple[Mark, ...] = ()) -> Iterator[Leaf]:
    """The leaves of marks, in the order in which they are painted.

    >>> found = leaves([Path("input", ()), Group("tap", (Path("tap", ()),), ())])
    >>> [len(leaf.around) for leaf in found]
    [0, 1]
    """
    for mark in marks:
        timed = any(t is not None for t in (mark.steps, mark.track, mark.fades, mark.entry))
        within = (*around, mark) if timed else around
        match mark:
            case Group():
                yield from leaves(mark.marks, within)
            case Path() | Text():
                yield Leaf(mark, within)
            case _:
                raise TypeError(f"not a mark: {mark!r}")


class Cast:
    """Leaves, and where each of them is at the moment, behind which veils."""

    def __init__(self, leaves: Sequence[Leaf], fit: Matrix) -> None:
        self.leaves, self.fit = leaves, fit
        self.step: int | None = None
        self.at: dict[int, Matrix] = {}
        self.veils: dict[int, tuple[Veil, ...]] = {}
        self.carried: set[int] = set()
        """Those that show and may move on."""
        self.turns: dict[int, set[int]] = defaultdict(set)
        """By step those that may come or go when it starts."""
        self.lively: dict[int, set[int]] = defaultdict(set)
        """By step those that may come or go within it."""
        for n, leaf in enumerate(leaves):
            for mark in leaf.around:
                for span in mark.steps or ():
                    self.turns[span.start].add(n)
                    self.turns[span.stop].add(n)
                    if mark.entry is not None:
                        self.lively[span.start].add(n)
                for step in chain(*(mark.fades or ())):
                    self.lively[step].add(n)

    def turn(self, moment: Moment) -> Iterator[tuple[int, Matrix | None]]:
        """Those that are not as they were a moment ago, and what carries them now."""
        step, none = moment.step, set[int]()
        asked: Iterable[int] = range(len(self.leaves))
        if self.step is not None and step in (self.step, self.step + 1):
            some = self.carried | self.lively.get(step, none)
            if step != self.step:
                some |= self.turns.get(step, none) | self.lively.get(self.step, none)
            asked = sorted(some)
        self.step = step
        for n in asked:
            leaf = self.leaves[n]
            now = leaf.at(moment, self.fit)
            if now is None:
                if n in self.at:
                    del self.at[n], self.veils[n]
                    self.carried.discard(n)
                    yield n, None
            elif now != (self.at.get(n), self.veils.get(n)):
                self.at[n], self.veils[n] = now
                if leaf.moves:
                    self.carried.add(n)
                yield n, now[0]
