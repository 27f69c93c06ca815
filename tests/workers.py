"""What misbehaving workers do, as functions that worker processes can import."""

from __future__ import annotations

import ctypes
import os
import signal
import time


def misbehave(task: str) -> str:
    """Do what the task says: ``ok``, ``crash``, ``exit``, ``hang``, ``greedy``, ``raise``."""
    if task == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if task == "exit":
        os._exit(3)
    if task == "hang":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
        time.sleep(600)
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


def pid(task: int) -> int:
    """The process that did the task."""
    time.sleep(0.05)
    return os.getpid()
