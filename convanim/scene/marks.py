"""The closed set of marks: a picture is a tree of `Path`, `Text` and `Group`, and no more.

Everything is resolved before a renderer sees it: coordinates are absolute (x to the right,
y down, in scene units), text is placed, and colour is left to the theme, which paints by
`role`. Four things can happen to a mark in time, all plain data:

- `steps`: the steps at which it shows (None: always);
- `track`: one affine matrix a step that carries it (None: it stays where it is);
- `fades`: the steps at whose end it does not glide on: where it shows it fades out, and where it
  shows next it fades in;
- `entry`: where a step is told bit by bit, how it comes in the first of the steps at which it
  shows.

    >>> cell = polygon("input", [(0, 0), (10, 0), (10, 10), (0, 10)])
    >>> cell.d
    (('M', 0, 0), ('L', 10, 0), ('L', 10, 10), ('L', 0, 10), ('Z',))
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from convanim.scene.face import Face

from convanim.scene.heat import Fill

Point = tuple[float, float]
Rect = tuple[float, float, float, float]  # left, top, right, bottom
# ("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y) or ("Z",)
Segment = tuple[str | float, ...]
# a b c d e f: x' = a*x + c*y + e, y' = b*x + d*y + f (the order of SVG's matrix())
Matrix = tuple[float, float, float, float, float, float]
# for each step the matrix that carries the mark
Track = tuple[Matrix, ...]
# the steps at which a mark shows, as ranges in order that do not touch
Steps = tuple[range, ...]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Entry:
    """How a mark comes in a step that is told: when so much of it (0 to 1) is told, and, from
    then on until all is, on its way from `start`, as seen from its own place."""

    after: float
    start: Point | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """Outlines, open or closed, all painted alike: any number of subpaths.

    `fill` stands for the theme's fill where the colour is data: an image's pixel, a number.
    """

    role: str
    d: tuple[Segment, ...]
    steps: Steps | None = None
    track: Track | None = None
    fill: Fill | None = None
    fades: Steps | None = None
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text, already measured: it starts at (x, y), y being the baseline.

    `size` is the font's size in scene units; `width` is what it measures at that size, in
    `face` (None: in the package's font).
    """

    role: str
    text: str
    x: float
    y: float
    size: float
    width: float
    steps: Steps | None = None
    track: Track | None = None
    fades: Steps | None = None
    entry: Entry | None = None
    face: Face | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Marks that show and move together; painted in order, later ones in front."""

    role: str
    marks: tuple[Mark, ...]
    steps: Steps | None = None
    track: Track | None = None
    fades: Steps | None = None
    entry: Entry | None = None


Mark = Path | Text | Group


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture with time: `marks` within width x height units, over `steps` steps.

    `title` and `description` say in words what is shown; `still` is the step that stands
    for the whole where nothing can move.
    """

    width: float
    height: float
    marks: tuple[Mark, ...]
    steps: int
    title: str
    description: str
    still: int = 0

    def fills(self, role: str | None = None) -> set[Fill]:
        """The fills that marks have of their own: all, or those of a role and its parts."""
        return set(_fills(self.marks, role))

    def texts(self) -> Iterator[Text]:
        """All text in it, as often as it is there."""
        return _texts(self.marks)

    def written(self) -> bool:
        """Whether there is any text in it."""
        return any(True for _ in self.texts())

    def smallest(self, width: float) -> float | None:
        """The size of its smallest text where it is so wide; None where it has none."""
        sizes = [text.size for text in _texts(self.marks)]
        return min(sizes) * width / self.width if sizes else None


def _texts(marks: Iterable[Mark]) -> Iterator[Text]:
    for mark in marks:
        if isinstance(mark, Group):
            yield from _texts(mark.marks)
        elif isinstance(mark, Text):
            yield mark


def _fills(marks: Iterable[Mark], role: str | None) -> Iterator[Fill]:
    for mark in marks:
        if isinstance(mark, Group):
            yield from _fills(mark.marks, role)
        elif isinstance(mark, Path) and mark.fill and _within(mark.role, role):
            yield mark.fill


def _within(part: str, role: str | None) -> bool:
    return role is None or part == role or part.startswith(f"{role}.")


def polygon(
    role: str,
    points: Iterable[Point],
    *,
    steps: Steps | None = None,
    track: Track | None = None,
    fill: Fill | None = None,
) -> Path:
    """A closed outline through `points`."""
    return Path(role, outline(points), steps, track, fill)


def outline(points: Iterable[Point], *, closed: bool = True) -> tuple[Segment, ...]:
    """The segments of one subpath through `points`."""
    d: list[Segment] = [("L", x, y) for x, y in points]
    if d:
        d[0] = ("M", *d[0][1:])
        if closed:
            d.append(("Z",))
    return tuple(d)


def lines(role: str, pairs: Iterable[tuple[Point, Point]], **time: Steps | Track | None) -> Path:
    """Straight lines, each from a point to a point."""
    d: list[Segment] = []
    for (x1, y1), (x2, y2) in pairs:
        d += (("M", x1, y1), ("L", x2, y2))
    return Path(role, tuple(d), **time)  # type: ignore[arg-type]


def moves(offsets: Iterable[Point]) -> Track:
    """The track of a mark that is only shifted, by one offset a step."""
    return tuple((1.0, 0.0, 0.0, 1.0, x, y) for x, y in offsets)


def stretch(foot: Point, head: Point) -> Matrix:
    """What carries the line from (0, 0) to (0, 1) onto the line from `foot` to `head`.

    Across the line nothing is stretched, so that a stroke keeps its width.
    """
    dx, dy = head[0] - foot[0], head[1] - foot[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    return (dy / length, -dx / length, dx, dy, *foot)


def transform(matrix: Matrix, d: Iterable[Segment]) -> Iterator[Segment]:
    """The segments `d` carried by `matrix`, one by one."""
    a, b, c, e, f, g = matrix
    for op, *xy in d:
        numbers: list[float] = xy  # type: ignore[assignment]
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        yield (op, *(v for x, y in pairs for v in (a * x + c * y + f, b * x + e * y + g)))


def compose(outer: Matrix, inner: Matrix) -> Matrix:
    """The matrix that carries by `inner` first and by `outer` then."""
    a, b, c, d, e, f = outer
    p, q, r, s, t, u = inner
    return (
        a * p + c * q,
        b * p + d * q,
        a * r + c * s,
        b * r + d * s,
        a * t + c * u + e,
        b * t + d * u + f,
    )


def shifted(mark: Mark, dx: float, dy: float) -> Mark:
    """A mark somewhere else."""
    if mark.track is not None:
        track = tuple((a, b, c, d, e + dx, f + dy) for a, b, c, d, e, f in mark.track)
        return replace(mark, track=track)
    match mark:
        case Path():
            seen: dict[Any, Any] = {}
            return replace(mark, d=tuple(seen.setdefault(s, s) for s in _moved(mark.d, dx, dy)))
        case Text():
            return replace(mark, x=mark.x + dx, y=mark.y + dy)
        case Group():
            return replace(mark, marks=tuple(shifted(inner, dx, dy) for inner in mark.marks))


def _moved(d: Iterable[Any], dx: float, dy: float) -> Iterator[Segment]:
    """Segments shifted: what every picture's every mark goes through, so it is kept short."""
    for segment in d:
        match len(segment):
            case 3:
                letter, x, y = segment
                yield letter, x + dx, y + dy
            case 7:
                letter, a, b, c, e, x, y = segment
                yield letter, a + dx, b + dy, c + dx, e + dy, x + dx, y + dy
            case _:
                yield segment


def points(mark: Mark) -> Iterator[Point]:
    """The outermost points of a mark, at every step: of its corners, and of its text's box."""
    match mark:
        case Path():
            inner: Iterable[Point] = (
                (float(x), float(y))
                for _, *xy in mark.d
                for x, y in zip(xy[::2], xy[1::2], strict=True)
            )
        case Text():
            inner = ((mark.x, mark.y - mark.size), (mark.x + mark.width, mark.y))
        case Group():
            inner = (point for one in mark.marks for point in points(one))
    if mark.track is None:
        yield from inner
        return
    corners = box(inner)
    for a, b, c, d, e, f in {*mark.track}:
        for x, y in corners:
            yield a * x + c * y + e, b * x + d * y + f


def box(points: Iterable[Point]) -> list[Point]:
    """The four corners around points; nothing around none."""
    found = list(points)
    if not found:
        return []
    xs, ys = zip(*found, strict=True)
    return [(x, y) for x in (min(xs), max(xs)) for y in (min(ys), max(ys))]
