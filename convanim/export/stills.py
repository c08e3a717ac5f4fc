"""Folders of stills: numbered files, of which only our own are replaced or removed."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

from convanim.errors import BadRequest
from convanim.export.mark import is_ours


def name(step: int, steps: int, format: str) -> str:
    """The name of the still of one of so many steps: all are as long, so that they sort.

    >>> name(4, 9, "png"), name(4, 16, "png")
    ('4.png', '04.png')
    """
    return f"{step:0{len(str(steps - 1))}}.{format}"


def numbered(folder: str, format: str) -> Sequence[str]:
    """The files of a folder that are named as stills are."""
    if not os.path.isdir(folder):
        return []
    named = re.compile(rf"[0-9]+\.{format}")
    return [os.path.join(folder, one) for one in sorted(os.listdir(folder)) if named.fullmatch(one)]


def judge_stills(folder: str, format: str) -> None:
    """Refuse a folder whose numbered files somebody else has made."""
    for path in numbered(folder, format):
        if not is_ours(path):
            raise BadRequest(
                f"{path!r} is not a still of ours, and a folder holds those of one run: "
                "name another folder"
            )
