"""A progress bar, on a terminal only, for work that takes over a second."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 1.0
"""Seconds before a bar appears."""


def watch(items: Iterable[T], total: int, unit: str = "frame") -> Iterator[T]:
    """Pass items on; once it has taken a second, show how far it is."""
    start, bar = monotonic(), None
    for done, item in enumerate(items, 1):
        yield item
        if bar is not None:
            bar.update()
        elif sys.stderr.isatty() and monotonic() - start > PATIENCE:
            from tqdm import tqdm  # only now: most work is done before its import would be

            bar = tqdm(total=total, initial=done, unit=unit, leave=False)
    if bar is not None:
        bar.close()
