"""What layer it is. A new operation is one new file here and one line in the table."""

from convanim.operations.adaptive_pooling import AdaptiveAvgPool
from convanim.operations.conv import Conv
from convanim.operations.global_pooling import GlobalPool
from convanim.operations.norm_pooling import LpPool
from convanim.operations.operation import Command, Operation
from convanim.operations.pooling import AvgPool, MaxPool
from convanim.operations.transposed import ConvTranspose

OPERATIONS: dict[str, type[Operation]] = {
    "conv": Conv,
    "transposed": ConvTranspose,
    "maxpool": MaxPool,
    "avgpool": AvgPool,
    "lppool": LpPool,
    "globalpool": GlobalPool,
    "adaptiveavgpool": AdaptiveAvgPool,
}
# every command that makes a layer, with the operation that it makes
LAYERS: dict[str, tuple[type[Operation], Command]] = {
    command.name: (layer, command) for layer in OPERATIONS.values() for command in layer.commands
}

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
