"""The gallery: its files are golden, and regenerating it touches only what changed."""

from __future__ import annotations

import io
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

import convanim.gallery.run as run_module
from convanim.cli.main import main
from convanim.export.mark import is_ours
from convanim.gallery.entries import entries
from convanim.gallery.files import contents, same
from convanim.gallery.page import MARK, page

GALLERY = Path(__file__).parents[1] / "gallery"
ENTRIES, WRONG = entries(GALLERY)
SPEC = 'op = "conv"\ninput = 3\nkernel = 2\noutput = "{}"\n'


def test_every_specification_is_a_picture():
    assert not WRONG
    assert {entry.spec for entry in ENTRIES} == {*GALLERY.rglob("*.toml")}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.stem)
def test_the_golden_svg_is_what_the_specification_gives(entry):
    drawn, outputs = entry.drawn(), entry.outputs
    assert all(map(is_ours, outputs))
    golden = [path for path in outputs if path.suffix == ".svg"]
    for path in golden:
        assert path.read_text() == contents(drawn, path).decode()
    if not golden:  # a picture whose SVG would take megabytes is told by its pixels
        assert outputs
        assert all(same(path, contents(drawn, path)) for path in outputs)


def test_the_page_shows_every_picture():
    text = (GALLERY / "README.md").read_text()
    assert text == page(GALLERY, ENTRIES)
    for entry in ENTRIES:
        assert f"### {entry.stem}\n" in text
    read = "".join(entry.spec.read_text() for entry in ENTRIES)  # a photograph that a picture reads
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
        else MARK.encode() + b"other"
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


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty gallery, in a folder of its own that is the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gallery").mkdir()
    return tmp_path / "gallery"


def add(folder, name, output="{stem}.svg", words=""):
    """A specification of a small picture."""
    path = folder / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SPEC.format(output.format(stem=path.stem)) + words)
    return path


def run(*words):
    return main(["gallery", "--jobs", "1", *words])


def test_specifications_are_found_at_any_depth(folder):
    for name in ("flat", "one/deep", "one/two/deeper", ".hidden/not"):
        add(folder, name)
    assert run() == 0
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*.svg")}
    assert found == {"flat.svg", "one/deep.svg", "one/two/deeper.svg"}
    text = (folder / "README.md").read_text()
    for line in ("### flat", "## one\n", "## one/two\n", "(one/two/deeper.svg)"):
        assert line in text
    assert run("--check") == 0
    assert run("deeper", "one/deep", "--all") == 0


def test_no_pictures_are_an_error(folder, capsys):
    for words in ((), ("--check",)):
        assert run(*words) == 2
        assert "no specification" in capsys.readouterr().err


def test_a_theme_beside_the_specifications_is_none(folder):
    add(folder, "a", words='theme = "own.toml"\n')
    (folder / "own.toml").write_text('base = "dark"\n[roles.input]\nfill = "#123456"\n')
    assert run() == 0
    assert "#123456" in (folder / "a.svg").read_text()


@pytest.mark.parametrize("words", [(), ("--check",)])
def test_what_cannot_be_drawn_is_named_and_the_rest_is_done(words, folder, capsys):
    add(folder, "good")
    assert run() == 0
    add(folder, "better")
    (folder / "photo.png").write_text("version https://git-lfs.github.com/spec/v1\n")
    add(folder, "picture", words='image = "photo.png"\n')
    add(folder, "typo", words="strde = 2\n")
    (folder / "broken.toml").write_text("op =")
    assert run(*words) == 2
    err = capsys.readouterr().err
    for name in ("picture", "typo", "broken"):
        assert sum(f"{name}.toml: " in line for line in err.splitlines()) == 1
    assert "photo.png" in err
    assert "3 of 5 pictures cannot be drawn" in err
    assert (folder / "better.svg").exists() == (not words)


@pytest.mark.parametrize(
    "output", ["../victim.svg", "{root}/victim.svg", "out/victim.svg", "../gallery/../victim.svg"]
)
def test_nothing_outside_the_gallery_is_written(output, folder, capsys):
    (folder / "out").symlink_to(folder.parent)
    victim = folder.parent / "victim.svg"
    victim.write_text("<svg/>")
    add(folder, "a", output.format(root=folder.parent))
    for words in ((), ("--force",), ("--all",)):
        assert run(*words) == 2
        assert "outside the gallery" in capsys.readouterr().err
    assert victim.read_text() == "<svg/>"


def test_a_link_that_leads_out_is_not_followed(folder, capsys):
    victim = folder.parent / "victim.svg"
    victim.write_text("<svg/>")
    (folder / "a.svg").symlink_to(victim)
    add(folder, "a")
    assert run("--force") == 2
    assert victim.read_text() == "<svg/>"


@pytest.mark.parametrize("format", ["svg", "gif", "png"])
def test_only_files_of_ours_are_replaced(format, folder, capsys):
    add(folder, "a", f"a.{format}")
    path = folder / f"a.{format}"
    path.write_bytes(b"somebody's own")
    for words in ((), ("--all",), ("a",)):
        assert run(*words) == 2
        assert f"a.{format}" in capsys.readouterr().err
    assert path.read_bytes() == b"somebody's own"
    assert run("--force") == 0
    assert is_ours(path)
    assert run("--all") == 0


def test_a_page_that_somebody_wrote_is_left(folder, capsys):
    add(folder, "a")
    (folder / "README.md").write_text("# Mine\n")
    assert run() == 0
    assert (folder / "README.md").read_text() == "# Mine\n"
    assert (folder / "GALLERY.md").read_text().startswith(MARK)
    assert run("--check") == 0
    (folder / "GALLERY.md").write_text("# Mine too\n")
    assert run() == 2
    assert (folder / "GALLERY.md").read_text() == "# Mine too\n"


def test_two_pictures_of_one_file_are_refused(folder, capsys):
    add(folder, "a", "same.svg")
    add(folder, "b", "x/../same.svg")
    assert run() == 2
    err = capsys.readouterr().err
    assert "a.toml" in err
    assert "b.toml" in err
    assert not (folder / "same.svg").exists()


def test_names_mean_nothing_to_the_page(folder):
    name = "a (b) [c] <b>|d`"
    add(folder, name, words='title = "<script>*"\n')
    assert run() == 0
    text = (folder / "README.md").read_text()
    assert "(a%20%28b%29%20%5Bc%5D%20%3Cb%3E%7Cd%60.svg)" in text
    assert "### a (b) \\[c\\] \\<b\\>\\|d\\`" in text
    assert "<b>" not in text.replace("\\<b\\>", "")


def test_orphans_are_named_and_left(folder, capsys):
    add(folder, "a")
    assert run() == 0
    (folder / "a.svg").rename(folder / "old.svg")
    (folder / "other.svg").write_text("<svg/>")
    for words in ((), ("--check",)):
        assert run(*words) == 0
        err = capsys.readouterr().err
        assert "old.svg" in err
        assert "other.svg" not in err
    assert (folder / "old.svg").exists()


@pytest.mark.parametrize("word", ["image", "theme", "input_values"])
@pytest.mark.parametrize("way", ["up", "absolute", "link"])
def test_a_specification_reads_nothing_outside_its_folder(word, way, folder, capsys):
    suffix = {"image": "png", "theme": "toml", "input_values": "csv"}[word]
    secret = folder.parent / f"secret.{suffix}"
    if word == "image":
        Image.new("L", (3, 3)).save(secret)
    else:
        secret.write_text('base = "dark"' if word == "theme" else "1,2,3\n4,5,6\n7,8,9\n")
    given = {"up": f"../secret.{suffix}", "absolute": secret, "link": f"link.{suffix}"}[way]
    (folder / f"link.{suffix}").symlink_to(secret)
    spec = add(folder, "a", words=f'{word} = "{given}"\n')
    if word == "image":  # which is the input
        spec.write_text(spec.read_text().replace("input = 3\n", ""))
    assert run() == 2
    assert main(["render", str(spec), "-o", "a.svg"]) == 2
    assert "outside the folder" in capsys.readouterr().err
    flag = f"--{word.replace('_', '-')}"
    assert main(["render", str(spec), flag, str(secret), "-o", "a.svg"]) == 0


def test_workers_end_with_a_parent_that_is_killed(folder):
    for n in range(6):
        add(folder, f"a{n}", f"a{n}.gif", "title = 'x'\n")
        path = folder / f"a{n}.toml"
        path.write_text(path.read_text().replace("input = 3", "input = 20"))
    code = (
        "import os, signal\n"
        "from convanim.gallery import run\n"
        "run.cores = lambda: 3\n"
        "submit = run.ProcessPoolExecutor.submit\n"
        "asked = []\n"
        "def submitted(pool, *words):\n"
        "    asked.append(submit(pool, *words))\n"
        "    if len(asked) == 6: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return asked[-1]\n"
        "run.ProcessPoolExecutor.submit = submitted\n"
        "run.attempt = lambda *_: signal.pause()\n"
        "run.regenerate()\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE)
    process.communicate()  # ends once no worker holds its end of the pipe any more
    assert process.returncode == -signal.SIGKILL


def test_there_are_no_more_workers_than_pictures_or_cores(folder, monkeypatch):
    add(folder, "a")
    add(folder, "b")
    started = []

    class Pool(run_module.ProcessPoolExecutor):
        def __init__(self, count, **words):
            started.append(count)
            super().__init__(count, **words)

    monkeypatch.setattr(run_module, "ProcessPoolExecutor", Pool)
    for cores in (1, 64):
        monkeypatch.setattr(run_module, "cores", lambda cores=cores: cores)
        assert main(["gallery", "--jobs", "1000000", "--all"]) == 0
    assert started == [1, 2]


@pytest.mark.parametrize("words", [(), ("--check",)])
def test_a_terminal_is_told_how_far_it_is(words, folder, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    add(folder, "a")
    add(folder, "b")
    monkeypatch.setattr(sys, "stderr", Terminal())
    run(*words)
    assert sys.stderr.getvalue().startswith("\r1 of 2 pictures\r2 of 2 pictures\r")
