"""A scene's time as CSS: what leads each mark from step to step, every rule written once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from convanim.render.svg_text import number, straight, transform
from convanim.render.turns import cuts, easing
from convanim.scene.marks import IDENTITY, Entry, Group, Mark, Steps, Track
from convanim.scene.time import Timeline, between, comes, ease, fades_in, fading, shows

EASING = "cubic-bezier(.3333,0,.6667,1)"  # scene.time.ease, exactly
PACE = "animation-timing-function:"
STAYS = f"{PACE}step-end"


class Keyframes:
    """The animations of one document, by what moves; their names begin with `prefix`."""

    def __init__(self, timeline: Timeline, prefix: str) -> None:
        self.timeline, self.prefix = timeline, prefix
        self.slides = timeline.motion == "slide"
        self.rules: dict[object, tuple[str, str]] = {}  # what moves -> its name, its CSS

    def written(self) -> Iterator[str]:
        """All that are in use."""
        for name, frames in self.rules.values():
            yield f"@keyframes {name}{{{frames}}}"

    def moves(self, mark: Mark) -> str:
        """The value of a mark's `animation`; nothing where it never changes."""
        found = []
        if mark.track is not None and len(set(mark.track)) > 1:
            found.append(self.motion(mark.track, mark.fades if self.slides else None))
        elif mark.entry is not None and mark.entry.start is not None and self.timeline.beats:
            found.append(self.arriving(mark.entry, mark.steps or ()))
        if self.fades(mark):
            found.append(self.fading(mark))
        elif mark.steps is not None and not self.always(mark):
            found.append(self.showing(mark, mark.steps))
        return ",".join(found)

    def always(self, mark: Mark) -> bool:
        """Whether a mark is there from the first moment to the last."""
        whole = range(self.timeline.steps)
        return mark.steps == (whole,) and not self.delay(mark.entry, 0)

    def fades(self, mark: Mark) -> bool:
        """Whether a mark fades, here where things may glide."""
        return self.slides and mark.fades is not None

    def motion(self, track: Track, fades: Steps | None) -> str:
        """The animation of a track."""
        # what fades wherever it moves never glides
        gone = fades is not None and all(
            shows(fades, n) for n, (here, there) in enumerate(pairwise(track)) if here != there
        )
        if self.slides and not gone:
            return self.rule(("track", track, fades), self.glides(track, fades), EASING)
        return self.rule(("track", track), self.jumps(track), "step-end")

    def jumps(self, track: Track) -> Iterator[str]:
        """The keyframes of a mark that is somewhere else at once, in the midst of a glide."""
        for n, matrix in enumerate(track):
            at = self.percent(n - self.timeline.glide(n - 1) / 2 if n else n)
            at += ",to" if n == len(track) - 1 else ""
            yield f"{at}{{transform:{transform(matrix, unit='px')}}}"

    def glides(self, track: Track, fades: Steps | None) -> Iterator[str]:
        """The keyframes of a mark that rests, and then glides to where it is next, or is there
        at once while it fades."""
        written = straight if any(m[:4] != IDENTITY[:4] for m in track) else transform
        last = len(track) - 1
        for n, (here, there) in enumerate(zip(track, (*track[1:], track[-1]), strict=True)):
            glide = self.timeline.glide(n)
            if fades is not None and n < last and shows(fades, n):
                for when, place in ((n, here), (n + 1 - glide / 2, there)):
                    yield f"{self.percent(when)}{{transform:{written(place, unit='px')};{STAYS}}}"
                continue
            at = f"{self.percent(n)},{'to' if n == last else self.percent(n + 1 - glide)}"
            stops = [0.0, *cuts(here, there), 1.0]
            for start, end in pairwise(stops):
                pace = f";{PACE}{easing(start, end)}" if stops[2:] else ""
                matrix = between(here, there, ease(start)) if start else here
                yield f"{at}{{transform:{written(matrix, unit='px')}{pace}}}"
                at = self.percent(n + 1 - glide * (1 - end))

    def arriving(self, entry: Entry, steps: Steps) -> str:
        """The animation of what comes from elsewhere, and then stays."""
        assert entry.start is not None
        away, home = (
            f"transform:translate({x}px,{y}px)" for x, y in (map(number, entry.start), "00")
        )
        frames = [f"0%{{{home};{STAYS}}}"]
        for start in (span.start for span in steps if self.timeline.telling(span.start)):
            frames += [
                f"{self.percent(start)}{{{away};{STAYS}}}",
                f"{self.percent(start + self.delay(entry, start))}{{{away}}}",
                f"{self.percent(start + self.timeline.telling(start))}{{{home}}}",
            ]
        frames.append(f"to{{{home}}}")
        return self.rule(("entry", entry, steps), frames, EASING)

    def delay(self, entry: Entry | None, step: int) -> float:
        """The part of a step after which a mark comes in it."""
        return 0.0 if entry is None else entry.after * self.timeline.telling(step)

    def showing(self, mark: Mark, steps: Steps) -> str:
        """The animation that shows and hides, of a group by opacity."""
        on, off = "visibility:visible", "visibility:hidden"
        if isinstance(mark, Group):
            on, off = "opacity:1", "opacity:0"
        frames = []
        if not shows(steps, 0) or self.delay(mark.entry, 0):
            frames.append(f"0%{{{off}}}")
        for span in steps:
            start = span.start + self.delay(mark.entry, span.start)
            frames.append(f"{self.percent(start)}{{{on}}}")
            if span.stop < self.timeline.steps:
                frames.append(f"{self.percent(span.stop)}{{{off}}}")
        frames.append(f"to{{{on if shows(steps, self.timeline.steps - 1) else off}}}")
        key = ("steps", on, steps, mark.entry and mark.entry.after)
        return self.rule(key, frames, "step-end")

    def fading(self, mark: Mark) -> str:
        """The animation that shows and hides, and fades between some steps."""
        frames, last, before = [], self.timeline.steps - 1, -1
        out, back = (f";{PACE}{easing(*half)}" for half in ((0, 0.5), (0.5, 1)))
        for n in range(last + 1):
            here, glide = int(shows(mark.steps, n)), self.timeline.glide(n)
            delay = self.delay(mark.entry, n) if comes(mark, n) else 0.0
            if here != before or delay:
                frames.append(f"{self.percent(n)}{{opacity:{0 if delay else here}}}")
            if delay:
                frames.append(f"{self.percent(n + delay)}{{opacity:{here}}}")
            before = here
            after = int(n < last and fades_in(mark, n + 1))
            if n == last or not fading(mark, n) or not (here or after):
                continue
            frames += [
                f"{self.percent(n + 1 - glide)}{{opacity:{here}{out if here else ''}}}",
                f"{self.percent(n + 1 - glide / 2)}{{opacity:0{back if after else ''}}}",
                f"{self.percent(n + 1)}{{opacity:{after}}}",
            ]
            before = after
        frames.append(f"to{{opacity:{before}}}")
        key = ("fades", mark.fades, mark.steps, mark.entry and mark.entry.after)
        return self.rule(key, frames, "step-end")

    def rule(self, key: object, frames: Iterable[str], easing: str) -> str:
        """The value of `animation` for these keyframes, written once."""
        if key not in self.rules:
            self.rules[key] = f"{self.prefix}k{len(self.rules)}", "".join(frames)
        name, timeline = self.rules[key][0], self.timeline
        return f"{name} {number(timeline.duration, 3)}s {easing} {timeline.loop or 'infinite'} both"

    def percent(self, step: float) -> str:
        """When a step starts, or a part of it, in CSS."""
        # a glide in a fast step of a slow whole is a small part of it
        digits = 6 if self.timeline.opening else 4
        return f"{number(100 * self.timeline.part(step), digits)}%"
