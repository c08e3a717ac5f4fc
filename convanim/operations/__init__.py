"""What layer it is. A new operation is one new file here and one line in the table.

The table names where each operation lives, so that only what is used is imported.
"""

from typing import TYPE_CHECKING, Any

from convanim.operations.operation import Command, Operation
from convanim.table import Lazy

if TYPE_CHECKING:
    from convanim.operations.adaptive_pooling import AdaptiveAvgPool
    from convanim.operations.conv import Conv
    from convanim.operations.global_pooling import GlobalPool
    from convanim.operations.norm_pooling import LpPool
    from convanim.operations.pooling import AvgPool, MaxPool
    from convanim.operations.transposed import ConvTranspose

OPERATIONS: Lazy[type[Operation]] = Lazy(
    {
        "conv": "convanim.operations.conv:Conv",
        "transposed": "convanim.operations.transposed:ConvTranspose",
        "maxpool": "convanim.operations.pooling:MaxPool",
        "avgpool": "convanim.operations.pooling:AvgPool",
        "lppool": "convanim.operations.norm_pooling:LpPool",
        "globalpool": "convanim.operations.global_pooling:GlobalPool",
        "adaptiveavgpool": "convanim.operations.adaptive_pooling:AdaptiveAvgPool",
    }
)
# commands beside those of the same name, each with the operation that it makes
ALSO = {"pointwise": "conv"}


class Layers(Lazy[tuple[type[Operation], Command]]):
    """Every command that makes a layer, with the operation and what is said of the command."""

    def __getitem__(self, name: str) -> tuple[type[Operation], Command]:
        layer = OPERATIONS[self.where[name]]
        return layer, next(command for command in layer.commands if command.name == name)


LAYERS = Layers({**{name: name for name in OPERATIONS}, **ALSO})

__all__ = [
    "LAYERS",
    "OPERATIONS",
    "AdaptiveAvgPool",
    "AvgPool",
    "Conv",
    "ConvTranspose",
    "GlobalPool",
    "LpPool",
    "MaxPool",
    "Operation",
]


def __getattr__(name: str) -> Any:
    for op, where in OPERATIONS.where.items():
        if where.endswith(f":{name}"):
            return OPERATIONS[op]
    raise AttributeError(f"module 'convanim.operations' has no attribute {name!r}")
