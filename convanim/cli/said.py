"""What a picture shows, in words: its alternative text, and its steps as a transcript."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import accumulate, pairwise

from convanim.animation import Animation


def printed(animation: Animation, alt: bool, transcript: str | None) -> Iterator[str]:
    """The lines that are asked for."""
    if alt:
        yield f"{animation.alt}\n"
    if transcript == "vtt":
        yield from vtt(animation)
    elif transcript is not None:
        yield from (f"{animation.says(n)}\n" for n in range(animation.timeline.steps))


def vtt(animation: Animation) -> Iterator[str]:
    """The steps with the times at which they show, as players take them (W3C, WebVTT)."""
    yield "WEBVTT\n"
    spent = [0.0] * animation.timeline.steps
    for moment in animation.timeline.moments():
        spent[moment.step] += moment.seconds
    times = pairwise(accumulate(spent, initial=0.0))
    for step, (start, end) in enumerate(times):
        yield f"\n{stamp(start)} --> {stamp(end)}\n{escape(animation.says(step), quote=False)}\n"


def stamp(seconds: float) -> str:
    """A time as a transcript has it.

    >>> stamp(3661.5)
    '01:01:01.500'
    """
    whole = round(seconds * 1000)
    minutes, thousandths = divmod(whole, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{thousandths // 1000:02}.{thousandths % 1000:03}"
