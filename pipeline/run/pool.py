"""A small pool of worker processes that survives what strangers' files do to them.

``concurrent.futures`` gives a whole pool up when one worker dies and cannot end a worker that hangs. Here
each worker has its own pipe; one that crashes, takes too long or needs too much memory is killed and
replaced, and only the task that it held is lost. A worker keeps some of the memory of what it read before: a task that
crashes it or finds too little is tried once more, in a worker that has read nothing.
"""

from __future__ import annotations

import contextlib
import importlib
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Generic, TypeVar

from phaen.pipeline.run import lean, system

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from phaen.extractors.ocr.clock import PageClock

TaskT = TypeVar("TaskT")
ResultT = TypeVar("ResultT")

POLL_SECONDS = 0.1
HARD = 3.0
"""A page that does not end by itself after its time is given so many times its time before its worker is ended."""
NEEDED = ("phaen.pipeline.run.packed", "phaen.pipeline.extract")
"""What every document needs, its kind aside: loaded before this process is copied, so that no one loads it twice."""
LEAST_SHARE = 0.02
"""Share of a processor below which a worker counts as doing nothing."""
_FROM_OUTSIDE = frozenset(-getattr(signal, name) for name in ("SIGKILL", "SIGTERM") if hasattr(signal, name))


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: seconds of computing (on a busy machine that is not the time on the clock; pages
    that are recognised have a time of their own), and resident memory of its worker in megabytes.

    ``patience``: a worker that has computed nothing for so many times ``seconds`` hangs.
    """

    seconds: float = 300.0
    megabytes: int = 2000
    patience: float = 8.0


@dataclass(frozen=True, slots=True)
class Lost:
    """A task that no worker finished: why, as a sentence, and after how many seconds; ``again``: the fault may not be
    its own."""

    reason: str
    seconds: float
    again: bool = False


def _page_clock(connection: Connection) -> PageClock:
    """The recognition of a page is not counted as its document's time, and shows that the worker does not hang."""

    @contextlib.contextmanager
    def page(seconds: float) -> Iterator[None]:
        left, started = system.give_time(HARD * seconds), time.process_time()
        connection.send(("alive", HARD * seconds))
        try:
            yield
        finally:
            system.give_time(left)
            used = time.process_time() - started
            connection.send(("alive", used - HARD * seconds))

    return page


def _serve(connection: Connection, function: Callable[[TaskT], ResultT], limits: Limits) -> None:
    """The worker's loop: take a task, send what became of it, until the pipe closes."""
    from phaen.extractors.ocr import clock

    system.die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    if system.has_timer():
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
    clock.use(_page_clock(connection))
    system.limit_memory(limits.megabytes)
    while True:
        try:
            task = connection.recv()
        except (EOFError, OSError):
            return
        system.give_time(limits.seconds)
        try:
            answer: tuple[str, object] = ("done", function(task))
        except MemoryError:
            answer = ("memory", None)
        except Exception as error:
            answer = ("error", type(error).__name__)
        system.give_time(0)
        with contextlib.suppress(OSError):
            connection.send(answer)


def _serve_as_copy(connection: Connection, function: Callable[[TaskT], ResultT], limits: Limits) -> None:
    """The same in a copy of the parent, which keeps none of its files: neither the output's lock nor its end of the
    pipe."""
    system.close_all_but(connection.fileno())
    _serve(connection, function, limits)


@contextlib.contextmanager
def _no_interrupt() -> Iterator[None]:
    """Ctrl-C waits: a copy that starts now has its own to say about it only when it serves."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def _no_main_module() -> Iterator[None]:
    """Let a process that starts now leave the caller's script alone: a worker that imported it would run it again."""
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script


class _Worker(Generic[TaskT, ResultT]):
    """One process, its pipe, and the task that it holds."""

    def __init__(self, function: Callable[[TaskT], ResultT], limits: Limits, *, copy: bool = False) -> None:
        context = system.worker_context(copy=copy)
        self.connection, theirs = context.Pipe()
        serve = _serve_as_copy if copy else _serve
        self.process = context.Process(target=serve, args=(theirs, function, limits), daemon=True)
        with _no_interrupt() if copy else _no_main_module():
            self.process.start()
        theirs.close()
        self.limits = limits
        self.task: TaskT | None = None
        self.tasks = 0
        self.started = self.heard = 0.0
        self.used_before = self.allowed = 0.0
        self.used_then: float | None = None

    def give(self, task: TaskT) -> bool:
        """Hand a task over; false if the process has gone meanwhile, and the task is still nobody's."""
        self.task, self.started = task, time.monotonic()
        self.tasks += 1
        self.heard, self.used_then = self.started, None
        if not system.has_timer():
            self.used_before, self.allowed = system.seconds_used(self.process.pid or 0), self.limits.seconds
        try:
            self.connection.send(task)
        except OSError:
            self.task = None
        return self.task is not None

    def seconds(self) -> float:
        return time.monotonic() - self.started

    def memory(self) -> float:
        return system.resident_megabytes(self.process.pid or 0)

    def broken_limit(self) -> Lost | None:
        """Why this worker must end now; ``None`` if it is within its limits."""
        hanging, silent = self.limits.patience * self.limits.seconds, time.monotonic() - self.heard
        if silent > hanging / 2 and self.used_then is None:
            self.used_then = system.seconds_used(self.process.pid or 0)
        if silent > hanging and not self._computes(hanging / 2):
            return Lost(f"It hangs: nothing came of it in {hanging:g} seconds (--time-limit).", self.seconds())
        if self.memory() > self.limits.megabytes:
            return self.too_much_memory()
        if not system.has_timer() and system.seconds_used(self.process.pid or 0) - self.used_before > self.allowed:
            return Lost(self.too_much_time(), self.seconds())
        return None

    def _computes(self, seconds: float) -> bool:
        """Did it compute in the last ``seconds``, as slowly as a machine full of other work lets it? Then the limit of
        computing ends it, not the clock."""
        used = system.seconds_used(self.process.pid or 0) - (self.used_then or 0.0)
        if used <= LEAST_SHARE * seconds:
            return False
        self.used_then, self.heard = None, time.monotonic()
        return True

    def too_much_time(self) -> str:
        return f"It took longer than the limit of {self.limits.seconds:g} seconds of computing (--time-limit)."

    def too_much_memory(self) -> Lost:
        reason = f"It needed more memory than the limit of {self.limits.megabytes} MB (--memory-limit)."
        return Lost(reason, self.seconds(), self.tasks > 1)

    def crashed(self) -> Lost:
        """What became of the task of a process that has gone."""
        self.process.join(1)
        code = self.process.exitcode
        if system.has_timer() and code == -signal.SIGPROF:
            return Lost(self.too_much_time(), self.seconds())
        reason = f"The process reading it ended unexpectedly (exit code {code})."
        if code is not None and code < 0:
            with contextlib.suppress(ValueError):
                reason = f"The process reading it crashed ({signal.Signals(-code).name})."
        return Lost(reason, self.seconds(), self.tasks > 1 or code in _FROM_OUTSIDE)

    def end(self) -> None:
        """Kill the process and close the pipe."""
        self.process.kill()
        self.process.join()
        self.connection.close()


def start_server() -> None:
    """Start the process that workers are forked from, if it does not run yet; it loads what they need by itself."""
    context = system.worker_context()
    if context.get_start_method() == "forkserver":
        from multiprocessing import forkserver

        context.set_forkserver_preload(["phaen.pipeline.run.warm", "phaen.pipeline.run.worker"])
        forkserver.ensure_running()


def run_tasks(
    function: Callable[[TaskT], ResultT],
    tasks: Sequence[TaskT],
    jobs: int,
    limits: Limits,
) -> Iterator[tuple[TaskT, ResultT | Lost]]:
    """Run a function over tasks in ``jobs`` processes; gives each task and its result as they finish. What can start
    at once does: whoever asks for results may have other things to load before the first.

    ``function`` and tasks must pickle. A task whose worker crashes, hangs or grows beyond ``limits`` comes
    back as :class:`Lost`; an exception of the function, which is expected to raise none, too. A worker that is killed
    from outside (by a person, or by a system short of memory), or that lacks memory or crashes when it has done others,
    may not be its task's fault: the task is tried once more, in a new worker.
    """
    if not tasks:
        return iter(())
    if len(tasks) == 1 and system.copies_safely():
        # a server would load everything a second time, and warm up for documents that do not come
        for name in NEEDED:
            importlib.import_module(name)
        lean.loaded()
        worker = _Worker[TaskT, ResultT](function, limits, copy=True)
        return _results(function, tasks, jobs, limits, [(worker, 0)] if worker.give(tasks[0]) else [])
    start_server()
    return _results(function, tasks, jobs, limits, [])


def _results(
    function: Callable[[TaskT], ResultT],
    tasks: Sequence[TaskT],
    jobs: int,
    limits: Limits,
    workers: list[tuple[_Worker[TaskT, ResultT], int]],
) -> Iterator[tuple[TaskT, ResultT | Lost]]:
    """As :func:`run_tasks`; ``workers`` are at work already, each with the number of its task."""
    from multiprocessing.connection import wait

    waiting = deque((number, task) for number, task in enumerate(tasks) if number not in {one for _, one in workers})
    tried: set[int] = set()
    try:
        while workers or waiting:
            while waiting and len(workers) < jobs:
                number, task = waiting.popleft()
                worker = _Worker[TaskT, ResultT](function, limits)
                if worker.give(task):
                    workers.append((worker, number))
                else:
                    waiting.append((number, task))
                    worker.end()
            ready = set(wait([worker.connection for worker, _ in workers], timeout=POLL_SECONDS))
            for one in list(workers):
                worker, number = one
                result = _look(worker, worker.connection in ready)
                if result is None:
                    continue
                workers.remove(one)
                task = tasks[number]
                if isinstance(result, Lost) and result.again and number not in tried:
                    tried.add(number)
                    waiting.appendleft((number, task))
                    worker.end()
                    continue
                if waiting and waiting[0][0] not in tried and _is_fresh(worker, result) and worker.give(waiting[0][1]):
                    workers.append((worker, waiting.popleft()[0]))
                else:
                    worker.end()
                yield task, result
    finally:
        for worker, _ in workers:
            worker.end()


def _is_fresh(worker: _Worker[TaskT, ResultT], result: ResultT | Lost) -> bool:
    """Whether a worker may take another task: it did not fail, and did not keep half of its memory."""
    return not isinstance(result, Lost) and worker.memory() < worker.limits.megabytes / 2


def _look(worker: _Worker[TaskT, ResultT], ready: bool) -> ResultT | Lost | None:
    """What became of a worker's task; ``None`` while it is still at it."""
    if not ready:
        return worker.broken_limit()
    try:
        kind, value = worker.connection.recv()
    except (EOFError, OSError):
        return worker.crashed()
    if kind == "alive":
        worker.heard, worker.used_then = time.monotonic(), None
        worker.allowed += value
        return None
    if kind == "done":
        done: ResultT = value
        return done
    if kind == "memory":
        return worker.too_much_memory()
    return Lost(f"An error inside phaen ({value}); please report it with the file.", worker.seconds())
