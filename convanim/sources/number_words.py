"""The words of the numbers that go through a layer; any of them shows the numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from convanim.declared import option
from convanim.kinds import TRUTH, Kind, whole
from convanim.operations import Operation
from convanim.sources.oriented import MAPS
from convanim.sources.presets import BANKS, PRESETS

LARGEST_SEED = 2**31 - 1
ARRAY = Kind(lambda what, value: value, "FILE", file=True)
"""A file, text, or nested lists; sources/arrays.py reads them."""
FILE = Kind(lambda what, value: value, "FILE", file=True)


def weighted(layer: type[Operation]) -> bool:
    """Whether a layer has weights."""
    return not layer.pooling


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class NumberWords:
    """What may be said of a layer's numbers."""

    values: bool = option(False, TRUTH, "show numbers, random ones where none are given")
    input_values: Any = option(None, ARRAY, "the input: .csv .txt .npy .json, or '1 2; 3 4'")
    input_preset: str | None = option(
        None,
        Kind(lambda what, value: value, "NAME", choices=lambda: MAPS),
        f"{', '.join(MAPS)}: two maps, which --kernel-preset steer turns",
    )
    kernel_values: Any = option(
        None, ARRAY, "the weights: a file, or '1 0 -1; 2 0 -2; 1 0 -1'", where=weighted
    )
    bias_values: Any = option(
        None, ARRAY, "a bias for each output channel: a file, or '1 0 -2'", where=weighted
    )
    kernel_preset: str | None = option(
        None,
        Kind(lambda what, value: value, "NAME", choices=lambda: (*PRESETS, *BANKS)),
        f"{', '.join(PRESETS)}; a bank with --out-channels: {', '.join(BANKS[:-1])}, and "
        f"{BANKS[-1]} (pointwise)",
        where=weighted,
    )
    image: str | None = option(
        None, FILE, "run over a picture: grey, or with --in-channels 3 its colours"
    )
    image_size: int | None = option(
        None,
        Kind(lambda what, value: value, "N", int),
        "cells along the picture's longer side (24)",
    )
    seed: int = option(0, whole(0, LARGEST_SEED), "other random integers (0)")
    flip: bool = option(
        False,
        TRUTH,
        "turn the kernel: convolution as signal processing has it",
        where=weighted,
    )
