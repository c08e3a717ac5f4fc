"""Films to write, and reading GIFs back as a viewer would."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

from PIL import Image, ImageChops, ImageSequence, ImageStat

from convanim import Conv, animate
from convanim.export.able import lacks
from convanim.themes.theme import TRANSPARENT

SMALL = Conv(input=4, kernel=3, padding=1)


def written(animation: Any, format: str = "gif") -> bytes:
    """The bytes of an animation."""
    buffer = BytesIO()
    animation.write(buffer, format)
    return buffer.getvalue()


def able(format: str, words: dict[str, Any]) -> dict[str, Any]:
    """Those of the words that have an effect in a format."""
    missing = lacks(format, False)
    clear = TRANSPARENT in missing
    return {
        word: value
        for word, value in words.items()
        if word not in missing and not (clear and value == TRANSPARENT)
    }


def gif(op: Any = SMALL, **words: Any) -> bytes:
    """The bytes of an operation's GIF, small unless asked otherwise."""
    return written(animate(op, **{"width": 120, **words}))


def timed(animation: Any, **clock: Any) -> Any:
    """The same animation with another clock, whatever the command line allows."""
    return replace(animation, timeline=replace(animation.timeline, **clock))


def decoded(data: bytes) -> list[tuple[Image.Image, int]]:
    """Each frame as a viewer shows it, RGBA, with its milliseconds."""
    with Image.open(BytesIO(data)) as image:
        return [
            (frame.convert("RGBA"), frame.info["duration"])
            for frame in ImageSequence.Iterator(image)
        ]


def psnr(one: Image.Image, other: Image.Image) -> float:
    """Decibels between two pictures of one size and mode (infinite where they are equal)."""
    from math import inf, log10

    rms = ImageStat.Stat(ImageChops.difference(one, other)).rms
    error = sum(v * v for v in rms) / len(rms)
    return 10 * log10(255**2 / error) if error else inf
