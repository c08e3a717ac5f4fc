"""Work on several cores, by processes that end with the one that started them."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, parent_process
from threading import Thread
from typing import TypeVar

from convanim.errors import BadRequest

T = TypeVar("T")
R = TypeVar("R")

STOPS = (signal.SIGINT, signal.SIGTERM)
"""What ends the work early."""


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def done(work: Callable[[T], R], tasks: Sequence[T], jobs: int | None) -> Iterator[R]:
    """The results of work on every task, as they come.

    `jobs` processes do it: no more than there are tasks and cores, and none but this one where
    one is enough.
    """
    if jobs is not None and jobs < 1:
        raise BadRequest(f"jobs {jobs} is not allowed: at least 1")
    count = min(jobs or cores(), cores(), len(tasks))
    return map(work, tasks) if count <= 1 else _shared(work, tasks, count)


def _shared(work: Callable[[T], R], tasks: Sequence[T], count: int) -> Iterator[R]:
    others = {*active_children()}
    with ProcessPoolExecutor(count, initializer=_mortal) as pool:
        try:
            # no list of them is kept: a result is as large as the files that it holds
            for future in as_completed(_begun(pool, work, tasks)):
                yield future.result()
        except BrokenProcessPool:
            raise BadRequest(
                "a process ended before its picture was done, perhaps for want of memory: "
                "try fewer with --jobs 1"
            ) from None
        except BaseException:
            # whoever stops does not wait for pictures that are not wanted any more
            for worker in {*active_children()} - others:
                worker.terminate()
            raise


def _begun(pool: ProcessPoolExecutor, work: Callable[[T], R], tasks: Sequence[T]) -> set[Future[R]]:
    with _held():
        return {pool.submit(work, task) for task in tasks}


@contextmanager
def _held() -> Iterator[None]:
    """What stops us waits while processes begin, here and in them until they are `_mortal`.

    What is raised amid a fork is lost: Python calls back there, and ignores what goes wrong.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows, which does not fork
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _mortal() -> None:
    """Begin a worker: it ends with its parent, however that ends, and says nothing of it."""
    for one in STOPS:
        signal.signal(one, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
    Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
