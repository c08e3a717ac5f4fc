"""A whole lecture: a title page, and pictures one after the other, all on pages of one shape."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from convanim import limits
from convanim.animation import Animation
from convanim.declared import read
from convanim.errors import BadRequest
from convanim.export import able
from convanim.export.film import INCH, Film, wordless
from convanim.language import say, speaking, term
from convanim.laying import lettered
from convanim.look import Look
from convanim.scene.marks import Group, Mark, Scene, shifted
from convanim.scene.strip import part_of
from convanim.scene.text import fitted, place
from convanim.sources.panels import pictured
from convanim.sources.request import from_toml
from convanim.views.parts.lines import Caption, broken

TITLE = term("Convolution arithmetic")
"""What a lecture is called that has no other title."""
KINDS = ("pptx", "pdf")
WORDS = ("title", "aspect", "pptx", "embed")
"""The words of a picture's look that are a whole lecture's."""
HIGH = 540.0
"""Scene units of the title page's height."""
HEADING, SIZE, LEADING = 40.0, 17.0, 1.6
"""Sizes of its text, and a line's height in parts of it."""
LISTED = 10
"""Pictures that it names."""
NAME = 80
"""Letters of such a name."""
SIDE = 0.9
"""The part of a page that its text may take, and that a picture has above its caption."""
CAPTION = 0.03
"""The size of such a caption, in parts of the page's height."""


@dataclass(frozen=True)
class Part:
    """A picture of a lecture, with the words of its specification and where that lies."""

    path: str
    words: Mapping[str, Any]
    made: Animation

    @classmethod
    def of(cls, path: str, look: Look) -> Part:
        """The picture of a specification, on a page of the lecture's shape and in its form."""
        with named(path):
            words, _ = from_toml(path)
            return cls(path, words, pictured({**words, "aspect": look.aspect, "pptx": look.pptx}))

    def check(self, kind: str) -> None:
        """Refuse what cannot be in a file of this kind."""
        with named(self.path):
            self.made.check(kind)


@contextmanager
def named(path: str) -> Iterator[None]:
    """What is wrong here is said of a file by its name."""
    try:
        yield
    except BadRequest as error:
        said = str(error)
        raise BadRequest(said if repr(path) in said else f"{path}: {said}") from None


@dataclass(frozen=True)
class Lecture:
    """Pictures with the words that they were made of, and what is said of all of them."""

    title: str
    look: Look
    parts: Sequence[Part]
    asked: frozenset[str]

    @classmethod
    def of(cls, paths: Sequence[str], words: Mapping[str, Any]) -> Lecture:
        """The lecture of these specifications."""
        if not paths:
            raise BadRequest("a lecture of what? name specifications: convanim deck a.toml b.toml")
        limits.bounded(len(paths), "pictures of a lecture", limits.LECTURE)
        from convanim.export.package import USUAL

        look = Look.of(read(Look, {"aspect": USUAL, **words}))
        parts = [Part.of(path, look) for path in paths]
        with speaking(parts[0].made.look.lang):
            return cls(look.title or say(TITLE), look, parts, frozenset(words))

    def written(self, path: str) -> bytes:
        """The bytes of the file of this name."""
        kind = os.path.splitext(path)[1].lower().lstrip(".")
        if kind not in KINDS:
            raise BadRequest(f"{path!r} is no name for a lecture: it is a .pptx or a .pdf")
        able.check(self.asked - {"title", "embed"}, [(kind, False)], self.look.pptx)
        file = BytesIO()
        films = self.films()
        slides = 1 + sum(film.scene.steps for _, film in films[1:])
        if kind == "pdf" or self.look.pptx == "steps":
            limits.bounded(slides, "pages", limits.SLIDES, "; max_steps in a file makes fewer")
        for part in self.parts:
            part.check(kind)
        if kind == "pdf":
            from convanim.export.figures import pdf_lecture

            pdf_lecture([film for _, film in films], file, self.title, self.spec)
        else:
            from convanim.export.pptx import save_lecture

            save_lecture(films, file, self.title, self.spec)
        return file.getvalue()

    @property
    def spec(self) -> str:
        """The words of its pictures, as a file carries them."""
        from convanim.export.embedded import token
        from convanim.sources.spec import plainly

        told = [plainly(part.words) for part in self.parts if part.made.look.embed]
        return token({"deck": told}) if told and self.look.embed else ""

    def films(self) -> list[tuple[str, Film]]:
        """The title page and the pictures, each with its name."""
        from convanim.export.package import EMU, sheet

        shape = self.look.aspect or 1.0
        wide = sheet(shape)[0] / EMU * INCH
        found = []
        for part in self.parts:
            made = part.made
            film = made.film()
            with lettered(made.look, made.theme):
                scene = captioned(film.scene)
            film = replace(film, scene=scene, width=wide, aspect=shape, slides=self.look.pptx)
            found.append((short(made.look.title or scene.title), film))
        first = self.parts[0].made
        with lettered(first.look, first.theme):
            scene = titled(self.title, [name for name, _ in found], shape)
        page = replace(found[0][1], scene=scene, slides="steps", says=wordless)
        return [(short(self.title), page), *found]


def captioned(scene: Scene) -> Scene:
    """A picture that has no caption over its title, on a page of the same shape."""
    if has_caption(scene.marks):
        return scene
    width, height = scene.width / SIDE, scene.height / SIDE
    caption = Caption([scene.title], "", height * CAPTION)
    room = width * SIDE
    top = height - caption.height(room) - caption.size * 0.6
    drawn = caption.marks(width / 2, top, room)
    marks = [shifted(mark, (width - scene.width) / 2, 0.0) for mark in scene.marks]
    return replace(
        scene,
        width=width,
        height=height,
        marks=(*marks, *(replace(text, steps=None) for text in drawn)),
    )


def has_caption(marks: Sequence[Mark]) -> bool:
    """Whether there is a caption among marks."""
    return any(
        has_caption(mark.marks) if isinstance(mark, Group) else part_of(mark) == "caption"
        for mark in marks
    )


def short(text: str) -> str:
    """A text on one line, cut off where it is long.

    >>> short("a;\\nb"), len(short("a" * 99))
    ('a; b', 80)
    """
    line = " ".join(text.split())
    return line if len(line) <= NAME else f"{line[: NAME - 3].rstrip(' ,;:')}..."


def titled(title: str, names: Sequence[str], shape: float) -> Scene:
    """The page that a lecture begins with: its title, and what its pictures are called."""
    wide = HIGH * shape
    room = wide * SIDE
    lines = broken(title, HEADING, room)
    few = list(names) if len(names) <= LISTED else [*names[: LISTED - 1]]
    if len(few) < len(names):
        few.append(say("and {count} more", count=len(names) - len(few)))
    size = min(fitted(line, HEADING, room) for line in lines)
    y = (HIGH - HEADING * LEADING * len(lines) - SIZE * LEADING * (len(few) + 1)) / 2
    marks: list[Mark] = []
    for line in lines:
        y += HEADING * LEADING
        marks.append(place("title", line, wide / 2, y - HEADING * 0.4, size, "middle"))
    y += SIZE * LEADING
    for name in few:
        y += SIZE * LEADING
        own = fitted(name, SIZE, room)
        marks.append(place("caption", name, wide / 2, y - SIZE * 0.4, own, "middle"))
    return Scene(
        wide,
        HIGH,
        tuple(marks),
        1,
        title,
        say("{name}: {line}", name=title, line=say("; ").join(names)),
    )
