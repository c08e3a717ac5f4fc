"""Whatever the streams, the folders and the moment of a kill: nothing torn, nothing lost."""

from __future__ import annotations

import errno
import os
import random
import resource
import signal
import subprocess
import sys

import pytest

from convanim import Conv, animate
from convanim.cli.main import main
from convanim.export import atomic, drafts
from convanim.export.atomic import replacing

CONV = ["conv", "-i", "5", "-k", "3"]
PYTHON = [sys.executable, "-m", "convanim"]
SMALL = Conv(input=5, kernel=3)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shell(line, **environment):
    """What a shell's line does, `convanim` in it being this one."""
    command = " ".join([sys.executable, "-m", "convanim"])
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p), **environment}
    words = ["bash", "-c", line.replace("convanim", command)]
    return subprocess.run(words, capture_output=True, env=env, timeout=60)


def files(folder):
    """Every file below a folder, and its bytes."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# -- streams that are closed, full, or files by another name -----------------------------

DRAW = "convanim conv -i 5 -k 3"


@pytest.mark.parametrize("closed", ["2>&-", ">&-", "<&-", "<&- >&-", "<&- 2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("format", ["gif", "svg", "png"])
def test_a_picture_needs_no_streams(closed, format, folder):
    assert shell(f"{DRAW} -o a.{format} {closed}").returncode == 0
    assert list(files(folder)) == [f"a.{format}"]
    assert main([*CONV, "-o", f"b.{format}"]) == 0
    assert len({*files(folder).values()}) == 1


@pytest.mark.parametrize(
    "asked",
    [
        "inspect conv -i 5 -k 3",
        "inspect conv -i 5 -k 3 --json",
        "--help",
        "conv --help",
        "--version",
        "--print-completion bash",
        "conv -i 5 -k 3 -o -",
        "conv -i 5 -k 3 -o /dev/stdout --format svg",
        "conv -i 5 -k 3 -o a.gif -o - -o b.gif",
    ],
)
@pytest.mark.parametrize("where", [">&-", "> /dev/full", "<&- >&-"])
def test_what_cannot_be_told_is_an_error(asked, where, folder):
    done = shell(f"convanim {asked} {where}")
    assert done.returncode in (1, 2)
    assert done.stderr.count(b"\n") == 1
    assert done.stderr.startswith(b"convanim: error: ")
    assert files(folder) == {}


def test_a_closed_standard_input_is_no_empty_batch():
    done = shell("convanim inspect --batch - <&-")
    assert done.returncode == 2
    assert b"standard input is closed" in done.stderr


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "-"])
@pytest.mark.parametrize("format", ["gif", "svg", "png"])
def test_standard_output_by_its_names(name, format, folder):
    plain = shell(f"{DRAW} --format {format} -o -").stdout
    assert shell(f"{DRAW} --format {format} -o {name} | cat").stdout == plain
    assert shell(f"echo before > a; {DRAW} --format {format} -o {name} >> a").returncode == 0
    assert files(folder) == {"a": b"before\n" + plain}


@pytest.mark.parametrize("format", ["gif", "svg", "png"])
def test_pipes_and_devices_are_written_as_they_are(format, folder):
    plain = shell(f"{DRAW} --format {format} -o -").stdout
    line = f"mkfifo p; cat p > a & {DRAW} --format {format} -o p; wait"
    assert shell(line).returncode == 0
    assert (folder / "a").read_bytes() == plain
    assert (folder / "p").is_fifo()
    # the shell waits for what reads the substitution, whose output is the pipe's
    done = shell(f"{DRAW} --format {format} -o >(cat) | cat")
    assert done.stdout == plain
    assert shell(f"{DRAW} --format {format} -o /dev/null").returncode == 0


def test_a_reader_that_has_had_enough(folder):
    done = shell(f"{DRAW} -o - | true; exit ${{PIPESTATUS[0]}}")
    assert done.returncode in (0, 1)
    assert done.stderr == b""


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0"}])
def test_any_words_in_any_locale(locale, folder):
    plain = {"PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0", **locale}
    done = shell(f"{DRAW} --title é→ -o é.svg && {DRAW} -k ü -o a.svg", **plain)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"error: kernel" in done.stderr
    assert len(files(folder)) == 1
    (folder / "b").write_text('{"op": "é"}\n')
    done = shell("convanim inspect --batch b", **plain)
    assert done.returncode == 2
    assert b"error" in done.stdout
    assert shell("convanim conv --help", **plain).returncode == 0


# -- all or nothing ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "bad",
    ["none/b.svg", "a\0.svg", "x" * 300 + ".svg", "file/b.svg", "b.xyz", "file/st/", "/dev/fd/99"],
)
def test_nothing_is_written_unless_all_can_be(bad, folder, capsys):
    (folder / "file").write_text("mine")
    words = ["--format", "png"] if bad.endswith(("/", "99")) else []
    for pair in (["a.gif", bad], [bad, "a.gif"]):
        assert main([*CONV, *words, *(word for name in pair for word in ("-o", name))]) == 2
        assert capsys.readouterr().err.count("\n") == 1
    assert files(folder) == {"file": b"mine"}


def test_a_folder_that_is_protected_is_judged_ahead(folder, monkeypatch, capsys):
    """By what the system answers: nothing is protected from its administrator."""
    (folder / "kept").mkdir()
    real = os.access
    kept = str(folder / "kept")
    monkeypatch.setattr(
        os, "access", lambda path, mode: os.path.abspath(path) != kept and real(path, mode)
    )
    for words in (["-o", "kept/b.gif"], ["--format", "png", "-o", "kept/"]):
        assert main([*CONV, "-o", "a.gif", *words]) == 2
        assert "protected" in capsys.readouterr().err
    assert files(folder) == {}
    (folder / "a.gif").write_bytes(b"kept")
    monkeypatch.setattr(os, "access", lambda path, mode: not str(path).endswith("a.gif"))
    assert main([*CONV, "-o", "b.gif", "-o", "a.gif"]) == 2
    assert files(folder) == {"a.gif": b"kept"}


@pytest.fixture
def small_disk(folder):
    """A disk of 64 kB, where one can be mounted."""
    disk = folder / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    try:
        done = subprocess.run(mount, capture_output=True)
    except OSError:
        pytest.skip("nothing can be mounted here")
    if done.returncode:
        pytest.skip("nothing can be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


OUTPUTS = {
    "a file": ["-o", "disk/a.gif"],
    "several": ["-o", "disk/a.gif", "-o", "disk/b.svg"],
    "a folder": ["--format", "png", "-o", "disk/st/"],
    "folders": ["--format", "png", "-o", "disk/st/er/"],
}


@pytest.mark.parametrize("what", OUTPUTS)
@pytest.mark.parametrize("free", [0, 4096, 8192])
def test_a_full_disk_is_left_as_it_was(what, free, small_disk, capsys):
    old = {"a.gif": b"old"} if "disk/a.gif" in OUTPUTS[what] else {}
    for name, data in old.items():
        (small_disk / name).write_bytes(data)
    room = os.statvfs(small_disk)
    (small_disk / "full").write_bytes(b"x" * (room.f_bavail * room.f_frsize - free))
    before = sorted(small_disk.rglob("*"))
    assert main(["conv", "-i", "9", "-k", "3", *OUTPUTS[what]]) == 1
    said = capsys.readouterr().err
    assert "No space left" in said
    assert OUTPUTS[what][-1] in said or "disk/a.gif" in said
    assert ".part" not in said
    assert sorted(small_disk.rglob("*")) == before
    assert all((small_disk / name).read_bytes() == data for name, data in old.items())


def test_a_folder_that_can_only_be_read(small_disk, capsys):
    (small_disk / "a.gif").write_bytes(b"old")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    for words in OUTPUTS.values():
        assert main([*CONV, "-o", "here.gif", *words]) == 2
        assert "protected" in capsys.readouterr().err
    assert not os.path.exists("here.gif")
    assert files(small_disk) == {"a.gif": b"old"}


def test_no_file_is_in_its_place_before_all_are_on_the_disk(folder, capsys):
    (folder / "a.gif").write_bytes(b"old")
    assert main([*CONV, "--format", "gif", "-o", "a.gif", "-o", "/dev/full", "-o", "b.gif"]) == 1
    assert "/dev/full: No space left" in capsys.readouterr().err
    assert files(folder) == {"a.gif": b"old"}


@pytest.mark.parametrize("most", [100, 2000, 5000])
def test_a_limit_of_a_files_size(most, folder):
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    words = [*PYTHON, *CONV, "-o", "b.svg", "-o", "a.gif"]
    done = subprocess.run(words, preexec_fn=limit, capture_output=True)
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"File too large" in done.stderr
    assert b".part" not in done.stderr
    assert files(folder) == {}


@pytest.mark.parametrize("unnamed", [True, False])
def test_what_fails_in_the_midst_names_what_was_asked_for(unnamed, folder, monkeypatch, capsys):
    if not unnamed:
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    (folder / "a.gif").write_bytes(b"old")

    def fails(*_, **__):
        raise OSError(errno.EIO, "Input/output error", "/a/hidden/.x.part")

    monkeypatch.setattr(os, "replace", fails)
    assert main([*CONV, "-o", "a.gif"]) == 1
    assert capsys.readouterr().err == "convanim: error: a.gif: Input/output error\n"
    assert files(folder) == {"a.gif": b"old"}


@pytest.mark.parametrize("unnamed", [True, False])
def test_with_and_without_files_that_have_no_name(unnamed, folder, monkeypatch):
    if not unnamed:
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    for data in (b"one", b"other"):
        with replacing("a") as file:
            file.write(data)
        assert files(folder) == {"a": data}


def test_many_stills_need_few_open_files(folder, monkeypatch):
    monkeypatch.setattr(drafts, "AT_ONCE", 4)
    monkeypatch.setattr(drafts, "KEPT", 1000)  # most of them wait on the disk
    animate(SMALL).save("st", format="svg")
    assert len(files(folder)) == 9


# -- folders of stills -------------------------------------------------------------------


@pytest.mark.parametrize("format", ["png", "svg"])
def test_a_folder_holds_the_stills_of_one_run(format, folder, capsys):
    words = ["--format", format, "-o", "st/"]
    assert main(["conv", "-i", "6", "-k", "3", *words]) == 0
    assert len(files(folder)) == 16
    (folder / "st" / "notes.txt").write_text("mine")
    (folder / "st" / f"cover.{format}").write_text("mine")
    assert main([*CONV, *words]) == 0
    kept = {"st/notes.txt", f"st/cover.{format}"}
    assert {*files(folder)} == kept | {f"st/{n}.{format}" for n in range(9)}


@pytest.mark.parametrize("format", ["png", "svg"])
def test_stills_are_numbered_by_their_steps(format, folder, capsys):
    assert main([*CONV, "--format", format, "-o", "all"]) == 0
    assert main([*CONV, "--steps", "4-6", "--format", format, "-o", "some"]) == 0
    assert {*files(folder / "some")} == {f"{n}.{format}" for n in (4, 5, 6)}
    assert main([*CONV, "--steps", "7,2", "--format", format, "-o", "some"]) == 0
    assert {*files(folder / "some")} == {f"{n}.{format}" for n in (2, 7)}


@pytest.mark.parametrize("name", ["3.png", "17.png", "0001.png"])
def test_numbered_files_of_somebody_else_are_kept(name, folder, capsys):
    (folder / "photos").mkdir()
    (folder / "photos" / name).write_bytes(b"a photo")
    assert main([*CONV, "--format", "png", "-o", "photos"]) == 2
    assert f"photos/{name}" in capsys.readouterr().err
    assert files(folder) == {f"photos/{name}": b"a photo"}


def test_a_file_is_no_folder_of_stills(folder, capsys):
    (folder / "st").write_text("mine")
    for name in ("st", "st/", "st/a/"):
        assert main([*CONV, "--format", "png", "-o", name]) == 2
        assert capsys.readouterr().err.count("\n") == 1
    assert files(folder) == {"st": b"mine"}


# -- kills -------------------------------------------------------------------------------

ASKED = [*CONV, "-o", "a.gif", "-o", "b.svg", "-o", "c.png"]
RUN = """
import os, sys
from convanim.cli.main import main
count, number = int(sys.argv[1]), int(sys.argv[2])
def trace(event, arguments):
    global count
    count -= 1
    if not count:
        os.kill(os.getpid(), number)
# every call of the system that Python tells of is a moment, wherever the time goes
from convanim.export import drafts, gif, svg, png
from convanim.sources import inputs
sys.addaudithook(trace)
sys.exit(main(sys.argv[3:]))
"""
"""A request that is killed at its n-th call."""


def killed(moment, number, folder):
    """The status of a request that is killed at a moment."""
    words = [sys.executable, "-c", RUN, str(moment), str(int(number)), *ASKED]
    return subprocess.run(words, capture_output=True, cwd=folder, timeout=60).returncode


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The files of a request that is left alone, and how many calls it makes."""
    folder = tmp_path_factory.mktemp("whole")
    count = "import sys\nn = 0\ndef hook(*_):\n    global n\n    n += 1\n"
    code = RUN.replace("sys.addaudithook(trace)", f"{count}sys.addaudithook(hook)")
    code = code.replace("sys.exit(main(sys.argv[3:]))", "main(sys.argv[3:]); print(n)")
    words = [sys.executable, "-c", code, "0", "0", *ASKED]
    done = subprocess.run(words, capture_output=True, cwd=folder, check=True)
    return files(folder), int(done.stdout)


MOMENTS = random.Random(9)
KILLS = [
    (number, MOMENTS.random(), old)
    for number in (signal.SIGKILL, signal.SIGTERM)
    for old in (False, True)
    for _ in range(5)
]


@pytest.mark.parametrize(("number", "part", "old"), KILLS)
def test_a_kill_leaves_nothing_torn_and_nothing_behind(number, part, old, whole, folder):
    there, calls = whole
    before = dict.fromkeys(there, b"what was here before") if old else {}
    for name, data in before.items():
        (folder / name).write_bytes(data)
    status = killed(1 + int(part * calls), number, folder)
    assert status in (-number, 0)
    for name, data in files(folder).items():
        assert data in (there[name], before.get(name))


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_kill_at_each_of_the_last_calls(number, whole, folder):
    """Where files are written: each call, rather than some by chance."""
    there, calls = whole
    for moment in range(calls - 14, calls + 1):
        for name in there:
            (folder / name).unlink(missing_ok=True)
        killed(moment, number, folder)
        found = files(folder)
        assert found.keys() <= there.keys(), moment
        assert all(there[name] == data for name, data in found.items())


def test_a_stream_is_known_by_number():
    assert atomic.descriptor("/dev/fd/x") is None
    assert atomic.descriptor("/dev/fd/" + "9" * 30) is None
