"""Whatever is asked for is done or refused: no traceback, nothing left behind, within bounds.

`FUZZ_REQUESTS=100000 pytest tests/fuzz -n 2` asks for more than a test run does.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, note, seed, settings

from tests.fuzz.regressions import CASES
from tests.fuzz.requests import Request, requests

COUNT = int(os.environ.get("FUZZ_REQUESTS", "2000"))
SHARDS, RUN = 4, 25
SECONDS = 5


class Worker:
    """A process that answers requests; another one takes its place if it ends."""

    process: subprocess.Popen[str] | None = None

    def ask(self, request: Request) -> dict[str, Any]:
        """What comes of a request."""
        if self.process is None or self.process.poll() is not None:
            command = [sys.executable, "-m", "tests.fuzz.worker"]
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
            self.process = subprocess.Popen(command, **pipes, stderr=subprocess.PIPE, text=True)
        assert self.process.stdin
        assert self.process.stdout
        files = {name: base64.b64encode(data).decode() for name, data in request.files.items()}
        line = json.dumps({"arguments": request.arguments, "files": files})
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            return {"status": f"ended by {self.process.wait()}", "told": "", "made": [], "lost": []}
        found: dict[str, Any] = json.loads(answer)
        return found

    def close(self) -> None:
        """No more requests."""
        if self.process is not None:
            self.process.communicate()


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """The process that all requests of this file are answered by."""
    made = Worker()
    yield made
    made.close()


def held(worker: Worker, request: Request) -> None:
    """That a request is answered or refused as it must be."""
    found = worker.ask(request)
    assert found["status"] in (0, 2), (request, found)
    assert found["seconds"] < SECONDS, (request, found)
    assert not found["lost"], (request, found)
    assert not [name for name in found["made"] if name.endswith(".part")], (request, found)
    if found["status"] == 2 and "--batch" not in request.arguments:
        assert not found["made"], (request, found)
        errors = [line for line in found["told"].splitlines() if "error:" in line]
        assert len(errors) == 1, (request, found)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_random_requests(worker: Worker, shard: int) -> None:
    for more in range(0, COUNT // SHARDS, RUN):
        some_requests(worker, shard * COUNT + more)


def some_requests(worker: Worker, number: int) -> None:
    """A run of requests, of this number: after more hypothesis would vary what it has."""

    @seed(number)
    @settings(
        max_examples=RUN,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,),
    )
    @given(requests())
    def any_request(request: Request) -> None:
        note(repr(request))
        held(worker, request)

    any_request()


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join(case.arguments)[:60])
def test_what_once_went_wrong(worker: Worker, case: Request) -> None:
    held(worker, case)
