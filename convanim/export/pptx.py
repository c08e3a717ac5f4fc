"""PowerPoint: a slide for each step, of native shapes, with Morph between them; or one slide on
which the animation plays.

python-pptx writes the package. Transitions, a film that starts by itself and sections are XML that
it has no words for (ECMA-376, 19.3.1.50 and 19.5; MS-PPTX 2.5.5; python-pptx 427, 871, 942).
"""

from __future__ import annotations

from io import BytesIO
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from convanim.errors import BadRequest
from convanim.export import mark as ours
from convanim.export.film import Film
from convanim.render.brush import rgb
from convanim.render.shapes import NAMES, Box, Shapes, parsed
from convanim.scene.time import Moment
from convanim.themes.theme import TRANSPARENT

EMU = 914400
"""Units of an inch."""
SHEETS = {"16:9": (40 * EMU // 3, 15 * EMU // 2), "4:3": (10 * EMU, 15 * EMU // 2)}
"""Widths and heights of slides."""
ROOM = 0.94
"""The part of a slide that a picture may take."""
MORPH = f"""\
<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" {NAMES}>
<mc:Choice xmlns:p159="http://schemas.microsoft.com/office/powerpoint/2015/09/main" Requires="p159">
<p:transition spd="slow"><p159:morph option="byObject"/></p:transition></mc:Choice>
<mc:Fallback><p:transition spd="fast"/></mc:Fallback></mc:AlternateContent>"""
CORE_ENDS = "</cp:coreProperties>"
"""What a package says of itself; python-pptx has room for 255 letters of it."""
NOTED = 200
"""Steps that one slide's notes tell of."""
LARGEST = 500_000_000
"""Bytes of a presentation that is added to."""


def save(film: Film, file: BinaryIO) -> None:
    """The presentation of a film: a slide for each of its steps."""
    deck = presentation()
    add(deck, film)
    write(deck, file, film.spec)


def save_into(film: Film, file: BinaryIO, data: bytes, name: str, after: int | None) -> None:
    """Somebody's presentation with the slides of a film after its first `after` (None: at its
    end); all else stays as it is."""
    deck = opened(data, name)
    count = len(deck.slides)
    if after is not None and after > count:
        raise BadRequest(f"after {after} is not allowed: {name!r} has {count} slides")
    add(deck, film)
    order = deck.slides._sldIdLst
    for place, slide in enumerate(list(order)[count:]):
        order.remove(slide)
        order.insert((count if after is None else after) + place, slide)
    write(deck, file, before=data)


def add(deck: Any, film: Film) -> list[Any]:
    """The slides of a film, in the form that is asked for, behind those that are there."""
    return FORMS[film.slides](deck, film)


def presentation() -> Any:
    """A presentation without slides."""
    package, emu = _library()
    deck = package()
    deck.slide_width, deck.slide_height = map(emu, SHEETS["16:9"])
    told = deck.core_properties
    told.author, told.last_modified_by, told.title = ours.NAME, ours.NAME, ""
    return deck


def opened(data: bytes, name: str) -> Any:
    """Somebody's presentation."""
    package, _ = _library()
    try:
        return package(BytesIO(data))
    except (BadZipFile, KeyError, ValueError, OSError, SyntaxError) as error:
        raise BadRequest(f"{name!r} is no presentation that can be read: {error}") from None


def _library() -> tuple[Any, Any]:
    try:
        from pptx import Presentation
        from pptx.util import Emu
    except ImportError:
        raise BadRequest(
            "a .pptx is written by python-pptx, which is not installed: "
            "pip install 'convanim[pptx]'"
        ) from None
    return Presentation, Emu


def add_steps(deck: Any, film: Film) -> list[Any]:
    """A slide for each step of a film, behind those that are there."""
    slides = []
    for step in range(film.scene.steps):
        slide = added(deck)
        draw(slide, film, step, place(deck, film))
        if step:
            slide.element.append(parsed(MORPH))
        slide.notes_slide.notes_text_frame.text = film.says(step)
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


FORMS = {"steps": add_steps, "animation": add_animation, "video": add_video}


def titled(deck: Any, film: Film) -> Any:
    """An empty slide of a film's colour, with all its steps in words as notes."""
    slide = added(deck)
    colour_ground(slide, film)
    steps = range(min(film.scene.steps, NOTED))
    slide.notes_slide.notes_text_frame.text = "\n".join(filter(None, map(film.says, steps)))
    return slide


def place(deck: Any, film: Film) -> tuple[int, int, int, int]:
    """Where a film lies on a slide: left, top, width, height."""
    wide, high = film.scene.width, film.scene.height
    scale = min(deck.slide_width * ROOM / wide, deck.slide_height * ROOM / high)
    size = round(wide * scale), round(high * scale)
    left, top = (deck.slide_width - size[0]) // 2, (deck.slide_height - size[1]) // 2
    return left, top, *size


def _tell(shape: Any, film: Film) -> None:
    """What a shape is called, and what it shows in words."""
    known = shape._element.find(".//{*}cNvPr")
    known.set("name", film.scene.title)
    known.set("descr", film.scene.description)


def added(deck: Any) -> Any:
    """An empty slide, the last, with a name that no other part of the package has."""
    from pptx.opc.packuri import PackURI

    layouts = deck.slide_layouts
    taken = {str(part.partname) for part in deck.part.package.iter_parts()}
    slide = deck.slides.add_slide(min(layouts, key=lambda layout: len(layout.placeholders)))
    for placeholder in list(slide.placeholders):
        placeholder.element.getparent().remove(placeholder.element)
    number = len(deck.slides)
    while f"/ppt/slides/slide{number}.xml" in taken:
        number += 1
    slide.part.partname = PackURI(f"/ppt/slides/slide{number}.xml")
    return slide


def colour_ground(slide: Any, film: Film) -> None:
    """Give a slide a film's background."""
    paper = film.background or film.theme.background
    if paper != TRANSPARENT:
        from pptx.dml.color import RGBColor

        colour: Any = RGBColor
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = colour(*rgb(paper))


def draw(slide: Any, film: Film, step: int, room: tuple[int, int, int, int]) -> None:
    """A film's step on a slide, behind a pane that says in words what it shows."""
    scene = film.scene
    left, top, wide, high = room
    scale = wide / scene.width
    colour_ground(slide, film)
    shapes = Shapes(film.theme, Moment(step, 0.0, 1.0), scale)
    tree = slide.shapes._spTree
    for shape in shapes.of(scene.marks, (scale, 0.0, 0.0, scale, left, top)):
        tree.append(shape)
    box = Box(left, top, left + wide, top + high)
    tree.append(shapes.pane(box, scene.title, scene.description))


def write(deck: Any, file: BinaryIO, spec: str = "", before: bytes | None = None) -> None:
    """The bytes of a presentation, the same on any day.

    Of one that was there `before` every part that says the same keeps its bytes.
    """
    made = BytesIO()
    deck.part.package.save(made)  # a presentation's own save would give its slides new names
    there = ZipFile(BytesIO(before)) if before else None
    kept = {info.filename: info for info in there.infolist()} if there else {}
    with ZipFile(made) as package, ZipFile(file, "w", ZIP_DEFLATED) as out:
        for name in sorted(package.namelist(), key=lambda name: (name not in kept, name)):
            data = package.read(name)
            if spec and name == ours.CORE:
                said = f"<dc:description>{spec}</dc:description>{CORE_ENDS}"
                data = data.replace(CORE_ENDS.encode(), said.encode())
            elif there and name in kept and _same(there.read(name), data):
                data = there.read(name)
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            out.writestr(info, data)


def _same(one: bytes, other: bytes) -> bool:
    """Whether two parts say the same, however they spell it."""
    if one == other:
        return True
    from lxml import etree

    try:
        return bool(
            etree.tostring(etree.fromstring(one), method="c14n")
            == etree.tostring(etree.fromstring(other), method="c14n")
        )
    except etree.XMLSyntaxError:
        return False
