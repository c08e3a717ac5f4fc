"""Steps as the ranges in which a mark shows: what changes by step, what stays once made."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from convanim.scene.marks import Steps
from convanim.scene.time import spans as spans  # of steps too

T = TypeVar("T", bound=Hashable)
N = TypeVar("N", int, tuple[int, ...])


def besides(shown: Steps, steps: int) -> Steps:
    """The other steps, of so many.

    >>> besides((range(1, 3),), 5)
    (range(0, 1), range(3, 5))
    """
    edges = [0, *(edge for span in shown for edge in (span.start, span.stop)), steps]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return tuple(range(*pair) for pair in pairs if pair[0] < pair[1])


def always(shown: Steps, steps: int) -> Steps | None:
    """None where the steps that something shows are all that there are.

    >>> always((range(5),), 5)
    """
    return None if shown == (range(steps),) else shown


def moments(chosen: Iterable[int], those: range) -> Steps:
    """When, of the steps that are chosen, one of `those` is shown.

    >>> moments((3, 0, 1), range(1, 4))
    (range(0, 1), range(2, 3))
    """
    return spans(n for n, step in enumerate(chosen) if step in those)


def by_step(shown: Iterable[T]) -> dict[T, Steps]:
    """What is shown at each step in turn, each thing once, with the steps that show it.

    >>> by_step("aab")
    {'a': (range(0, 2),), 'b': (range(2, 3),)}
    """
    return each_by_step((one,) for one in shown)


def each_by_step(shown: Iterable[Iterable[T]]) -> dict[T, Steps]:
    """The same where each step shows several things."""
    found: dict[T, list[int]] = {}
    for n, several in enumerate(shown):
        for one in several:
            found.setdefault(one, []).append(n)
    return {one: spans(when) for one, when in found.items()}


def once(shown: Sequence[T]) -> dict[T, Steps | None]:
    """The same, without any steps where it is one thing all the time."""
    found = by_step(shown)
    return dict.fromkeys(found) if len(found) == 1 else dict(found)


def since(shown: Sequence[N]) -> list[tuple[N, Steps]]:
    """Each thing that steps make, in order, with the steps from the one that makes it on.

    >>> since([3, 1, 3])
    [(1, (range(1, 3),)), (3, (range(0, 3),))]
    """
    made = {one: n for n, one in reversed(list(enumerate(shown)))}
    return [(one, (range(made[one], len(shown)),)) for one in sorted(made)]
