"""Steps as the ranges in which a mark shows: what changes by step, what stays once made."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise
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


def alike(shown: Iterable[Iterable[tuple[str, T]]]) -> dict[tuple[str, Steps | None], list[T]]:
    """What each step shows of some roles, by role and when (None: always), so that what shows at
    the same steps can be one mark; of a longer role first, which a part's lies over.

    >>> alike([[("tap", 0), ("tap.open", 1)], [("tap", 0), ("tap", 1)]])
    {('tap.open', (range(0, 1),)): [1], ('tap', None): [0], ('tap', (range(1, 2),)): [1]}
    """
    steps = [list(several) for several in shown]
    found: dict[tuple[str, Steps | None], list[T]] = {}
    for (role, one), when in each_by_step(steps).items():
        found.setdefault((role, None if when == (range(len(steps)),) else when), []).append(one)
    return dict(sorted(found.items(), key=lambda item: item[0][0], reverse=True))


def leaps(places: Sequence[tuple[int, ...]], near: int = 1) -> Steps | None:
    """The steps after which the next place is further off than a neighbour: nothing glides there.

    >>> leaps([(0, 0), (0, 1), (1, 0), (1, 1)])
    (range(1, 2),)
    """
    apart = (
        sum(abs(one - other) for one, other in zip(*pair, strict=True)) for pair in pairwise(places)
    )
    return spans(n for n, distance in enumerate(apart) if distance > near) or None


def edges(steps: Steps) -> Steps:
    """The steps at whose end comes or goes what shows at `steps`.

    >>> edges((range(0, 2), range(4, 5)))
    (range(1, 2), range(3, 5))
    """
    ends = {n - 1 for span in steps for n in (span.start, span.stop)}
    return spans(sorted(ends - {-1}))


def either(*several: Steps | None) -> Steps | None:
    """The steps of one or another.

    >>> either((range(0, 2),), None, (range(1, 3), range(5, 6)))
    (range(0, 3), range(5, 6))
    """
    return spans(sorted({n for steps in several for span in steps or () for n in span})) or None


def since(shown: Sequence[N]) -> list[tuple[N, Steps]]:
    """Each thing that steps make, in order, with the steps from the one that makes it on.

    >>> since([3, 1, 3])
    [(1, (range(1, 3),)), (3, (range(0, 3),))]
    """
    made = {one: n for n, one in reversed(list(enumerate(shown)))}
    return [(one, (range(made[one], len(shown)),)) for one in sorted(made)]
