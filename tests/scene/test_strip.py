"""A strip: some steps of a scene side by side, each as it is in the whole."""

from __future__ import annotations

import pytest

from convanim import MaxPool, above, animate, beside, then
from convanim.scene.marks import Group, points
from convanim.scene.strip import strip
from convanim.views import VIEWS
from tests.pictures import outlines, texts
from tests.render.tables import every_operation, shown

CASES = [
    (view, name)
    for view in VIEWS
    for name, op in every_operation().items()
    if shown(view, op) and "3d" not in name
]


def roles(marks):
    """The roles of all marks."""
    for mark in marks:
        yield mark.role
        if isinstance(mark, Group):
            yield from roles(mark.marks)


def drawn(scene, step):
    """What shows at a step, but for what is said of it: the corners of outlines and of texts."""
    found = []
    for role in sorted(set(roles(scene.marks))):
        if role.partition(".")[0] in ("caption", "title"):
            continue
        found += [(role, "", tuple(cell)) for cell in outlines(scene, role, step) if cell]
        for said, (left, top, right, low) in texts(scene, role, step):
            if not said.startswith("step "):
                found.append((role, said, ((left, top), (right, low))))
    return found


def moved(found, dx, dy):
    """The same somewhere else, in an order of its own."""
    return sorted(
        (role, said, tuple((round(x + dx, 2) + 0.0, round(y + dy, 2) + 0.0) for x, y in corners))
        for role, said, corners in found
    )


def least(found):
    """The least coordinates."""
    xs, ys = zip(*(corner for _, _, corners in found for corner in corners), strict=True)
    return min(xs), min(ys)


@pytest.mark.parametrize(("view", "name"), CASES)
def test_each_picture_is_the_step_whose_name_it_has(view, name):
    scene = animate(every_operation()[name], view=view, theme="light").scene
    if scene.steps < 3:
        pytest.skip("no three steps")
    steps = (0, scene.steps // 2, scene.steps - 1)
    whole = strip(scene, steps, [f"step {n}" for n in steps])
    assert whole.steps == 1
    assert all(mark.steps is None for mark in whole.marks)
    names = [(said, box) for said, box in texts(whole, "label") if said.startswith("step ")]
    assert [said for said, _ in names] == [f"step {n}" for n in steps]
    middles = [(left + right) / 2 for _, (left, _, right, _) in names]
    apart = [x - middles[0] for x in middles]
    shots = [drawn(scene, step) for step in steps]
    all_of_them = [
        one for shot, away in zip(shots, apart, strict=True) for one in moved(shot, away, 0)
    ]
    found = drawn(whole, 0)
    (x, y), (left, top) = least(found), least(all_of_them)
    assert close(moved(found, left - x, top - y), moved(all_of_them, 0, 0))
    lowest = max(y for _, _, corners in found for _, y in corners)
    assert all(high > lowest for _, (_, high, _, _) in names)


def close(some, others):
    """Whether two lists of what is drawn are the same, but for what is rounded."""
    assert [one[:2] for one in some] == [one[:2] for one in others]
    pairs = zip(some, others, strict=True)
    return all(
        abs(p - q) < 0.03
        for one, other in pairs
        for a, b in zip(one[2], other[2], strict=True)
        for p, q in zip(a, b, strict=True)
    )


def test_what_is_said_of_all_is_said_once():
    op = every_operation()["conv-2d"]
    for view in ("stacked", "numeric"):
        scene = animate(op, view=view, theme="light", title="Once", caption=True).scene
        whole = strip(scene, (0, 1), ("step 0", "step 1"))
        for role in ("title", "caption"):
            said = [(text, box) for text, box in texts(whole, role)]
            assert [text for text, _ in said] == [text for text, _ in texts(scene, role)]
            for _, (left, top, right, low) in said:
                assert left >= 0
                assert right <= whole.width
                assert (top < whole.height / 2) == (role == "title")
                assert 0 < top < low < whole.height


def test_nothing_lies_outside_and_no_picture_in_another():
    op = every_operation()["conv-2d"]
    for view in ("stacked", "numeric", "channels"):
        scene = animate(op, view=view, theme="light").scene
        whole = strip(scene, (0, 1), ("step 0", "step 1"))
        for mark in whole.marks:
            for x, y in points(mark):
                assert 0 <= x <= whole.width
                assert 0 <= y <= whole.height


@pytest.mark.parametrize("arranged", [above, beside, then])
def test_of_several_pictures_each_keeps_what_is_said_of_it(arranged):
    parts = [
        animate(op, theme="light", caption=True)
        for op in (every_operation()["conv-2d"], MaxPool(input=6, kernel=2))
    ]
    scene = arranged(*parts).scene
    whole = strip(scene, (0, scene.steps - 1), ("step 0", "step 9"))
    ends = 0, scene.steps - 1  # of pictures in turn the later ones are not yet there
    wanted = [text for step in ends for text, _ in texts(scene, "caption", step)]
    assert sorted(text for text, _ in texts(whole, "caption")) == sorted(wanted)
