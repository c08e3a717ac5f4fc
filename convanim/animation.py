"""An animation: an operation, a view, a theme and a clock, ready to be shown or saved."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from inspect import Parameter, Signature, signature
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from convanim import choice, limits
from convanim.clock import Clock
from convanim.declared import declared, default, taken
from convanim.errors import BadRequest, NotDrawn
from convanim.export import FORMATS, STEPWISE
from convanim.export.film import Film, Watch, unwatched
from convanim.look import Look
from convanim.operations.network import Network
from convanim.operations.operation import Operation
from convanim.scene.time import Timeline
from convanim.table import fetch
from convanim.themes.library import AUTO, find
from convanim.themes.theme import Theme
from convanim.views.view import Laid, Style, View
from convanim.words import choose

if TYPE_CHECKING:
    from convanim.effort import Effort
    from convanim.operations.values import Values
    from convanim.render.pixels import Frame
    from convanim.scene.marks import Scene

F = TypeVar("F", bound=Callable[..., Any])
WIDEST = 800.0
"""Pixels that a picture is wide unless more is asked for."""


@dataclass(frozen=True, kw_only=True)
class Animation:
    """Everything about one animation; made by `animate`, and never changed.

    `operation`, `view` and `values` say what is shown, `laid` is that laid out, `chosen` which
    of its steps are shown, `theme` and `look` how, `timeline` when.
    """

    operation: Operation | Network
    view: View
    values: Values | None
    laid: Laid
    chosen: Sequence[int]
    theme: Theme
    dark: Theme | None
    look: Look
    timeline: Timeline
    all_steps: bool = False

    @cached_property
    def scene(self) -> Scene:
        """The picture with its time, before any renderer sees it."""
        return self.laid.draw(self.chosen)

    def film(self, watch: Watch = unwatched) -> Film:
        """What the formats are given."""
        scene = self.scene
        return Film(
            scene=scene,
            theme=self.theme,
            timeline=replace(self.timeline, steps=scene.steps),
            width=self.look.width or min(scene.width, WIDEST),
            background=self.look.background,
            matte=self.look.matte,
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
        counted = each or format != "png"
        pixels = 0
        if format != "svg" and self.look.width is not None:
            scene = self.laid.draw(self.chosen[:1])
            pixels = round(self.look.width**2 * scene.height / scene.width)
            limits.bounded(pixels, "pixels", limits.PIXELS, "; a smaller --width fits")
        few = frames <= limits.FRAMES and frames * pixels <= limits.FRAMES_PIXELS
        if self.all_steps or few or not counted:
            return
        told = self.effort(format, each)
        spent = f"{told.seconds:,.{told.seconds < 10:d}f} seconds of work"
        raise BadRequest(
            f"{self.timeline.steps:,} steps make {frames:,} frames: about {spent}, "
            f"{told.size / 1e6:,.1f} MB and {self.timeline.duration:,.0f} seconds to watch; ask "
            "for the first N with --max-steps N, for some with --steps, or for all with --all-steps"
        )

    def effort(self, format: str = "gif", each: bool = False) -> Effort:
        """About what the whole takes, from drawing some steps of it, or of a smaller layer."""
        from convanim.effort import Sample, effort, smaller

        view = self.view.of(self.operation)
        # a layer's numbers are those of its size: where they are drawn there are few cells
        op, cells = (self.operation, 1.0) if self.values else smaller(view, self.operation)
        laid, chosen = self.laid, self.chosen
        if op is not self.operation:
            laid = view.lay(op, self.values, styled(self.look, self.theme))
            chosen = range(laid.steps)
        width = self.look.width or (WIDEST if cells > 1 else None)

        def film(steps: int) -> Film:
            few = replace(self, laid=laid, chosen=chosen[:steps])
            return replace(few.film(), width=width or few.film().width)

        sample = Sample.of(film, min(len(chosen), self.timeline.steps), cells)
        return effort(sample, format, self.timeline, each)

    # -- notebooks -----------------------------------------------------------------------

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """What Jupyter shows: the animated SVG."""
        buffer = BytesIO()
        self.write(buffer, "svg")
        return {"image/svg+xml": buffer.getvalue().decode(), "text/plain": repr(self.operation)}


def explained(function: F) -> F:
    """A function that takes the words of every picture, with all of them in its signature and
    its documentation."""
    told, parameters = [], list(signature(function).parameters.values())[:-1]
    for owner in (Look, Clock):
        for word, option in declared(owner).items():
            usual = default(owner, word)
            parameters.append(Parameter(word, Parameter.KEYWORD_ONLY, default=usual))
            told.append(f"    - `{word}`: {option.help};")
    parameters.append(Parameter("own", Parameter.VAR_KEYWORD))
    function.__dict__["__signature__"] = Signature(parameters)
    function.__doc__ = (function.__doc__ or "").replace("    {words}", "\n".join(told)[:-1] + ".")
    return function


@explained
def animate(
    op: Operation | Network,
    *,
    view: str | View | type[View] | Callable[..., Scene] | None = None,
    values: Values | None = None,
    **words: Any,
) -> Animation:
    """An animation of an operation, or of a network of them.

    - `view`: a name from the table of views or a view of one's own (None: what suits `op`);
    - `values`: the layer's numbers, `Values.of(op, x, weight)`, which are then shown.

    The other words are those of a picture's look and clock, and the view's own:

    {words}

    >>> from convanim import Conv
    >>> animate(Conv(input=5, kernel=3)).timeline.steps
    9
    """
    seen, rest = taken(words, Look)
    timed, rest = taken(rest, Clock)
    look, clock = Look.of(seen), Clock.of(timed)
    made = choice.chosen(view, op, given_words(rest), values)
    drawn = made.of(op)
    if note := choice.undrawn(drawn, op, values):
        warnings.warn(note, NotDrawn, stacklevel=2)
    theme = find(look.theme)
    numbers = drawn.numbers(op, values)
    laid = drawn.lay(op, numbers, styled(look, theme))
    chosen = clock.chosen(laid.steps)
    return Animation(
        operation=op,
        view=made,
        values=numbers,
        laid=laid,
        chosen=chosen,
        theme=theme,
        dark=find("dark") if look.theme == AUTO else None,
        look=look,
        timeline=clock.timeline(len(chosen), drawn.lasts),
        all_steps=clock.all_steps,
    )


def styled(look: Look, theme: Theme) -> Style:
    """What a view takes of a picture's look."""
    return Style(
        title=look.title or None,
        caption=theme.caption if look.caption is None else look.caption,
        gap=theme.gap,
        radius=theme.radius,
    )


def given_words(words: Mapping[str, Any]) -> dict[str, Any]:
    """Words that are given: None stands for one that is not."""
    return {word: value for word, value in words.items() if value is not None}


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
