"""PowerPoint: a slide for each step, of native shapes, with Morph between them; or one slide on
which the animation plays.

python-pptx writes the package. Transitions, a film that starts by itself and sections are XML that
it has no words for (ECMA-376, 19.3.1.50 and 19.5; MS-PPTX 2.5.5; python-pptx 427, 871, 942).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any, BinaryIO

from convanim import limits
from convanim.errors import BadRequest
from convanim.export import package
from convanim.export.film import Film
from convanim.render.brush import rgb
from convanim.render.shapes import NAMES, Box, Shapes, lines, parsed, plain
from convanim.scene.marks import IDENTITY
from convanim.themes.theme import TRANSPARENT

ROOM = 0.94
"""The part of a slide that a picture may take that has not its shape."""
MORPH = f"""\
<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" {NAMES}>
<mc:Choice xmlns:p159="http://schemas.microsoft.com/office/powerpoint/2015/09/main" Requires="p159">
<p:transition spd="slow"><p159:morph option="byObject"/></p:transition></mc:Choice>
<mc:Fallback><p:transition spd="fast"/></mc:Fallback></mc:AlternateContent>"""
NOTED = 200
"""Steps that one slide's notes tell of."""
SUM = "label.sum"
"""The role of arithmetic that is written out."""


def save(film: Film, file: BinaryIO) -> None:
    """The presentation of a film: a slide for each of its steps."""
    deck = package.presentation(film.aspect, film.scene.title)
    add(deck, film)
    package.write(deck, file, film.spec)


def save_into(film: Film, file: BinaryIO, data: bytes, name: str, after: int | None) -> None:
    """Somebody's presentation with the slides of a film after its first `after` (None: at its
    end); all else stays as it is."""
    deck = package.opened(data, name)
    count, known = len(package.slides(deck)), {*deck.part.package.iter_parts()}
    if after is not None and not 0 <= after <= count:
        slides = f"{count} slide{'s' * (count != 1)}"
        raise BadRequest(f"after {after} is not allowed: {name!r} has {slides}, so 0 to {count}")
    add(deck, film)
    package.move(deck, count, count if after is None else after)
    package.write(deck, file, before=data, known=known)


def save_lecture(films: Sequence[tuple[str, Film]], file: BinaryIO, title: str, spec: str) -> None:
    """The presentation of several films, each with the name of its section."""
    deck = package.presentation(films[0][1].aspect, title)
    package.divide(deck, [(name, len(add(deck, film))) for name, film in films])
    package.write(deck, file, spec)


def add(deck: Any, film: Film) -> list[Any]:
    """The slides of a film, in the form that is asked for, behind those that are there."""
    return FORMS[film.slides](deck, film)


def add_steps(deck: Any, film: Film) -> list[Any]:
    """A slide for each step of a film, behind those that are there."""
    slides = []
    limits.bounded(
        len(package.slides(deck)) + film.scene.steps,
        "slides",
        limits.SLIDES,
        "; --max-steps N makes fewer",
    )
    left, top, wide, high = place(deck, film)
    scale = wide / film.scene.width
    shapes = Shapes(film.theme, film.scene.marks, (scale, 0.0, 0.0, scale, left, top))
    for step in range(film.scene.steps):
        slide = package.added(deck)
        colour_ground(slide, film)
        shapes.begin(step)
        draw(slide, film, shapes, Box(left, top, left + wide, top + high), film.says(step))
        if step:
            slide.element.append(parsed(MORPH))
        shapes.begin(step)
        note(slide, told(film, step, shapes))
        slides.append(slide)
    return slides


def add_animation(deck: Any, film: Film) -> list[Any]:
    """One slide, on which a GIF plays."""
    from convanim.export import gif

    made = BytesIO()
    gif.save(film, made)
    slide = titled(deck, film)
    picture = slide.shapes.add_picture(made, *place(deck, film))
    _tell(picture, film)
    return [slide]


def add_video(deck: Any, film: Film) -> list[Any]:
    """One slide, on which a video starts by itself and goes on for ever."""
    from convanim.export import png, video

    made, poster = BytesIO(), BytesIO()
    video.mp4(film, made)
    png.save(film, poster)
    made.seek(0)
    slide = titled(deck, film)
    movie = slide.shapes.add_movie(
        made, *place(deck, film), poster_frame_image=poster, mime_type="video/mp4"
    )
    _tell(movie, film)
    for node in slide.element.iter("{*}cMediaNode"):
        for time in node.iter("{*}cTn"):
            time.set("repeatCount", "indefinite")
        for start in node.iter("{*}cond"):
            start.set("delay", "0")
    return [slide]


FORMS: dict[str, Callable[[Any, Film], list[Any]]] = {
    "steps": add_steps,
    "animation": add_animation,
    "video": add_video,
}


def titled(deck: Any, film: Film) -> Any:
    """An empty slide of a film's colour, with all its steps in words as notes."""
    slide = package.added(deck)
    colour_ground(slide, film)
    steps = range(min(film.scene.steps, NOTED))
    shapes, said = Shapes(film.theme, film.scene.marks, IDENTITY), []
    for step in steps:
        shapes.begin(step)
        said.append(told(film, step, shapes))
    note(slide, "\n".join(filter(None, said)))
    return slide


def told(film: Film, step: int, shapes: Shapes) -> str:
    """A step in words, and the sums that it shows."""
    sums = (line.text for line in lines(shapes.seen()) if line.marks[0].role.startswith(SUM))
    return (
        "\n".join(filter(None, (film.says(step), *sums)))
        .replace(" +\n", " + ")
        .replace(" + \n", " + ")
    )


def note(slide: Any, text: str) -> None:
    """Write a slide's notes, if there is anything to say."""
    if text:
        slide.notes_slide.notes_text_frame.text = plain(text)


def place(deck: Any, film: Film) -> tuple[int, int, int, int]:
    """Where a film lies on a slide: left, top, width, height. A page of the slide's shape fills
    it."""
    wide, high = film.scene.width, film.scene.height
    across, down = deck.slide_width / wide, deck.slide_height / high
    scale = min(across, down) * (1.0 if abs(across / down - 1) < 1e-3 else ROOM)
    size = round(wide * scale), round(high * scale)
    left, top = (deck.slide_width - size[0]) // 2, (deck.slide_height - size[1]) // 2
    return left, top, *size


def _tell(shape: Any, film: Film) -> None:
    """What a shape is called, and what it shows in words."""
    known = shape._element.find(".//{*}cNvPr")
    known.set("name", plain(film.scene.title))
    known.set("descr", plain(film.scene.description))


def colour_ground(slide: Any, film: Film) -> None:
    """Give a slide a film's background."""
    paper = film.background or film.theme.background
    if paper != TRANSPARENT:
        from pptx.dml.color import RGBColor

        colour: Any = RGBColor
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = colour(*rgb(paper))


def draw(slide: Any, film: Film, shapes: Shapes, box: Box, said: str) -> None:
    """A film's step on a slide, before a pane that says in words what it shows."""
    tree, scene = slide.shapes._spTree, film.scene
    tree.append(shapes.pane(box, scene.title, " ".join(filter(None, (scene.description, said)))))
    for shape in shapes.shown():
        tree.append(shape)
