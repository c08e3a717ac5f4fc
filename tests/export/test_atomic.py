"""A file is replaced whole or not at all."""

from __future__ import annotations

import os
import stat

import pytest

from convanim import BadRequest, animate
from convanim.cli.main import main
from convanim.export import gif
from convanim.export.atomic import replacing
from tests.export.films import SMALL

OLD = b"what was here before"


@pytest.fixture(autouse=True, params=["without a name", "named"])
def way(request, monkeypatch):
    """Files are written without a name where the system can, elsewhere with one."""
    if request.param == "named":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)


@pytest.fixture
def target(tmp_path):
    path = tmp_path / "picture.gif"
    path.write_bytes(OLD)
    return path


def failing(error):
    """An exporter that fails half way through."""

    def save(film, file):
        file.write(b"GIF89a half a picture")
        file.flush()
        raise error

    return save


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(28, "No space left"), MemoryError])
def test_what_goes_wrong_half_way_leaves_the_old_file(error, target, monkeypatch):
    monkeypatch.setattr(gif, "save", failing(error))
    with pytest.raises(error if isinstance(error, type) else type(error)):
        animate(SMALL).save(target)
    assert target.read_bytes() == OLD
    assert os.listdir(target.parent) == [target.name]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, MemoryError])
def test_nor_is_half_a_file_left_by_who_writes_it(error, target):
    def half():
        with replacing(target) as file:
            file.write(b"half a picture")
            file.flush()
            raise error

    with pytest.raises(error):
        half()
    assert target.read_bytes() == OLD
    assert os.listdir(target.parent) == [target.name]


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [(KeyboardInterrupt, 130, "interrupted"), (OSError(28, "No space left"), 1, "No space left")],
)
def test_the_command_says_so_in_one_line(error, status, says, target, monkeypatch, capsys):
    monkeypatch.setattr(gif, "save", failing(error))
    assert main(["conv", "-i", "5", "-k", "3", "-o", str(target)]) == status
    err = capsys.readouterr().err
    assert says in err
    assert err.count("\n") == 1
    assert target.read_bytes() == OLD
    assert os.listdir(target.parent) == [target.name]


def test_a_file_that_was_not_there_is_not_there_after_a_failure(tmp_path, monkeypatch):
    monkeypatch.setattr(gif, "save", failing(OSError("half way")))
    with pytest.raises(OSError, match="half way"):
        animate(SMALL).save(tmp_path / "new.gif")
    assert os.listdir(tmp_path) == []


def test_an_interruption_between_frames(target, monkeypatch):
    def watch(frames, total):
        for n, frame in enumerate(frames):
            if n == 3:
                raise KeyboardInterrupt
            yield frame

    with pytest.raises(KeyboardInterrupt):
        animate(SMALL, width=40).save(target, watch=watch)
    assert target.read_bytes() == OLD
    assert os.listdir(target.parent) == [target.name]


def test_permissions_are_kept_and_new_ones_are_the_masks(target):
    target.chmod(0o640)
    animate(SMALL, width=40).save(target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    fresh, plain = target.parent / "fresh.gif", target.parent / "plain"
    animate(SMALL, width=40).save(fresh)
    plain.touch()
    assert fresh.stat().st_mode == plain.stat().st_mode


def test_a_link_keeps_pointing_where_it_points(target):
    link = target.parent / "link.gif"
    link.symlink_to(target)
    animate(SMALL, width=40).save(link)
    assert link.is_symlink()
    assert target.read_bytes().startswith(b"GIF89a")


def test_a_device_is_written_as_it_is():
    with replacing("/dev/null") as file:
        file.write(b"anything")


def test_directories_are_no_files(tmp_path):
    with pytest.raises(BadRequest, match="is a directory"), replacing(tmp_path):
        pass
    with pytest.raises(BadRequest, match="no directory"), replacing(tmp_path / "no" / "file"):
        pass
