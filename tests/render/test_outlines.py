"""Outlines for the rasteriser: each edge once, curves by straight pieces, in linear time."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import cos, dist, sin
from time import process_time

import pytest

from convanim.render import pixels
from convanim.render.dashes import polylines
from convanim.render.outlines import once, straight
from convanim.scene.marks import Path, Scene
from convanim.scene.shapes import circle
from convanim.themes.library import find
from convanim.views.parts.plane import Plane

GRIDS = {
    "square": Plane(0, 0, (30, 0), (0, 30)),
    "thirds": Plane(0.1, 1 / 3, (10 / 3, 0), (0, 20 / 7)),
    "slant": Plane(5, 7, (30 * cos(0.4), 30 * sin(0.4)), (-11.3, 9.1)),
}


def pieces(d):
    """The straight pieces of outlines, whichever way they run, and how often each is there."""
    found = Counter()
    for points in polylines(d):
        for one, other in pairwise(points):
            ends = sorted((round(x, 6), round(y, 6)) for x, y in (one, other))
            found[tuple(ends)] += 1
    return found


@pytest.mark.parametrize("plane", GRIDS.values(), ids=GRIDS)
@pytest.mark.parametrize("cells", ["all", "all but one", "columns first", "corners"])
def test_an_edge_that_cells_share_is_drawn_once_and_none_is_lost(plane, cells):
    every = [(row, column) for row in range(4) for column in range(3)]
    chosen = {
        "all": every,
        "all but one": [cell for cell in every if cell != (1, 1)],
        "columns first": sorted(every, key=lambda cell: cell[::-1]),
        "corners": [(0, 0), (1, 1), (2, 0)],
    }[cells]
    d = plane.cells(chosen)
    drawn = pieces(once(d))
    assert {*drawn} == {*pieces(d)}
    assert {*drawn.values()} == {1}


def test_outlines_that_share_nothing_stay_as_they_are():
    for d in (
        GRIDS["slant"].cells([(0, 0), (2, 2)]),
        GRIDS["square"].cells([(0, 0), (0, 1)], 0.1, 0.2),
        (("M", 0.0, 0.0), ("L", 3.0, 4.0)),
        (),
    ):
        assert tuple(once(d)) == tuple(d)


@pytest.mark.parametrize("radius", [0.5, 3, 40, 900])
def test_straight_pieces_are_nowhere_far_from_their_curve(radius):
    (points,) = polylines(straight(circle((0, 0), radius)))
    middles = [((a + c) / 2, (b + d) / 2) for (a, b), (c, d) in pairwise(points)]
    # in pixels less than is seen; four cubics are themselves within 0.03 % of their circle
    assert all(abs(dist(p, (0, 0)) - radius) <= 0.03 + 3e-4 * radius for p in [*points, *middles])
    assert len(points) < 16 * radius**0.5 + 12


def test_time_grows_with_the_number_of_cells():
    def seconds(side):
        plane = Plane(0, 0, (4, 0), (0, 4))
        cells = plane.cells([(r, c) for r in range(side) for c in range(side)], 0.1, 0.2)
        scene = Scene(4.0 * side, 4.0 * side, (Path("input", cells),), 1, "", "")
        began = process_time()
        pixels.still(scene, find("light"), 0)
        return process_time() - began

    few, many = (min(seconds(side) for _ in range(2)) for side in (20, 80))
    assert many < 5 * 16 * few  # of sixteen times the cells; a quadratic law would say 256
