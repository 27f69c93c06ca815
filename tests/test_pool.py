"""The pool: a worker that crashes, hangs or grows loses its own task and nothing else."""

from __future__ import annotations

import os
import signal
import time
from multiprocessing import forkserver
from pathlib import Path

import pytest
import workers
from phaen.pipeline.run.pool import Limits, Lost, run_tasks
from phaen.pipeline.run.system import resident_megabytes

LIMITS = Limits(seconds=60, megabytes=400)

#: One bound is tight, the one that the test is about: on a slow machine 400 MB can take longer than a second.
TIME = Limits(seconds=1, megabytes=2000, patience=600)
MEMORY = Limits(seconds=600, megabytes=400)
PATIENCE = Limits(seconds=1, megabytes=2000, patience=10)


@pytest.mark.parametrize(
    ("task", "limits", "reason"),
    [
        ("crash", MEMORY, "crashed (SIGSEGV)"),
        ("exit", MEMORY, "ended unexpectedly (exit code 3)"),
        ("hang", PATIENCE, "It hangs: nothing came of it in 10 seconds (--time-limit)"),
        ("spin", TIME, "It took longer than the limit of 1 seconds of computing (--time-limit)"),
        ("endless page", TIME, "It took longer than the limit"),
        ("greedy", MEMORY, "needed more memory than the limit of 400 MB (--memory-limit)"),
        ("greedy outside Python", MEMORY, ""),
        ("raise", MEMORY, "An error inside phaen (ValueError)"),
    ],
)
def test_a_bad_task_is_lost_with_a_reason_and_the_others_are_done(task: str, limits: Limits, reason: str) -> None:
    tasks = ["a", task, "b", "c"]
    results = dict(run_tasks(workers.misbehave, tasks, 2, limits))
    lost = results.pop(task)
    assert results == {name: f"{name} done" for name in "abc"}
    assert isinstance(lost, Lost)
    assert reason in lost.reason
    assert lost.reason.endswith(".") and "\n" not in lost.reason


def test_pages_have_a_time_of_their_own() -> None:
    assert dict(run_tasks(workers.misbehave, ["pages"], 1, TIME)) == {"pages": "pages done"}


def test_waiting_for_a_busy_machine_is_not_the_documents_fault() -> None:
    limits = Limits(seconds=0.5, megabytes=400, patience=1000)
    assert list(run_tasks(workers.wait, [2.0], 1, limits)) == [(2.0, 2.0)]


def test_a_worker_that_computes_slowly_does_not_hang() -> None:
    limits = Limits(seconds=1, megabytes=400, patience=2)
    assert list(run_tasks(workers.stall, [4.0], 1, limits)) == [(4.0, 4.0)]


def test_a_worker_killed_from_outside_is_no_fault_of_its_task(tmp_path: Path) -> None:
    once = str(tmp_path / "once")
    tasks = ["a", once, "b", "c"]
    assert dict(run_tasks(workers.die_once, tasks, 2, LIMITS)) == {task: f"{task} done" for task in tasks}


def test_a_worker_killed_again_and_again_gives_up_its_task() -> None:
    results = dict(run_tasks(workers.misbehave, ["a", "killed", "b"], 2, LIMITS))
    lost = results.pop("killed")
    assert isinstance(lost, Lost) and "crashed (SIGKILL)" in lost.reason
    assert results == {"a": "a done", "b": "b done"}


def test_a_task_is_tried_again_without_what_its_worker_kept_of_others() -> None:
    """200 MB are less than half of what a worker may hold, so that it is given the next task, for which the rest is too
    little."""
    tasks = ["keep", "need", "keep", "crash beside", "keep", "need more", "last"]
    results = dict(run_tasks(workers.keep, tasks, 1, Limits(seconds=600, megabytes=800)))
    lost = results.pop("need more")
    assert isinstance(lost, Lost) and "needed more memory than the limit of 800 MB" in lost.reason
    assert results == {task: f"{task} done" for task in tasks if task != "need more"}


def test_workers_killed_while_idle_are_replaced() -> None:
    """All workers die between two tasks, while the consumer of the results is at something else."""
    seen, killed = [], set()
    for task, process in run_tasks(workers.pid, list(range(8)), 2, LIMITS):
        seen.append(task)
        assert isinstance(process, int), process
        if len(seen) in (2, 5):
            time.sleep(0.3)  # the other worker has its answer ready, and waits
            for child in multiprocessing_children():
                killed.add(child)
                os.kill(child, signal.SIGKILL)
    assert sorted(seen) == list(range(8))
    assert killed


def multiprocessing_children() -> list[int]:
    """The worker processes that are alive: children of the server that they are forked from."""
    server = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]
    return [int(pid) for pid in Path(f"/proc/{server}/task/{server}/children").read_text().split()]


def test_every_task_bad() -> None:
    tasks = [f"raise {i}" if i % 2 else "exit" for i in range(6)]
    results = list(run_tasks(workers.misbehave, tasks, 2, LIMITS))
    assert len(results) == 6
    assert sum(isinstance(result, Lost) for _, result in results) == 3


def test_no_tasks() -> None:
    assert list(run_tasks(workers.misbehave, [], 2, LIMITS)) == []


def test_workers_are_kept_and_both_work(tmp_path: Path) -> None:
    tasks = [f"{tmp_path}/{number}" for number in range(12)]
    pids = {result for _, result in run_tasks(workers.meet, tasks, 2, LIMITS) if isinstance(result, int)}
    assert len(pids) == 2
    assert os.getpid() not in pids


def test_no_worker_is_left_when_the_consumer_stops() -> None:
    results = run_tasks(workers.pid, list(range(50)), 2, LIMITS)
    _, process = next(results)
    results.close()  # type: ignore[attr-defined]
    assert isinstance(process, int)
    deadline = time.monotonic() + 60
    while Path(f"/proc/{process}/cmdline").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{process}/cmdline").exists()


@pytest.mark.skipif(not Path("/proc").exists(), reason="the system has no /proc to ask for a process's memory")
def test_resident_memory() -> None:
    assert 5 < resident_megabytes(os.getpid()) < 4000
    assert resident_megabytes(2**22 + 1) == 0.0
