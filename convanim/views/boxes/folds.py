"""Where a long network is folded."""

from __future__ import annotations

from convanim.operations.network import Network
from convanim.views.boxes.boxes import Boxes


def folded(network: Network, count: int) -> Boxes:
    """A network in so many folds of about one height, or in fewer where it cannot be folded.

    It can where one node alone is in a rank: then nothing else goes on from there.
    """
    straight = Boxes(network)
    tops = [-top for top, _ in straight.levels]
    free = {n for n, row in enumerate(straight.ranks.rows[:-1], 1) if len(row) == 1}
    cuts = set[int]()
    for n in range(1, count):
        if free:
            cuts.add(min(free, key=lambda cut: abs(tops[cut - 1] - tops[-1] * n / count)))
            free -= cuts
    return Boxes(network, tuple(sorted(cuts)))
