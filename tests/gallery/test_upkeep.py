"""Regenerating a gallery touches only what changed, and nothing that is somebody else's."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from convanim.cli.main import main
from convanim.export.mark import is_ours
from convanim.gallery.page import MARK

GALLERY = Path(__file__).parents[2] / "gallery"
SMALL = 'op = "conv"\ninput = 3\nkernel = 2\nwidth = 60\n'


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
        else f"{MARK}\nother".encode()
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


# -- what is somebody else's -------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    """An empty gallery with a file beside it."""
    (tmp_path / "victim.svg").write_text("mine")
    (tmp_path / "g" / "some").mkdir(parents=True)
    return tmp_path / "g"


@pytest.fixture
def run(folder, capsys):
    """The command on that gallery: its status and what it says."""

    def call(*flags):
        status = main(["gallery", "--dir", str(folder), "--jobs", "1", *flags])
        told = capsys.readouterr()
        return status, told.err + told.out

    return call


def everything(folder):
    return {path: path.read_bytes() for path in folder.parent.rglob("*") if path.is_file()}


def test_a_page_that_was_written_by_hand_stays(folder, run):
    (folder / "a.toml").write_text(SMALL)
    (folder / "README.md").write_text("by hand")
    for flags in ([], ["--check"], ["--force"], ["--all"]):
        assert run(*flags)[0] == 0
        assert (folder / "README.md").read_text() == "by hand"
        assert "### a\n" in (folder / "GALLERY.md").read_text()


def test_where_there_is_no_page_it_is_the_one_that_is_shown(folder, run):
    (folder / "a.toml").write_text(SMALL)
    assert run()[0] == 0
    assert (folder / "README.md").read_text().startswith(MARK)
    assert not (folder / "GALLERY.md").exists()


def test_a_page_stays_where_it_is(folder, run):
    (folder / "a.toml").write_text(SMALL)
    (folder / "README.md").write_text("by hand")
    assert run()[0] == 0
    (folder / "README.md").unlink()
    assert run("--check")[0] == 0
    assert run()[0] == 0
    assert not (folder / "README.md").exists()


def test_two_pages_by_hand_are_told(folder, run):
    (folder / "a.toml").write_text(SMALL)
    for name in ("README.md", "GALLERY.md"):
        (folder / name).write_text("by hand")
    status, said = run()
    assert status == 2
    assert "GALLERY.md was written by hand" in said
    assert (folder / "GALLERY.md").read_text() == "by hand"
    assert run("--force")[0] == 0
    assert (folder / "README.md").read_text() == "by hand"
    assert (folder / "GALLERY.md").read_text().startswith(MARK)


def test_a_page_that_is_a_link_out_is_not_written(folder, run):
    (folder / "a.toml").write_text(SMALL)
    (folder.parent / "page.md").write_text(MARK)
    (folder / "README.md").symlink_to(folder.parent / "page.md")
    status, said = run()
    assert status == 2
    assert "README.md is a link out of the gallery" in said
    assert (folder.parent / "page.md").read_text() == MARK


@pytest.mark.parametrize("flags", [[], ["--force"], ["--check"], ["--all", "--force"]], ids=str)
@pytest.mark.parametrize(
    "output",
    ["../../victim.svg", "../victim.svg", "{outside}/victim.svg", "link.svg", "out/new.svg"],
)
def test_outputs_stay_in_the_gallery(output, flags, folder, run):
    (folder / "some" / "link.svg").symlink_to(folder.parent / "victim.svg")
    (folder / "some" / "out").symlink_to(folder.parent)
    output = output.format(outside=folder.parent)
    (folder / "some" / "a.toml").write_text(f'{SMALL}output = "{output}"\n')
    before = everything(folder)
    status, said = run(*flags)
    assert status == 2
    assert f"{folder}/some/a.toml: its output {output!r} is not in the gallery" in said
    assert everything(folder) == before


@pytest.mark.parametrize("flags", [[], ["--check"], ["--force"]], ids=str)
@pytest.mark.parametrize(
    "output", [r"a\u0000.svg", "", ".svg", "some/", "none/a.svg", "a.xyz", "b.toml", "README.md"]
)
def test_an_output_that_cannot_be_stops_no_other(output, flags, folder, run):
    (folder / "a.toml").write_text(f'{SMALL}output = ["fine.svg", "{output}"]\n')
    (folder / "b.toml").write_text(f'{SMALL}output = "b.svg"\n')
    status, said = run(*flags)
    if "--check" not in flags:  # which does not mind a folder that is not there
        assert status == 2
        assert f"error: {folder}/a.toml: " in said
    assert status != 0
    assert f"{folder}/b.svg" in said
    assert is_ours(folder / "b.svg") == ("--check" not in flags)
    assert not (folder / "fine.svg").exists()


FOREIGN = {
    "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "photo.gif": b"GIF89a\1\0\1\0\0\0\0;",
    "photo.png": b"none",
}


@pytest.mark.parametrize("flags", [[], ["--all"]], ids=str)
@pytest.mark.parametrize("name", FOREIGN)
def test_only_our_pictures_are_replaced(name, flags, folder, run):
    path = folder / name
    path.write_bytes(FOREIGN[name])
    (folder / "a.toml").write_text(f'{SMALL}output = ["{name}", "fine.svg"]\n')
    status, said = run(*flags)
    assert status == 2
    assert said.count("error") == 1
    assert f"{folder}/a.toml: {path} is not a picture that convanim made" in said
    assert "--force" in said
    assert path.read_bytes() == FOREIGN[name]
    assert not (folder / "fine.svg").exists()  # all of a picture's files, or none
    assert run("--force")[0] == 0
    assert is_ours(path)
    assert run("--check")[0] == 0


def test_what_is_no_file_is_not_replaced(folder, run):
    os.mkfifo(folder / "a.svg")
    (folder / "b.svg").mkdir()
    for name in "ab":
        (folder / f"{name}.toml").write_text(f'{SMALL}output = "{name}.svg"\n')
    status, said = run()
    assert status == 2
    for name in "ab":
        assert f"{name}.toml: {folder}/{name}.svg is not a picture that convanim made" in said


def test_force_and_check_do_not_go_together(folder, run):
    (folder / "a.toml").write_text(SMALL)
    assert run("--check", "--force")[0] == 2


def test_a_picture_is_not_written_over_what_it_is_made_of(folder, run):
    (folder / "a.toml").write_text(f'{SMALL}output = "p.png"\n')
    assert run()[0] == 0
    before = (folder / "p.png").read_bytes()
    (folder / "a.toml").write_text('op = "conv"\nkernel = 2\nimage = "p.png"\noutput = "p.png"\n')
    status, said = run("--force")
    assert status == 2
    assert "is read for this picture" in said
    assert (folder / "p.png").read_bytes() == before


# -- nothing is missed -------------------------------------------------------------------


@pytest.mark.parametrize("where", ["", "one", "one/two", "one/two/three four"])
def test_a_picture_is_found_however_deep(where, folder, run):
    (folder / where).mkdir(parents=True, exist_ok=True)
    (folder / where / "a.toml").write_text(SMALL)
    assert run("--check")[0] == 1
    assert run()[0] == 0
    assert is_ours(folder / where / "a.svg")
    assert is_ours(folder / where / "a.gif")
    status, said = run("--check")
    assert status == 0
    assert "1 pictures" in said


@pytest.mark.parametrize("flags", [[], ["--check"], ["--all"]], ids=str)
@pytest.mark.parametrize("lying", [{}, {"t.toml": 'base = "dark"\n'}, {".git/a.toml": SMALL}])
def test_no_picture_is_an_error(lying, flags, folder, run):
    for name, text in lying.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    status, said = run(*flags)
    assert status == 2
    assert "there is no specification" in said
    assert not (folder / "README.md").exists()


POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12345\n"


@pytest.mark.parametrize("flags", [[], ["--check"]], ids=str)
def test_one_broken_file_does_not_stop_the_others(flags, folder, run):
    (folder / "a.toml").write_text(SMALL)
    (folder / "z.toml").write_text(SMALL)
    assert run()[0] == 0
    page = (folder / "README.md").read_text()
    (folder / "a.gif").write_text(POINTER)
    (folder / "b.toml").write_text("op = [")
    (folder / "c.toml").write_text(SMALL.replace("kernel = 2", "kernel = 9"))
    (folder / "d.toml").write_text('op = "conv"\nkernel = 2\nimage = "p.png"\n')
    (folder / "p.png").write_text(POINTER)
    (folder / "z.svg").unlink()
    status, said = run(*flags)
    assert status == 2
    assert (
        f"{folder}/a.toml: {folder}/a.gif is no picture but stands for one: `git lfs pull`" in said
    )
    for name, what in (("b", "is not TOML"), ("c", "kernel"), ("d", "p.png")):
        lines = [line for line in said.splitlines() if f"error: {folder}/{name}.toml: " in line]
        assert len(lines) == 1
        assert what in lines[0]
    assert ("differs" if flags else "wrote") + f" {folder}/z.svg" in said
    assert (folder / "z.svg").exists() is not bool(flags)
    # and what the page shows of the others is not lost
    assert (folder / "README.md").read_text() == page


@pytest.mark.parametrize("kept", [40, 150, 400, -40])
def test_a_damaged_picture_of_ours_is_made_again(kept, folder, run):
    (folder / "a.toml").write_text(f'{SMALL}output = ["a.gif", "a.png"]\n')
    assert run()[0] == 0
    for name in ("a.gif", "a.png"):
        whole = (folder / name).read_bytes()
        (folder / name).write_bytes(whole[:kept])
        if is_ours(folder / name):
            assert run("--check")[0] == 1
            assert run()[0] == 0
        assert run("--force")[0] == 0
        assert (folder / name).read_bytes() == whole


def test_a_theme_beside_the_specifications_is_no_failure(folder, run):
    (folder / "brand.toml").write_text('base = "dark"\nbackground = "#123456"\n')
    (folder / "a.toml").write_text(f'{SMALL}theme = "brand.toml"\noutput = "a.svg"\n')
    assert run()[0] == 0
    assert "#123456" in (folder / "a.svg").read_text()
    status, said = run("--check")
    assert status == 0
    assert "brand" not in said


def test_a_file_for_something_else_is_told_and_left_out(folder, run):
    (folder / "pyproject.toml").write_text('[project]\nname = "x"\n')
    (folder / "a.toml").write_text(SMALL)
    status, said = run()
    assert status == 0
    assert "pyproject.toml is left out: neither a specification nor a theme" in said


@pytest.mark.parametrize("text", ["", "input = 3\nkernel = 2\n", 'oop = "conv"\ninput = 3\n'])
def test_a_mistake_is_not_a_file_for_something_else(text, folder, run):
    (folder / "a.toml").write_text(SMALL)
    (folder / "b.toml").write_text(text)
    status, said = run("--check")
    assert status == 2
    assert f"error: {folder}/b.toml: unknown op" in said


@pytest.mark.parametrize("flags", [[], ["--check"], ["a"]], ids=str)
@pytest.mark.parametrize("output", ["some/x.svg", "./some/x.svg", "same/x.svg"])
def test_two_specifications_do_not_give_one_file(output, flags, folder, run):
    (folder / "same").symlink_to("some")
    (folder / "a.toml").write_text(f'{SMALL}output = "{output}"\n')
    (folder / "some" / "b.toml").write_text(f'{SMALL}output = ["b.svg", "x.svg"]\n')
    status, said = run(*flags)
    assert status == 2
    assert f"{folder}/a.toml and {folder}/some/b.toml both give" in said
    assert not list(folder.rglob("*.svg"))


def test_orphans_are_named(folder, run):
    for name in ("some/a", "some/b"):
        (folder / f"{name}.toml").write_text(SMALL)
    assert run()[0] == 0
    (folder / "some/a.toml").unlink()
    (folder / "some/photo.svg").write_text("<svg/>")
    for flags in ([], ["--check"]):
        status, said = run(*flags)
        assert status == 0
        for kind in ("gif", "svg"):
            assert f"{folder}/some/a.{kind} is given by no specification" in said
            assert f"b.{kind} is given" not in said
        assert "photo" not in said


def test_a_name_may_be_a_path(folder, run):
    for name in ("a", "some/a", "some/b"):
        (folder / f"{name}.toml").write_text(f"{SMALL}")
    assert run("some/a")[0] == 0
    assert sorted(folder.rglob("*.svg")) == [folder / "some/a.svg"]
    assert "2 pictures" in run("a")[1]
    assert sorted(folder.rglob("*.svg")) == [folder / "a.svg", folder / "some/a.svg"]


def test_a_specification_reads_nothing_from_outside(folder, run):
    (folder.parent / "t.toml").write_text('base = "dark"\n')
    (folder / "a.toml").write_text(f'{SMALL}theme = "../t.toml"\n')
    (folder / "b.toml").symlink_to(folder.parent / "t.toml")
    status, said = run("--force")
    assert status == 2
    assert f"{folder}/a.toml: theme '../t.toml' is outside the specification's folder" in said
    assert f"{folder}/b.toml: it is a link out of the gallery" in said
