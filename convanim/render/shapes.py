"""A scene as the native shapes of a slide (DrawingML), which people can edit.

What moves has the same name in every picture, by which PowerPoint's Morph carries it from one to
the next. Freeforms with curves are XML that python-pptx has no words for (ECMA-376, 20.1.9.8).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from convanim.render.hatch import hatch
from convanim.render.leaves import leaves
from convanim.render.paints import painted
from convanim.scene.face import usual
from convanim.scene.marks import Mark, Matrix, Path, Segment, Text, compose, transform
from convanim.scene.text import CAP_HEIGHT, UNITS
from convanim.scene.time import Moment
from convanim.themes.theme import Paint, Theme

POINT = 12700
"""Units of a point; of a slide's lengths all are whole."""
NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
TAGS = {"M": "moveTo", "L": "lnTo", "C": "cubicBezTo", "Z": "close"}
FILLED = ' fill="none"'
NEAR = 0.01
"""Sizes of a text that it may begin before or behind the end of the one that it goes on."""
UNSAYABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
    "</a:extLst>"
)


@dataclass(frozen=True, slots=True)
class Box:
    """The room of a shape, in units of the slide."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, points: Iterable[tuple[float, float]]) -> Box:
        """The smallest that holds all points."""
        xs, ys = zip(*points, strict=True)
        return cls(min(xs), min(ys), max(xs), max(ys))

    @property
    def size(self) -> tuple[int, int]:
        """Width and height: whole, and never nothing."""
        return max(1, round(self.right - self.left)), max(1, round(self.bottom - self.top))

    @property
    def place(self) -> str:
        """The transform of a shape in this room."""
        x, y = round(self.left), round(self.top)
        cx, cy = self.size
        return f'<a:off x="{x}" y="{y}"/><a:ext cx="{cx}" cy="{cy}"/>'


@dataclass(frozen=True, slots=True)
class Seen:
    """Marks of one kind that are seen: a path, or a line of texts; with what carries them, and the
    name that they go by."""

    marks: tuple[Path | Text, ...]
    matrix: Matrix
    name: str
    moves: bool

    @property
    def written(self) -> bool:
        """Whether it is a line of text."""
        return isinstance(self.marks[0], Text)

    @property
    def text(self) -> str:
        """What is written."""
        return "".join(mark.text for mark in self.marks if isinstance(mark, Text))


Shape = tuple[Box, str]
"""The XML of a shape, and the room that it takes."""


class Shapes:
    """Makes the shapes of marks step by step, with ids and names that are theirs alone.

    What moves is called by its role, with `!!` before it, by which Morph knows it again. Of what
    rests all that is of one role lies in a group, which people move and colour as one.
    """

    def __init__(self, theme: Theme, marks: Iterable[Mark], fit: Matrix) -> None:
        self.theme, self.fit, self.leaves = theme, fit, [*leaves(marks)]
        self.scale = fit[0]
        self.starts = starts(leaf.mark for leaf in self.leaves if isinstance(leaf.mark, Text))
        self.drawn: dict[tuple[int, Matrix], tuple[Box, str]] = {}
        self.begin(0)

    def begin(self, step: int) -> None:
        """Go on to a step, told to its end, with ids and names anew."""
        self.moment = Moment(step, 0.0, 1.0)
        self.count = 1  # the slide's tree of shapes has the first id
        self.named: Counter[str] = Counter()

    def shown(self) -> list[Any]:
        """The shapes that show, in order."""
        drawn = [xml for _, xml in self.grouped(lines(self.seen()))]
        return list(parsed(f"<p:spTree {NAMES}>{''.join(drawn)}</p:spTree>"))

    def seen(self) -> Iterator[Seen]:
        """The marks that show; what moves and does not is counted, so that names stay."""
        for leaf in self.leaves:
            carrier = next((mark for mark in leaf.around if mark.track is not None), None)
            name = leaf.mark.role if carrier is None else self.own(f"!!{carrier.role}")
            there = leaf.at(self.moment, self.fit)
            if there is not None:
                yield Seen((leaf.mark,), there[0], name, carrier is not None)

    def grouped(self, items: Iterable[Seen]) -> Iterator[Shape]:
        """The shapes of what is seen. Texts do not lie on each other: those that rest and follow
        one another are sorted by their roles."""
        for (moves, written), run in groupby(items, key=lambda item: (item.moves, item.written)):
            row = [*run]
            if moves:
                yield from (shape for item in row for shape in self.shapes(item))
                continue
            if written:
                first = {item.name: n for n, item in reversed([*enumerate(row)])}
                row.sort(key=lambda item: first[item.name])
            for role, same in groupby(row, key=lambda item: item.name):
                some = [*same]
                name = self.own(role) if some[1:] else ""
                made = [shape for item in some for shape in self.shapes(item)]
                yield from [self.group(name or self.own(role), made)] if made[1:] else made

    def group(self, name: str, inner: list[Shape]) -> Shape:
        """Shapes that people move as one."""
        box = Box.around(
            point for one, _ in inner for point in ((one.left, one.top), (one.right, one.bottom))
        )
        head = self.head(name, kind="GrpSp")
        room = box.place + box.place.replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
        shapes = "".join(xml for _, xml in inner)
        return box, (
            f"<p:grpSp>{head}<p:grpSpPr><a:xfrm>{room}</a:xfrm></p:grpSpPr>{shapes}</p:grpSp>"
        )

    def shapes(self, item: Seen) -> Iterator[Shape]:
        """The shapes of one thing that is seen."""
        name = item.name if item.moves else self.own(item.name)
        if item.written:
            yield from self.text(item, name)
        else:
            yield from self.path(item, name)

    def path(self, item: Seen, name: str) -> Iterator[Shape]:
        """An outline, and the lines of its hatch, if any."""
        mark: Any = item.marks[0]
        paint = painted(self.theme, mark.role, mark.fill)
        if paint.fill or (paint.stroke and paint.width):
            key = id(mark), item.matrix
            if key not in self.drawn:  # what rests is drawn for the first slide, and kept
                self.drawn[key] = outline(transform(item.matrix, mark.d))
            yield self.freeform(name, self.drawn[key], paint.fill, paint)
        if paint.hatch:
            line = Paint(stroke=paint.hatch.stroke, width=paint.hatch.width)
            drawn = outline(transform(item.matrix, hatch(mark.d, paint.hatch)))
            yield self.freeform(f"{name} hatch", drawn, None, line)

    def text(self, item: Seen, name: str) -> Iterator[Shape]:
        """A line of text in one box, whatever colours it has: it holds together in any font."""
        pieces: Any = item.marks
        mark = pieces[0]
        a, b, c, d, e, f = compose(item.matrix, (1, 0, 0, 1, mark.x, mark.y))
        unit = (a * d - b * c) ** 0.5
        size, wide = mark.size * unit, sum(piece.width for piece in pieces) * unit
        middle = f - size * CAP_HEIGHT / 2
        box = Box(e, middle - size * 0.7, e + wide, middle + size * 0.7)
        runs = "".join(self.run(piece, max(100, round(size / POINT * 100))) for piece in pieces)
        if runs:
            head = self.head(name, more=' txBox="1"')
            yield (
                box,
                (
                    f"<p:sp>{head}<p:spPr><a:xfrm>{box.place}</a:xfrm>"
                    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody>'
                    '<a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/>'
                    f'<a:p><a:pPr algn="{self.starts[id(mark)]}"/>{runs}</a:p></p:txBody></p:sp>'
                ),
            )

    def run(self, mark: Text, hundredths: int) -> str:
        """A text in its colour and in the deck's font, or in the one that the picture has."""
        fill = self.theme.paint(mark.role).fill
        if fill is None:
            return ""
        family = mark.face and mark.face.family
        fonts = "".join(
            f"<a:{script} typeface={quoteattr(family or f'+mn-{short}')}/>"
            for script, short in (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))
        )
        return (
            f'<a:r><a:rPr sz="{hundredths}">{solid(fill)}{fonts}</a:rPr>'
            f"<a:t>{escape(plain(mark.text))}</a:t></a:r>"
        )

    def freeform(self, name: str, drawn: tuple[Box, str], fill: str | None, paint: Paint) -> Shape:
        """A shape of any outline."""
        box, path = drawn
        wide, high = box.size
        return box, (
            f"<p:sp>{self.head(name)}<p:spPr><a:xfrm>{box.place}</a:xfrm><a:custGeom>"
            "<a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
            '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
            f'<a:path w="{wide}" h="{high}"{"" if fill else FILLED}>{path}</a:path></a:pathLst>'
            f"</a:custGeom>{solid(fill)}{self.line(paint)}</p:spPr></p:sp>"
        )

    def line(self, paint: Paint) -> str:
        """The pen of an outline."""
        if not paint.stroke or not paint.width:
            return "<a:ln><a:noFill/></a:ln>"
        dash = "".join(
            f'<a:ds d="{round(on / paint.width * 1e5)}" sp="{round(off / paint.width * 1e5)}"/>'
            for on, off in zip(paint.dash[::2], paint.dash[1::2], strict=True)
        )
        dashed = f"<a:custDash>{dash}</a:custDash>" if dash else ""
        wide = max(1, round(paint.width * self.scale))
        look = f'{solid(paint.stroke)}{dashed}<a:miter lim="800000"/>'
        return f'<a:ln w="{wide}" cap="flat">{look}</a:ln>'

    def own(self, name: str) -> str:
        """A name that no other shape has."""
        self.named[name] += 1
        number = self.named[name]
        return name if number == 1 else f"{name} {number}"

    def head(self, name: str, told: str = "", kind: str = "Sp", more: str = "") -> str:
        """Who a shape is: an id, its name, and what it is in words, if anything."""
        self.count += 1
        said = f" descr={quoteattr(plain(told))}" if told else ""
        inner = "" if told else DECORATIVE
        return (
            f'<p:nv{kind}Pr><p:cNvPr id="{self.count}" name={quoteattr(plain(name))}{said}>{inner}'
            f"</p:cNvPr><p:cNv{kind}Pr{more}/><p:nvPr/></p:nv{kind}Pr>"
        )

    def pane(self, box: Box, title: str, told: str) -> Any:
        """A shape that shows nothing and says everything."""
        return parsed(
            f"<p:sp {NAMES}>{self.head(self.own(title), told)}<p:spPr><a:xfrm>{box.place}</a:xfrm>"
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
            "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
        )


def outline(d: Iterable[Segment]) -> tuple[Box, str]:
    """The room of an outline, and what is drawn within."""
    segments = [(str(op), [float(v) for v in values]) for op, *values in d]
    points = [
        pair for _, values in segments for pair in zip(values[::2], values[1::2], strict=True)
    ]
    box = Box.around(points or [(0.0, 0.0)])
    return box, "".join(
        f"<a:{TAGS[op]}>"
        + "".join(
            f'<a:pt x="{round(x - box.left)}" y="{round(y - box.top)}"/>'
            for x, y in zip(values[::2], values[1::2], strict=True)
        )
        + f"</a:{TAGS[op]}>"
        for op, values in segments
    )


def lines(items: Iterable[Seen]) -> Iterator[Seen]:
    """What is seen, the pieces of a line of text, each of which starts where one ends, as one."""
    line: Seen | None = None
    for item in items:
        piece = None if line is None else going_on(line, item)
        if line is not None and piece is not None:
            same = item.name == line.name or line.moves
            name = line.name if same else line.name.partition(".")[0]
            line = replace(line, marks=(*line.marks, piece), name=name)
            continue
        if line is not None:
            yield line
        line = item
    if line is not None:
        yield line


def going_on(line: Seen, item: Seen) -> Text | None:
    """The text that goes on where a line ends, with the blank between them; None where it does
    not."""
    last, mark = line.marks[-1], item.marks[0]
    if not (isinstance(last, Text) and isinstance(mark, Text) and line.matrix == item.matrix):
        return None
    if (last.y, last.size, last.face) != (mark.y, mark.size, mark.face) or line.moves != item.moves:
        return None
    gap = (mark.x - last.x - last.width) / mark.size
    blank = ((mark.face or usual()).advance(" ") or 0) / UNITS
    if abs(gap) < NEAR:
        return mark
    if abs(gap - blank) < NEAR:
        return replace(mark, text=f" {mark.text}", width=mark.width + gap * mark.size)
    return None


def starts(texts: Iterable[Text]) -> dict[int, str]:
    """How each text is aligned, by its mark: texts of one role that begin, or end, at one place and
    are not alike wide do so on purpose, and all others stand in the middle of where they are. In a
    font that is not ours it shows.
    """
    known = [*texts]
    ends: dict[tuple[str, str, float], set[float]] = defaultdict(set)
    for text in known:
        for side, x in (("l", text.x), ("r", text.x + text.width)):
            ends[side, text.role, round(x, 3)].add(round(text.width, 3))
    return {
        id(text): next(
            (
                side
                for side, x in (("l", text.x), ("r", text.x + text.width))
                if len(ends[side, text.role, round(x, 3)]) > 1
            ),
            "ctr",
        )
        for text in known
    }


def plain(text: str) -> str:
    """A text without the signs that XML has no room for.

    >>> plain("a\\x00b\\ufffe")
    'ab'
    """
    return UNSAYABLE.sub("", text)


def solid(colour: str | None) -> str:
    """The fill of a colour, `#rrggbb` or `#rrggbbaa`."""
    if colour is None:
        return "<a:noFill/>"
    part = int(colour[7:9] or "ff", 16) / 255
    alpha = f'<a:alpha val="{round(part * 1e5)}"/>' if part < 1 else ""
    return f'<a:solidFill><a:srgbClr val="{colour[1:7].upper()}">{alpha}</a:srgbClr></a:solidFill>'


def parsed(xml: str) -> Any:
    """XML as python-pptx has it."""
    from pptx.oxml import parse_xml

    return parse_xml(xml)
