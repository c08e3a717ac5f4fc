"""What layer it is. A new operation is one new file here and one line in the table."""

from convanim.operations.conv import Conv
from convanim.operations.operation import Operation
from convanim.operations.pooling import AvgPool, MaxPool
from convanim.operations.transposed import ConvTranspose

OPERATIONS: dict[str, type[Operation]] = {
    "conv": Conv,
    "transposed": ConvTranspose,
    "maxpool": MaxPool,
    "avgpool": AvgPool,
}

__all__ = ["OPERATIONS", "AvgPool", "Conv", "ConvTranspose", "MaxPool", "Operation"]
