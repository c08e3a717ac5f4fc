"""Frames stream: whatever their number, few are in memory at a time."""

from __future__ import annotations

import tracemalloc
import weakref
from dataclasses import replace
from io import BytesIO

import pytest

from convanim import Conv, animate
from convanim.export.film import Film
from convanim.export.gif import save

LONG = Conv(input=12, kernel=3, padding=1)  # 144 steps


def most_alive(film: Film) -> tuple[int, int]:
    """How many frames were alive at most while a GIF was written, and how many there were."""
    seen: list[weakref.ref[object]] = []
    counts = []

    def watch(frames, total):
        for frame in frames:
            seen.append(weakref.ref(frame.image))
            counts.append(sum(ref() is not None for ref in seen))
            yield frame

    save(replace(film, watch=watch), BytesIO())
    return max(counts), len(counts)


@pytest.mark.parametrize(
    "words",
    [{}, {"background": "transparent"}, {"motion": "slide"}, {"pace": "lesson", "poster": 70}],
)
def test_few_frames_are_alive_at_a_time(words):
    most, all_of_them = most_alive(animate(LONG, width=60, **words).film())
    assert all_of_them >= 144
    assert most <= 4


@pytest.mark.slow
def test_memory_does_not_grow_with_the_number_of_frames():
    def peak(steps):
        animation = animate(LONG, width=200, max_steps=steps)
        assert animation.scene  # made before the count begins
        tracemalloc.start()
        save(animation.film(), BytesIO())
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(20)  # imports and caches
    assert peak(144) < 1.5 * peak(24) + 1_000_000
