"""Work on a Dask cluster (extra ``phaen[cluster]``): files' bytes go out, finished results come back.

The workers need phaen installed, but neither the files nor the cache: nothing is shared but the scheduler's address.
"""

from __future__ import annotations

import hashlib
import importlib
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from phaen.pipeline.run.cache import Cache
from phaen.pipeline.run.digests import options_digest
from phaen.pipeline.run.executors import Executor
from phaen.pipeline.run.folder import StoreError
from phaen.pipeline.run.worker import Outcome, Task, keep_failure, make_result, opening_failure

IN_FLIGHT_PER_WORKER = 3
"""Files sent ahead per thread of the cluster: enough to keep it busy, few enough to stay small."""

WAIT_SECONDS = 30
"""How long a scheduler, and then its first worker, may take to appear: people start all three at once."""


def _work(data: bytes, task: Task) -> tuple[Outcome, bytes]:
    """What a cluster's worker does with one file."""
    return make_result(data, task)


def dask_cluster(address: str, wait: float = WAIT_SECONDS) -> Executor:
    """An executor on the Dask cluster whose scheduler is at ``address``.

    :class:`StoreError` if no scheduler, or none with a worker, is there within ``wait`` seconds.

    A worker that dies (the cluster's memory limit, a crash) is Dask's to replace; its document fails after Dask's
    own retries. Per-document time limits do not hold here.
    """
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError as error:
        raise StoreError("--engine dask needs more libraries: pip install 'phaen[cluster]'") from error
    try:
        client = distributed.Client(address, timeout=wait)
    except (OSError, ValueError) as error:
        raise StoreError(
            "no Dask scheduler answers at {address}: start one with `dask scheduler`", address=address
        ) from error
    try:
        client.wait_for_workers(1, timeout=wait)
    except TimeoutError as error:
        client.close()
        raise StoreError(
            "the Dask cluster at {address} has no worker: start one with `dask worker {address}`", address=address
        ) from error

    def execute(tasks: Sequence[Task]) -> Iterator[Outcome]:
        waiting = iter(tasks)
        running: dict[str, Task] = {}
        started: dict[str, float] = {}
        if tasks and set(client.run(options_digest, tasks[0].options).values()) != {tasks[0].options_digest}:
            client.close()
            raise StoreError("the cluster's workers have another version of phaen, or no such register folder")
        room = IN_FLIGHT_PER_WORKER * max(1, sum(client.nthreads().values()))
        finished = distributed.as_completed()
        try:
            while True:
                while len(running) < room and (task := next(waiting, None)):
                    try:
                        data = Path(task.path).read_bytes()
                    except OSError as error:
                        yield opening_failure(task, error)
                        continue
                    key = f"phaen-{task.key}-{hashlib.sha256(data).hexdigest()[:16]}"
                    future = client.submit(_work, data, task, key=key, pure=True, retries=1)
                    running[future.key], started[future.key] = task, time.monotonic()
                    finished.add(future)
                if not running:
                    return
                future = next(finished)
                task, seconds = running.pop(future.key), time.monotonic() - started.pop(future.key)
                if future.status == "finished":
                    outcome, payload = future.result()
                    Cache(Path(task.cache)).put(outcome.key, payload)
                    yield outcome
                else:
                    reason = type(future.exception()).__name__
                    yield keep_failure(task, f"The cluster could not finish it ({reason}).", seconds)
                future.release()
        finally:
            client.close()

    return execute
