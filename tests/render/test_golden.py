"""Small pictures kept as text, so that a change of any of them can be read in review.

    pytest tests/render/test_golden.py --update-golden

writes them again. The gallery has its own golden files; these glide, and are in the themes that
it has least of.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from convanim import Conv, MaxPool, Network, animate
from tests.export.films import written

FOLDER = Path(__file__).parents[1] / "golden"
MOST = 13_500
"""Bytes of a picture that is still read."""
LAYERS = Network.start((4, 4), 2).layer(MaxPool(input=4, kernel=1, in_channels=2), "pool")
PICTURES = {
    # a window of taps apart from each other, over padding
    "dilated": (
        Conv(input=(5,), kernel=2, stride=2, padding=1, dilation=2),
        {"view": "stacked", "labels": False, "caption": False},
    ),
    # blocks and filters of two hues, one lit
    "groups": (
        Conv(input=(1,), kernel=1, in_channels=2, out_channels=2, groups=2),
        {"view": "channels", "caption": False},
    ),
    # figures, padding's among them, and a maximum marked
    "pooling": (
        MaxPool(input=(2,), kernel=2, padding=1),
        {"view": "numeric", "caption": False},
    ),
    # three boxes, arrows pale and lit
    "boxes": (
        LAYERS.join("add", ("input", "pool")),
        {"view": "network", "caption": False, "steps": (1, 2), "motion": "step"},
    ),
}
GOLDEN = [
    *((name, theme) for name in PICTURES for theme in ("dark", "print", "colorblind")),
    ("dilated", "auto"),
    ("boxes", "auto"),
]


def text_of(name: str, theme: str) -> str:
    """A picture's SVG, its names as they are whatever its content is."""
    op, words = PICTURES[name]
    text = written(
        animate(op, theme=theme, embed=False, **{"motion": "slide", **words}), "svg"
    ).decode()
    prefix = re.search(r'<title id="(c[0-9a-f]{8})t">', text)
    assert prefix is not None
    return text.replace(prefix[1], "c")


@pytest.mark.parametrize(("name", "theme"), GOLDEN)
def test_a_picture_is_what_it_was(name, theme, request):
    text, path = text_of(name, theme), FOLDER / f"{name}-{theme}.svg"
    assert len(text) <= MOST
    if request.config.getoption("--update-golden"):
        FOLDER.mkdir(exist_ok=True)
        path.write_text(text)
    # line by line, so that a failure tells what changed
    assert path.read_text().splitlines() == text.splitlines()


def test_there_are_no_others():
    names = {f"{name}-{theme}.svg" for name, theme in GOLDEN}
    assert {path.name for path in FOLDER.iterdir()} == names
