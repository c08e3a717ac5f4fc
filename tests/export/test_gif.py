"""GIF files, read back by Pillow as a viewer would."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from convanim import Conv, animate
from convanim.export.gif import merged
from tests.export.films import SMALL, decoded, gif, psnr, timed, written


def durations(data):
    return [time for _, time in decoded(data)]


def test_one_frame_a_step_of_one_second():
    assert durations(gif()) == [*[1000] * 15, 3000]
    assert durations(gif(hold=0)) == [1000] * 16
    assert decoded(gif())[0][0].width == 120


@pytest.mark.parametrize(("loop", "told"), [(0, 0), (2, 1), (7, 6), (65535, 65534)])
def test_the_loop_is_written(loop, told):
    with Image.open(BytesIO(gif(loop=loop))) as image:
        assert image.info["loop"] == told  # the file counts what follows the first time


def test_once_is_a_file_without_a_loop():
    with Image.open(BytesIO(gif(loop=1))) as image:
        assert "loop" not in image.info
        assert image.n_frames == 16


def test_chosen_steps_in_their_order():
    whole = [frame for frame, _ in decoded(gif())]
    some = [frame for frame, _ in decoded(gif(steps=(5, 0, 15)))]
    assert len(some) == 3
    for shown, step in zip(some, (5, 0, 15), strict=True):
        assert psnr(shown.convert("RGB"), whole[step].convert("RGB")) > 40
    assert len(decoded(gif(max_steps=2))) == 2
    assert len(decoded(gif(steps=(3,)))) == 1


@pytest.mark.parametrize("pace", ["even", "lesson"])
@pytest.mark.parametrize("motion", ["step", "slide"])
def test_a_loop_begins_with_the_poster_and_the_end_is_held_where_it_is(motion, pace):
    glides = {"motion": motion, **({"fps": 5} if motion == "slide" else {})}
    words = {"width": 60, "theme": "light", "steps": (0, 5, 9, 15), "pace": pace, **glides}
    whole, turned = decoded(gif(**words)), decoded(gif(poster=9, **words))
    each = (len(whole) - 1) // 3  # a rest and its glide; the last step has none
    for (one, lasts), (other, long) in zip([*whole[2 * each :], *whole], turned, strict=False):
        assert lasts == pytest.approx(long, abs=10)
        assert psnr(one.convert("RGB"), other.convert("RGB")) > 36
    assert len(turned) == len(whole)


def test_equal_frames_are_one_that_lasts_as_long():
    assert durations(gif(steps=(4, 4, 4, 2), hold=0)) == [3000, 1000]


@given(
    st.lists(st.tuples(st.integers(0, 2), st.floats(0.02, 3)), min_size=1, max_size=40),
)
def test_rounding_to_hundredths_never_adds_up(frames):
    pictures = [Image.new("L", (1, 1), shade) for shade in range(3)]
    found = list(merged((pictures[shade], seconds, None) for shade, seconds in frames))
    shades = [shade for shade, _ in frames]
    changes = [n for n, s in enumerate(shades) if n == 0 or s != shades[n - 1]]
    assert len(found) == len(changes)
    ends = [*changes[1:], len(frames)]
    told = 0
    for (_, time, _), end in zip(found, ends, strict=True):
        told += time
        assert abs(told - 100 * sum(seconds for _, seconds in frames[:end])) <= 0.5 + 1e-6


def test_times_that_are_no_hundredths_keep_the_whole_length():
    third = durations(gif(step_time=1 / 3, hold=0))
    assert sum(third) == pytest.approx(16 * 1000 / 3, abs=5)
    assert set(third) == {330, 340}
    glide = written(animate(SMALL, width=60, motion="slide", fps=30, step_time=0.7, hold=0))
    assert sum(durations(glide)) == pytest.approx(16 * 700, abs=5)


def test_delays_over_what_one_frame_can_last_are_split():
    data = written(timed(animate(Conv(input=2, kernel=1), width=40), step_time=1500.5, hold=0))
    times = durations(data)
    assert sum(times) == 4 * 1500500
    assert max(times) <= 655350
    assert len(times) == 4 * 3


def test_one_palette_and_only_what_changed():
    data = gif()
    with Image.open(BytesIO(data)) as image:
        assert image.size == (120, image.height)
        boxes = []
        for n in range(image.n_frames):
            image.seek(n)
            boxes.append(image.dispose_extent)
            assert image.tile == [] or image.tile[0][0] == "gif"
    areas = [(right - left) * (bottom - top) for left, top, right, bottom in boxes]
    assert areas[0] == 120 * image.height
    assert max(areas[1:]) < areas[0]


def test_the_frames_are_the_films_own():
    for words in ({}, {"theme": "dark"}, {"theme": "print"}, {"motion": "slide", "fps": 5}):
        animation = animate(SMALL, width=200, **words)
        shown = [frame for frame, _ in decoded(written(animation))]
        drawn = [frame.image for frame in animation.frames()]
        assert len(shown) == len(drawn)
        for one, other in zip(shown, drawn, strict=True):
            assert psnr(one.convert("RGB"), other) >= 40


@pytest.mark.parametrize("matte", [None, "#336699"])
@pytest.mark.parametrize("motion", ["step", "slide"])
def test_a_transparent_background_comes_back(matte, motion):
    clock = {"motion": motion, **({"fps": 4} if motion == "slide" else {})}
    animation = animate(SMALL, width=150, background="transparent", matte=matte, **clock)
    drawn = list(animation.frames())
    shown = decoded(written(animation))
    assert len(drawn) == len(shown)
    for (frame, _), made in zip(shown, drawn, strict=True):
        alpha = made.image.getchannel("A")
        least = 128 if matte is None else 1
        wanted = alpha.point([0] * least + [255] * (256 - least))
        assert not ImageChops.difference(frame.getchannel("A"), wanted).getbbox()
        # what is opaque has its colour: nothing of an earlier frame shines through
        full = alpha.point([0] * 255 + [255])
        blank = Image.new("RGB", frame.size)
        pair = (Image.composite(image.convert("RGB"), blank, full) for image in (frame, made.image))
        assert psnr(*pair) >= 40
    assert shown[0][0].getpixel((0, 0))[3] == 0


def test_edges_on_a_matte_are_blended_with_it():
    animation = animate(SMALL, width=150, background="transparent", matte="#ffffff")
    opaque = animate(SMALL, width=150, background="#ffffff")
    paper = Image.new("RGBA", decoded(written(animation))[0][0].size, "#ffffff")
    for (clear, _), (solid, _) in zip(
        decoded(written(animation)), decoded(written(opaque)), strict=True
    ):
        over = Image.alpha_composite(paper, clear)
        assert psnr(over.convert("RGB"), solid.convert("RGB")) > 38


@settings(max_examples=12)
@given(
    st.sampled_from(["classic", "light", "dark", "print", "colorblind"]),
    st.sampled_from(["step", "slide"]),
    st.sampled_from([None, "transparent", "#abcdef"]),
)
def test_the_same_words_give_the_same_bytes(theme, motion, background):
    words = {"theme": theme, "motion": motion, "background": background, "max_steps": 4}
    words |= {"fps": 3} if motion == "slide" else {}
    assert gif(**words) == gif(**words)
