"""What a request gives: its pictures, what is written beside them, and what is printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

from convanim.animation import Animation, format_of, is_directory
from convanim.errors import BadRequest

WORDS = ("output", "format", "alt", "transcript", "still", "for", "into", "after")
FOR = ("beamer", "beamer-animate")
STANDARD = "-"


@dataclass(frozen=True, slots=True)
class Outputs:
    """What is to be done with a picture, as the words of the command say."""

    paths: list[str] = field(default_factory=list)
    format: str | None = None
    alt: bool = False
    transcript: str | None = None
    still: str | None = None
    place: str | None = None
    into: str | None = None
    after: int | None = None

    @classmethod
    def taken(cls, words: dict[str, Any], usual: tuple[str, ...] = ()) -> Outputs:
        """What the words say, which are taken from them; with `usual` paths where none is given
        and nothing is to be printed."""
        found = {word: words.pop(word) for word in WORDS if word in words}
        paths, place = found.pop("output", []), found.pop("for", None)
        if not paths and not found.get("alt") and not found.get("transcript"):
            paths = list(usual)
            if not paths:
                raise BadRequest("where to? name a file with -o, for instance -o picture.gif")
        made = cls(paths=paths, place=place, **found)
        made.check()
        return made

    def check(self) -> None:
        """Refuse what has nothing to work on."""
        files = [path for path in self.paths if path != STANDARD]
        files = [path for path in files if not is_directory(path, self.format)]
        for word, said, kind in (("into", self.into, "pptx"), ("for", self.place, "pdf")):
            if said is not None and [format_of(path, self.format) for path in files] != [kind]:
                raise BadRequest(f"--{word} {said} works with one -o FILE.{kind}")
        if self.place is not None:
            from convanim.export.beamer import check_name

            if self.paths != files:
                raise BadRequest(f"--for {self.place} works with one -o FILE.pdf")
            check_name(files[0])
        if self.after is not None and self.into is None:
            raise BadRequest("after says where slides go: it works with --into LECTURE.pptx")
        if self.still is not None and not files:
            raise BadRequest("a still is written beside a picture: name one with -o")

    def base(self) -> tuple[bytes, str, int | None] | None:
        """The presentation that slides are added to, its name, and after how many of its own."""
        if self.into is None:
            return None
        from convanim import infile
        from convanim.export.package import LARGEST

        return infile.read(self.into, LARGEST), self.into, self.after

    def siblings(self, animation: Animation) -> Iterator[tuple[str, bytes]]:
        """The files beside the pictures, with their bytes."""
        if self.place is not None:
            yield f"{os.path.splitext(self.paths[0])[0]}.tex", self._frame(animation)
        if self.still is not None:
            files = [path for path in self.paths if path != STANDARD]
            files = [path for path in files if not is_directory(path, self.format)]
            for stem in dict.fromkeys(os.path.splitext(path)[0] for path in files):
                yield f"{stem}-{self.still}.png", self._still(animation, self.still)

    def _frame(self, animation: Animation) -> bytes:
        from convanim.export.beamer import FORMS, frame

        film, form = animation.film(), FORMS[self.place == FOR[1]]
        title = animation.look.title or film.scene.title
        return frame(self.paths[0], title, film.scene.description, film.timeline, form)

    def timed(self, animation: Animation) -> Animation:
        """The animation, where what is written beside it has times that its own file has not."""
        if self.place != FOR[1]:
            return animation
        has = {"step_time", "hold", *(["loop"] if animation.timeline.loop < 2 else ())}
        return replace(animation, asked=animation.asked - has)

    def _still(self, animation: Animation, which: str) -> bytes:
        from convanim.export import png

        file = BytesIO()
        png.save(animation.at_rest(which).film(), file)
        return file.getvalue()

    def print(self, animation: Animation) -> None:
        """What is asked for in words."""
        if self.alt or self.transcript:
            from convanim.cli.said import printed

            sys.stdout.writelines(printed(animation, self.alt, self.transcript))
