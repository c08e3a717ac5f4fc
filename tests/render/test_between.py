"""Between steps: what glides and what fades, in every picture of the gallery and of the tables."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from convanim import AvgPool, Conv, ConvTranspose, MaxPool, animate
from convanim.gallery import specified
from convanim.operations import AdaptiveAvgPool
from convanim.scene.marks import IDENTITY, Group, Text, compose, transform
from convanim.scene.text import CAP_HEIGHT
from convanim.scene.time import Moment, opacity, placed
from tests.pictures import box
from tests.render.alike import assert_alike_at

GALLERY = Path(__file__).parents[2] / "gallery"
SPECS = sorted(str(path.relative_to(GALLERY)) for path in GALLERY.rglob("*.toml"))
MOST = 8
"""Steps of a picture after which it is looked at."""
ON = (0.15, 0.4, 0.6, 0.85)
"""Parts of the way to the next step."""
NEAR = 0.1
"""Scene units that two boxes of text may share: none that is seen."""
LAYERS = {
    "conv": Conv(input=(5, 4), kernel=3, stride=(2, 1), padding=1),
    "column": Conv(input=(6, 2), kernel=2, padding=((0, 0), (0, 0))),
    "line": Conv(input=(7,), kernel=3, padding=1),
    "mirrored": Conv(input=4, kernel=3, padding=1, padding_mode="reflect"),
    "transposed": ConvTranspose(input=(2, 3), kernel=3, stride=2, padding=1),
    "maximum": MaxPool(input=(5, 6), kernel=3, stride=2, padding=1),
    "winner": MaxPool(input=(4, 5), kernel=2, stride=1),
    "uneven": AdaptiveAvgPool(input=(5, 7), output_size=3),
    "mean": AvgPool(input=4, kernel=2, stride=2),
}


def boxes(marks, moment, outer=IDENTITY):
    """The texts that are seen at a moment, each with the box of its figures."""
    for mark in marks:
        if not opacity(mark, moment):
            continue
        matrix = compose(outer, placed(mark, moment))
        if isinstance(mark, Group):
            yield from boxes(mark.marks, moment, matrix)
        elif isinstance(mark, Text):
            x, y, high = mark.x, mark.y, mark.size * CAP_HEIGHT
            corners = [(x, y), (x + mark.width, y), (x + mark.width, y - high), (x, y - high)]
            d = [("L", *corner) for corner in corners]
            yield mark.text, box([point[1:] for point in transform(matrix, d)])


def collisions(marks, moment):
    """Texts that lie on each other at a moment."""
    return [
        (one, other)
        for (one, a), (other, b) in combinations(boxes(marks, moment), 2)
        if min(a[2], b[2]) - max(a[0], b[0]) > NEAR and min(a[3], b[3]) - max(a[1], b[1]) > NEAR
    ]


def looked_at(steps):
    """Steps after which to look: the first ones, ends of rows among them, and some of the rest."""
    first = range(min(steps - 1, MOST // 2))
    return sorted({*first, *(round(n * (steps - 2) / MOST) for n in range(MOST + 1))} - {-1, -2})


def assert_clear(scene):
    """That no two texts collide on the way from step to step."""
    for step in looked_at(scene.steps) if scene.steps > 1 else ():
        for toward in ON:
            assert not collisions(scene.marks, Moment(step, toward, 1.0)), (step, toward)
        for told in (0.0, 0.2, 0.5, 0.69, 1.0):
            assert not collisions(scene.marks, Moment(step, 0.0, 1.0, told)), (step, told)


@pytest.mark.parametrize("spec", SPECS)
def test_no_texts_collide_between_the_steps_of_the_gallery(spec):
    assert_clear(specified(GALLERY / spec)[0].scene)


@pytest.mark.parametrize("theme", ["classic", "light"])
@pytest.mark.parametrize("name", LAYERS)
@pytest.mark.parametrize("view", ["numeric", "matrix"])
def test_no_texts_collide_between_the_steps_of_other_layers(view, name, theme):
    if view in ("matrix",) and LAYERS[name].pooling:
        pytest.skip("the matrix view shows no pooling")
    words = {"motion": "slide", "theme": theme}
    assert_clear(animate(LAYERS[name], view=view, **words).scene)
    if LAYERS[name].swapped and view == "numeric":
        stamped = animate(LAYERS[name], view=view, transposed_as="scatter", **words)
        assert_clear(stamped.scene)


def test_figures_that_swept_over_others_would_be_seen():
    op = LAYERS["conv"]
    scene = animate(op, view="numeric", motion="slide").scene
    swept = [replace(mark, fades=None) for mark in scene.marks]
    assert collisions(swept, Moment(op.output_shape[1] - 1, 0.4, 1.0))


@pytest.mark.parametrize("theme", ["light", "print", "dark"])
@pytest.mark.parametrize(
    ("view", "name"),
    [
        ("numeric", "conv"),
        ("numeric", "winner"),
        ("numeric", "uneven"),
        ("numeric", "mirrored"),
        ("matrix", "line"),
        ("painted", "conv"),
        ("coverage", "transposed"),
        ("stacked", "conv"),
    ],
)
def test_pixels_are_the_vectors_between_steps(view, name, theme):
    scene = animate(LAYERS[name], view=view, theme=theme, motion="slide").scene
    columns = LAYERS[name].output_shape[-1]
    for step in {0, columns - 1}:
        for toward in (0.2, 0.7):
            assert_alike_at(scene, theme, Moment(step, toward, 1.0))
        if view == "numeric":
            for told in (0.0, 0.4, 0.85):
                assert_alike_at(scene, theme, Moment(step, 0.0, 1.0, told))


def test_windows_glide_to_a_neighbour_and_fade_elsewhere():
    op = Conv(input=5, kernel=3, stride=2, padding=1)
    for view, role in (("numeric", "window"), ("coverage", "current"), ("painted", "window")):
        scene = animate(op, view=view, motion="slide").scene
        window = next(mark for mark in scene.marks if mark.role == role)
        places = [tuple(matrix[4:]) for matrix in window.track]
        for step in range(scene.steps - 1):
            half = [Moment(step, toward, 1.0) for toward in (0.25, 0.75)]
            seen = [opacity(window, moment) for moment in half]
            at = [placed(window, moment)[4:] for moment in half]
            if step % 3 == 2:
                assert seen == [0.5, 0.5]
                assert at == [places[step], places[step + 1]]
            else:
                assert seen == [1.0, 1.0]
                assert places[step] < at[0] < at[1] < places[step + 1]


@pytest.mark.parametrize("view", ["numeric", "matrix", "subsampled"])
def test_what_is_made_and_what_wins_never_glides(view):
    op = Conv(input=5, kernel=2, stride=2) if view != "numeric" else MaxPool(input=5, kernel=2)
    scene = animate(op, view=view, motion="slide").scene
    movers = [m for m in scene.marks if m.role in ("active.open", "active.winner") and m.track]
    assert movers
    for mark in movers:
        for step in range(scene.steps - 1):
            for toward in ON:
                moment = Moment(step, toward, 1.0)
                assert placed(mark, moment) in mark.track[step : step + 2]
                same = mark.track[step] == mark.track[step + 1]
                assert (opacity(mark, moment) == 1) == same


def test_what_fades_comes_and_goes_by_halves():
    mark = Text("label", "1", 0, 0, 10, 6, steps=(range(1, 2),), fades=(range(2),))
    seen = [[opacity(mark, Moment(n, t, 1.0)) for t in (0.0, 0.25, 0.75)] for n in range(3)]
    assert seen == [[0, 0, 0.5], [1, 0.5, 0], [0, 0, 0]]
