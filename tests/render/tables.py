"""Operations of every kind and number of axes, from the tables."""

from __future__ import annotations

from typing import Any

from convanim.operations import OPERATIONS

PLAIN: dict[int, dict[str, Any]] = {
    1: {"input": (5,), "kernel": 2, "stride": 2, "padding": 1},
    2: {"input": (4, 3), "kernel": (2, 3), "stride": (2, 1), "padding": 1},
    3: {"input": (2, 3, 3), "kernel": 2, "padding": 1},
}


def every_operation() -> dict[str, Any]:
    """One layer for each operation and number of axes."""
    return {
        f"{name}-{dims}d": layer(**words)
        for name, layer in OPERATIONS.items()
        for dims, words in PLAIN.items()
    }
