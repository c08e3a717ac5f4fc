"""Presentations as packages of parts: a new one, and somebody's that is added to without harm.

python-pptx reads and makes the parts; what it has no words for is XML of ours: sections (MS-PPTX
2.6) and the way in which a package is written, the same on any day, its other parts untouched.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from io import BytesIO
from typing import Any, BinaryIO
from uuid import NAMESPACE_OID, uuid5
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from convanim.errors import BadRequest
from convanim.export import mark as ours
from convanim.render.shapes import NAMES, parsed, plain

EMU = 914400
"""Units of an inch."""
WIDEST, HIGHEST, LEAST = 40 * EMU / 3, 15 * EMU / 2, EMU
"""How wide and how high a slide is at most, as the usual ones are, and how small at least."""
USUAL = 16 / 9
TYPES = "[Content_Types].xml"
CORE_ENDS = "</cp:coreProperties>"
"""What a package says of itself; python-pptx has room for 255 letters of it."""
TOLD = 255
LARGEST = 500_000_000
"""Bytes of a presentation that is added to, as it lies there and unpacked."""
OLE = b"\xd0\xcf\x11\xe0"
"""How a file begins that is encrypted, or of PowerPoint before 2007."""
MACROS = "a presentation with macros"
KINDS = {
    "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml": MACROS,
    "application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml": MACROS,
    "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml": "a show",
    "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml": "a template",
}
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"


def sheet(aspect: float | None) -> tuple[int, int]:
    """Width and height of slides of a shape: as those that PowerPoint has.

    >>> [[n / EMU for n in sheet(aspect)] for aspect in (None, 4 / 3)]
    [[13.333333333333334, 7.5], [10.0, 7.5]]
    """
    shape = USUAL if aspect is None else aspect
    wide, high = (HIGHEST * shape, HIGHEST) if shape <= USUAL else (WIDEST, WIDEST / shape)
    grown = max(1.0, LEAST / wide)
    return round(wide * grown), round(high * grown)


def presentation(aspect: float | None, title: str) -> Any:
    """A presentation without slides, whose masters fit its shape."""
    package, emu = library()
    deck = package()
    was = deck.slide_width, deck.slide_height
    deck.slide_width, deck.slide_height = map(emu, sheet(aspect))
    across, down = deck.slide_width / was[0], deck.slide_height / was[1]
    for owner in (deck.slide_master, *deck.slide_layouts):
        for node in owner.element.iter("{*}off", "{*}ext"):
            for word, grown in (("x", across), ("cx", across), ("y", down), ("cy", down)):
                if word in node.attrib:
                    node.set(word, str(round(int(node.get(word)) * grown)))
    told = deck.core_properties
    told.author, told.last_modified_by = ours.NAME, ours.NAME
    told.title = plain(title)[:TOLD]
    return deck


def opened(data: bytes, name: str) -> Any:
    """Somebody's presentation."""
    package, _ = library()
    if data.startswith(OLE):
        raise BadRequest(
            f"{name!r} is encrypted, or a .ppt of old: save it as a .pptx without a password"
        )
    try:
        with ZipFile(BytesIO(data)) as parts:
            size = sum(info.file_size for info in parts.infolist())
        if size > LARGEST:
            raise BadRequest(f"{name!r} unpacks to {size:,} bytes: at most {LARGEST:,} are read")
        deck = package(BytesIO(data))
        len(slides(deck)), len(deck.slide_layouts)
    except BadRequest:
        raise
    except Exception as error:  # whatever a damaged file makes of the library
        found = next((kind for key, kind in KINDS.items() if key in str(error)), None)
        said = f"{found}: save it as a .pptx" if found else "no presentation that can be read"
        raise BadRequest(f"{name!r} is {said}") from None
    if deck.part.content_type in KINDS:
        raise BadRequest(f"{name!r} is {KINDS[deck.part.content_type]}: save it as a .pptx")
    if not len(deck.slide_layouts):
        raise BadRequest(f"{name!r} has no layout that a slide could have")
    return deck


def library() -> tuple[Any, Any]:
    """What reads and makes presentations."""
    try:
        from pptx import Presentation
        from pptx.util import Emu
    except ImportError:
        raise BadRequest(
            "a .pptx is written by python-pptx, which is not installed: "
            "pip install 'convanim[pptx]'"
        ) from None
    return Presentation, Emu


def slides(deck: Any) -> Any:
    """The slides of a presentation, whose own would give them new names, and others' to some."""
    from pptx.slide import Slides

    listed: Any = Slides
    return listed(deck.element.get_or_add_sldIdLst(), deck)


def added(deck: Any) -> Any:
    """An empty slide, the last."""
    layouts = list(deck.slide_layouts)
    blank = [layout for layout in layouts if layout._element.get("type") == "blank"]
    layout = min(blank or layouts, key=lambda layout: len(layout.placeholders))
    slide = slides(deck).add_slide(layout)
    for placeholder in list(slide.placeholders):
        placeholder.element.getparent().remove(placeholder.element)
    return slide


def move(deck: Any, count: int, after: int) -> None:
    """Put the slides that came behind the first `count` after so many of these; where they lie
    in sections, into the section of the slide before."""
    order = deck.element.sldIdLst
    fresh = list(order)[count:]
    for place, slide in enumerate(fresh):
        order.remove(slide)
        order.insert(after + place, slide)
    before = order[after - 1].get("id") if after else None
    sections = list(deck.element.iter(f"{{{P14}}}sldIdLst"))
    if not sections:
        return
    room, place = sections[0], 0
    for listed in sections:
        for n, node in enumerate(listed, start=1):
            if node.get("id") == before:
                room, place = listed, n
    for n, slide in enumerate(fresh):
        room.insert(place + n, parsed(f'<p14:sldId xmlns:p14="{P14}" id="{slide.get("id")}"/>'))


def divide(deck: Any, sections: Sequence[tuple[str, int]]) -> None:
    """Name sections of a new presentation, of so many slides each."""
    numbers = iter([slide.get("id") for slide in deck.element.sldIdLst])
    told = ""
    for place, (name, count) in enumerate(sections):
        own = str(uuid5(NAMESPACE_OID, f"{ours.NAME} {place} {name}")).upper()
        slides = "".join(f'<p14:sldId id="{next(numbers)}"/>' for _ in range(count))
        told += (
            f'<p14:section name={quoteattr(plain(name))} id="{{{own}}}">'
            f"<p14:sldIdLst>{slides}</p14:sldIdLst></p14:section>"
        )
    extended = parsed(
        f'<p:extLst {NAMES}><p:ext uri="{SECTIONS}"><p14:sectionLst xmlns:p14="{P14}">{told}'
        "</p14:sectionLst></p:ext></p:extLst>"
    )
    there = deck.element.find(extended.tag)
    if there is None:
        deck.element.append(extended)
    else:
        there.insert(0, extended[0])


def write(
    deck: Any, file: BinaryIO, spec: str = "", before: bytes = b"", known: Container[Any] = ()
) -> None:
    """The bytes of a presentation, the same on any day.

    Of one that was there `before`, with parts that are `known`, every part keeps its bytes but for
    the list of slides, what that refers to, and the list of types, to which the new ones are added.
    """
    theirs = _parts(before) if before else {}
    _name_apart(deck, {f"/{name.lower()}" for name in theirs}, known)
    saved = BytesIO()
    deck.part.package.save(saved)
    made = _parts(saved.getvalue())
    main = deck.part.partname
    touched = {name.lstrip("/") for name in (main, main.rels_uri)}
    parts: dict[str, tuple[bytes, int]] = {}
    for name, (data, way) in theirs.items():
        parts[name] = (made[name][0] if name in touched else data), way
    for name, (data, _) in made.items():
        if name == TYPES and theirs:
            data = _typed(theirs[name][0], data)
        elif name == ours.CORE and spec:
            said = f"<dc:description>{spec}</dc:description>{CORE_ENDS}"
            data = data.replace(CORE_ENDS.encode(), said.encode())
        if name not in theirs or name == TYPES:
            parts[name] = data, ZIP_DEFLATED
    with ZipFile(file, "w", ZIP_DEFLATED) as out:
        for name, (data, way) in parts.items():
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_STORED if way == ZIP_STORED else ZIP_DEFLATED
            out.writestr(info, data)


def _parts(data: bytes) -> dict[str, tuple[bytes, int]]:
    """What is in a package, in order, and how it is packed."""
    with ZipFile(BytesIO(data)) as package:
        return {
            info.filename: (package.read(info), info.compress_type) for info in package.infolist()
        }


def _name_apart(deck: Any, theirs: set[str], known: Container[Any]) -> None:
    """Give the new parts names that are in no use, not even by parts that nothing refers to."""
    from pptx.opc.packuri import PackURI

    taken = {str(part.partname).lower() for part in deck.part.package.iter_parts()} | theirs
    for part in deck.part.package.iter_parts():
        name = str(part.partname)
        if part in known or name.lower() not in theirs:
            continue
        stem, _, suffix = name.rpartition(".")
        stem, number = stem.rstrip("0123456789"), 1
        while (other := f"{stem}{number}.{suffix}").lower() in taken:
            number += 1
        taken.add(other.lower())
        part.partname = PackURI(other)


def _typed(theirs: bytes, made: bytes) -> bytes:
    """The list of parts' types, with those of new parts behind what it has."""
    from lxml import etree

    old, new = etree.fromstring(theirs), etree.fromstring(made)
    known = {_typing(node) for node in old}
    for node in new:
        if _typing(node) not in known:
            old.append(node)
    return bytes(etree.tostring(old, xml_declaration=True, encoding="UTF-8", standalone=True))


def _typing(node: Any) -> tuple[str, str]:
    """What a type is said of: a part, or all files with a suffix."""
    named = node.get("PartName") or node.get("Extension") or ""
    return str(node.tag), named.lower()
