"""Pictures in figures of matplotlib's: a step in axes, and all moments as an animation."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from convanim import BadRequest, Conv, animate
from tests.export.films import SMALL, psnr


def axes_of(figure, *where):
    FigureCanvasAgg(figure)
    return figure.add_subplot(*where)


def shown(figure):
    file = BytesIO()
    figure.savefig(file, format="png")
    return Image.open(file).convert("RGB")


@pytest.mark.parametrize("theme", ["classic", "dark"])
def test_axes_show_the_step_that_is_asked_for(theme):
    animation = animate(SMALL, theme=theme, steps=(2, 9, 5), view="numeric")
    film = animation.film()
    high = 4 * film.scene.height / film.scene.width
    axes = Figure((4, high), dpi=200).add_axes((0, 0, 1, 1))
    assert all(shape in axes.patches for shape in animation.draw(axes, 9))
    picture = shown(axes.figure)
    frames = [frame.image.resize(picture.size) for frame in animation.frames()]
    near = [psnr(picture.reduce(2), frame.reduce(2)) for frame in frames]
    assert near.index(max(near)) == 1
    assert max(near) > 24  # matplotlib moves straight lines to whole pixels


def test_lines_are_as_wide_as_the_axes_are_large():
    animation = animate(SMALL)
    figure = Figure((8, 4))
    small, large = axes_of(figure, 1, 4, 1), axes_of(figure, 1, 2, 2)
    drawn = [animation.draw(axes)[0] for axes in (small, large)]
    figure.canvas.draw()
    across = [axes.get_window_extent().width for axes in (small, large)]
    widths = [shape.get_linewidth() for shape in drawn]
    assert widths[1] / widths[0] == pytest.approx(across[1] / across[0])
    large.set_position((0.5, 0.1, 0.2, 0.2))
    figure.canvas.draw()
    assert drawn[1].get_linewidth() < widths[1] / 2


def test_what_is_no_axes_and_no_step_is_told_in_words():
    animation, figure = animate(SMALL, max_steps=3), Figure()
    with pytest.raises(BadRequest, match=r"^a picture is drawn in .* axes, not a "):
        animation.draw(figure)
    with pytest.raises(BadRequest, match="not polar axes"):
        animation.draw(figure.add_subplot(projection="polar"))
    for step in (3, -1, 1.5, "0", True):
        with pytest.raises(BadRequest, match="is not among the steps that are shown: 0 to 2"):
            animation.draw(figure.add_subplot(), step)


def test_what_fades_keeps_the_opacity_of_its_paint():
    from convanim.render.figure import draw
    from convanim.scene.marks import Path, Scene
    from convanim.scene.time import Moment
    from convanim.themes.theme import Paint, Theme

    square = (("M", 0, 0), ("L", 9, 0), ("L", 9, 9), ("Z",))
    mark = Path("a", square, fades=(range(1),))
    theme = Theme("t", "#ffffff", {"a": Paint("#ff000080", "#00ff00", 1.0)})
    scene = Scene(9, 9, (mark,), 2, "", "")
    (shape,) = draw(Figure().add_subplot(), scene, theme, Moment(0, 0.25, 1.0))
    assert shape.get_facecolor()[3] == pytest.approx(0.5 * 128 / 255)
    assert shape.get_edgecolor()[3] == pytest.approx(0.5)


@pytest.mark.parametrize(
    "words",
    [
        {"step_time": 0.5, "hold": 2.0},
        {"motion": "slide", "hold": 1.0},
        {"step_time": 0.3, "hold": 0.7, "steps": (3, 0, 8)},
        {"pace": "lesson", "loop": 2},
        {"poster": 2, "loop": 1},
    ],
    ids=str,
)
def test_every_moment_has_its_time(words):
    animation = animate(Conv(input=4, kernel=2), width=60, **words)
    moving = animation.to_matplotlib()
    moving._draw_was_started = True  # it is not to be seen
    frames = [*moving.new_frame_seq()]
    seconds = moving.event_source.interval / 1000
    times, line = max(1, animation.timeline.loop), animation.timeline
    assert len(frames) * seconds == pytest.approx(times * line.duration)
    end, wanted = 0.0, iter(frames)
    for moment in [*line.moments()] * times:
        count = sum(
            1 for _ in range(round((end + moment.seconds) / seconds) - round(end / seconds))
        )
        assert all(next(wanted) == moment for _ in range(count))
        end += moment.seconds
    assert moving._repeat == (line.loop == 0)


def test_its_frames_are_ours(tmp_path):
    animation = animate(SMALL, width=120, max_steps=3, step_time=0.1, hold=0.1, theme="light")
    moving = animation.to_matplotlib()
    moving.save(tmp_path / "a.png", writer="pillow")
    ours = [frame.image for frame in animation.frames()]
    with Image.open(tmp_path / "a.png") as film:
        assert film.n_frames in (3, 4)  # equal ones may be one
        for n, frame in enumerate(ours):
            film.seek(n)
            assert psnr(film.convert("RGB"), frame.resize(film.size)) > 20


def test_somebodys_axes_keep_what_is_there():
    axes = Figure().add_subplot()
    (line,) = axes.plot([0, 50], [0, 50])
    moving = animate(SMALL, max_steps=2).to_matplotlib(axes)
    moving._draw_was_started = True
    counts = []
    for frame in moving.new_frame_seq():
        moving._func(frame)
        counts.append(len(axes.patches))
    assert line in axes.lines
    assert len({*np.diff(counts)}) <= 2  # none pile up
