"""The law of time: at every moment an animated SVG shows the still of the scene as it is then."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest

from convanim import (
    Conv,
    ConvTranspose,
    MaxPool,
    Network,
    above,
    animate,
    beside,
    signals,
    then,
)
from convanim.export.svg import save
from convanim.render import svg
from convanim.render.svg import held
from convanim.scene.marks import Group, Path
from convanim.scene.time import MOTIONS, RESULT, Moment, ease
from convanim.sources.panels import pictured
from convanim.themes.library import find
from convanim.views import VIEWS
from tests.render.alike import rasterised
from tests.render.player import Player, between, bezier, eased, interpolated
from tests.render.tables import every_operation, shown

UNEVEN = {
    "dilated": Conv(
        input=(5, 4), kernel=(2, 3), stride=(2, 1), padding=((1, 0), (0, 2)), dilation=(1, 2)
    ),
    "across channels": Conv(
        input=(4, 3), kernel=(2, 1), stride=(1, 2), in_channels=2, out_channels=4, groups=2
    ),
    "transposed": ConvTranspose(input=(2, 3), kernel=(3, 2), stride=(2, 1), dilation=(1, 2)),
}
OPERATIONS = {**every_operation(), **UNEVEN}
MOST = 6
"""Steps of a picture that are looked at."""
CASES = [
    (view, name) for view in tuple(VIEWS) for name, op in OPERATIONS.items() if shown(view, op)
]
ROUNDED = 0.01 + 1e-6
"""How far a shift may be from where it should be: two numbers are written with two decimals."""
BENT = 0.55
"""How far, in scene units, a line that turns may be from where it should be: a browser turns it
where the scene moves its ends in straight lines. Half a line's width, and what is rounded."""
FAINT = 1e-3
"""How far an opacity may be from what it should be: half a shade of grey, of 255."""
LATE = 2e-6
"""Parts of the whole after which a keyframe at a step is passed: it is written to four decimals
of a percent."""


PRODUCT = {"op": "pointwise", "view": "matrix", "matrix": "im2col", "values": True, "bias": False}
PRODUCT |= {"input": 1, "in_channels": 2, "out_channels": 2}


def pictures():
    """Animations of more than one picture, and of more than one layer."""
    one = {"motion": "slide", "theme": "light"}
    first, second = animate(UNEVEN["dilated"], **one), animate(MaxPool(input=4, kernel=2), **one)
    figures = animate(Conv(input=(5,), kernel=2), view="numeric", **one)
    wave, numbers = signals([3, -2, 1, -4], [1, 2, -1])
    box, area = signals("box", "box", spacing=0.25)
    layers = Network.start((6, 5), 2)
    layers = layers.layer(Conv(input=(6, 5), kernel=3, in_channels=2, out_channels=4), "conv")
    layers = layers.layer(MaxPool(input=(4, 3), kernel=(2, 1), in_channels=4), "pool")
    return {
        "beside": beside(first, second),
        "above": above(figures, first),
        "then": then(second, figures),
        "then the longer one": then(figures, first),
        "blocks in turn": then(*(animate(op, **one) for op in layers.operations)),
        "products in turn": pictured({"arrange": "compared", "panel": [PRODUCT] * 2, **one}),
        "network": animate(layers, theme="light"),
        "receptive field": animate(layers, view="receptive-field", theme="light"),
        "stems across zero": animate(wave, view="stem", values=numbers, **one),
        "a kernel turned round": animate(box, view="signal", values=area, **one),
        "rests": animate(UNEVEN["dilated"], steps=(4, 4, 4, 0), **one),
        "a sum told": animate(UNEVEN["dilated"], view="numeric", **one),
        "a maximum told": animate(MaxPool(input=4, kernel=2), view="numeric", **one),
        "one step told": animate(Conv(input=3, kernel=3), view="numeric", **one),
        "one step": animate(UNEVEN["dilated"], max_steps=1, **one),
        "dark": animate(UNEVEN["across channels"], motion="slide", theme="auto", title="Two"),
        "no paper": animate(UNEVEN["dilated"], **one, background="transparent", width=333.3),
    }


PICTURES = pictures()


LESSON = {"opening": ((2, 2.5), (2, 1.0)), "step_time": 0.06, "hold": 5.0}
PACES = {"even": {}, "lesson": LESSON}


def filmed(animation, motion, pace="even"):
    """The film of an animation, every outline cut short: what is looked at is when, not what."""
    film = animation.film()
    marks = tuple(map(brief, film.scene.marks))
    return replace(
        film,
        scene=replace(film.scene, marks=marks),
        timeline=replace(film.timeline, motion=motion, **PACES[pace]),
    )


def brief(mark):
    """A mark with the beginning of its outline."""
    if isinstance(mark, Group):
        return replace(mark, marks=tuple(map(brief, mark.marks)))
    return replace(mark, d=mark.d[:3]) if isinstance(mark, Path) else mark


def played(film):
    """A film's animated SVG."""
    buffer = BytesIO()
    save(film, buffer)
    return Player(buffer.getvalue().decode())


def still(film, moment):
    """What a film should look like at a moment: the scene as it is then."""
    looks = {"width": film.width, "background": film.background, "dark": film.dark}
    return Player(held(film.scene, film.theme, moment, **looks))


def assert_same(found, wanted, said):
    """That two lists of elements say and look the same."""
    assert [(e.tag, e.words) for e in found] == [(e.tag, e.words) for e in wanted], said
    assert [e.visible for e in found] == [e.visible for e in wanted], said
    for one, other in zip(found, wanted, strict=True):
        # what is not seen may be hidden either way
        assert not one.visible or one.opacity == pytest.approx(other.opacity, abs=FAINT), said
        if one.matrix == other.matrix:
            continue
        turns = one.matrix[:4] != other.matrix[:4]
        for x, y in ((0, 0), (0, 1), (1, 0)):
            shifts = (
                p[0] * x + p[2] * y + p[4] - q[0] * x - q[2] * y - q[4]
                for p, q in ((one.matrix, other.matrix), turned(one.matrix, other.matrix))
            )
            away = sum(shift * shift for shift in shifts) ** 0.5
            assert away <= (BENT if turns else 2 * ROUNDED), (said, one, other)


def turned(*matrices):
    """The same with their axes swapped, so that x tells of y."""
    return [(b, a, d, c, f, e) for a, b, c, d, e, f in matrices]


def chosen(steps):
    """Steps to look at: all, or some of many, the first and the last among them."""
    if steps <= MOST:
        return range(steps)
    return sorted({round(n * (steps - 1) / (MOST - 1)) for n in range(MOST)})


def lasting(line):
    """How long each step lasts."""
    slow = [seconds for count, seconds in line.opening for _ in range(count)]
    return [*slow, *[line.step_time] * line.steps][: line.steps]


def assert_keeps_time(film):
    """The law: while each step is told, where it rests, and on the way to the next."""
    shown, line = played(film), film.timeline
    steps, length, paces = line.steps, line.duration, lasting(line)
    for step in chosen(steps):
        telling, glide = line.telling(step), line.glide(step)
        pace, gone = paces[step], sum(paces[:step])
        for told in (*line.tells(step), 0.3, 0.8, 0.95) if telling else ():
            share = (gone + telling * told * pace) / length + (LATE if told <= RESULT else 0)
            assert_same(shown.at(share * length), still(film, at(step, told=told)).resting, told)
        rest = 1 - glide
        wanted = still(film, at(step)).resting
        for part in (telling, (telling + rest) / 2, rest):
            share = (gone + part * pace) / length + (LATE if part == telling else -LATE)
            assert_same(shown.at(share * length), wanted, (step, part))
        for on in (0.1, 0.3, 0.6, 0.9) if glide else ():
            share = (gone + (rest + glide * on) * pace) / length
            wanted = still(film, at(step, ease(on))).resting
            assert_same(shown.at(share * length), wanted, (step, on))
    if steps > 1:
        assert film.timeline.hold >= max(1.5, 2 * paces[-1])
        end = still(film, at(steps - 1)).resting
        for part in (0.0, 0.5, 1.0 - LATE):
            seconds = sum(paces) + part * film.timeline.hold
            assert_same(shown.at(seconds * (1 - LATE)), end, ("held", part))


def at(step, toward=0.0, told=1.0):
    """A moment of a step."""
    return Moment(step, toward, 1.0, told)


def assert_rests(film):
    """That without its animations it is the still that stands for the whole."""
    shown, wanted = played(film), still(film, Moment(film.scene.still, 0.0, 1.0))
    assert_same(shown.resting, wanted.resting, "at rest")
    at_rest = ("@media(prefers-reduced-motion:reduce)", "#X *{animation:none!important}")
    hidden = '#X [visibility]{visibility:hidden}#X [opacity="0"]{opacity:0}'
    ours = [("@media all", hidden), at_rest]
    assert shown.rules == ([*ours, *wanted.rules] if shown.keyframes else wanted.rules)


@pytest.mark.parametrize("motion", MOTIONS)
@pytest.mark.parametrize(("view", "name"), CASES)
def test_every_picture_keeps_time(view, name, motion):
    film = filmed(animate(OPERATIONS[name], view=view, theme="light"), motion)
    assert_keeps_time(film)
    assert_rests(film)


@pytest.mark.parametrize("motion", MOTIONS)
@pytest.mark.parametrize(("view", "name"), [case for case in CASES if case[1] in UNEVEN])
def test_every_view_keeps_the_time_of_a_lesson(view, name, motion):
    assert_keeps_time(filmed(animate(OPERATIONS[name], view=view, theme="light"), motion, "lesson"))


@pytest.mark.parametrize("motion", MOTIONS)
@pytest.mark.parametrize("poster", [0, 2, 5])
def test_the_poster_is_at_rest_and_time_goes_on_as_ever(poster, motion):
    film = filmed(animate(UNEVEN["dilated"], theme="light", poster=poster), motion)
    assert film.scene.still == poster
    assert_keeps_time(film)
    assert_rests(film)


@pytest.mark.parametrize("pace", PACES)
@pytest.mark.parametrize("motion", MOTIONS)
@pytest.mark.parametrize("name", PICTURES)
def test_pictures_of_several_keep_time(name, motion, pace):
    film = filmed(PICTURES[name], motion, pace)
    assert_keeps_time(film)
    assert_rests(film)


def test_every_view_is_among_them():
    assert {view for view, _ in CASES} == set(VIEWS)


@pytest.mark.parametrize("motion", MOTIONS)
@pytest.mark.parametrize("loop", [0, 1, 2, 7])
def test_it_plays_as_often_as_asked_and_then_shows_the_last_step(loop, motion):
    film = filmed(animate(UNEVEN["dilated"], loop=loop, step_time=0.3), motion)
    shown, length = played(film), film.timeline.duration
    last = still(film, Moment(film.timeline.steps - 1, 0, 1)).resting
    for turn in range(9):
        for part in (0.05, 0.42, 0.99):
            later = shown.at((turn + part) * length)
            wanted = shown.at(part * length) if turn < loop or not loop else last
            assert_same(later, wanted, (turn, part))


# -- the player itself -------------------------------------------------------------------------


def test_the_browsers_curve_is_the_scenes():
    for n in range(101):
        assert eased("cubic-bezier(.3333,0,.6667,1)", n / 100) == pytest.approx(
            ease(n / 100), abs=1e-4
        )
        assert bezier(1 / 3, 2 / 3, n / 100) == pytest.approx(n / 100)


@pytest.mark.parametrize(
    ("start", "end", "part", "wanted"),
    [
        ("translate(0px,10px)", "translate(10px,30px)", 0.5, (1, 0, 0, 1, 5, 20)),
        ("matrix(1,0,0,1,0,0)", "matrix(0,1,-1,0,0,8)", 0.5, (0.5**0.5, 0.5**0.5, 0, 0, 0, 4)),
        ("matrix(1,0,0,1,0,0)", "matrix(-1,0,0,1,0,0)", 0.25, (0.5, 0, 0, 1, 0, 0)),
        ("matrix(1,0,0,2,0,0)", "matrix(1,0,0,4,6,0)", 0.5, (1, 0, 0, 3, 3, 0)),
        ("matrix(0,0,0,0,1,1)", "matrix(1,0,0,1,2,2)", 0.4, (0, 0, 0, 0, 1, 1)),
    ],
)
def test_the_player_goes_between_transforms_as_browsers_do(start, end, part, wanted):
    found = between(start, end, part)
    if start.endswith("(1,0,0,1,0,0)") and "(0,1,-1" in end:  # an eighth of a turn
        wanted = (*wanted[:2], -(0.5**0.5), 0.5**0.5, *wanted[4:])
    assert found == pytest.approx(wanted)


def test_a_matrix_taken_apart_and_put_together_is_itself():
    for matrix in ((1, 2, -2, 1, 3, 4), (0.6, -0.8, 40, 30, 1, 2), (-1, 0, 0, 1, 5, 0)):
        assert interpolated(matrix, matrix, 0.3) == pytest.approx(matrix)


@pytest.mark.parametrize(("view", "name"), CASES[::3])
def test_a_still_has_what_shows_and_nothing_else(view, name):
    scene, theme = animate(OPERATIONS[name], view=view).scene, find("light")
    step = scene.steps // 2
    bare, whole = svg.still(scene, theme, step), held(scene, theme, Moment(step, 0.0, 1.0))
    assert "hidden" not in bare
    assert 'opacity="0"' not in bare
    assert len(bare) <= len(whole)
    assert rasterised(bare).tobytes() == rasterised(whole).tobytes()
