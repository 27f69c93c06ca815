"""The pool: a worker that crashes, hangs or grows loses its own task and nothing else."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
import workers
from phaen.pipeline.run.pool import Limits, Lost, resident_megabytes, run_tasks

LIMITS = Limits(seconds=3, megabytes=400)


@pytest.mark.parametrize(
    ("task", "reason"),
    [
        ("crash", "crashed (SIGSEGV)"),
        ("exit", "ended unexpectedly (exit code 3)"),
        ("hang", "took longer than the limit of 3 seconds (--time-limit)"),
        ("greedy", "needed more memory than the limit of 400 MB (--memory-limit)"),
        ("greedy outside Python", ""),
        ("raise", "An error inside phaen (ValueError)"),
    ],
)
def test_a_bad_task_is_lost_with_a_reason_and_the_others_are_done(task: str, reason: str) -> None:
    tasks = ["a", task, "b", "c"]
    started = time.monotonic()
    results = dict(run_tasks(workers.misbehave, tasks, 2, LIMITS))
    assert time.monotonic() - started < 20
    lost = results.pop(task)
    assert results == {name: f"{name} done" for name in "abc"}
    assert isinstance(lost, Lost)
    assert reason in lost.reason
    assert lost.reason.endswith(".") and "\n" not in lost.reason
    assert lost.seconds < 10


def test_every_task_bad() -> None:
    tasks = [f"raise {i}" if i % 2 else "exit" for i in range(6)]
    results = list(run_tasks(workers.misbehave, tasks, 2, LIMITS))
    assert len(results) == 6
    assert sum(isinstance(result, Lost) for _, result in results) == 3


def test_no_tasks() -> None:
    assert list(run_tasks(workers.misbehave, [], 2, LIMITS)) == []


def test_workers_are_kept_and_both_work() -> None:
    pids = {result for _, result in run_tasks(workers.pid, list(range(12)), 2, LIMITS) if isinstance(result, int)}
    assert len(pids) == 2
    assert os.getpid() not in pids


def test_no_worker_is_left_when_the_consumer_stops() -> None:
    results = run_tasks(workers.pid, list(range(50)), 2, LIMITS)
    _, process = next(results)
    results.close()  # type: ignore[attr-defined]
    assert isinstance(process, int)
    deadline = time.monotonic() + 5
    while Path(f"/proc/{process}/cmdline").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{process}/cmdline").exists()


@pytest.mark.skipif(not Path("/proc").exists(), reason="the system has no /proc to ask for a process's memory")
def test_resident_memory() -> None:
    assert 5 < resident_megabytes(os.getpid()) < 4000
    assert resident_megabytes(2**22 + 1) == 0.0
