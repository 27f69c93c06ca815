"""Work on a Dask cluster (extra ``phaen[cluster]``): files' bytes go out, finished results come back.

The workers need phaen installed, but neither the files nor the cache: nothing is shared but the scheduler's address.
"""

from __future__ import annotations

import hashlib
import importlib
import time
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from phaen.pipeline.run.cache import Cache
from phaen.pipeline.run.digests import digest, options_digest
from phaen.pipeline.run.executors import Executor
from phaen.pipeline.run.folder import StoreError
from phaen.pipeline.run.worker import Outcome, Task, keep_failure, make_result, opening_failure

IN_FLIGHT_PER_WORKER = 3
"""Parcels sent ahead per thread of the cluster: enough to keep it busy, few enough to stay small."""
FILES, BYTES = 16, 1 << 18
"""Files and bytes that one parcel holds at most (one file always): to send a short file alone takes half as long as to
read it."""
PARCELS = 8
"""Parcels for each thread at least, so that all end together."""

WAIT_SECONDS = 30
"""How long a scheduler, and then its first worker, may take to appear: people start all three at once."""


_Parcel = list[tuple[bytes, Task]]


def _work(parcel: _Parcel) -> list[tuple[Outcome, bytes]]:
    """What a cluster's worker does with some files."""
    return [make_result(data, task) for data, task in parcel]


class _Waiting:
    """The files that wait, and those that could not be opened; ``size``: files of a parcel at most."""

    def __init__(self, tasks: Sequence[Task], size: int) -> None:
        self._tasks, self._size = deque(tasks), size
        self._alone: set[str] = set()
        self.unopened: list[Outcome] = []

    def parcel(self) -> _Parcel:
        """The next files, none if there are no more."""
        found: _Parcel = []
        held = 0
        while self._tasks and len(found) < self._size and held < BYTES:
            if found and self._tasks[0].key in self._alone:
                break
            task = self._tasks.popleft()
            try:
                found.append((Path(task.path).read_bytes(), task))
            except OSError as error:
                self.unopened.append(opening_failure(task, error))
                continue
            held += len(found[-1][0])
            if task.key in self._alone:
                break
        return found

    def again(self, tasks: Sequence[Task]) -> None:
        """Files of a lost parcel come next, each alone: one of them may be at fault, the others are not."""
        self._alone.update(task.key for task in tasks)
        self._tasks.extendleft(reversed(tasks))


def _name(parcel: _Parcel) -> str:
    """The same for the same files and bytes."""
    parts = (part for data, task in parcel for part in (task.key.encode(), hashlib.sha256(data).digest()))
    return f"phaen-{digest(parts)}"


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
        running: dict[str, list[Task]] = {}
        started: dict[str, float] = {}
        if tasks and set(client.run(options_digest, tasks[0].options).values()) != {tasks[0].options_digest}:
            client.close()
            raise StoreError("the cluster's workers have another version of phaen, or no such register folder")
        threads = max(1, sum(client.nthreads().values()))
        waiting = _Waiting(tasks, max(1, min(FILES, len(tasks) // (PARCELS * threads))))
        finished = distributed.as_completed()
        try:
            while True:
                while len(running) < IN_FLIGHT_PER_WORKER * threads and (parcel := waiting.parcel()):
                    future = client.submit(_work, parcel, key=_name(parcel), pure=True, retries=1)
                    running[future.key], started[future.key] = [task for _, task in parcel], time.monotonic()
                    finished.add(future)
                yield from waiting.unopened
                waiting.unopened.clear()
                if not running:
                    return
                future = next(finished)
                sent, seconds = running.pop(future.key), time.monotonic() - started.pop(future.key)
                if future.status == "finished":
                    for task, (outcome, payload) in zip(sent, future.result(), strict=True):
                        Cache(Path(task.cache)).put(outcome.key, payload)
                        yield outcome
                elif len(sent) > 1:
                    waiting.again(sent)
                else:
                    reason = type(future.exception()).__name__
                    yield keep_failure(sent[0], f"The cluster could not finish it ({reason}).", seconds)
                future.release()
        finally:
            client.close()

    return execute
