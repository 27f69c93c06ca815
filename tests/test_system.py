"""Systems without ``fcntl``, ``resource`` and timers: their ways of doing things, tried on this one."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from phaen.pipeline.run import system
from phaen.pipeline.run.folder import StoreError
from phaen.pipeline.run.lock import locked
from phaen.pipeline.run.pool import Limits, Lost, run_tasks


def without(*names: str, **instead: Any) -> Any:
    """``system.module`` as on a system that has not these modules, and has others."""
    original = system.module
    return lambda name: instead.get(name) or (None if name in names else original(name))


class Windows:
    """``msvcrt.locking`` on one file: what is locked once cannot be locked again until it is given back."""

    LK_NBLCK = 2

    def __init__(self) -> None:
        self.held: set[tuple[int, int]] = set()

    def locking(self, handle: int, mode: int, count: int) -> None:
        assert (mode, count) == (self.LK_NBLCK, system.LOCKED_BYTES)
        place = (os.fstat(handle).st_ino, os.lseek(handle, 0, os.SEEK_CUR))
        assert place[1] > 1 << 20, "the text that says who holds the lock must stay readable"
        if place in self.held:
            raise PermissionError(13, "Permission denied")
        self.held.add(place)


def test_a_lock_without_fcntl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "module", without("fcntl", msvcrt=Windows()))
    second = locked(tmp_path / "out")
    with locked(tmp_path / "out"), pytest.raises(StoreError, match=rf"another run \(process {os.getpid()}\)"):
        second.__enter__()


def test_memory_without_proc(monkeypatch: pytest.MonkeyPatch) -> None:
    here = system.resident_megabytes(os.getpid())
    monkeypatch.setattr(system, "Path", lambda *_: Path("/nowhere"))
    assert system.resident_megabytes(os.getpid()) == pytest.approx(here, rel=0.3)
    assert system.resident_megabytes(2**22 + 1) == 0.0
    monkeypatch.setattr(system, "module", without("psutil"))
    assert system.resident_megabytes(os.getpid()) == 0.0


def test_time_used_by_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    busy = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        while system.seconds_used(busy.pid) < 0.2:
            assert busy.poll() is None
    finally:
        busy.kill()
        busy.wait()
    assert system.seconds_used(2**22 + 1) == 0.0
    monkeypatch.setattr(system, "module", without("psutil"))
    assert system.seconds_used(2**22 + 1) == 0.0


def test_limits_without_resource(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "module", without("resource"))
    system.limit_memory(1)
    assert bytes(8 << 20)


def test_no_timer_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "signal", SimpleNamespace())
    assert not system.has_timer() and system.give_time(1.0) == 0.0


def _endless(task: int) -> int:
    signal.setitimer(signal.ITIMER_PROF, 0)  # as on a system that has no timer
    while task:
        pass
    return task


def test_the_parent_ends_a_worker_whose_system_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "has_timer", lambda: False)
    done = dict(run_tasks(_endless, [0, 1], 2, Limits(seconds=1.0)))
    assert done[0] == 0
    lost = done[1]
    assert isinstance(lost, Lost) and "longer than the limit of 1 seconds of computing" in lost.reason


def _double(task: int) -> int:
    return 2 * task


def test_workers_start_where_systems_cannot_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    assert system.worker_context().get_start_method() == "spawn"
    assert dict(run_tasks(_double, [1, 2, 3], 2, Limits())) == {1: 2, 2: 4, 3: 6}
