"""Who does the work: this process, worker processes, or a cluster. All run the same function."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from phaen.pipeline.run.pool import Limits, Lost, run_tasks
from phaen.pipeline.run.worker import Outcome, Task, keep_failure, work

Executor = Callable[[Sequence[Task]], Iterator[Outcome]]
"""Runs tasks and gives their outcomes as they finish, in any order."""


def serial() -> Executor:
    """One after the other in this process; no limits hold. For debugging, and to compare the others with."""

    def execute(tasks: Sequence[Task]) -> Iterator[Outcome]:
        yield from map(work, tasks)

    return execute


def processes(jobs: int, limits: Limits) -> Executor:
    """``jobs`` worker processes, each document within ``limits``."""

    def execute(tasks: Sequence[Task]) -> Iterator[Outcome]:
        return map(_outcome, run_tasks(work, tasks, jobs, limits))

    return execute


def _outcome(done: tuple[Task, Outcome | Lost]) -> Outcome:
    task, result = done
    return keep_failure(task, result.reason, result.seconds) if isinstance(result, Lost) else result
