"""Marks that are drawn once and kept: what they show never depends on what was drawn before."""

from __future__ import annotations

import pytest
from PIL import ImageChops

from convanim import Conv, animate
from convanim.render import pixels
from convanim.render.layers import FEW, runs
from convanim.scene.marks import Group, polygon
from convanim.scene.time import Moment

CELL = [(0, 0), (9, 0), (9, 9), (0, 9)]


def at(step):
    return Moment(step, 0.0, 1.0)


@pytest.mark.parametrize("background", [None, "transparent"])
@pytest.mark.parametrize("steps", [None, (8, 3, 3, 0, 5)])
@pytest.mark.parametrize("theme", ["classic", "light", "print"])
def test_frames_in_any_order_are_the_stills(theme, steps, background):
    film = animate(Conv(input=5, kernel=3), theme=theme, steps=steps, fill=True)
    order = [4, 0, 2, 2, 1, 3, 4]
    given = film.scene, film.theme
    shown = pixels.frames(*given, map(at, order), width=150, background=background)
    for step, frame in zip(order, shown, strict=True):
        alone = pixels.still(*given, step, width=150, background=background)
        assert ImageChops.difference(frame.image, alone).getbbox() is None


def test_what_stays_is_drawn_once(monkeypatch):
    drawn, mark = [], pixels.Painter.mark
    monkeypatch.setattr(
        pixels.Painter, "mark", lambda *given: drawn.append(given[2].role) or mark(*given)
    )
    film = animate(Conv(input=12, kernel=3), theme="light", width=60)
    list(film.frames())
    assert film.scene.steps == 100
    assert drawn.count("output") == 2 * 100  # over black and over white


def test_only_what_stays_in_its_order_is_kept():
    def marks(starts, stop=9, **more):
        return [polygon("output", CELL, steps=(range(n, stop),), **more) for n in starts]

    def kinds(marks):
        return [kind for kind, _ in runs(marks, 9)]

    still, track = polygon("input", CELL), ((1, 0, 0, 1, 0, 0),) * 9
    assert kinds([still, *marks(range(5))]) == ["still", "growing"]
    assert kinds(marks([0, 2, 2, 5])) == ["growing"]
    assert kinds(marks([0, 2, 1, 5])) == ["moving"]  # drawn as they come, they lie otherwise
    assert kinds(marks(range(5), stop=8)) == ["moving"]
    assert kinds(marks(range(5), track=track)) == ["moving"]
    assert kinds(marks(range(FEW - 1))) == ["moving"]
    inner = tuple(marks([3]))
    assert kinds([Group("made", inner, steps=(range(n, 9),)) for n in range(5)]) == ["moving"]
    assert kinds([Group("made", (still,), steps=(range(n, 9),)) for n in range(5)]) == ["growing"]
