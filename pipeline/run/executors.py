"""Who does the work: this process, worker processes, or a cluster. All run the same function."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from phaen.pipeline.run.pool import Limits, Lost, run_tasks, start_server
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
        if tasks:
            start_server()  # at once: whoever asks for outcomes has other things to load before the first
        return outcomes(tasks)

    def outcomes(tasks: Sequence[Task]) -> Iterator[Outcome]:
        for task, result in run_tasks(work, tasks, jobs, limits):
            if isinstance(result, Lost):
                yield keep_failure(task, result.reason, result.seconds)
            else:
                yield result

    return execute
