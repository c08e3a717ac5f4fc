"""A word without effect in a format is refused, and a presentation can do what its form can."""

from __future__ import annotations

import pytest

from convanim import BadRequest
from convanim.export import FORMATS, PAGED, STILLS
from convanim.export.able import check, lacks
from tests.export.films import written
from tests.export.test_reels import film

# word -> values that differ in what moves
MOVING = {
    "step_time": (0.5, 2.0),
    "pace": ("even", "lesson"),
    "motion": ("step", "slide"),
    "hold": (2.0, 5.0),
    "loop": (0, 2),
    "poster": (1, 14),
}
QUICK = [kind for kind in FORMATS if kind not in ("avif", "webm", "mov")]


@pytest.mark.parametrize("format", QUICK)
@pytest.mark.parametrize("word", MOVING)
def test_a_word_is_lacking_exactly_where_it_changes_nothing(format, word):
    few = {"width": 60, "embed": False}
    one, other = (written(film({**few, word: value}), format) for value in MOVING[word])
    assert (one == other) == (word in lacks(format, False))


@pytest.mark.parametrize(
    ("slides", "has", "has_not"),
    [
        ("steps", {"transparent"}, {"loop", "hold", "pace", "poster", "matte", "fps"}),
        ("animation", {"loop", "hold", "pace", "poster", "matte", "transparent"}, {"dpi"}),
        ("video", {"hold", "pace", "poster", "fps"}, {"loop", "transparent", "matte", "dpi"}),
    ],
)
def test_a_presentation_can_do_what_its_form_can(slides, has, has_not):
    for word in has:
        check({word}, [("pptx", False)], slides)
    for word in has_not:
        with pytest.raises(BadRequest, match=r"^\.pptx.* has no --") as said:
            check({word}, [("pptx", False)], slides)
        assert (f"--pptx {slides}" in str(said.value)) == (slides != "steps")


def test_one_format_that_has_a_word_is_enough():
    check({"loop"}, [("mp4", False), ("gif", False)])


@pytest.mark.parametrize("format", FORMATS)
def test_too_much_is_refused_with_an_estimate_in_every_format(format):
    from convanim import Conv, animate

    animation = animate(Conv(input=60, kernel=3))
    if format in STILLS:
        animation.check(format)
        return
    are = "pages" if format in PAGED else "frames"
    told = rf"3,364 {are}: about [0-9][\d,.]* seconds of work, [0-9][\d,.]* MB"
    with pytest.raises(BadRequest, match=f"{told}|3,364 slides are too many"):
        animation.check(format)


@pytest.mark.parametrize("format", PAGED)
def test_pages_are_counted_with_what_is_on_them(format):
    from convanim import Conv, animate

    animate(Conv(input=30, kernel=3), max_steps=40).check(format)
    with pytest.raises(BadRequest, match=r"100 pages"):
        animate(Conv(input=30, kernel=3), max_steps=100).check(format)
    animate(Conv(input=30, kernel=3), max_steps=100, all_steps=True).check(format)
