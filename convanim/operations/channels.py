"""What convolutions share about channels: counts, groups, bias."""

from __future__ import annotations

from typing import Any

from convanim.errors import BadRequest
from convanim.operations.numbers import whole


def check_channels(op: Any) -> None:
    """Both counts are given or neither, and each is divisible by the groups."""
    op._set("groups", whole("groups", op.groups, 1))
    if op.out_channels is not None:
        op._set("out_channels", whole("out_channels", op.out_channels, 1))
    for name in ("in_channels", "out_channels"):
        count = getattr(op, name)
        if count is not None and count % op.groups:
            fits = op.groups * max(1, round(count / op.groups))
            raise BadRequest(
                f"{name} {count} is not divisible by groups {op.groups}: {fits} would be"
            )


def with_bias(y: Any, bias: Any) -> Any:
    """`y` of shape `(out, *output)` with one number added to each channel."""
    if bias is None:
        return y
    import numpy as np

    added = np.asarray(bias)
    if added.shape != y.shape[:1]:
        raise BadRequest(f"bias has shape {added.shape}, not ({y.shape[0]},)")
    return y + added.reshape(-1, *(1,) * (y.ndim - 1))
