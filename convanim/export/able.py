"""What a format cannot do: the one wording of a refusal."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from convanim.declared import flag
from convanim.errors import BadRequest
from convanim.export import FORMATS, FORMS, LACKS, OWN, STILL
from convanim.themes.theme import TRANSPARENT

SLIDES = "pptx"


def check(words: Collection[str], kinds: Iterable[tuple[str, bool]], slides: str = "steps") -> None:
    """Refuse a word that has an effect in none of the formats asked for; each comes with whether
    it is written as a file a step, and a presentation has a form.

    >>> check({"loop"}, [("png", False), ("gif", False)])
    >>> check({"loop"}, [])  # words alone are asked for
    >>> check({"loop"}, [("png", False)])
    Traceback (most recent call last):
    convanim.errors.BadRequest: .png has no --loop: .gif, .svg, .webp and .apng have
    """
    formats = list(kinds)
    for word in sorted(words):
        missing = [word in lacks(kind, each, slides) for kind, each in formats]
        if not (missing and all(missing)):
            continue
        having = [f".{kind}" for kind in FORMATS if word not in lacks(kind, False)]
        said = f"--background {word}" if word == TRANSPARENT else flag(word)
        them = (
            ", ".join(having[:-1]) + f" and {having[-1]} have" if having[1:] else f"{having[0]} has"
        )
        first, alike = formats[0][0], form(formats[0][0], slides)
        shown = f".{first}" if alike == first else f".{first} with --pptx {slides}"
        raise BadRequest(f"{shown} has no {said}: {them}")


def form(format: str, slides: str) -> str:
    """The format that another can do as much as: that of what plays in a presentation.

    >>> form("pptx", "video"), form("gif", "video")
    ('mp4', 'gif')
    """
    return FORMS[slides] if format == SLIDES else format


def lacks(format: str, each: bool, slides: str = "steps") -> list[str]:
    """The words without effect in a format, in which each step is a still of its own or not."""
    alike = form(format, slides)
    missing = [*LACKS.get(alike, "").split(), *(STILL.split() if each else ())]
    return missing + [word for word, only in OWN.items() if only not in (format, alike)]
