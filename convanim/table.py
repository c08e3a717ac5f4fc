"""Literal tables name where things live ("package.module:name"); this fetches one entry.

So a table can list everything while only what is used is imported.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from convanim.words import choose


def fetch(what: str, table: Mapping[str, str], name: object) -> Any:
    """The object that `table` lists under `name`, or a `BadRequest` that suggests one."""
    module, _, attribute = table[choose(what, name, table)].partition(":")
    return getattr(import_module(module), attribute)
