"""The clock: which steps are shown, and for how long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convanim import BadRequest
from convanim.clock import SLIDE, Clock
from convanim.scene.time import MOTIONS


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
