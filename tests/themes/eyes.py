"""Colours as eyes see them: contrast, difference, and how those with fewer cones see them.

Written from the publications, so that no palette is judged by the package's own code.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

Colour = tuple[float, float, float]
"""Red, green and blue of the screen, each from 0 to 1."""
Lab = tuple[float, float, float]

# Linear RGB as seen without one kind of cone (G. M. Machado, M. M. Oliveira, L. A. F. Fernandes,
# "A physiologically-based model for simulation of color vision deficiency", 2009, severity 1).
EYES: dict[str, Sequence[Sequence[float]]] = {
    "normal": [(1, 0, 0), (0, 1, 0), (0, 0, 1)],
    "protan": [
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ],
    "deutan": [
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ],
    "tritan": [
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ],
}
# linear sRGB to CIE XYZ under D65 (IEC 61966-2-1)
XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))


def over(colour: str | None, ground: Colour) -> Colour:
    """A colour `#rrggbb` or `#rrggbbaa` laid on a ground; None leaves the ground."""
    if colour is None:
        return ground
    *parts, alpha = (*(int(colour[n : n + 2], 16) / 255 for n in range(1, len(colour), 2)), 1.0)[:4]
    red, green, blue = (alpha * p + (1 - alpha) * g for p, g in zip(parts, ground, strict=True))
    return red, green, blue


def solid(colour: str) -> Colour:
    """An opaque colour."""
    return over(colour[:7], (0.0, 0.0, 0.0))


def linear(colour: Colour) -> Colour:
    """The light of a colour."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return red, green, blue


def luminance(colour: Colour) -> float:
    """Relative luminance, as WCAG 2.2 has it.

    >>> luminance((1, 1, 1)), luminance((0, 0, 0))
    (1.0, 0.0)
    """
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21.

    >>> round(contrast((1, 1, 1), (0, 0, 0)), 1)
    21.0
    """
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lab(colour: Colour, eyes: str = "normal") -> Lab:
    """CIE L*a*b* of a colour as some eyes see it."""
    light = linear(colour)
    seen = [min(1.0, max(0.0, dot(row, light))) for row in EYES[eyes]]
    f = [curve(dot(row, seen) / sum(row)) for row in XYZ]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def dot(row: Sequence[float], column: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(row, column, strict=True))


def curve(t: float) -> float:
    return t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116


def ciede2000(one: Lab, other: Lab) -> float:
    """The difference CIEDE2000 of two colours (G. Sharma, W. Wu, E. N. Dalal, "The CIEDE2000
    color-difference formula: implementation notes, supplementary test data, and mathematical
    observations", 2005, whose equations these are, in their order)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (hypot(a1, b1) + hypot(a2, b2)) / 2
    g = 0.5 * (1 - sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = (degrees(atan2(b, a)) % 360 if a or b else 0.0 for a, b in ((a1, b1), (a2, b2)))
    turn = 0.0
    if c1 * c2:
        turn = (h2 - h1 + 180) % 360 - 180 if abs(h2 - h1) != 180 else h2 - h1
    lightness, chroma = l2 - l1, c2 - c1
    hue = 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    light, c = (l1 + l2) / 2, (c1 + c2) / 2
    h = h1 + h2
    if c1 * c2:
        if abs(h1 - h2) > 180:
            h += 360 if h < 360 else -360
        h /= 2
    t = (
        1
        - 0.17 * cos(radians(h - 30))
        + 0.24 * cos(radians(2 * h))
        + 0.32 * cos(radians(3 * h + 6))
        - 0.20 * cos(radians(4 * h - 63))
    )
    theta = 30 * exp(-(((h - 275) / 25) ** 2))
    turned = -2 * sqrt(c**7 / (c**7 + 25**7)) * sin(radians(2 * theta))
    far = (light - 50) ** 2
    sl, sc, sh = 1 + 0.015 * far / sqrt(20 + far), 1 + 0.045 * c, 1 + 0.015 * c * t
    return sqrt(
        (lightness / sl) ** 2
        + (chroma / sc) ** 2
        + (hue / sh) ** 2
        + turned * (chroma / sc) * (hue / sh)
    )


def difference(one: Colour, other: Colour, eyes: str = "normal") -> float:
    """CIEDE2000 of two colours as some eyes see them."""
    return ciede2000(lab(one, eyes), lab(other, eyes))
