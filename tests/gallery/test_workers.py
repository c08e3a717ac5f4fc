"""Processes that share the work: as many as are of use, and none that stays behind."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import termios
from contextlib import suppress
from pathlib import Path

import pytest

from convanim.cli.main import main
from convanim.errors import BadRequest
from convanim.gallery import workers

BIG = 'op = "conv"\ninput = 60\nkernel = 3\nall_steps = true\n'
SMALL = 'op = "conv"\ninput = 3\nkernel = 2\nwidth = 60\n'


def who(_: int) -> int:
    return os.getpid()


def end(_: int) -> int:
    os._exit(3)


@pytest.mark.parametrize(
    ("jobs", "tasks", "cores", "most"),
    [(1_000_000, 3, 8, 3), (1_000_000, 9, 2, 2), (None, 9, 2, 2), (None, 1, 8, 1), (1, 9, 8, 1)],
)
def test_there_are_no_more_than_pictures_and_cores(jobs, tasks, cores, most, monkeypatch):
    asked = []

    def shared(work, tasks, count):
        asked.append(count)
        return map(work, tasks)

    monkeypatch.setattr(workers, "cores", lambda: cores)
    monkeypatch.setattr(workers, "_shared", shared)
    assert list(workers.done(who, range(tasks), jobs)) == [os.getpid()] * tasks
    assert asked == ([most] if most > 1 else [])


@pytest.mark.parametrize("jobs", [0, -1])
def test_none_is_not_enough(jobs):
    with pytest.raises(BadRequest, match="at least 1"):
        workers.done(who, range(3), jobs)


def test_they_do_the_work(monkeypatch):
    monkeypatch.setattr(workers, "cores", lambda: 2)
    found = list(workers.done(who, range(8), 2))
    assert len(found) == 8
    assert os.getpid() not in found
    assert len(set(found)) <= 2


def test_one_that_ends_early_is_told(monkeypatch):
    monkeypatch.setattr(workers, "cores", lambda: 2)
    with pytest.raises(BadRequest, match="--jobs 1"):
        list(workers.done(end, range(4), 2))


def busy(pid: int) -> list[int]:
    """The children of a process that are at work: past their start, and past that of the others."""
    found = []
    with suppress(OSError):
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            times = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
            if int(times[11]) > os.sysconf("SC_CLK_TCK") // 10:
                found.append(int(child))
    return found


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc to see processes")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_they_end_with_the_one_that_started_them(how, tmp_path):
    for name in "abcd":
        (tmp_path / f"{name}.toml").write_text(BIG)
    code = (
        "import sys; from convanim.gallery import workers; workers.cores = lambda: 3\n"
        "from convanim.cli.main import main; main(sys.argv[1:])"
    )
    # all of them hold the pipe's other end: it is at its end once the last of them is gone
    parent = subprocess.Popen(
        [sys.executable, "-c", code, "gallery", "--dir", str(tmp_path), "--all"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        while len(busy(parent.pid)) < 3:
            assert parent.poll() is None
        parent.send_signal(how)
        said, _ = parent.communicate(timeout=60)
    finally:
        with suppress(ProcessLookupError):  # a test that fails leaves none of them either
            os.killpg(parent.pid, signal.SIGKILL)
        parent.communicate()
    assert b"Traceback" not in said
    assert {path.suffix for path in tmp_path.iterdir()} == {".toml"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("whom", ["os.getpid()", "0"], ids=["alone", "as a terminal does"])
def test_an_interrupt_amid_a_fork_is_not_lost(whom, tmp_path):
    for name in "abcd":
        (tmp_path / f"{name}.toml").write_text(SMALL)
    code = (
        "import multiprocessing, os, signal, sys\n"
        "multiprocessing.set_start_method('fork')\n"
        f"interrupt = lambda: os.kill({whom}, signal.SIGINT)\n"
        "from convanim.gallery import workers; workers.cores = lambda: 3\n"
        "from convanim.cli.main import main\n"
        "os.register_at_fork(after_in_parent=interrupt)\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, "gallery", "--dir", str(tmp_path), "--all"],
        capture_output=True,
        text=True,
        timeout=60,
        start_new_session=True,
    )
    assert (ran.returncode, ran.stdout) == (130, "")
    assert ran.stderr == "convanim: interrupted\n"
    assert {path.suffix for path in tmp_path.iterdir()} == {".toml"}


@pytest.mark.parametrize("flags", [[], ["--check"]], ids=str)
def test_progress_is_one_line_of_a_terminal(flags, tmp_path, monkeypatch):
    from convanim.cli import progress

    for name in "abc":
        (tmp_path / f"{name}.toml").write_text(SMALL)
    monkeypatch.setattr(progress, "PATIENCE", -1)
    inner, outer = pty.openpty()
    termios.tcsetwinsize(outer, (24, 80))
    with os.fdopen(outer, "w") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        main(["gallery", "--dir", str(tmp_path), "--jobs", "1", *flags])
        terminal.flush()
        said = os.read(inner, 1 << 16).decode()
    os.close(inner)
    bar = said.partition("differs" if flags else "wrote")[0]
    assert "\r" in bar
    assert "\n" not in bar.rstrip("\r\n ")
    assert "/3" in bar


def test_there_is_none_where_nobody_looks(tmp_path, capsys):
    (tmp_path / "a.toml").write_text(SMALL)
    assert main(["gallery", "--dir", str(tmp_path), "--jobs", "1"]) == 0
    said = capsys.readouterr()
    assert "\r" not in said.err
    assert all(line.startswith("wrote ") for line in said.err.splitlines())
