"""An animated SVG as a browser plays it: its CSS, evaluated by the words of the standards
(CSS Animations 1, CSS Easing 1, CSS Transforms 1). Knows nothing of the package."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, inf, radians, sin

Matrix = tuple[float, ...]
Rule = tuple[str, str]
"""What stands before braces, and between them."""


@dataclass(frozen=True)
class Animation:
    """One of the values of `animation`."""

    name: str
    seconds: float
    easing: str
    count: float
    fill: str


@dataclass(frozen=True)
class Element:
    """An element as it looks at a moment: all that it says, and where it is."""

    tag: str
    words: tuple[tuple[str, str], ...]
    matrix: Matrix
    visible: bool
    opacity: float


class Player:
    """A document that can be looked at at any time."""

    def __init__(self, text: str) -> None:
        # names are unique to a file's content, and of one file all begin alike
        prefix = re.match(r'<svg [^>]*aria-labelledby="(\w+)t ', text)
        assert prefix is not None
        root = ET.fromstring(text.replace(prefix[1], "X"))
        self.keyframes: dict[str, list[tuple[float, dict[str, str]]]] = {}
        self.rules: list[Rule] = []
        elements = list(root.iter())
        for node in elements:
            if node.tag.endswith("}style"):
                for rule in rules(node.text or ""):
                    if rule[0].startswith("@keyframes "):
                        name = rule[0].removeprefix("@keyframes ")
                        assert name not in self.keyframes
                        self.keyframes[name] = sorted(frames(rule[1]), key=lambda frame: frame[0])
                    else:
                        self.rules.append(rule)
        self.nodes = [
            (node, animations(node.get("style", "")))
            for node in elements
            if not node.tag.endswith(("}style", "}metadata"))
        ]

        self.resting = [self.element(node, [], 0.0) for node, _ in self.nodes]
        """Every element where nothing is animated."""

    def at(self, seconds: float) -> list[Element]:
        """Every element, some seconds after the start."""
        return [
            self.element(node, moves, seconds) if moves else rest
            for (node, moves), rest in zip(self.nodes, self.resting, strict=True)
        ]

    def element(self, node: ET.Element, moves: list[Animation], seconds: float) -> Element:
        words = dict(node.attrib)
        matrix = matrix_of(words.pop("transform", "none"))
        visible = words.pop("visibility", "visible") == "visible"
        opacity = float(words.pop("opacity", "1"))
        words.pop("style", None)
        for animation in moves:
            for word in ("transform", "visibility", "opacity"):
                found = self.value(animation, word, seconds)
                if found is None:
                    continue
                if word == "transform":
                    matrix = between(*found)
                elif word == "visibility":
                    visible = found[0 if found[2] < 0.5 else 1] == "visible"
                else:
                    one, other = float(found[0]), float(found[1])
                    opacity = one + (other - one) * found[2]
        said = tuple(sorted(words.items()))
        visible = visible and opacity > 0
        return Element(f"{node.tag} {(node.text or '').strip()}", said, matrix, visible, opacity)

    def value(
        self, animation: Animation, word: str, seconds: float
    ) -> tuple[str, str, float] | None:
        """The keyframes' values of a property around a moment, and how far on it is."""
        known = [(at, said) for at, said in self.keyframes[animation.name] if word in said]
        if not known:
            return None
        assert known[0][0] == 0, "a property without a first keyframe"
        assert known[-1][0] == 1, "a property without a last keyframe"
        assert animation.fill == "both"
        turns = seconds / animation.seconds
        progress = 1.0 if turns >= animation.count else turns % 1
        here = max(n for n, (at, _) in enumerate(known) if at <= progress)
        if here == len(known) - 1:
            return known[here][1][word], known[here][1][word], 0.0
        (start, said), (end, following) = known[here], known[here + 1]
        easing = said.get("animation-timing-function", animation.easing)
        part = eased(easing, (progress - start) / (end - start))
        return said[word], following[word], part


def rules(css: str) -> Iterator[Rule]:
    """The rules of a style sheet, or within an at-rule."""
    start = depth = 0
    before = ""
    for n, char in enumerate(css):
        if char == "{":
            if not depth:
                before, start = css[start:n].strip(), n + 1
            depth += 1
        elif char == "}":
            depth -= 1
            if not depth:
                yield before, css[start:n]
                start = n + 1
    assert not depth
    assert not css[start:].strip()


def frames(body: str) -> Iterator[tuple[float, dict[str, str]]]:
    """The keyframes of a rule: parts of the whole, and the properties there."""
    for selectors, declared in rules(body):
        said = dict(one.split(":", 1) for one in declared.split(";"))
        for selector in selectors.split(","):
            word = {"from": "0%", "to": "100%"}.get(selector, selector)
            assert word.endswith("%")
            yield float(word[:-1]) / 100, said


def animations(style: str) -> list[Animation]:
    """The animations of a `style` attribute."""
    if not style:
        return []
    assert style.startswith("animation:")
    found = []
    for one in split(style.removeprefix("animation:"), ","):
        name, seconds, easing, count, fill = one.split(" ")
        assert seconds.endswith("s")
        times = inf if count == "infinite" else float(count)
        found.append(Animation(name, float(seconds[:-1]), easing, times, fill))
    return found


def split(text: str, at: str) -> list[str]:
    """Text cut where a character stands outside of brackets."""
    parts, depth = [""], 0
    for char in text:
        depth += (char == "(") - (char == ")")
        if char == at and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def eased(easing: str, part: float) -> float:
    """How far on a value is when a part of the time between two keyframes has gone."""
    if easing == "step-end":
        return 0.0
    if easing == "linear":
        return part
    name, x1, y1, x2, y2 = re.split(r"[(,)]", easing)[:5]
    assert name == "cubic-bezier"
    low, high = 0.0, 1.0
    for _ in range(60):  # x grows with the curve's own parameter
        s = (low + high) / 2
        low, high = (s, high) if bezier(float(x1), float(x2), s) < part else (low, s)
    return bezier(float(y1), float(y2), low)


def bezier(one: float, two: float, s: float) -> float:
    """A cubic Bezier curve from 0 to 1."""
    return 3 * one * s * (1 - s) ** 2 + 3 * two * s * s * (1 - s) + s**3


def functions(transform: str) -> list[tuple[str, list[float]]]:
    """The functions of a `transform`, in CSS or in an attribute."""
    found = re.findall(r"(\w+)\(([^)]*)\)", transform)
    return [
        (name, [float(v.removesuffix("px")) for v in re.split(r"[ ,]+", words)])
        for name, words in found
    ]


def matrix_of(transform: str) -> Matrix:
    """What a `transform` amounts to."""
    whole: Matrix = (1, 0, 0, 1, 0, 0)
    for name, v in functions(transform):
        match name:
            case "translate":
                one: Matrix = (1, 0, 0, 1, v[0], v[1])
            case "scale":
                one = (v[0], 0, 0, v[-1], 0, 0)
            case "matrix":
                one = tuple(v)
            case _:
                raise AssertionError(transform)
        whole = times(whole, one)
    return whole


def between(start: str, end: str, part: float) -> Matrix:
    """Two transforms, one part of the way on: shifts by their numbers, others taken apart."""
    if not part or start == end:
        return matrix_of(start)
    one, other = functions(start), functions(end)
    if [name for name, _ in one] == [name for name, _ in other] == ["translate"]:
        return (1, 0, 0, 1, *mixed(one[0][1], other[0][1], part))
    return interpolated(matrix_of(start), matrix_of(end), part)


def interpolated(one: Matrix, other: Matrix, part: float) -> Matrix:
    """CSS Transforms 1, "Interpolation of 2D matrices": no matrix goes in a straight line."""
    if any(abs(m[0] * m[3] - m[1] * m[2]) < 1e-12 for m in (one, other)):
        return one if part < 0.5 else other  # what cannot be taken apart jumps
    (scale_1, angle_1, rest_1), (scale_2, angle_2, rest_2) = taken_apart(one), taken_apart(other)
    if (scale_1[0] < 0 and scale_2[1] < 0) or (scale_1[1] < 0 and scale_2[0] < 0):
        scale_1 = [-v for v in scale_1]
        angle_1 += 180 if angle_1 < 0 else -180
    angle_1, angle_2 = angle_1 or 360, angle_2 or 360
    if angle_1 - angle_2 > 180:  # never the long way round
        angle_1 -= 360
    elif angle_2 - angle_1 > 180:
        angle_2 -= 360
    turn = radians(angle_1 + (angle_2 - angle_1) * part)
    (sx, sy), rest = mixed(scale_1, scale_2, part), mixed(rest_1, rest_2, part)
    whole = times((*rest, 0, 0), (cos(turn), sin(turn), -sin(turn), cos(turn), 0, 0))
    whole = times(whole, (sx, 0, 0, sy, 0, 0))
    return (*whole[:4], *mixed(one[4:], other[4:], part))


def taken_apart(matrix: Matrix) -> tuple[list[float], float, list[float]]:
    """A matrix's scales, its angle in degrees, and what is left of it."""
    a, b, c, d = matrix[:4]
    sx, sy = hypot(a, b), hypot(c, d)
    if a * d - b * c < 0:
        sx, sy = (-sx, sy) if a < d else (sx, -sy)
    a, b, c, d = a / sx, b / sx, c / sy, d / sy
    turn = atan2(b, a)
    rest = times((a, b, c, d, 0, 0), (cos(turn), -sin(turn), sin(turn), cos(turn), 0, 0))
    return [sx, sy], degrees(turn), list(rest[:4])


def mixed(one: list[float] | Matrix, other: list[float] | Matrix, part: float) -> list[float]:
    """Numbers, each a part of the way to another."""
    return [p + (q - p) * part for p, q in zip(one, other, strict=True)]


def times(outer: Matrix, inner: Matrix) -> Matrix:
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
