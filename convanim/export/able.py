"""What a format cannot do: the one wording of a refusal."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from convanim.declared import flag
from convanim.errors import BadRequest
from convanim.export import FORMATS, LACKS, OWN, STILL
from convanim.themes.theme import TRANSPARENT

PLAYED = {"animation": "gif", "video": "mp4"}
"""What plays on the slide of a presentation of one slide, by its form."""


def played(slides: str) -> str | None:
    """The format of what plays in a presentation of this form; None where there is a slide a step.

    >>> played("video"), played("steps")
    ('mp4', None)
    """
    return PLAYED.get(slides)


def check(words: Collection[str], kinds: Iterable[tuple[str, bool]], slides: str = "steps") -> None:
    """Refuse a word that has an effect in none of the formats asked for; each comes with whether
    it is written as a file a step. A presentation's are those of what plays in it.

    >>> check({"loop"}, [("png", False), ("gif", False)])
    >>> check({"loop"}, [("png", False)])
    Traceback (most recent call last):
    convanim.errors.BadRequest: .png has no --loop: .gif, .svg, .webp and .apng have
    """
    formats = list(kinds)
    if (inner := played(slides)) and ("pptx", False) in formats:
        words = {*words} - {"pptx"}
        formats = [(inner if kind == "pptx" else kind, each) for kind, each in formats]
    for word in sorted(words):
        if not all(word in lacks(kind, each) for kind, each in formats):
            continue
        having = [f".{kind}" for kind in FORMATS if word not in lacks(kind, False)]
        said = f"--background {word}" if word == TRANSPARENT else flag(word)
        them = (
            ", ".join(having[:-1]) + f" and {having[-1]} have" if having[1:] else f"{having[0]} has"
        )
        raise BadRequest(f".{formats[0][0]} has no {said}: {them}")


def lacks(format: str, each: bool) -> list[str]:
    """The words without effect in a format, in which each step is a still of its own or not."""
    missing = [*LACKS.get(format, "").split(), *(STILL.split() if each else ())]
    return missing + [word for word, only in OWN.items() if only != format]
