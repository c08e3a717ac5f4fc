"""Answers requests one after the other, each in a folder of its own, and tells what came of it.

A line of standard input is a request as JSON, its arguments and its files; a line of standard
output is what was found. The process itself is bounded: what takes too much time ends it, what
takes too much memory is a traceback.
"""

from __future__ import annotations

import base64
import io
import json
import os
import resource
import sys
import tempfile
import traceback
from contextlib import redirect_stderr, redirect_stdout
from time import process_time
from typing import Any

MEGABYTES, SECONDS = 500, 5


def answer(given: dict[str, Any]) -> dict[str, Any]:
    """What comes of one request."""
    from convanim.cli.main import main

    with tempfile.TemporaryDirectory() as folder:
        for name, data in given["files"].items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(base64.b64decode(data))
        os.chdir(folder)
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
        sys.stdin, start = io.TextIOWrapper(io.BytesIO(), "utf-8"), process_time()
        bounded(start)
        status: Any = "a traceback"
        with redirect_stdout(out), redirect_stderr(err):
            try:
                status = main(given["arguments"])
            except SystemExit as ended:
                status = ended.code or 0
            except BaseException:
                traceback.print_exc()
        spent = process_time() - start
        for stream in (out, err):
            stream.flush()
        found = {
            os.path.relpath(os.path.join(at, n), folder)
            for at, _, ns in os.walk(folder)
            for n in ns
        }
        os.chdir("/")
        return {
            "status": status,
            "seconds": spent,
            "told": err.buffer.getvalue().decode(errors="replace"),  # type: ignore[attr-defined]
            "made": sorted(found - given["files"].keys()),
            "lost": sorted(given["files"].keys() - found),
        }


def bounded(now: float) -> None:
    """Some seconds from now on, and some memory beyond what is in use: of requests before, too."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(now) + SECONDS + 2, hard))
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (used() + MEGABYTES * 1_000_000, hard))


def used() -> int:
    """Bytes of address space in use."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


def serve() -> None:
    """Answer until there are no more requests."""
    import aggdraw
    import av
    import fontTools.ttLib
    import imageio.v3
    import matplotlib.figure
    import numpy
    import PIL.GifImagePlugin
    import PIL.PngImagePlugin
    import pptx

    # what is imported is not what a request takes
    _ = aggdraw, av, fontTools, imageio, matplotlib, numpy, PIL, pptx
    answers, requests = sys.stdout, sys.stdin
    for line in requests:
        answers.write(json.dumps(answer(json.loads(line))) + "\n")
        answers.flush()


if __name__ == "__main__":
    serve()
