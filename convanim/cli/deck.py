"""A lecture of several pictures, as PowerPoint or as PDF."""

from __future__ import annotations

from typing import Any

from convanim.errors import BadRequest


def deck(words: dict[str, Any]) -> list[str]:
    """Write the lecture that the words of the command ask for, and give the names of its files."""
    from convanim.export.atomic import judge
    from convanim.export.drafts import Drafts
    from convanim.sources.inputs import keep
    from convanim.sources.lecture import Lecture

    specs: list[str] = words.pop("specs", [])
    paths: list[str] = words.pop("output", [])
    if not paths:
        raise BadRequest("where to? name a file with -o, for instance -o lecture.pptx")
    lecture = Lecture.of(specs, words)
    with Drafts() as drafts:
        for part in lecture.parts:
            keep(paths, part.words, *specs)
        for path in paths:
            judge(path)
            drafts.add(path, lecture.written(path))
        drafts.write()
    return paths
