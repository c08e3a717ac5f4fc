"""The words of an SVG: paints, matrices, outlines and numbers, as short as they can be."""

from __future__ import annotations

from collections.abc import Iterable

from convanim.scene.marks import IDENTITY, Matrix, Segment
from convanim.themes.theme import Paint

UNSAID = {"fill-opacity": "1", "stroke": "none", "stroke-opacity": "1", "stroke-dasharray": "none"}
"""What SVG takes for granted where an attribute is left out."""


def attributes(paint: Paint) -> str:
    """A paint as presentation attributes."""
    said = words_of(paint).items()
    return "".join(f' {key}="{value}"' for key, value in said if value != UNSAID.get(key))


def css(paint: Paint, other: Paint) -> str:
    """The CSS declarations that turn one paint's attributes into another's, and no more.

    >>> css(Paint("#ffffff", "#00523c"), Paint("#0f172a", "#00523c80"))
    'fill:#0f172a;stroke-opacity:.5'
    """
    before = {**UNSAID, **words_of(paint)}
    said = words_of(other).items()
    return ";".join(f"{key}:{value}" for key, value in said if value != before.get(key))


def words_of(paint: Paint) -> dict[str, str]:
    """A paint in SVG's words; of a fill or a stroke that is not drawn there is no more to say."""
    said = {}
    for what, colour in (("fill", paint.fill), ("stroke", paint.stroke)):
        # an opacity of its own: the eight-digit form of a colour is not understood everywhere
        said[what], alpha = split_alpha(colour or "none")
        if colour:
            said[f"{what}-opacity"] = alpha
    if paint.stroke:
        said["stroke-width"] = number(paint.width)
        said["stroke-dasharray"] = " ".join(map(number, paint.dash)) or "none"
    return said


def split_alpha(colour: str) -> tuple[str, str]:
    """A colour and its opacity: `#rrggbbaa` taken apart.

    >>> split_alpha("#07364266"), split_alpha("none")
    (('#073642', '.4'), ('none', '1'))
    """
    if colour.startswith("#") and len(colour) == 9:
        return colour[:7], number(int(colour[7:], 16) / 255)
    return colour, "1"


def transform(matrix: Matrix, unit: str = "") -> str:
    """A matrix as the value of `transform`, a plain shift in its short form."""
    if matrix[:4] == IDENTITY[:4]:
        x, y = (number(v) for v in matrix[4:])
        return f"translate({x}{unit},{y}{unit})"
    return f"matrix({','.join(number(v) for v in matrix)})"


def straight(matrix: Matrix, unit: str = "") -> str:
    """A matrix in the form that CSS carries in a straight line to another, where there is one.

    >>> straight((1, 0, 0, -2, 5, 0), "px"), straight((0, 1, -1, 0, 5, 0), "px")
    ('translate(5px,0px) scale(1,-2)', 'matrix(0,1,-1,0,5,0)')
    """
    a, b, c, d, e, f = matrix
    if b or c:
        return transform(matrix, unit)
    shift = transform((1, 0, 0, 1, e, f), unit)
    return f"{shift} scale({number(a)},{number(d)})"


def path_data(d: Iterable[Segment], places: int = 2) -> str:
    """Segments as the shortest path data: relative, rounded without drift.

    >>> path_data((("M", 0, 0), ("L", 10.001, 0), ("L", 10, 5.5), ("Z",)))
    'M0 0h10v5.5z'
    """
    scale = 10**places
    parts: list[str] = []
    before = ""
    # positions are kept as whole numbers of the last decimal place, so nothing adds up
    x = y = start_x = start_y = 0
    for op, *values in d:
        points = [round(float(v) * scale) for v in values]
        if op == "Z":
            parts.append("z")
            before = "z"
            x, y = start_x, start_y
            continue
        end_x, end_y = points[-2:]
        if op == "M":
            command = "M" if not parts else "m"
            moved = [end_x, end_y] if not parts else [end_x - x, end_y - y]
            start_x, start_y = end_x, end_y
        elif op == "L" and end_y == y:
            command, moved = "h", [end_x - x]
        elif op == "L" and end_x == x:
            command, moved = "v", [end_y - y]
        else:
            command = op.lower() if isinstance(op, str) else ""
            moved = [p - (y if n % 2 else x) for n, p in enumerate(points)]
        drawn = _joined(v / scale for v in moved)
        # a command that goes on needs no letter, only something between the numbers
        again = ("" if drawn.startswith("-") else " ") if command == before else command
        parts.append(again + drawn)
        before = {"m": "l", "M": "L"}.get(command, command)
        x, y = end_x, end_y
    return "".join(parts)


def _joined(values: Iterable[float]) -> str:
    text = ""
    for value in values:
        shown = number(value)
        text += shown if not text or shown.startswith("-") else f" {shown}"
    return text


def number(value: float, places: int = 2) -> str:
    """A number as short as it can be written.

    >>> number(3.0), number(0.5), number(-0.001), number(12.345)
    ('3', '.5', '0', '12.35')
    """
    text = f"{value:.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text.startswith("0."):
        return text[1:]
    if text.startswith("-0"):
        return "-" + text[2:] if text[2:] else "0"
    return text


def escape(text: str) -> str:
    """Text that is safe as SVG content and as an attribute's value.

    What XML does not allow at all, control characters for the most part, becomes U+FFFD.

    >>> escape("<a & b> \\x07")
    '&lt;a &amp; b&gt; �'
    """
    text = "".join(char if allowed(char) else "\ufffd" for char in text)
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(char, entity)
    return text


def allowed(char: str) -> bool:
    """Whether XML 1.0 allows a character."""
    return (
        char in "\t\n\r"
        or " " <= char <= "\ud7ff"
        or "\ue000" <= char <= "\ufffd"
        or char > "\uffff"
    )
