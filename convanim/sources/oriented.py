"""Oriented filters: Gabor's, and the first derivative of a Gaussian, which two maps steer.

Angles are in degrees, from the columns' axis towards the rows' one, as OpenCV and scikit-image
have them; a filter answers most to brightness that changes in the direction of its angle.
Lengths are in parts of half the shorter side, so that a filter looks alike at any size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

SIGMA, WAVELENGTH, ASPECT = 0.26, 0.56, 0.78
"""Gabor's: the Gaussian's width across the stripes, a stripe's period, and how much narrower
the Gaussian is across them than along. The border gets about a hundredth of the peak."""
SPREAD = 0.3
"""The Gaussian's width whose derivative is taken: at the border little is left of it."""
TURNS = {"gabor": 180.0, "gaussian-derivative": 360.0}
"""Degrees after which a filter is itself again; half of the derivative's is its negative."""
MAPS = {"gaussian-derivatives": (0.0, 90.0)}
"""Input maps that have names, and the angles of each."""


def angles(name: str, count: int) -> tuple[float, ...]:
    """The orientations of a bank of `count` filters, evenly all round.

    >>> angles("gabor", 4), angles("gaussian-derivative", 4)
    ((0.0, 45.0, 90.0, 135.0), (0.0, 90.0, 180.0, 270.0))
    """
    return tuple(n * TURNS[name] / count for n in range(count))


def bank(name: str, size: tuple[int, ...], turned: tuple[float, ...]) -> Array:
    """The filters of a name `(filters, rows, columns)` at some angles."""
    import numpy as np

    made = {"gabor": gabor, "gaussian-derivative": slope}[name]
    return np.stack([made(size, angle) for angle in turned])


def gabor(size: tuple[int, ...], angle: float) -> Array:
    """Gabor's even filter: a wave under a Gaussian, its sum zero and its largest magnitude one.

    A Gaussian is taken off so that even light gives nothing (D. Gabor, 1946; J. Daugman, 1985).

    >>> kernel = gabor((9, 9), 30)
    >>> round(float(kernel.sum()), 12) + 0, float(kernel[4, 4])
    (0.0, 1.0)
    """
    import numpy as np

    x, y = places(size)
    c, s = direction(angle)
    across, along = x * c + y * s, y * c - x * s
    bell = np.exp(-(across**2 + (ASPECT * along) ** 2) / (2 * SIGMA**2))
    wave = np.cos(2 * np.pi * across / WAVELENGTH)
    found: Array = bell * (wave - (bell * wave).sum() / bell.sum())
    most = np.abs(found).max()
    return found / most if most > 0 else found


def slope(size: tuple[int, ...], angle: float) -> Array:
    """A Gaussian's first derivative towards an angle, a peak of the formula being one.

    With Sobel's sign: cross-correlated, as layers do, it is positive where the picture gets
    brighter towards the angle. At any angle it is cos times the one at 0 degrees plus sin times
    the one at 90.

    >>> slope((3, 3), 0)[1].tolist() == (-slope((3, 3), 180)[1]).tolist()
    True
    """
    import numpy as np

    x, y = places(size)
    c, s = direction(angle)
    bell = np.exp((1 - (x**2 + y**2) / SPREAD**2) / 2)
    found: Array = (x * c + y * s) / SPREAD * bell
    return found


def steering(turned: tuple[float, ...]) -> Array:
    """The weights `(filters, 2)` that turn the derivatives at 0 and 90 degrees to angles."""
    import numpy as np

    return np.array([direction(angle) for angle in turned])


def direction(angle: float) -> tuple[float, float]:
    """Cosine and sine of degrees, exact at quarter turns.

    >>> direction(90), direction(180)
    ((0.0, 1.0), (-1.0, 0.0))
    """
    from math import cos, radians, sin

    quarters, rest = divmod(angle, 90)
    c, s = cos(radians(rest)), sin(radians(rest))
    for _ in range(int(quarters) % 4):
        c, s = 0.0 - s, c
    return c, s


def places(size: tuple[int, ...]) -> tuple[Array, Array]:
    """Where columns and rows lie from the middle."""
    import numpy as np

    rows, columns = (np.arange(n) - (n - 1) / 2 for n in size)
    half = min(size) / 2
    return columns[None, :] / half, rows[:, None] / half
