"""An animation: an operation, a view, a theme and a clock, ready to be shown or saved."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from inspect import Parameter, Signature, signature
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from convanim import choice, legible, limits, work
from convanim.clock import FEWER, SLIDE, Clock, among
from convanim.declared import declared, default, taken
from convanim.errors import BadRequest, NotDrawn, TooSmall
from convanim.export import FORMATS, PAGED, STEPWISE, STILLS, VECTORS, able
from convanim.export.film import INCH, Film, Watch, unwatched
from convanim.language import say, speaking
from convanim.laying import laid_out, lettered
from convanim.look import Look
from convanim.operations.describe import title
from convanim.operations.network import Network
from convanim.operations.operation import Operation
from convanim.operations.step_words import step_words
from convanim.scene.time import Moment, Timeline
from convanim.spoken import spoken
from convanim.table import fetch
from convanim.themes.library import AUTO, find
from convanim.themes.theme import TRANSPARENT, Theme
from convanim.views.view import Laid, View
from convanim.words import choose

if TYPE_CHECKING:
    from matplotlib.animation import FuncAnimation
    from matplotlib.axes import Axes

    from convanim.effort import Effort
    from convanim.export.drafts import Drafts
    from convanim.operations.values import Values
    from convanim.render.pixels import Frame
    from convanim.scene.marks import Scene

F = TypeVar("F", bound=Callable[..., Any])
FIRST = 40
"""Steps that a notebook shows of more than anyone watches: enough to see what it does."""
SUFFIXES = [f".{name}" for name in STEPWISE]
STILLS_BESIDE = ("last", "poster", "strip")
"""The stills that may stand beside an animation."""


Siblings = Callable[["Animation"], Iterable[tuple[str, bytes]]]
"""Gives the files that are written beside a picture's own."""


def alone(animation: Animation) -> Iterable[tuple[str, bytes]]:
    """No file beside it."""
    return ()


@dataclass(frozen=True, kw_only=True, repr=False)
class Animation:
    """Everything about one animation; made by `animate`, and never changed.

    `operation`, `view` and `values` say what is shown, `laid` is that laid out, `chosen` which
    of its steps are shown, `theme` and `look` how, `timeline` when. Of those that are chosen
    `poster` is the place of the one at rest, `strip` the places of those side by side.
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
    asked: frozenset[str] = frozenset()
    source: Callable[[], Mapping[str, Any] | None] | None = None
    all_steps: bool = False
    poster: int | None = None
    strip: tuple[int, ...] = ()

    @cached_property
    def scene(self) -> Scene:
        """The picture with its time, before any renderer sees it."""
        scene = self.laid.draw(self.chosen)
        if self.strip:
            from convanim.scene.strip import strip

            with lettered(self.look, self.theme):
                names = [say("step {number}", number=self.chosen[n]) for n in self.strip]
                return strip(scene, self.strip, names)
        if self.look.font is not None and not scene.written():
            raise BadRequest(
                "font is what texts are written with, and there is none here: --title and "
                "--caption write some"
            )
        if self.poster is not None and self.poster < scene.steps:
            return replace(scene, still=self.poster)
        return scene

    @property
    def numbers(self) -> Sequence[int]:
        """The steps that are shown, as they are counted among all; of a scene that has steps of its
        own, those."""
        steps = self.scene.steps
        return self.chosen if len(self.chosen) == steps else range(steps)

    def film(self, watch: Watch = unwatched) -> Film:
        """What the formats are given."""
        scene = self.scene
        return Film(
            scene=scene,
            theme=self.theme,
            timeline=replace(self.timeline, steps=scene.steps),
            width=self.look.width or self.usual(scene),
            background=self.look.background,
            matte=self.look.matte,
            dpi=self.look.dpi,
            slides=self.look.pptx,
            aspect=self.look.aspect,
            dark=self.dark,
            watch=watch,
            spec=self.spec,
            says=self.says,
        )

    @cached_property
    def alt(self) -> str:
        """What it shows, for people who cannot see it."""
        return self.scene.description

    def says(self, number: int) -> str:
        """A shown step in a sentence, by its number among those that are shown."""
        step = self.chosen[number] if number < len(self.chosen) else number
        with speaking(self.look.lang):
            if self.laid.says is not None:
                return self.laid.says(step)
            if isinstance(self.operation, Operation) and self.operation.steps == self.laid.steps:
                return step_words(self.operation, step)
            every = max(self.laid.steps, self.timeline.steps)
            return say("Step {number} of {steps:,}.", number=step + 1, steps=every)

    @property
    def spec(self) -> str:
        """The words that this was made of, as a file carries them; none where it has none."""
        words = self.source() if self.source and self.look.embed else None
        if words is None:
            return ""
        from convanim.export.embedded import token

        return token(words)

    def frames(self) -> Iterator[Frame]:
        """The frames as Pillow images with their seconds, one by one."""
        self.check()
        self.warn()
        return self.film().frames()

    def save(
        self, path: str | os.PathLike[str], format: str | None = None, watch: Watch = unwatched
    ) -> None:
        """Write a file, or a directory of stills (`format` png or svg).

        The suffix picks the format unless `format` does. An existing file is replaced whole
        or not at all; of a directory the stills of an earlier run are replaced as one.
        """
        self.save_all([os.fspath(path)], format, watch)

    def save_all(
        self,
        paths: Sequence[str],
        format: str | None = None,
        watch: Watch = unwatched,
        streams: Mapping[str, BinaryIO] | None = None,
        siblings: Siblings = alone,
        into: tuple[bytes, str, int | None] | None = None,
    ) -> list[str]:
        """Write several, all of them or none; `streams` are open files that are called by a
        path, `siblings` gives files to be written beside them, whose names are returned; `into` is
        somebody's presentation, its name, and after how many of its slides ours come.
        All are judged before anything is drawn, and drawn before anything is written."""
        from convanim.export.atomic import judge
        from convanim.export.drafts import Drafts

        with Drafts(streams) as drafts:
            kinds = [self._judged(path, format, drafts) for path in paths]
            able.check(self.asked, kinds, self.look.pptx)
            self.warn()
            for path, (kind, each) in zip(paths, kinds, strict=True):
                if each:
                    self._draw_steps(path, kind, drafts)
                    continue
                with drafts.drawn(path) as file:
                    if into is None:
                        self._draw(file, kind, watch)
                    else:
                        from convanim.export.pptx import save_into

                        save_into(self.film(watch), file, *into)
            beside = []
            for path, data in siblings(self):
                judge(path)
                drafts.add(path, data)
                beside.append(path)
            drafts.write()
        return beside

    def draw(self, axes: Axes, step: int | None = None) -> list[Any]:
        """Draw a step in matplotlib's axes, and return what was drawn.

        `step` is counted from 0 among all steps of the layer, as `steps` is, and one of those
        that are shown; None is the one that stands for the whole. The axes get the picture's
        shape, its ground and no ticks; what is there already stays, below. Lines grow with the
        axes.

        >>> from convanim import Conv
        >>> from matplotlib.figure import Figure
        >>> left, right = Figure(figsize=(6, 3)).subplots(1, 2)
        >>> animation = animate(Conv(input=5, kernel=3, stride=2), steps=(0, 3))
        >>> shapes = animation.draw(left, 0), animation.draw(right, 3)
        >>> animation.draw(left, 2)
        Traceback (most recent call last):
        convanim.errors.BadRequest: step 2 is not among the steps that are shown: 0, 3
        """
        from convanim.export.moving import check_axes
        from convanim.render.figure import draw

        place, film = check_axes(axes), self.film()
        number = film.scene.still if step is None else among("step", step, self.numbers)
        moment = Moment(number, 0.0, film.timeline.step_time)
        return [*draw(place, film.scene, film.theme, moment, film.paper)]

    def to_matplotlib(self, axes: Axes | None = None) -> FuncAnimation:
        """The whole as matplotlib's `FuncAnimation`, in axes, or in a figure of the picture's size.

        Its frames are all moments at their times, the end held, on the one interval that they
        are all made of; it repeats for ever, or plays as often as `loop` says. Keep it as long as
        it is to play: so matplotlib wants it.

        >>> from convanim import Conv
        >>> animation = animate(Conv(input=3, kernel=2), step_time=0.5, hold=2, width=60)
        >>> moving = animation.to_matplotlib()
        >>> len([*moving.new_frame_seq()]), moving.event_source.interval  # 4 steps and 2 seconds
        (8, 500)
        >>> page = moving.to_jshtml()  # or moving.save("a.mp4"), or plt.show()
        """
        from convanim.export.moving import moving

        self.check()
        return moving(self.film(), axes)

    def write(self, file: BinaryIO, format: str, watch: Watch = unwatched) -> None:
        """Write one file's bytes to an open binary file."""
        self.check(format)
        self.warn()
        self._draw(file, format, watch)

    def _draw(self, file: BinaryIO, format: str, watch: Watch) -> None:
        fetch("format", FORMATS, format)(self.film(watch), file)

    def _judged(self, path: str, format: str | None, drafts: Drafts) -> tuple[str, bool]:
        """The format of a path, and whether it takes a file a step."""
        from convanim.export.atomic import judge

        each = path not in drafts.streams and is_directory(path, format)
        if each and format is None:
            raise BadRequest(
                f"{path!r} is a directory: it takes one file a step with --format svg or png"
            )
        if each:
            kind = choose("format for a directory", format, STEPWISE)
            drafts.folder(path, kind)
        elif path in drafts.streams:
            kind = format_of(path, format or next(iter(FORMATS)))
        else:
            kind = format_of(path, format)
            judge(path)
        self.check(kind, each)
        return kind, each

    def _draw_steps(self, folder: str, format: str, drafts: Drafts) -> None:
        """One still a step, each by the number that it has among all steps."""
        from convanim.export.stills import name

        save_step: Callable[[Film, BinaryIO, int], None] = fetch("format", STEPWISE, format)
        film = self.film()
        steps = max(self.laid.steps, film.timeline.steps)
        for place, step in enumerate(self.numbers):
            file = BytesIO()
            save_step(film, file, place)
            drafts.add(os.path.join(folder, name(step, steps, format)), file.getvalue())

    def warn(self) -> None:
        """Tell of text that is too small to be read at the picture's width."""
        view = self.view.of(self.operation)

        def at(width: float) -> Scene:
            look = replace(self.look, width=width)
            return laid_out(view, self.operation, self.values, look, self.theme).draw(self.chosen)

        if told := legible.note(self.scene, self.look.width or self.usual(self.scene), at):
            warnings.warn(told, TooSmall, stacklevel=3)

    def check(self, format: str = "gif", each: bool = False) -> None:
        """Refuse more frames than anyone watches, unless they were asked for by name; and words
        that mean nothing in a format."""
        if self.strip and (each or format not in STEPWISE):
            kind = "a directory" if each else f"a {format}"
            raise BadRequest(
                f"a strip is one still, not {kind}: name a file, {choice.alternatives(SUFFIXES)}"
            )
        if self.poster is not None and each:
            raise BadRequest(
                "a directory has a file for each step, none of them at rest: no poster"
            )
        kind = able.form(format, self.look.pptx)
        if kind == "pptx":
            hint = "; ask for the first N with --max-steps N, or for some with --steps"
            limits.bounded(self.timeline.steps, "slides", limits.SLIDES, hint)
        pages = each or (kind in PAGED and not self.strip)
        frames = self.timeline.steps if pages else self.timeline.frames
        if not pages and (kind in STILLS or self.strip):
            self.sized(kind)
            return
        few = frames <= limits.FRAMES and self.work(kind, frames, pages) <= limits.WORK
        if self.all_steps:
            self.sized(kind)
        if self.all_steps or few:
            return
        told, are = self.effort(kind, each), "pages" if pages and not each else "frames"
        spent = f"{told.seconds:,.{told.seconds < 10:d}f} seconds of work"
        watched = "" if are == "pages" else f" and {self.timeline.duration:,.0f} seconds to watch"
        raise BadRequest(
            f"{self.timeline.steps:,} steps make {frames:,} {are}: about {spent}, "
            f"{told.size / 1e6:,.1f} MB{watched}; ask "
            "for the first N with --max-steps N, for some with --steps, or for all with --all-steps"
        )

    def work(self, kind: str, frames: int, pages: bool) -> int:
        """How much so many frames of a format are, or pages."""
        native = kind == "pptx"
        bare = (self.look.background or self.theme.background) == TRANSPARENT
        cleared = bare and kind == "gif"
        if kind in VECTORS and not pages:
            return 0

        def counted(shapes: int, pixels: int) -> int:
            if pages:
                return work.paged(frames, shapes, pixels, native)
            return work.moving(frames, shapes, pixels, cleared)

        # what is too much by its cells alone need not be drawn to be counted
        least = counted(self.view.of(self.operation).cells(self.operation), 0)
        if least > limits.WORK:
            return least
        return counted(work.shapes(self.glance, native), self.sized(kind))

    def sized(self, kind: str) -> int:
        """The pixels of a frame, none in a format that has lines and areas; not too many."""
        if kind in (*VECTORS, *PAGED):
            return 0
        scene = self.scene if self.strip else self.glance
        width = (self.look.width or self.usual(scene)) * (self.look.dpi or INCH) / INCH
        pixels = round(width**2 * scene.height / scene.width)
        limits.bounded(pixels, "pixels", limits.PIXELS, "; a smaller --width fits")
        return pixels

    @cached_property
    def glance(self) -> Scene:
        """As large a scene, of one step where there are many."""
        few = len(self.chosen) <= FIRST and not self.strip
        return self.scene if few else self.laid.draw(self.chosen[:1])

    def usual(self, scene: Scene) -> float:
        """The width of a picture of which none is asked for; a strip may be twice as wide."""
        return min(scene.width, legible.WIDEST * (1 + bool(self.strip)))

    def effort(self, format: str = "gif", each: bool = False) -> Effort:
        """About what the whole takes, from drawing some steps of it, or of a smaller layer."""
        from convanim.effort import Sample, effort, smaller

        view = self.view.of(self.operation)
        op, values, cells = smaller(view, self.operation, self.values)
        laid, chosen = self.laid, self.chosen
        if op is not self.operation:
            laid = laid_out(view, op, values, self.look, self.theme, self.timeline.beats)
            chosen = range(laid.steps)
        width = self.look.width or (legible.WIDEST if cells > 1 else None)

        def film(steps: int) -> Film:
            few = replace(self, laid=laid, chosen=chosen[:steps], strip=())
            return replace(few.film(), width=width or few.film().width)

        shape = None
        if cells > 1 and isinstance(op, Operation) and op.dims != 2:
            # of two axes a smaller layer has the same shape; of three, few slices change
            scene = self.glance
            shape = scene.height / scene.width / (cells ** (2 / 3) if op.dims == 3 else 1)
        sample = Sample.of(film, min(len(chosen), self.timeline.steps), cells, shape)
        return effort(sample, format, self.timeline, each)

    def at_rest(self, which: str) -> Animation:
        """The animation whose still is the last step, the poster, or a strip of some steps."""
        if which == "poster":
            return self
        words: dict[str, Any] = {"poster": self.chosen[-1], "strip": None}
        shown = replace(self, poster=len(self.chosen) - 1, strip=())
        if which == "strip":
            count = min(FEWER, len(self.chosen))
            words = {"poster": None, "strip": count, "width": None}
            places = Clock(strip=count).strips(len(self.chosen))
            # a width is that of one picture
            look = replace(self.look, width=None)
            shown = replace(self, look=look, poster=None, strip=places)
        if (source := self.source) is None:
            return shown

        def told() -> Mapping[str, Any] | None:
            every = source()
            return None if every is None else given_words({**every, **words})

        return replace(shown, source=told)

    # -- notebooks -----------------------------------------------------------------------

    def __repr__(self) -> str:
        """One line: what is shown, how, and how long."""
        op = self.operation
        shown = title(op) if isinstance(op, Operation) else repr(op)
        return f"<Animation of {shown}; {self.view!r}, {len(self.chosen):,} steps>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """What Jupyter shows: the animated SVG; of more than anyone watches the first steps, and
        a line that says so."""
        shown, note = self, ""
        if not (self.all_steps or self.strip) and self.timeline.frames > limits.FRAMES:
            shown = replace(
                self,
                chosen=self.chosen[:FIRST],
                timeline=replace(self.timeline, steps=len(self.chosen[:FIRST])),
                all_steps=True,
            )
        if len(shown.chosen) < len(self.chosen):
            note = f" (the first {FIRST} are shown)"
        try:
            buffer = BytesIO()
            shown.write(buffer, "svg")
        except BadRequest as error:
            return {"text/plain": f"{self!r}: {error}"}
        return {"image/svg+xml": buffer.getvalue().decode(), "text/plain": f"{self!r}{note}"}


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
    check_kinds(op, values)
    seen, rest = taken(words, Look)
    timed, rest = taken(rest, Clock)
    look, clock = Look.of(seen), Clock.of(timed)
    made = choice.chosen(view, op, given_words(rest), values)
    drawn = made.of(op)
    if clock.motion == SLIDE:
        choice.check_glides(drawn, op, values)
    if note := choice.undrawn(drawn, op, values):
        warnings.warn(note, NotDrawn, stacklevel=2)
    theme = find(look.theme)
    numbers = drawn.numbers(op, values)
    beats = drawn.beats and clock.beats
    laid = laid_out(drawn, op, numbers, look, theme, beats)
    chosen = clock.chosen(laid.steps)
    poster = clock.rest(chosen)
    return Animation(
        operation=op,
        view=made,
        values=numbers,
        laid=laid,
        chosen=chosen,
        theme=theme,
        dark=find("dark") if look.theme == AUTO else None,
        look=look,
        timeline=replace(
            clock.timeline(len(chosen), drawn.lasts, laid.rows(), beats), start=poster or 0
        ),
        asked=asked({**seen, **timed}),
        source=None if values else partial(spoken, op, made, {**seen, **timed}),
        all_steps=clock.all_steps,
        poster=poster,
        strip=clock.strips(len(chosen)),
    )


def check_kinds(op: object, values: object) -> None:
    """Refuse what is no layer, and what is no layer's numbers."""
    if not isinstance(op, Operation | Network):
        made = "Conv(input=5, kernel=3), or a Network of such"
        raise BadRequest(f"a {type(op).__name__} cannot be animated: make a layer, {made}")
    if values is None:
        return
    from convanim.operations.values import Values  # pictures without numbers need none

    if not isinstance(values, Values):
        raise BadRequest(
            f"values are a layer's numbers, not a {type(values).__name__}: make them with "
            "Values.of(op, x, weight)"
        )


def asked(words: Mapping[str, Any]) -> frozenset[str]:
    """The words of look and clock that were given; a background without colour is one itself."""
    given = {word for word, value in words.items() if value is not None}
    return frozenset({*given, TRANSPARENT} if words.get("background") == TRANSPARENT else given)


def given_words(words: Mapping[str, Any]) -> dict[str, Any]:
    """Words that are given: None stands for one that is not."""
    return {word: value for word, value in words.items() if value is not None}


def is_directory(name: str, format: str | None) -> bool:
    """Whether a path means a directory that takes one file a step."""
    if name.endswith(("/", os.sep)) or os.path.isdir(name):
        return True
    stream = os.path.exists(name) and not os.path.isfile(name)
    if os.path.splitext(name)[1] or format not in STEPWISE or stream:
        return False
    from convanim.export.atomic import descriptor

    return descriptor(name) is None


def format_of(name: str, format: str | None) -> str:
    """The format that a path's suffix, or a word, picks."""
    if format is not None:
        return choose("format", format.lower().lstrip("."), FORMATS)
    suffix = os.path.splitext(name)[1].lower().lstrip(".")
    if not suffix:
        raise BadRequest(f"{name!r} has no suffix to tell the format by: say it with --format")
    return choose("format", suffix, FORMATS)
