"""Operations of every kind and number of axes, from the tables."""

from __future__ import annotations

from typing import Any

from convanim import BadRequest, animate
from convanim.declared import declared
from convanim.operations import OPERATIONS
from convanim.views import VIEWS

PLAIN: dict[int, dict[str, Any]] = {
    1: {"input": (5,), "kernel": 2, "stride": 2, "padding": 1, "output_size": 2},
    2: {"input": (4, 3), "kernel": (2, 3), "stride": (2, 1), "padding": 1, "output_size": (3, 2)},
    3: {"input": (2, 3, 3), "kernel": 2, "padding": 1, "output_size": 2},
}


def every_operation() -> dict[str, Any]:
    """One layer for each operation and number of axes."""
    return {
        f"{name}-{dims}d": layer(**{w: v for w, v in words.items() if w in declared(layer)})
        for name, layer in OPERATIONS.items()
        for dims, words in PLAIN.items()
    }


def shown(view: str, op: Any) -> bool:
    """Whether a view shows an operation; some are for few axes, and say so."""
    try:
        return bool(animate(op, view=view).scene)
    except BadRequest:
        return False


FLAT_ONLY = ("numeric",)
"""The views that show one and two axes, and say so of three."""


def every_picture() -> list[tuple[str, str]]:
    """Each view with the name of each layer that it shows."""
    return [
        (view, name)
        for view in VIEWS
        for name in every_operation()
        if not (view in FLAT_ONLY and name.endswith("3d"))
    ]
