"""An animation: an operation, a view, a theme and a clock, ready to be shown or saved."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

from convanim.errors import BadRequest
from convanim.export import FORMATS, STEPWISE
from convanim.export.film import Film, Watch, unwatched
from convanim.operations.network import Network
from convanim.operations.operation import Operation
from convanim.scene.time import MOTIONS, Timeline
from convanim.table import fetch
from convanim.themes.colours import colour
from convanim.themes.library import AUTO, find
from convanim.themes.theme import Theme
from convanim.views import LASTS, NETWORKS, STEPS, VIEWS, default_view
from convanim.views.view import MATRICES, ORDERS, TRANSPOSED_AS, Angles, Options, View
from convanim.words import choose

if TYPE_CHECKING:
    from convanim.operations.values import Values
    from convanim.render.pixels import Frame
    from convanim.scene.marks import Scene

MOST_FRAMES = 1000
"""Frames above which an animation must be asked for by name: over a quarter of an hour."""
SAMPLES = (4, 16)
"""Steps drawn to estimate what a refused animation would have cost."""
MOST_STEPS = 10**12
"""Output cells above which nobody means it; a range of them must fit into a machine's word."""
WIDEST = 800.0
"""Pixels that a picture is wide unless more is asked for."""


@dataclass(frozen=True, kw_only=True)
class Animation:
    """Everything about one animation; made by `animate`, and never changed.

    `operation` and `view` say what is shown, `theme` how it looks, `timeline` when;
    `width` is in pixels.
    """

    operation: Operation | Network
    view: View
    theme: Theme
    dark: Theme | None
    options: Options
    timeline: Timeline
    width: float | None
    background: str | None
    matte: str | None
    all_steps: bool = False

    @cached_property
    def scene(self) -> Scene:
        """The picture with its time, before any renderer sees it."""
        return self.view(self.operation, self.options)

    def film(self, watch: Watch = unwatched) -> Film:
        """What the formats are given."""
        scene = self.scene
        return Film(
            scene=scene,
            theme=self.theme,
            timeline=replace(self.timeline, steps=scene.steps),
            width=self.width or min(scene.width, WIDEST),
            background=self.background,
            matte=self.matte,
            dark=self.dark,
            watch=watch,
        )

    def frames(self) -> Iterator[Frame]:
        """The frames as Pillow images with their seconds, one by one."""
        self.check()
        return self.film().frames()

    def save(
        self, path: str | os.PathLike[str], format: str | None = None, watch: Watch = unwatched
    ) -> None:
        """Write a file, or a directory of stills (`format` png or svg).

        The suffix picks the format unless `format` does. An existing file is replaced whole
        or not at all.
        """
        from convanim.export.atomic import replacing

        name = os.fspath(path)
        if is_directory(name, format):
            if format is None:
                raise BadRequest(
                    f"{name!r} is a directory: it takes one file a step with --format svg or png"
                )
            self._save_steps(name, choose("format for a directory", format, STEPWISE))
            return
        kind = format_of(name, format)
        self.check(kind)
        with replacing(name) as file:
            self.write(file, kind, watch)

    def write(self, file: BinaryIO, format: str, watch: Watch = unwatched) -> None:
        """Write one file's bytes to an open binary file."""
        self.check(format)
        fetch("format", FORMATS, format)(self.film(watch), file)

    def _save_steps(self, directory: str, format: str) -> None:
        from convanim.export.atomic import replacing

        self.check(format, each=True)
        save_step: Callable[[Film, BinaryIO, int], None] = fetch("format", STEPWISE, format)
        film = self.film()
        digits = len(str(film.timeline.steps - 1))
        os.makedirs(directory, exist_ok=True)
        for step in range(film.timeline.steps):
            with replacing(os.path.join(directory, f"{step:0{digits}}.{format}")) as file:
                save_step(film, file, step)

    def check(self, format: str = "gif", each: bool = False) -> None:
        """Refuse more frames than anyone watches, unless they were asked for by name."""
        frames = self.timeline.steps if each else self.timeline.frames
        if self.all_steps or frames <= MOST_FRAMES or (format == "png" and not each):
            return
        seconds, size = self._estimate(format)
        raise BadRequest(
            f"{self.timeline.steps:,} steps make {frames:,} frames: about "
            f"{seconds:,.0f} seconds of work, {size / 1e6:,.1f} MB and "
            f"{self.timeline.duration:,.0f} seconds to watch; ask for the first N with "
            "--max-steps N, for some with --steps, or for all with --all-steps"
        )

    def _estimate(self, format: str) -> tuple[float, float]:
        """Seconds and bytes of the whole, from writing a few steps and a few more."""
        from time import perf_counter

        found = []
        for steps in SAMPLES:
            few = replace(
                self,
                options=replace(self.options, steps=self.options.chosen(self.operation)[:steps]),
                timeline=replace(self.timeline, steps=steps),
            )
            sample, start = BytesIO(), perf_counter()
            few.write(sample, format)
            found.append((perf_counter() - start, len(sample.getvalue())))
        (seconds, size), (more_seconds, more_size) = found
        times = (self.timeline.steps - SAMPLES[0]) / (SAMPLES[1] - SAMPLES[0])
        return (
            seconds + max(more_seconds - seconds, 0) * times,
            size + (more_size - size) * times,
        )

    # -- notebooks -----------------------------------------------------------------------

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """What Jupyter shows: the animated SVG."""
        buffer = BytesIO()
        self.write(buffer, "svg")
        return {"image/svg+xml": buffer.getvalue().decode(), "text/plain": repr(self.operation)}


def animate(
    op: Operation | Network,
    *,
    view: str | View | None = None,
    theme: str | Theme = "classic",
    width: float | None = None,
    background: str | None = None,
    matte: str | None = None,
    title: str | None = None,
    caption: bool | None = None,
    step_time: float | None = None,
    motion: str = "step",
    fps: float = 25.0,
    loop: int = 0,
    steps: Any = None,
    max_steps: int | None = None,
    all_steps: bool = False,
    filters: Any = None,
    order: str = ORDERS[0],
    values: Values | None = None,
    precision: int | None = None,
    transposed_as: str = "gather",
    overlaps: bool = False,
    matrix: str | None = None,
    angles: Angles = None,
) -> Animation:
    """An animation of an operation, or of a network of them.

    - `view`: a name from the table of views or a view of one's own (None: what suits `op`);
    - `theme`: a name, a theme of one's own, or the path of its TOML file;
    - `width`: pixels; `background`: a colour or "transparent"; `matte`: what the edges of a
      transparent GIF are blended with;
    - `title`: a line above; `caption`: whether the sizes are written below (None: as the
      theme has it);
    - `step_time`: seconds a step (None: one, or less where the view moves on in small steps);
      `motion`: "step" or "slide", drawn at `fps`; `loop`: how
      often it plays (0: for ever);
    - `steps`: numbers of the output cells to show, row-major; `max_steps`: only the first
      ones; `all_steps`: more than a thousand frames are meant;
    - `filters`: numbers of the output channels to show, where channels are; `order`:
      "pixel-first" (one filter over every pixel, then the next) or "channel-first".
    - `values`: the layer's numbers, `Values.of(op, x, weight)`, which are then shown, with
      `precision` decimals; `transposed_as`: a transposed convolution's steps are its outputs,
      which "gather", or its inputs, which "scatter" (drawn by the numeric view alone),
      with `overlaps` counted beside them;
    - `matrix`: the matrix view's, "sparse" or "im2col";
    - `angles`: the surface view's labels, degrees of the input maps and of the filters,
      `(inputs, filters)`, either of them None.

    >>> from convanim import Conv
    >>> animate(Conv(input=5, kernel=3)).timeline.steps
    9
    """
    taste = find(theme)
    scattered = choose("transposed-as", transposed_as, TRANSPOSED_AS) == "scatter"
    shown = scattered or values is not None or precision is not None
    kind = "sparse" if matrix is None else choose("matrix", matrix, MATRICES)
    view = (
        view or (None if matrix is None else "matrix") or ("numeric" if shown else default_view(op))
    )
    drawn = view if callable(view) else fetch("view", {**VIEWS, **NETWORKS}, view)
    of_network = isinstance(op, Network)
    boxed = of_network or view in NETWORKS
    if (of_network and view in VIEWS) or (boxed and shown):
        raise BadRequest(
            f"a network is drawn without numbers, by --view {' or '.join(NETWORKS)}; each of its "
            "layers by itself can have any view"
        )
    if scattered and (not getattr(op, "swapped", False) or view in set(VIEWS) - {"numeric"}):
        raise BadRequest("scatter is for a transposed convolution, drawn by --view numeric")
    if overlaps and not scattered:
        raise BadRequest("overlaps are counted where inputs scatter: add --transposed-as scatter")
    if values is not None and isinstance(op, Operation):
        values.check(op)
    if precision is not None:
        precision = within("precision", precision, 0, 12, "decimals", whole=True)
    options = Options(
        title=title or None,
        caption=taste.caption if caption is None else caption,
        filters=filters if filters is None else whole_numbers("filter", filters),
        order=choose("order", order, ORDERS),
        gap=taste.gap,
        radius=taste.radius,
        values=values,
        precision=precision,
        transposed_as=transposed_as,
        overlaps=bool(overlaps),
        matrix=kind,
        angles=angles,
    )
    counted = getattr(drawn, "count", None)  # a view that takes steps of its own says how many
    if isinstance(view, str) and view in STEPS:
        counted = fetch("view", STEPS, view)
    count = counted(op, options) if counted else options.count(op)
    chosen = chosen_steps(count, steps, max_steps)
    if step_time is None:
        lasts = LASTS.get(view) if isinstance(view, str) else None
        step_time = min(round(lasts / len(chosen), 2), 1.0) if lasts else 1.0
    return Animation(
        operation=op,
        view=drawn,
        theme=taste,
        dark=find("dark") if theme == AUTO else None,
        options=replace(options, steps=chosen),
        timeline=Timeline(
            steps=len(chosen),
            step_time=within("step time", step_time, 0.02, 3600, "seconds"),
            motion=choose("motion", motion, MOTIONS),
            fps=within("fps", fps, 1, 50, "frames a second"),
            loop=int(within("loop", loop, 0, 65535, "times")),
        ),
        width=None if width is None else within("width", width, 16, 8192, "pixels"),
        background=background if background in (None, "transparent") else colour(background),
        matte=None if matte is None else colour(matte, "matte"),
        all_steps=all_steps,
    )


def whole_numbers(what: str, given: Any) -> tuple[int, ...]:
    """A list of numbers of something, or one, as a tuple."""
    listed = given if isinstance(given, (list, tuple, range)) else (given,)
    return tuple(within(what, n, 0, 10**9, "", whole=True) for n in listed)


def chosen_steps(count: int, steps: Any, most: int | None) -> tuple[int, ...] | range:
    """The steps to show, out of `count`."""
    if count > MOST_STEPS:
        raise BadRequest(f"the picture has {count:,} steps: at most {MOST_STEPS:,} can be shown")
    chosen: tuple[int, ...] | range = range(count)
    if steps is not None:
        chosen = tuple(within("step", n, 0, count - 1, "", whole=True) for n in steps)
    if most is not None:
        chosen = chosen[: int(within("max steps", most, 1, 10**9, "steps", whole=True))]
    if not chosen:
        raise BadRequest("no steps were chosen: at least one is needed")
    return chosen


def within(what: str, value: Any, low: float, high: float, unit: str, whole: bool = False) -> Any:
    """`value` if it is a number from `low` to `high`."""
    if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
        raise BadRequest(f"{what} {value!r} is not a {'whole ' if whole else ''}number")
    if not low <= value <= high:
        raise BadRequest(f"{what} {value} is not allowed: from {low} to {high} {unit}".rstrip())
    return value


def is_directory(name: str, format: str | None) -> bool:
    """Whether a path means a directory that takes one file a step."""
    bare = not os.path.splitext(name)[1] and format in STEPWISE
    return name.endswith(("/", os.sep)) or bare or os.path.isdir(name)


def format_of(name: str, format: str | None) -> str:
    """The format that a path's suffix, or a word, picks."""
    if format is not None:
        return choose("format", format.lower().lstrip("."), FORMATS)
    suffix = os.path.splitext(name)[1].lower().lstrip(".")
    if not suffix:
        raise BadRequest(f"{name!r} has no suffix to tell the format by: say it with --format")
    return choose("format", suffix, FORMATS)
