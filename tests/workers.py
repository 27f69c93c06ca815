"""What misbehaving workers do, as functions that worker processes can import."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from pathlib import Path

from phaen.extractors.ocr import clock
from phaen.pipeline.run.folder import StoreError
from phaen.pipeline.run.lock import locked


def compute(seconds: float) -> None:
    """Use up so many seconds of computing."""
    start = time.process_time()
    while time.process_time() - start < seconds:
        pass


def die_once(task: str) -> str:
    """Be killed from outside on the first try; ``task`` names a file that remembers it, or is just done."""
    if task.startswith("/") and not Path(task).exists():
        Path(task).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return f"{task} done"


def misbehave(task: str) -> str:
    """Do what the task says: ``ok``, ``crash``, ``exit``, ``hang``, ``spin``, ``pages``, ``greedy``, ``raise``."""
    if task == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if task == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if task == "exit":
        os._exit(3)
    if task == "hang":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
        time.sleep(600)
    if task == "spin":
        compute(600)
    if task == "pages":  # each within its own time, together longer than a document may take
        for _ in range(4):
            with clock.page(2):
                compute(1)
    if task == "endless page":
        with clock.page(0.5):
            compute(600)
    if task == "greedy":
        kept = [bytearray(10 << 20) for _ in range(1000)]
        return str(len(kept))
    if task == "greedy outside Python":
        libc = ctypes.CDLL(None)
        libc.malloc.restype = ctypes.c_void_p
        libc.malloc.argtypes = [ctypes.c_size_t]
        for _ in range(1000):
            block = libc.malloc(10 << 20)
            if not block:
                os.abort()
            ctypes.memset(block, 1, 10 << 20)
    if task == "raise":
        raise ValueError("with\na text")
    return f"{task} done"


_kept: list[bytes] = []


def keep(task: str) -> str:
    """Keep 200 MB for good (``keep``), or need 500 MB for a while (``need``, or 900 for ``need more``), or crash where
    anything is kept (``crash beside``)."""
    if task == "keep":
        _kept.append(b"1" * (200 << 20))
    if task.startswith("need"):
        len(b"1" * ((900 if task.endswith("more") else 500) << 20))
    if task == "crash beside" and _kept:
        os.abort()
    return f"{task} done"


def pid(task: int) -> int:
    """The process that did the task."""
    time.sleep(0.05)
    return os.getpid()


def meet(task: str) -> int:
    """The process that did the task, once another is at work too; ``task`` names a file in a folder of its own."""
    folder = Path(task).parent
    (folder / str(os.getpid())).touch()
    end = time.monotonic() + 60
    while len(list(folder.iterdir())) < 2 and time.monotonic() < end:
        time.sleep(0.01)
    return os.getpid()


def held(folder: str) -> str:
    """Whether the lock of an output in ``folder`` is held, once the process that started this one has given it up."""
    time.sleep(0.5)
    try:
        with locked(Path(folder) / "out"):
            return "free"
    except StoreError:
        return "held"


def wait(seconds: float) -> float:
    """Wait without computing, as a process does for which a busy machine has no time."""
    time.sleep(seconds)
    return seconds


def stall(seconds: float) -> float:
    """Compute a little at a time, as a process does on a machine that gives it a small share, ``seconds`` long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        compute(0.01)
        time.sleep(0.09)
    return seconds
