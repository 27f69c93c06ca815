"""What differs between operating systems: locks, limits, and how worker processes start.

Linux and macOS have ``fcntl``, ``resource`` and process timers; Windows has ``msvcrt`` and none of the others, so there
the parent measures what its workers use (psutil, which is installed on every system but Linux). The tests run the
fallbacks on Linux; phaen has not been run on Windows and macOS themselves by the project.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any

LOCKED_BYTES = 1
_PR_SET_PDEATHSIG = 1
_ALLOCATOR = "jemalloc_bg_thd"


def module(name: str) -> Any:
    """A module that not every system has; ``None`` where this one has not."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def take_lock(handle: int) -> None:
    """Lock an open file until it is closed or its process ends; ``OSError`` at once if another process holds it."""
    if fcntl := module("fcntl"):
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return
    msvcrt = module("msvcrt")
    place = os.lseek(handle, 0, os.SEEK_CUR)
    os.lseek(handle, 1 << 30, os.SEEK_SET)  # far behind the text: what is locked cannot be read by others on Windows
    try:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, LOCKED_BYTES)
    finally:
        os.lseek(handle, place, os.SEEK_SET)


def limit_memory(megabytes: int) -> None:
    """Let this process have no more memory than this, and leave no core dump, where the system can see to it."""
    resource = module("resource")
    if resource is None:
        return  # the parent looks at what the worker holds
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, megabytes << 20))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def has_timer() -> bool:
    """Whether the system ends a process by itself after so many seconds of computing."""
    return hasattr(signal, "setitimer") and hasattr(signal, "SIGPROF")


def give_time(seconds: float) -> float:
    """Let the system end this process after so many seconds of computing (0: never); gives what was left before.

    Does nothing, and gives 0, where there is no such timer: see :func:`seconds_used`.
    """
    return signal.setitimer(signal.ITIMER_PROF, seconds)[0] if has_timer() else 0.0


def seconds_used(pid: int) -> float:
    """Seconds of computing of another process; 0 where the system does not tell, or the process has ended."""
    with contextlib.suppress(OSError, IndexError, ValueError):
        behind_name = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        return (int(behind_name[11]) + int(behind_name[12])) / os.sysconf("SC_CLK_TCK")
    psutil = module("psutil")
    if psutil is None:
        return 0.0
    try:
        times = psutil.Process(pid).cpu_times()
    except psutil.Error:
        return 0.0
    return float(times.user + times.system)


def resident_megabytes(pid: int) -> float:
    """Resident memory of a process in megabytes; 0 where the system does not tell, or the process has ended."""
    with contextlib.suppress(OSError, IndexError, ValueError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    psutil = module("psutil")
    if psutil is None:
        return 0.0
    try:
        return float(psutil.Process(pid).memory_info().rss) / 2**20
    except psutil.Error:
        return 0.0


def die_with_parent() -> None:
    """Ask Linux to kill this process when its parent ends; elsewhere its pipe closes, and it ends after its task."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def worker_context(*, copy: bool = False) -> Any:
    """How workers start: forked from a server that has loaded everything, or anew where systems cannot fork; a
    ``copy`` is forked from this process (:func:`copies_safely`)."""
    import multiprocessing  # not where nothing is read

    known = multiprocessing.get_all_start_methods()
    if copy:
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("forkserver" if "forkserver" in known else "spawn")


def copies_safely() -> bool:
    """Whether a worker may be a copy of this process: on Linux, as long as no thread runs here beside this one, whose
    locks the copy would hold for ever. That of Arrow's allocator is made for it (``pthread_atfork``)."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return False
    with contextlib.suppress(OSError):
        others = [task for task in Path("/proc/self/task").iterdir() if int(task.name) != os.getpid()]
        return all((task / "comm").read_text().strip() == _ALLOCATOR for task in others)
    return False


def close_all_but(kept: int) -> None:
    """Close the files that this process has from the one it is a copy of, but for ``kept`` and the standard ones."""
    for handle in [int(one.name) for one in Path("/proc/self/fd").iterdir()]:
        if handle > 2 and handle != kept:
            with contextlib.suppress(OSError):  # the one that listed them is closed already
                os.close(handle)


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
