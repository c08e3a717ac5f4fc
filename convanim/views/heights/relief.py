"""Heights as marks: turned, projected, lit, and painted from far to near.

Heights lie as a picture lies on a table: x along its columns, to the right, y along its rows,
towards the viewer, z up. The projection is orthographic: equal heights look equally high
wherever they are. Seen that way a face can only hide one that lies behind it in rows and in
columns alike, so going through both from far to near is exact; nothing has to be sorted.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, cos, radians, sin
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

MOST, LEAST = 42, 24
"""Faces along a side: more are smaller than a few pixels, fewer show flat colours."""
LINES = 16
"""Lines of the mesh along a side, at most."""


@dataclass(frozen=True, slots=True)
class Camera:
    """Where heights are seen from: turned by `azimuth` degrees, from `elevation` above.

    Their middle is drawn at (x, y); `side` scene units are its longer side.
    """

    azimuth: float
    elevation: float
    side: float
    x: float = 0.0
    y: float = 0.0

    def turned(self, x: Any, y: Any) -> tuple[Any, Any]:
        """A direction on the table as the viewer has it: to the right, and towards."""
        c, s = cos(radians(self.azimuth)), sin(radians(self.azimuth))
        return x * c - y * s, x * s + y * c

    def project(self, x: Any, y: Any, z: Any) -> tuple[Any, Any]:
        """Where a point, or arrays of points, is drawn.

        >>> Camera(azimuth=0, elevation=90, side=10).project(0.5, 0.5, 0)
        (5.0, 5.0)
        """
        right, toward = self.turned(x, y)
        up = radians(self.elevation)
        drawn = toward * sin(up) - z * cos(up)
        return self.x + right * self.side, self.y + drawn * self.side


@dataclass(frozen=True, slots=True, eq=False)
class Heights:
    """Values from -1 to 1 over the crossings of lines at x and y, as high as `z`.

    Lengths are parts of the longer side. `across` and `down` say which of the lines at x and
    at y are drawn as mesh.
    """

    x: Array
    y: Array
    value: Array
    z: Array
    across: Array
    down: Array

    @classmethod
    def of(cls, values: Array, high: float, most: int = MOST) -> Heights:
        """The heights of a map `(rows, columns)` from -1 to 1; 1 is `high` sides high.

        Samples are corners of the surface, which is linear between them: a coarse map gets
        more faces, one finer than `most` fewer.
        """
        longest = max(*values.shape, 2) - 1
        lines = []
        value = values.astype(np.float64)
        for axis, size in enumerate(values.shape):
            places, every = crossings(size, most)
            value = sampled(value, places, axis)
            cells = max(size - 1, 1)
            drawn = np.arange(len(places)) % every == 0
            drawn[-1] = True
            lines.append(((places / max(places[-1], 1) - 0.5) * cells / longest, drawn))
        (y, down), (x, across) = lines
        return cls(x, y, value, value * high, across, down)

    def seen(self, camera: Camera) -> Heights:
        """The same heights with their far rows and columns first."""
        u, v = ((1 if camera.turned(*along)[1] >= 0 else -1) for along in ((1, 0), (0, 1)))
        value, z = self.value[::v, ::u], self.z[::v, ::u]
        return Heights(self.x[::u], self.y[::v], value, z, self.across[::u], self.down[::v])


def crossings(size: int, most: int = MOST) -> tuple[Array, int]:
    """Where, in samples, the surface's lines lie along an axis; and how many to a mesh line.

    >>> crossings(3)[0].tolist()[:3], len(crossings(64)[0])
    ([0.0, 0.08333333333333333, 0.16666666666666666], 43)
    """
    cells = max(size - 1, 1)
    faces = most
    if cells <= most:
        # all samples stay corners
        faces = cells * max(min(ceil(LEAST / cells), most // cells), 1)
    shown = min(cells, faces)
    return np.linspace(0, cells, faces + 1), faces // shown * ceil(shown / LINES)


def sampled(values: Array, places: Array, axis: int) -> Array:
    """Values at places between an axis's samples, linear from one to the next."""
    rows = np.moveaxis(values, axis, 0)
    if len(rows) == 1:
        rows = rows.repeat(2, 0)
    if (wide := (len(rows) - 1) // (len(places) - 1)) > 1:
        # several samples to a line: each line gets the mean of those around it
        sums = np.cumsum(np.concatenate((np.zeros_like(rows[:1]), rows)), 0)
        low = np.maximum(np.rint(places).astype(int) - wide // 2, 0)
        high = np.minimum(low + wide, len(rows))
        found = (sums[high] - sums[low]) / (high - low)[:, None]
        return moved(found, axis)
    below = np.minimum(places.astype(int), len(rows) - 2)
    part = (places - below)[:, None]
    return moved(rows[below] * (1 - part) + rows[below + 1] * part, axis)


def moved(rows: Array, axis: int) -> Array:
    """An array with its first axis put where it came from."""
    found: Array = np.moveaxis(rows, 0, axis)
    return found
