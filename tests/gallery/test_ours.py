"""Our own gallery: its files are golden, and its page shows all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from convanim.gallery import contents, same, specified
from convanim.gallery.page import page
from convanim.gallery.pictures import Drawn
from convanim.gallery.specs import search

GALLERY = Path(__file__).parents[2] / "gallery"
SPECS = sorted(GALLERY.glob("*/*.toml"))


@pytest.mark.parametrize("spec", SPECS, ids=lambda path: path.stem)
def test_the_golden_svg_is_what_the_specification_gives(spec):
    drawn, outputs = specified(spec)
    golden = [path for path in outputs if path.suffix == ".svg"]
    for path in golden:
        assert path.read_text() == contents(drawn, path).decode()
    if not golden:  # a picture whose SVG would take megabytes is told by its pixels
        assert outputs
        assert all(same(path, contents(drawn, path)) for path in outputs)


def test_the_page_shows_every_picture():
    text = (GALLERY / "README.md").read_text()
    found = search(GALLERY)
    assert list(found.outputs) == SPECS
    assert not found.wrong
    assert not found.others
    scenes = [(spec, specified(spec)[0].scene) for spec in SPECS]
    drawn = [Drawn(spec, scene.title, scene.description) for spec, scene in scenes]
    assert text == page(GALLERY, drawn, found.outputs)
    for spec in SPECS:
        assert f"### {spec.stem}\n" in text
    read = "".join(spec.read_text() for spec in SPECS)  # a photograph that a picture reads
    for path in GALLERY.glob("*/*.*"):
        page_of_its_own = path.name == "README.md"
        assert page_of_its_own or path.name in text or f'"{path.name}"' in read
