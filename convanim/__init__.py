"""convanim: a layer's numbers in, the animation that explains it out.

    import convanim
    op = convanim.Conv(input=5, kernel=3, stride=2, padding=1)
    convanim.animate(op).save("padding_strides.gif")

A contents page: each name is fetched from where it lives when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from convanim.animation import Animation, animate
    from convanim.errors import BadRequest, ConvanimError
    from convanim.operations import (
        AdaptiveAvgPool,
        AvgPool,
        Conv,
        ConvTranspose,
        GlobalPool,
        LpPool,
        MaxPool,
    )
    from convanim.operations.backward import grad_input, grad_weight
    from convanim.operations.network import Network
    from convanim.operations.signals import signals
    from convanim.operations.values import Values
    from convanim.panels import above, beside, then
    from convanim.themes.theme import Theme

__version__ = "0.1.0"

__all__ = [
    "AdaptiveAvgPool",
    "Animation",
    "AvgPool",
    "BadRequest",
    "Conv",
    "ConvTranspose",
    "ConvanimError",
    "GlobalPool",
    "LpPool",
    "MaxPool",
    "Network",
    "Theme",
    "Values",
    "above",
    "animate",
    "beside",
    "grad_input",
    "grad_weight",
    "signals",
    "then",
]

_HOMES = {
    "AdaptiveAvgPool": "operations",
    "Animation": "animation",
    "AvgPool": "operations",
    "BadRequest": "errors",
    "Conv": "operations",
    "ConvTranspose": "operations",
    "ConvanimError": "errors",
    "GlobalPool": "operations",
    "LpPool": "operations",
    "MaxPool": "operations",
    "Network": "operations.network",
    "Theme": "themes.theme",
    "Values": "operations.values",
    "above": "panels",
    "animate": "animation",
    "beside": "panels",
    "grad_input": "operations.backward",
    "grad_weight": "operations.backward",
    "signals": "operations.signals",
    "then": "panels",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"convanim.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'convanim' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
