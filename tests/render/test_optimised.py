"""Our SVGs are what they were after the optimiser that web projects run everything through.

Drawn by headless Chromium; skipped where that, Node or SVGO (npm install, in tests/web) is missing.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from PIL import ImageChops, ImageStat

from tests.programs import program
from tests.render.test_browser import BROWSER, WIDTH, shot, soft

WEB = Path(__file__).parents[1] / "web"
GALLERY = sorted((Path(__file__).parents[2] / "gallery").rglob("*.svg"))
PARTS = (0.137, 0.517, 0.883)
"""Parts of the whole that have gone by when a picture is looked at."""
BATCH = 11
OFF = 1.0
"""The root mean square by which a channel may be off, of 255: numbers are rounded once more. What
is hidden and comes to light, or lies elsewhere, is off by 3 and more."""
SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


@pytest.fixture(scope="module")
def optimised(tmp_path_factory):
    """The gallery's SVGs, each with its optimised one."""
    node = program("node")
    if BROWSER is None or not (WEB / "node_modules" / "svgo").is_dir():
        pytest.skip("there is no Chromium, or no SVGO")
    folder = tmp_path_factory.mktemp("optimised")
    pairs = [(str(path), str(folder / f"{n}.svg")) for n, path in enumerate(GALLERY)]
    words = [node, str(WEB / "optimise.mjs")]
    subprocess.run(words, input=json.dumps(pairs).encode(), check=True, timeout=120)
    return [(Path(path).read_text(), Path(made).read_text()) for path, made in pairs]


@pytest.mark.parametrize("first", range(0, len(GALLERY), BATCH))
@pytest.mark.parametrize("part", PARTS)
def test_it_shows_the_same_as_before(part, first, optimised, tmp_path):
    some = optimised[first : first + BATCH]
    highs = [round(WIDTH * float(high) / float(wide)) for wide, high in map(size, some)]
    drawn = []
    for which in (0, 1):
        (tmp_path / str(which)).mkdir()
        page = stopped([pair[which] for pair in some], highs, part)
        drawn.append(shot(page, sum(highs), tmp_path / str(which)))
    top = 0
    for path, high in zip(GALLERY[first : first + BATCH], highs, strict=True):
        box = (0, top, WIDTH, top + high)
        before, after = (soft(picture.crop(box)) for picture in drawn)
        assert max(ImageStat.Stat(ImageChops.difference(before, after)).rms) < OFF, path.stem
        top += high


def size(pair):
    """The width and height of a picture."""
    return SIZE.search(pair[0]).groups()


def stopped(texts, highs, part):
    """A page of pictures one below the other, all stopped after a part of their time."""
    rule = "animation-play-state:paused!important;animation-delay:calc(var(--t)*-1)!important"
    page, top = [], 0
    for text, high in zip(texts, highs, strict=True):
        seconds = re.search(r"animation:\S+ ([\d.]+)s", text)
        at = float(seconds[1]) * part if seconds else 0.0
        page.append(f'<div class="p" style="top:{top}px;--t:{at}s">{text}</div>')
        top += high
    style = f"body{{margin:0}}.p{{position:absolute;left:0}}.p svg{{display:block;width:{WIDTH}px;"
    style += f"height:auto}}.p *{{{rule}}}"
    return f"<!doctype html><meta charset=utf-8><style>{style}</style>{''.join(page)}"
