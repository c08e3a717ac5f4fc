"""Literal tables name where things live ("package.module:name"); this fetches one entry.

So a table can list everything while only what is used is imported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, TypeVar

from convanim.words import choose

T = TypeVar("T")


def fetch(what: str, table: Mapping[str, str], name: object) -> Any:
    """The object that `table` lists under `name`, or a `BadRequest` that suggests one."""
    module, _, attribute = table[choose(what, name, table)].partition(":")
    return getattr(import_module(module), attribute)


class Lazy(Mapping[str, T]):
    """A table whose entries are fetched when they are asked for."""

    def __init__(self, where: Mapping[str, str]) -> None:
        self.where = where

    def __getitem__(self, name: str) -> T:
        if name not in self.where:
            raise KeyError(name)
        found: T = fetch("entry", self.where, name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.where)

    def __len__(self) -> int:
        return len(self.where)

    def __contains__(self, name: object) -> bool:
        return name in self.where
