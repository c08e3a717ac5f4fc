"""A scene as the native shapes of a slide (DrawingML), which people can edit.

What moves has the same name in every picture, by which PowerPoint's Morph carries it from one to
the next. Freeforms with curves are XML that python-pptx has no words for (ECMA-376, 20.1.9.8).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from convanim.render.hatch import hatch
from convanim.render.leaves import leaves
from convanim.render.paints import painted
from convanim.scene.marks import Mark, Matrix, Path, Segment, Text, compose, transform
from convanim.scene.text import CAP_HEIGHT
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


class Shapes:
    """Makes the shapes of marks at one moment, with ids and names that are theirs alone.

    What moves is called by its role, with `!!` before it, by which Morph knows it again.
    """

    def __init__(self, theme: Theme, moment: Moment, scale: float) -> None:
        self.theme, self.moment, self.scale = theme, moment, scale
        self.count = 1  # the slide's tree of shapes has the first id
        self.named: Counter[str] = Counter()

    def of(self, marks: Iterable[Mark], fit: Matrix) -> Iterator[Any]:
        """The shapes of marks, carried by `fit`, in order."""
        for leaf in leaves(marks):
            carrier = next((mark for mark in leaf.around if mark.track is not None), None)
            name = leaf.mark.role if carrier is None else f"!!{carrier.role}"
            there = leaf.at(self.moment, fit)
            if there is None:
                self.named[name] += carrier is not None  # the next one keeps its number
            elif isinstance(leaf.mark, Text):
                yield from self.text(leaf.mark, there[0], name)
            else:
                yield from self.path(leaf.mark, there[0], name)

    def path(self, mark: Path, matrix: Matrix, name: str) -> Iterator[Any]:
        paint = painted(self.theme, mark.role, mark.fill)
        if paint.fill or (paint.stroke and paint.width):
            yield self.freeform(name, transform(matrix, mark.d), paint.fill, paint)
        if paint.hatch:
            line = Paint(stroke=paint.hatch.stroke, width=paint.hatch.width)
            lines = transform(matrix, hatch(mark.d, paint.hatch))
            yield self.freeform(f"{name}.hatch", lines, None, line)

    def text(self, mark: Text, matrix: Matrix, name: str) -> Iterator[Any]:
        fill = self.theme.paint(mark.role).fill
        if fill is None:
            return
        a, b, c, d, e, f = compose(matrix, (1, 0, 0, 1, mark.x, mark.y))
        size = mark.size * (a * d - b * c) ** 0.5
        wide, middle = mark.width * size / mark.size, f - size * CAP_HEIGHT / 2
        box = Box(e, middle - size * 0.7, e + wide, middle + size * 0.7)
        hundredths = max(100, round(size / POINT * 100))
        yield parsed(
            f"<p:sp {NAMES}>{self.head(name)}<p:spPr><a:xfrm>{box.place}</a:xfrm>"
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody>'
            '<a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/>'
            f'<a:p><a:pPr algn="ctr"/><a:r><a:rPr lang="en-US" sz="{hundredths}">'
            f"{solid(fill)}</a:rPr><a:t>{escape(mark.text)}</a:t></a:r></a:p></p:txBody></p:sp>"
        )

    def freeform(self, name: str, d: Iterable[Segment], fill: str | None, paint: Paint) -> Any:
        """A shape of any outline."""
        segments = [(str(op), [float(v) for v in values]) for op, *values in d]
        points = [
            pair for _, values in segments for pair in zip(values[::2], values[1::2], strict=True)
        ]
        box = Box.around(points or [(0.0, 0.0)])
        wide, high = box.size
        path = "".join(
            f"<a:{TAGS[op]}>"
            + "".join(
                f'<a:pt x="{round(x - box.left)}" y="{round(y - box.top)}"/>'
                for x, y in zip(values[::2], values[1::2], strict=True)
            )
            + f"</a:{TAGS[op]}>"
            for op, values in segments
        )
        return parsed(
            f"<p:sp {NAMES}>{self.head(name)}<p:spPr><a:xfrm>{box.place}</a:xfrm><a:custGeom>"
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

    def head(self, name: str, told: str = "") -> str:
        """Who a shape is: an id, a name of its own, and what it is in words, if anything."""
        self.count += 1
        self.named[name] += 1
        number = self.named[name]
        own = name if number == 1 else f"{name} {number}"
        said = f" descr={quoteattr(told)}" if told else ""
        inner = "" if told else DECORATIVE
        return (
            f'<p:nvSpPr><p:cNvPr id="{self.count}" name={quoteattr(own)}{said}>{inner}</p:cNvPr>'
            "<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        )

    def pane(self, box: Box, title: str, told: str) -> Any:
        """A shape that shows nothing and says everything."""
        return parsed(
            f"<p:sp {NAMES}>{self.head(title, told)}<p:spPr><a:xfrm>{box.place}</a:xfrm>"
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
            "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
        )


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
