"""A film in matplotlib: all its moments, one after the other, in somebody's axes."""

from __future__ import annotations

from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

from convanim.errors import BadRequest
from convanim.export.film import INCH, Film
from convanim.export.reel import whole
from convanim.export.video import rate
from convanim.scene.time import Moment

if TYPE_CHECKING:
    from matplotlib.animation import FuncAnimation
    from matplotlib.axes import Axes


def check_axes(axes: object) -> Axes:
    """Refuse what is no axes of two straight scales."""
    from matplotlib.axes import Axes

    kind = getattr(axes, "name", None)
    if not isinstance(axes, Axes) or kind != "rectilinear":
        given = f"{kind} axes" if isinstance(axes, Axes) else f"a {type(axes).__name__}"
        raise BadRequest(
            f"a picture is drawn in matplotlib's plain axes, not {given}: "
            "figure, axes = plt.subplots()"
        )
    return axes


def moving(film: Film, axes: Axes | None = None) -> FuncAnimation:
    """The animation of a film, in axes or in a figure of its own.

    A `FuncAnimation` has one interval: the longest that every moment is made of, so that a moment
    is as many of its frames as it lasts.
    """
    from matplotlib.animation import FuncAnimation

    from convanim.export.figures import page
    from convanim.render.figure import Shape, draw

    place = page(film, film.dpi or INCH).axes[0] if axes is None else check_axes(axes)
    pace = rate(film)
    moments = list(film.timeline.moments())
    counts = whole((moment.seconds for moment in moments), float(pace))
    frames = [*chain.from_iterable(map(repeat, moments, counts))]
    shown: list[Shape] = []
    last: list[Moment] = []

    def show(moment: Moment) -> list[Any]:
        if last != [moment]:
            while shown:
                shown.pop().remove()
            shown.extend(draw(place, film.scene, film.theme, moment, film.paper))
            last[:] = [moment]
        return [*shown]

    figure: Any = place.get_figure(True)
    return FuncAnimation(
        figure,
        show,
        frames * max(1, film.timeline.loop),
        init_func=lambda: show(frames[0]),
        interval=float(1000 / pace),
        repeat=film.timeline.loop == 0,
        cache_frame_data=False,
    )
