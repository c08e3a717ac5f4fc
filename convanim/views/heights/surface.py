"""The surface view: kernels and maps as surfaces on a table, one filter a step.

- A kernel larger than one cell: each filter's kernel by turns, and beside it the same kernel
  seen from above, as a picture. A bank of oriented filters turns through its orientations.
- A pointwise layer: the maps that come in, what each is multiplied by, and the map that comes
  out, one output channel a step (see `mixture`).
- Pooling: a map, and what is left of it, one channel a step.

What has one step only stands on a turntable, which goes all round in `TURNS` steps. All heights
of a picture are told on one scale.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, radians, sin

from convanim.errors import BadRequest
from convanim.operations.describe import size, typeset
from convanim.operations.operation import Operation
from convanim.operations.values import Values, counts
from convanim.operations.volumes import groups
from convanim.scene.marks import Group, Mark, Path, Scene, outline, polygon
from convanim.scene.text import place
from convanim.views.heights.mixture import mixture
from convanim.views.heights.relief import Array, Camera, Field, relief
from convanim.views.heights.stage import AZIMUTH, ELEVATION, TURNS, Stage, angle_text, fitting
from convanim.views.page import page
from convanim.views.view import Options

SIDE, ABOVE = 280.0, 74.0
"""The longer side of a kernel, and of the same kernel seen from above, in scene units."""
FEW = 32
"""Faces along the side of what is seen from above: it is small."""
LABEL = 17.0


@dataclass(frozen=True, slots=True)
class Turn:
    """One step: a kernel, what it is called, its orientation, where it is seen from."""

    kernel: Array
    label: str
    angle: float | None
    azimuth: float = AZIMUTH


def surface(op: Operation, options: Options) -> Scene:
    """The scene of an operation in the surface view."""
    if op.dims != 2:
        raise BadRequest(f"the surface view shows two axes, this layer has {op.dims}")
    if shows_maps(op):
        return mixture(op, options)
    values = options.values or Values.of(op)
    filters = kernels(op, values)
    angles = fitting("filters", (options.angles or (None, None))[1], len(filters))
    every = turns(filters, angles)
    shown = [every[n] for n in options.chosen_of(len(every))]
    stage = Stage.of(op.kernel, filters)
    camera = Camera(AZIMUTH, ELEVATION, SIDE)
    maps = filters.reshape(-1, *op.kernel)
    azimuths = {turn.azimuth for turn in every}
    corners = [c for azimuth in azimuths for c in stage.outermost(camera.facing(azimuth), maps)]
    # what is seen from above lies where a corner of the table leaves room for it
    left, low = min(x for x, _ in corners), max(y for _, y in corners)
    about = page(corners, op, options, caption(filters))
    camera = camera.at(about.dx, about.dy)
    above = Camera(0.0, 90.0, ABOVE, about.dx + left + ABOVE / 2, about.dy + low - ABOVE / 2)
    marks = [
        Group("step", tuple(step(turn, stage, camera, above)), steps=(range(n, n + 1),))
        for n, turn in enumerate(shown)
    ]
    return Scene(
        about.width,
        about.height,
        (*marks, *about.texts),
        len(shown),
        typeset(f"{op.name}: {caption(filters)}"),
        typeset(sentence(filters, len(shown))),
        still=len(shown) // 8,
    )


def count(op: Operation, options: Options) -> int:
    """How many steps there are: kernels or output channels, or those of a turntable."""
    values = options.values
    weight = None if values is None else values.weight
    if weight is not None and not shows_maps(op):
        found = weight.shape[0] * weight.shape[1]
    elif values is not None:
        found = values.y.shape[0]
    else:
        channels, maps = counts(op, None, None)
        found = maps if shows_maps(op) else channels * maps // groups(op)
    return found if found > 1 else TURNS


def shows_maps(op: Operation) -> bool:
    """Whether maps are shown rather than kernels, which have no shape of their own."""
    return op.pooling or set(op.kernel) == {1}


def kernels(op: Operation, values: Values) -> Array:
    """The kernels `(filters, channels, rows, columns)` of a layer, as they were given."""
    weight = values.kernel
    assert weight is not None  # pooling shows its maps
    if not op.swapped:
        return weight
    # a transposed convolution has its input channels first, group by group
    apart, (channels, filters) = groups(op), weight.shape[:2]
    grouped = weight.reshape(apart, channels // apart, filters, *op.kernel).swapaxes(1, 2)
    return grouped.reshape(apart * filters, channels // apart, *op.kernel)


def turns(weight: Array, angles: tuple[float, ...] | None) -> list[Turn]:
    """Every kernel of a layer, the channels of a filter next to each other."""
    filters, channels = weight.shape[:2]
    if filters * channels == 1:
        angle = angles[0] if angles else None
        label = "" if angle is None else angle_text(angle)
        azimuths = (AZIMUTH + 360 * n / TURNS for n in range(TURNS))
        return [Turn(weight[0, 0], label, angle, azimuth) for azimuth in azimuths]
    found = []
    for number in range(filters):
        angle = angles[number] if angles else None
        label = f"filter {number}" if angle is None else angle_text(angle)
        for channel in range(channels):
            part = f", channel {channel}" if channels > 1 else ""
            found.append(Turn(weight[number, channel], label + part, angle))
    return found


def step(turn: Turn, stage: Stage, camera: Camera, above: Camera) -> Iterator[Mark]:
    """A kernel on its stage, and from above beside what it is called."""
    yield from stage.marks(turn.kernel, camera.facing(turn.azimuth))
    yield from relief(Field.of(turn.kernel / stage.scale, 0.0, FEW), above, mesh=False)
    yield polygon("zero", [above.project(*corner, 0.0) for corner in stage.corners()])
    if turn.angle is not None:
        yield needle(above, turn.angle)
    if turn.label:
        x, y = above.x + ABOVE * 0.62, above.y + ABOVE / 2
        yield place("label", turn.label, x, y, LABEL)


def needle(above: Camera, angle: float) -> Path:
    """An arrow from the middle of what is seen from above, towards an angle."""
    c, s = cos(radians(angle)), sin(radians(angle))
    # along and across the arrow, in parts of the side: a shaft and a head
    shape = ((0, 0.012), (0.28, 0.012), (0.28, 0.06), (0.42, 0))
    around = (*shape, *((along, -across) for along, across in reversed(shape[:-1])))
    points = [above.project(u * c - v * s, u * s + v * c, 0.0) for u, v in around]
    return Path("needle", outline(points))


def caption(weight: Array) -> str:
    """Sizes in one line."""
    filters, channels, *kernel = weight.shape
    each = size((*kernel, channels) if channels > 1 else tuple(kernel))
    return f"{filters} filter{'s' * (filters > 1)} {each}"


def sentence(weight: Array, steps: int) -> str:
    """What the picture shows, for people who cannot see it."""
    filters, channels, *kernel = weight.shape
    if filters * channels == 1:
        by = size(tuple(kernel))
        return f"The {by} kernel as a surface turns on a table, in {steps} steps."
    return (
        f"The kernels of {caption(weight)} as surfaces over a table and as pictures seen "
        f"from above, one a step, in {steps} steps."
    )
