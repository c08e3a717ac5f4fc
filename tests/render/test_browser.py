"""The animated SVG in a real browser, at a moment, is the pixel frame of that moment.

Headless Chromium draws many pictures on one page, each stopped at its own time by one style; it is
skipped where there is no Chromium.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from convanim.export.svg import save
from convanim.gallery import specified
from convanim.render.pixels import frames
from convanim.scene.time import Moment, ease

GALLERY = Path(__file__).parents[2] / "gallery"
SPECS = sorted(GALLERY.rglob("*.toml"))
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
SHOTS = 5
BATCH = 11
"""Pictures on a page: all of them would be higher than a browser draws."""
WIDTH = 480
OFF = 3.5
"""The root mean square by which a channel may be off, of 255, once edges are blurred, which are
smoothed otherwise. A picture that is a step behind is off by 5 to 20."""


def stopped(film, moment, seconds):
    """An SVG that stands still at a time, with a page's own rule."""
    file = BytesIO()
    save(replace(film, width=WIDTH), file)
    return (
        f'<div class="p" style="--t:{seconds}s">{file.getvalue().decode()}</div>',
        next(frames(film.scene, film.theme, [moment], width=WIDTH, background=film.background)),
    )


def at_some_time(film, number):
    """A film's moment, and when it is: at rest, or on the way where it glides."""
    line = film.timeline
    step = number % line.steps
    glide = line.glide(step)
    if glide and number % 3:
        on = (0.3, 0.7)[number % 2]
        return Moment(step, ease(on), 1.0), line.at(step + 1 - glide + glide * on)
    return Moment(step, 0.0, 1.0), line.at(step + (line.telling(step) + 1 - glide) / 2)


def shot(page, high, folder):
    """A page as the browser draws it: as it does twice, since on a busy machine it now and then
    draws before every animation stands where it is stopped."""
    path = folder / "page.html"
    path.write_text(page)
    before = None
    for _ in range(SHOTS):
        now = one_shot(path, high, folder)
        if before is not None and now.tobytes() == before.tobytes():
            return now
        before = now
    raise AssertionError(f"{SHOTS} pictures of {path}, no two of them alike")


def one_shot(path, high, folder):
    """A page as the browser draws it."""
    out = folder / "page.png"
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    command += [f"--user-data-dir={folder / 'profile'}", "--force-device-scale-factor=1"]
    command += ["--virtual-time-budget=1000", "--run-all-compositor-stages-before-draw"]
    command += [f"--window-size={WIDTH},{high}", f"--screenshot={out}", path.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return Image.open(out).convert("RGB")


def soft(image):
    """A picture in which it hardly matters how an edge is smoothed."""
    return image.convert("RGB").filter(ImageFilter.GaussianBlur(2))


@pytest.mark.skipif(BROWSER is None, reason="there is no Chromium")
@pytest.mark.parametrize("first", range(0, len(SPECS), BATCH))
@pytest.mark.parametrize("motion", ["step", "slide"])
def test_a_browser_shows_what_the_pixels_do(first, motion, tmp_path):
    found = []
    for number, path in enumerate(SPECS[first : first + BATCH], first):
        animation, _ = specified(path)
        if motion == "slide" and not animation.view.of(animation.operation).glides:
            continue
        film = animation.film()
        film = replace(film, timeline=replace(film.timeline, motion=motion))
        moment, seconds = at_some_time(film, number)
        svg, frame = stopped(film, moment, seconds)
        found.append((path.stem, svg, frame.image))
    tops, high = [], 0
    for _, _, image in found:
        tops.append(high)
        high += image.height
    rule = "animation-play-state:paused!important;animation-delay:calc(var(--t)*-1)!important"
    places = "".join(f".p:nth-of-type({n + 1}){{top:{top}px}}" for n, top in enumerate(tops))
    page = (
        f"<!doctype html><meta charset=utf-8><style>body{{margin:0}}.p{{position:absolute;left:0}}"
        f".p svg{{display:block}}{places}.p *{{{rule}}}</style>"
        + "".join(svg for _, svg, _ in found)
    )
    drawn = shot(page, high, tmp_path)
    for (name, _, image), top in zip(found, tops, strict=True):
        seen = drawn.crop((0, top, image.width, top + image.height))
        apart = max(ImageStat.Stat(ImageChops.difference(*map(soft, (seen, image)))).rms)
        assert apart < OFF, (name, apart)
