"""Frames drawn tile by tile: each is what it would be alone, and differs only where it says so."""

from __future__ import annotations

from dataclasses import replace

import aggdraw
import pytest
from PIL import Image, ImageChops

from convanim import animate
from convanim.render import pixels
from convanim.render.brush import Brush
from convanim.render.leaves import leaves
from convanim.render.pixels import TILE, Painter, Tiles
from convanim.scene.marks import Group, polygon
from convanim.scene.time import Moment, Timeline
from convanim.themes.library import find
from convanim.views import VIEWS
from tests.render.tables import every_operation, shown

OPERATIONS = every_operation()
THEMES = ("classic", "light", "dark", "print", "colorblind")
PICTURES = [
    (view, name, THEMES[n % len(THEMES)])
    for n, (view, name) in enumerate(
        (view, name) for view in VIEWS for name, op in OPERATIONS.items() if shown(view, op)
    )
]
WIDTH = 2.5 * TILE


def film(view, name, theme):
    """The scene of a few steps, its theme, and its moments gliding, there and back again."""
    animation = animate(OPERATIONS[name], view=view, theme=theme, max_steps=4)
    scene = animation.scene
    gliding = [*Timeline(scene.steps, motion="slide", fps=4.0).moments()]
    jumps = [Moment(step, 0.0, 1.0) for step in (scene.steps - 1, 0, scene.steps - 1)]
    return scene, find(theme), [*gliding, *jumps]


@pytest.mark.parametrize(("view", "name", "theme"), PICTURES)
def test_a_frame_is_what_it_is_alone_and_changes_only_in_its_boxes(view, name, theme):
    scene, theme, moments = film(view, name, theme)
    for background in (None, "transparent"):
        last = None
        for moment, frame in zip(
            moments,
            pixels.frames(scene, theme, moments, width=WIDTH, background=background),
            strict=True,
        ):
            (alone,) = pixels.frames(scene, theme, [moment], width=WIDTH, background=background)
            assert frame.image.tobytes() == alone.image.tobytes()
            assert alone.boxes is None
            if last is not None:
                patched = last.copy()
                for box in frame.boxes:
                    patched.paste(frame.image.crop(box), box)
                assert patched.tobytes() == frame.image.tobytes()
            last = frame.image


@pytest.mark.parametrize(("view", "name", "theme"), PICTURES)
def test_a_mark_stays_in_its_room(view, name, theme):
    scene, theme, moments = film(view, name, theme)
    painter = Painter(scene, theme, WIDTH, "#ffffff")
    brush = Brush(theme, WIDTH / scene.width)
    for leaf in leaves(scene.marks):
        there = next((found for at in moments if (found := leaf.at(at, painter.fit))), None)
        if there is None:
            continue
        matrix, _ = there
        picture = Image.new("RGB", painter.size, "#fe01fe")
        blank = picture.copy()
        canvas = aggdraw.Draw(picture)
        for stroke in brush.strokes_of(leaf.mark, matrix):
            stroke.on(canvas, 0, 0)
        canvas.flush()
        if found := ImageChops.difference(picture, blank).getbbox():
            left, top, right, bottom = brush.room(leaf.mark, matrix)
            assert left <= found[0]
            assert top <= found[1]
            assert right >= found[2]
            assert bottom >= found[3]


def test_only_the_tiles_of_what_moves_are_drawn():
    wide = 10 * TILE
    there = (range(1, 3),)
    square = [(5, 5), (10, 5), (10, 10), (5, 10)]
    far = [(wide - 5, 5), (wide - 1, 5), (wide - 1, 10)]
    scene = replace(
        animate(OPERATIONS["conv-2d"]).scene,
        width=wide,
        height=wide,
        steps=3,
        marks=(polygon("input", square), Group("tap", (polygon("tap", far),), steps=there)),
    )
    moments = [Moment(step, 0.0, 1.0) for step in range(3)]
    whole, first, second = pixels.frames(scene, find("light"), moments, width=wide)
    assert whole.boxes is None
    assert first.boxes == ((wide - TILE, 0, wide, TILE),)
    assert second.boxes == ()
    assert second.image is first.image


def test_tiles_side_by_side_are_one_box():
    tiles = Tiles((3 * TILE, 2 * TILE + 1))
    assert (tiles.columns, tiles.rows) == (3, 3)
    assert [*tiles.boxes([0, 1, 2, 3, 5, 8])] == [
        (0, 0, 3 * TILE, TILE),
        (0, TILE, TILE, 2 * TILE),
        (2 * TILE, TILE, 3 * TILE, 2 * TILE),
        (2 * TILE, 2 * TILE, 3 * TILE, 2 * TILE + 1),
    ]
