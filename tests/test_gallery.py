"""The gallery: its files are golden, and regenerating it touches only what changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from convanim.cli.main import main
from convanim.gallery import contents, page, same, specified

GALLERY = Path(__file__).parents[1] / "gallery"
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
    assert text == page(GALLERY)
    for spec in SPECS:
        assert f"### {spec.stem}\n" in text
    read = "".join(spec.read_text() for spec in SPECS)  # a photograph that a picture reads
    for path in GALLERY.glob("*/*.*"):
        page_of_its_own = path.name == "README.md"
        assert page_of_its_own or path.name in text or f'"{path.name}"' in read


@pytest.fixture
def copied(tmp_path):
    """A gallery of two pictures, up to date."""
    folder = tmp_path / "gallery"
    (folder / "some").mkdir(parents=True)
    for name in ("no_padding_strides", "no_padding_no_strides"):
        for path in (GALLERY / "conv_arithmetic").glob(f"{name}.*"):
            shutil.copy(path, folder / "some")
    assert main(["gallery", "--dir", str(folder), "--jobs", "1"]) == 0
    return folder


def times(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*.*")}


def test_checking_what_is_up_to_date(copied, capsys):
    before = times(copied)
    assert main(["gallery", "--check", "--dir", str(copied), "--jobs", "1"]) == 0
    assert times(copied) == before


@pytest.mark.parametrize(
    "touched", ["some/no_padding_strides.svg", "some/no_padding_strides.gif", "README.md"]
)
def test_checking_finds_a_touched_file_and_leaves_it(touched, copied, capsys):
    path = copied / touched
    path.write_bytes(
        (copied / "some/no_padding_no_strides").with_suffix(path.suffix).read_bytes()
        if path.suffix != ".md"
        else b"other"
    )
    before = path.read_bytes()
    assert main(["gallery", "--check", "--dir", str(copied), "--jobs", "1"]) == 1
    err = capsys.readouterr().err
    assert touched in err
    assert "1 files of 2 pictures are out of date" in err
    assert path.read_bytes() == before


def test_checking_misses_a_lost_file(copied, capsys):
    (copied / "some/no_padding_strides.gif").unlink()
    assert main(["gallery", "--check", "--dir", str(copied), "--jobs", "1"]) == 1


def test_only_what_changed_is_written(copied, capsys):
    spec = copied / "some/no_padding_strides.toml"
    spec.write_text(spec.read_text().replace("input = 5", "input = 7"))
    before = times(copied)
    assert main(["gallery", "--dir", str(copied), "--jobs", "1"]) == 0
    after = times(copied)
    changed = {path.name for path in after if after[path] != before.get(path)}
    assert changed == {"no_padding_strides.svg", "no_padding_strides.gif", "README.md"}
    assert main(["gallery", "--check", "--dir", str(copied), "--jobs", "1"]) == 0


def test_one_picture_by_name(copied, capsys):
    for path in (copied / "some").glob("*.svg"):
        path.unlink()
    assert main(["gallery", "no_padding_strides", "--dir", str(copied), "--jobs", "1"]) == 0
    assert [path.stem for path in (copied / "some").glob("*.svg")] == ["no_padding_strides"]


def test_a_name_that_is_not_there_suggests_one(copied, capsys):
    assert main(["gallery", "no_padding_stride", "--dir", str(copied)]) == 2
    assert "did you mean 'no_padding_strides'" in capsys.readouterr().err
