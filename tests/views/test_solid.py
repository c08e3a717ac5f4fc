"""Blocks of cells: the faces that show are the whole of what shows."""

from __future__ import annotations

import pytest

from convanim.scene.marks import Path, outline
from convanim.views.blocks.solid import FACES, Block, Solid, far_to_near

SOLID = Solid(12.5, -3.0, 20.0)


def polygons(d):
    """The corners of each outline."""
    found = []
    for letter, *point in d:
        if letter == "M":
            found.append([])
        if letter != "Z":
            found[-1].append(tuple(point))
    return found


def moments(corners):
    """The area of a polygon, and the area times each coordinate of its centre."""
    sides = list(zip(corners, [*corners[1:], corners[0]], strict=True))
    crossed = [(a[0] * b[1] - b[0] * a[1]) / 2 for a, b in sides]
    sums = [
        sum(area * (a[axis] + b[axis]) / 3 for area, (a, b) in zip(crossed, sides, strict=True))
        for axis in (0, 1)
    ]
    sign = 1 if sum(crossed) > 0 else -1
    return [sign * value for value in (sum(crossed), *sums)]


def added(d):
    return [sum(parts) for parts in zip(*map(moments, polygons(d)), strict=True)]


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize(
    "block", [Block((0, 0, 0)), Block((1, 2, 3), (4, 2, 3)), Block((2, 0, 1), (1, 5, 2))]
)
def test_three_faces_cover_what_is_seen_of_a_block(block, whole):
    faces = [SOLID.face(face, block, whole) for face in FACES]
    layers, rows, columns = block.size
    counts = [1, 1, 1] if whole else [rows * columns, layers * columns, layers * rows]
    assert [len(polygons(d)) for d in faces] == counts
    covered = [sum(parts) for parts in zip(*map(added, faces), strict=True)]
    assert covered == pytest.approx(added(SOLID.silhouette(block)))


def test_only_the_faces_that_are_asked_for_are_drawn_and_lit():
    roles = [mark.role for mark in SOLID.shaded("input", Block((0, 0, 0)), ["front", "right"])]
    assert roles == ["input.front", "input.right", "shade"]
    assert {type(mark) for mark in SOLID.shaded("input", Block((0, 0, 0)))} == {Path}


def test_a_wire_is_the_outline_and_the_three_edges_behind():
    block = Block((1, 0, 0), (2, 3, 4))
    outer, *edges = polygons(SOLID.wire(block))
    assert outline(outer) == SOLID.silhouette(block)
    assert {edge[0] for edge in edges} == {SOLID.point(1, 3, 0)}
    assert {edge[1] for edge in edges} == {
        SOLID.point(*corner) for corner in ((3, 3, 0), (1, 0, 0), (1, 3, 4))
    }


def test_blocks_are_painted_from_the_far_to_the_near():
    runs = [(0, 2), (3, 1)]
    order = [block.at for block in far_to_near(runs, runs, runs)]
    assert len(set(order)) == 8
    for n, far in enumerate(order):
        for near in order[n + 1 :]:
            # what is nearer, higher or further right is never painted before
            behind = near[0] <= far[0] and near[1] >= far[1] and near[2] <= far[2]
            assert not behind
