"""The clock: which steps are shown, and for how long."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convanim import BadRequest, Conv, ConvTranspose, animate, signals, then
from convanim.clock import SLIDE, Clock
from convanim.scene.time import GLIDE, MOTIONS, Timeline
from convanim.sources.panels import pictured


@pytest.mark.parametrize("fps", [1, 25, 50])
@pytest.mark.parametrize("motion", [None, *MOTIONS])
def test_frames_a_second_are_for_what_glides(motion, fps):
    if motion == SLIDE:
        assert Clock.of({"motion": motion, "fps": fps}).fps == fps
        return
    with pytest.raises(BadRequest, match="works with --motion slide"):
        Clock.of({"motion": motion, "fps": fps})


@given(st.integers(1, 30), st.integers(1, 30))
def test_the_first_steps_are_as_many_as_are_asked_for(count, most):
    assert list(Clock(max_steps=most).chosen(count)) == list(range(count))[:most]
    assert list(Clock().chosen(count)) == list(range(count))


@given(st.integers(1, 30))
def test_the_last_step_is_there_and_none_after_it(count):
    assert Clock(steps=(count - 1, 0)).chosen(count) == (count - 1, 0)
    for beyond in (count, -1):
        with pytest.raises(BadRequest, match=f"step {beyond} is not allowed"):
            Clock(steps=(0, beyond)).chosen(count)


@given(st.integers(1, 40), st.sampled_from([None, 2.0, 6.0]))
def test_a_movement_lasts_as_long_however_many_steps_it_has(steps, lasts):
    usual = Clock().timeline(steps, lasts).step_time
    assert usual <= 1
    assert usual == 1 or steps * usual == pytest.approx(lasts, abs=0.00501 * steps)
    assert Clock(step_time=0.5).timeline(steps, lasts).step_time == 0.5


@given(
    st.integers(1, 9), st.floats(0.02, 5), st.sampled_from([None, 0, 3.5]), st.sampled_from(MOTIONS)
)
def test_the_end_is_held_and_nothing_else(steps, step_time, hold, motion):
    line = Clock(step_time=step_time, hold=hold, motion=motion).timeline(steps, None)
    usual = max(1.5, 2 * step_time) if steps > 1 else 0
    assert line.hold == (usual if hold is None else hold)
    *others, last = line.moments()
    assert last.step == steps - 1
    assert last.seconds == pytest.approx(step_time + line.hold)
    assert sum(m.seconds for m in others) == pytest.approx((steps - 1) * step_time)
    assert line.part(steps - 1) == pytest.approx(1 - last.seconds / line.duration)


# -- a lesson ----------------------------------------------------------------------------------


def lesson(op, **words):
    """The seconds of each step of a lesson; what its end is held for is the last one's."""
    line = animate(op, pace="lesson", **words).timeline
    found = [0.0] * line.steps
    for moment in line.moments():
        found[moment.step] += moment.seconds
    found[-1] -= line.hold
    return [round(seconds, 9) for seconds in found]


WIDE = Conv(input=(5, 6), kernel=2)  # an output of 4 rows of 5
ACROSS = Conv(input=(5, 6), kernel=2, in_channels=2, out_channels=3)
UP = ConvTranspose(input=(3, 4), kernel=2)


@pytest.mark.parametrize("motion", MOTIONS)
@pytest.mark.parametrize(
    ("op", "words", "row", "slow", "fast", "steps"),
    [
        (WIDE, {}, 5, 2.5, 0.2, 20),
        (WIDE, {"view": "numeric"}, 5, 3.5, 0.2, 20),
        (WIDE, {"view": "coverage"}, 5, 2.5, 0.2, 20),
        (WIDE, {"view": "matrix"}, 5, 3.5, 0.2, 20),
        (UP, {"view": "numeric", "transposed_as": "scatter"}, 4, 3.5, 0.3, 12),
        (ACROSS, {}, 5, 2.5, 0.06, 60),
        (ACROSS, {"order": "channel-first"}, 10, 2.5, 0.06, 60),
        (Conv(input=(7,), kernel=1), {}, 7, 2.5, 0.06, 7),
        (Conv(input=(16,), kernel=1), {}, 10, 2.5, 0.06, 16),
        (Conv(input=(9, 3), kernel=3), {}, 5, 2.5, 0.06, 7),
        (Conv(input=(3, 4, 2), kernel=1), {}, 2, 2.5, 0.1, 24),
    ],
)
def test_a_lesson_tells_the_first_row_slowly_the_second_less_so_and_the_rest_fast(
    op, words, row, slow, fast, steps, motion
):
    wanted = ([slow] * row + [1.0] * row + [fast] * steps)[:steps]
    assert lesson(op, motion=motion, **words) == wanted
    if row * 2 < steps:
        scaled = [round(max(0.02, seconds * 0.2), 9) for seconds in wanted]
        assert lesson(op, motion=motion, step_time=0.2, **words) == scaled


def test_a_lesson_of_forty_nine_steps_takes_half_as_long():
    line = animate(Conv(input=7, kernel=3, padding=1), pace="lesson").timeline
    assert line.duration - line.hold == pytest.approx(26.6)
    assert line.hold == 1.5


def test_the_end_of_a_lesson_is_held_for_two_of_its_last_steps():
    assert animate(Conv(input=(5,), kernel=1), pace="lesson").timeline.hold == 5.0
    assert animate(WIDE, pace="lesson", hold=4).timeline.hold == 4.0


def test_in_a_lesson_of_several_each_is_one_in_its_turn():
    parts = [animate(op, pace="lesson") for op in (WIDE, Conv(input=4, kernel=2))]
    wanted = lesson(WIDE) + lesson(Conv(input=4, kernel=2))
    told = [{"op": "conv", "input": [5, 6], "kernel": 2}, {"op": "conv", "input": 4, "kernel": 2}]
    table = {"panel": told, "arrange": "above", "pace": "lesson"}
    for whole in (then(*parts), pictured({**table, "panel": [{"panel": [told[0]]}, told[1]]})):
        assert whole.timeline.steps in (29, 20)
    in_turn = then(*parts).timeline
    found = [seconds for count, seconds in in_turn.runs() for _ in range(count)]
    assert [round(v, 9) for v in found] == wanted
    side = pictured(table).timeline
    assert side.steps == 20
    assert [*side.runs()][:2] == [(5, 2.5), (5, 1.0)]


def test_moments_of_one_movement_are_no_lesson():
    wave, numbers = signals("box", "box", spacing=0.25)
    with pytest.raises(BadRequest, match="pace lesson is for steps that are cells"):
        animate(wave, view="signal", values=numbers, pace="lesson")


@given(
    st.integers(1, 40),
    st.lists(st.tuples(st.integers(1, 9), st.floats(0.02, 5)), max_size=3),
    st.floats(0.02, 5),
    st.sampled_from(MOTIONS),
    st.data(),
)
def test_the_time_of_a_step_is_the_sum_of_those_before(steps, opening, rest, motion, data):
    each = [s for count, s in opening for _ in range(count)] + [rest] * steps
    start = data.draw(st.integers(0, steps - 1))
    line = Timeline(steps, rest, motion, opening=tuple(opening), hold=2.0, start=start)
    for step in range(steps):
        assert line.at(step) == pytest.approx(sum(each[:step]))
        assert line.at(step + 0.6) == pytest.approx(sum(each[:step]) + 0.6 * each[step])
    assert line.duration == pytest.approx(sum(each[:steps]) + 2)
    moments = [*line.moments()]
    assert len(moments) == line.frames
    assert sum(m.seconds for m in moments) == pytest.approx(line.duration)
    assert [step for step, _ in groupby(m.step for m in moments)] == [
        *range(start, steps),
        *range(start),
    ]
    glides = [sum(m.step == step for m in moments) - 1 for step in range(steps - 1)]
    slides = motion == SLIDE
    assert glides == [max(1, round(s * GLIDE * 25)) * slides for s in each[: steps - 1]]
