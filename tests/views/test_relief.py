"""Surfaces: nearer faces later, no face lost, heights where they belong, light that stays."""

from __future__ import annotations

from itertools import product, takewhile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convanim.render.pixels import still
from convanim.scene.heat import Level
from convanim.scene.marks import Path, Scene, transform
from convanim.themes.theme import Scale, Theme
from convanim.views.heights.faces import (
    AMBIENT,
    BESIDE,
    LAMP,
    LEVELS,
    LIGHTS,
    UNDER,
    ink,
    relief,
    straighter,
)
from convanim.views.heights.relief import LINES, MOST, Camera, Heights, crossings, sampled

BUMP = np.array([[0, 0, 0, 0], [0, 1, 0.5, 0], [0, 0, -1, 0]])


def drawn(values, azimuth=30.0, elevation=36.0, high=0.3):
    heights = Heights.of(np.asarray(values, float), high)
    return heights, list(relief(heights, Camera(azimuth, elevation, 100.0)))


def subpaths(path):
    found = []
    for op, *xy in path.d:
        if op == "M":
            found.append([])
        if op != "Z":
            found[-1].append(tuple(xy))
    return found


def inside(points, x, y):
    """Whether a point lies within an outline, by crossings."""
    odd = False
    for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            odd = not odd
    return odd


def seen_at(paths, x, y):
    """The colour of the last face painted over a point."""
    for path in reversed(paths):
        if path.role == "relief" and any(inside(p, x, y) for p in subpaths(path)):
            return path.fill
    return None


def halves(along):
    """The two triangles of a cell, as places in the order of its corners."""
    return ((0, 1, 2), (0, 2, 3)) if along else ((0, 1, 3), (1, 2, 3))


def first_hit(heights, camera, x, y):
    """The triangle of the surface that a ray through a point of the picture meets first.

    An independent way: of every cell's two triangles the one nearest to the viewer wins.
    """
    up = np.radians(camera.elevation)
    best = (-np.inf, None)
    for r, row in enumerate(straighter(heights.z)):
        for c, along in enumerate(row):
            corners = []
            for i, j in ((r, c), (r, c + 1), (r + 1, c + 1), (r + 1, c)):
                px, py = camera.project(heights.x[j], heights.y[i], heights.z[i, j])
                toward = camera.turned(heights.x[j], heights.y[i])[1]
                depth = toward * np.cos(up) + heights.z[i, j] * np.sin(up)
                corners.append((px, py, depth, (i, j)))
            for places in halves(along):
                triangle = [corners[n] for n in places]
                (x0, y0, d0, _), (x1, y1, d1, _), (x2, y2, d2, _) = triangle
                area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
                if abs(area) < 1e-9:
                    continue
                u = ((x - x0) * (y2 - y0) - (x2 - x0) * (y - y0)) / area
                v = ((x1 - x0) * (y - y0) - (x - x0) * (y1 - y0)) / area
                if min(u, v, 1 - u - v) >= 0:
                    depth = d0 + u * (d1 - d0) + v * (d2 - d0)
                    if depth > best[0]:
                        best = depth, [places for *_, places in triangle]
    return best[1]


def look(heights, camera, triangle):
    """The level of a triangle: its mean height in so many steps, and the light that it gets."""
    points = [np.array([heights.x[j], heights.y[i], heights.z[i, j]]) for i, j in triangle]
    normal = np.cross(points[1] - points[0], points[2] - points[0])
    normal = normal / np.linalg.norm(normal) * np.sign(normal[2])
    lit = np.dot((*camera.turned(normal[0], normal[1]), normal[2]), LAMP)
    mean = np.mean([heights.value[place] for place in triangle])
    return ink(int(np.rint(mean * LEVELS)), int(np.rint((max(lit, 0) - LAMP[2]) * LIGHTS)))


ROUGH = np.random.RandomState(3).uniform(-1, 1, (5, 6))
RIDGE = 1 - abs(np.subtract.outer(np.arange(12), np.arange(12))) / 4


@pytest.mark.parametrize("values", [ROUGH, RIDGE.clip(0), RIDGE[::-1].clip(0)])
@pytest.mark.parametrize("azimuth", [0, 30, 45, 90, 135, 200, 290, 359])
def test_what_is_painted_last_is_what_a_ray_meets_first(azimuth, values):
    camera = Camera(azimuth, 36.0, 100.0)
    heights = Heights.of(values, 0.45)
    paths = list(relief(heights, camera))
    dice = np.random.RandomState(4)
    hits = wrong = 0
    for _ in range(60):
        x, y = dice.uniform(-50, 50), dice.uniform(-40, 40)
        met = first_hit(heights, camera, x, y)
        if met is None:
            continue
        hits += 1
        seen = seen_at(paths, x, y)
        if seen == look(heights, camera, met):
            continue
        # a face reaches a little under its neighbours, some of which are painted before it
        wrong += 1
        reached = product((-UNDER, -BESIDE, 0, BESIDE, UNDER), repeat=2)
        near = [first_hit(heights, camera, x + dx, y + dy) for dx, dy in reached]
        assert seen in {look(heights, camera, met) for met in near if met}
    assert hits > 25
    assert wrong <= hits / 10


@pytest.mark.parametrize("angle", [0, 45, 90, 135])
def test_a_ridge_is_split_along_its_crest(angle):
    c, s = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    y, x = np.mgrid[-6:7, -6:7]
    z = np.exp(-((x * s - y * c) ** 2) / 4)
    along = straighter(z)[3:-3, 3:-3]
    crossing = abs(np.diff(np.diff(z, axis=0), axis=1))[3:-3, 3:-3] > 1e-9  # not in a plane
    assert (along[crossing] == (angle == 45)).all()
    assert crossing.any() == (angle in (45, 135))


@pytest.mark.parametrize("azimuth", [5, 28, 62, 118, 208, 298])
@pytest.mark.parametrize("angle", [30, 45, 135, 160])
def test_a_ridge_across_the_grid_has_a_crest_without_notches(angle, azimuth):
    """Its skyline rises and falls once, and nowhere dips by as much as a line is wide."""
    c, s = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    y, x = np.mgrid[-1:1:40j, -1:1:40j]
    along, off = x * c + y * s, x * s - y * c
    values = np.exp(-2 * along**2 - 20 * off**2)
    camera = Camera(azimuth, 38.0, 280.0)
    paths = [p for p in relief(Heights.of(values, 0.6), camera) if p.role == "relief"]
    corners = np.array([xy for p in paths for line in subpaths(p) for xy in line])
    top = corners[corners[:, 1].argmin()]
    sky = []
    for at in np.arange(top[0] - 40, top[0] + 40, 1.0):
        sky.append(
            min(
                ay + (at - ax) / (bx - ax) * (by - ay)
                for p in paths
                for line in subpaths(p)
                for (ax, ay), (bx, by) in zip(line, [*line[1:], line[0]], strict=True)
                if min(ax, bx) <= at < max(ax, bx)
            )
        )
    peak = int(np.argmin(sky))
    for side in (sky[peak::-1], sky[peak:]):  # from the peak on
        high = list(takewhile(lambda y: y < min(sky) + 12, side))
        assert len(high) > 5
        assert (np.maximum.accumulate(high) - high).max() < 1.0


@pytest.mark.parametrize("azimuth", [10, 100, 190, 280])
def test_rows_are_painted_from_far_to_near(azimuth):
    # on flat ground nearer is lower in the picture
    _, paths = drawn(np.zeros((9, 9)), azimuth)
    lows = [max(y for line in subpaths(p) for _, y in line) for p in paths if p.role == "relief"]
    assert lows == sorted(lows)
    assert len(lows) >= 9


@pytest.mark.parametrize("width", [120, 333])
def test_no_paper_shines_through_between_faces(width):
    theme = Theme("black", "#000000", heat=Scale("#000000", "#f7f7f7", "#000000"))
    for elevation, azimuth in ((90, 0), (38, 28), (38, 200)):
        _, paths = drawn(np.zeros((20, 20)), azimuth, elevation)
        middle = tuple(
            Path(p.role, tuple(transform((1, 0, 0, 1, 60, 60), p.d)), fill=p.fill) for p in paths
        )
        picture = still(Scene(120, 120, middle, 1, "", ""), theme, 0, width=width)
        part = picture.crop(tuple(round(v * width / 120) for v in (45, 50, 75, 70)))
        # two 255ths are a rasteriser's rounding
        assert all(low >= 235 - 2 and high == 235 for low, high in part.getextrema())


def test_flat_ground_is_one_colour_whatever_the_angle():
    fills = {p.fill for a in range(0, 360, 45) for p in drawn(np.zeros((5, 5)), a)[1]}
    assert fills == {ink(0, 0), None}


def test_colours_tell_the_sign_and_the_light():
    assert ink(LEVELS, LIGHTS) == Level(1.0)
    assert ink(-LEVELS, LIGHTS) == Level(-1.0)
    half = ink(0, -LIGHTS // 2)
    assert half.at == 0
    assert half.light == pytest.approx(1 - (1 - AMBIENT) * (1 - LAMP[2] + 0.5))
    up = {p.fill for p in drawn(np.ones((4, 4)))[1] if p.fill}
    assert up == {ink(LEVELS, 0)}


def test_a_height_is_drawn_up():
    camera = Camera(30, 36, 100)
    low, high = camera.project(0, 0, 0), camera.project(0, 0, 0.3)
    assert high[0] == low[0]
    assert low[1] - high[1] == pytest.approx(30 * np.cos(np.radians(36)))
    assert Camera(0, 90, 10, 5, 5).project(0.5, -0.5, 7) == pytest.approx((10, 0))


@given(size=st.integers(1, 300), most=st.integers(8, MOST))
def test_every_sample_is_a_corner_where_there_is_room(size, most):
    places, every = crossings(size, most)
    assert len(places) <= most + 1
    assert every >= 1
    if size - 1 <= most:
        assert {float(n) for n in range(size)} <= set(places.tolist())


@given(rows=st.integers(1, 130), columns=st.integers(1, 130))
@settings(max_examples=40)
def test_any_size_becomes_heights_of_a_sensible_one(rows, columns):
    heights = Heights.of(np.ones((rows, columns)), 0.3)
    assert heights.z.shape == (len(heights.y), len(heights.x))
    assert min(heights.z.shape) >= 2
    assert max(heights.z.shape) <= MOST + 1
    assert np.ptp([*heights.x]) <= 1
    assert max(np.ptp(heights.x), np.ptp(heights.y)) == pytest.approx(1)
    assert np.allclose(heights.value, 1)
    assert heights.across.sum() <= LINES + 2
    assert heights.across[0]
    assert heights.across[-1]


def test_samples_are_corners_and_lines_lie_between():
    heights = Heights.of(BUMP, 0.3)
    every = (len(heights.x) - 1) // 3, (len(heights.y) - 1) // 2
    assert np.allclose(heights.value[:: every[1], :: every[0]], BUMP)
    assert np.allclose(heights.x[[0, -1]], [-0.5, 0.5])
    assert np.allclose(heights.y[[0, -1]], [-1 / 3, 1 / 3])
    places = np.array([0, 0.25, 1, 2])
    assert sampled(np.array([[0.0], [4], [8]]), places, 0).ravel().tolist() == [0, 1, 4, 8]
    fine = Heights.of(np.linspace(-1, 1, 401)[None, :].repeat(401, 0), 0.3)
    assert np.allclose(fine.value[0], fine.x * 2, atol=0.02)
