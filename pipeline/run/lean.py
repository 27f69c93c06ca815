"""What a process of ours leaves out, because most of the time of a small run is its start."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Sequence
from types import ModuleType

_SELDOM = 50_000
_WHILE_LOADING = 500_000
"""New objects between two looks for garbage; loading modules leaves next to none, and a small run does little else."""
_left_out = ["pandas"]


class _LeftOut:
    """An import hook that says that what is left out is not installed."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> None:
        if name in _left_out:
            raise ModuleNotFoundError(name=name)


def without_pandas(*parts: str) -> None:
    """Let pyarrow make its first array without loading pandas, which it looks for then, and which nothing here needs;
    load ``parts`` of pyarrow in the same way.

    Converting to pandas still works: pyarrow looks for it again when asked.
    """
    sys.meta_path.insert(0, _LeftOut)
    try:
        import pyarrow as pa

        pa.array([])
        for part in parts:
            importlib.import_module(f"pyarrow.{part}")
    finally:
        sys.meta_path.remove(_LeftOut)


def _let_threads_sleep() -> None:
    """Threads of NumPy's linear algebra, which nothing here uses, sleep when they have nothing to do.

    As a rule OpenBLAS lets each turn in a circle for a while first. Workers are told with the environment.
    """
    os.environ.setdefault("OPENBLAS_THREAD_TIMEOUT", "4")  # the least: 2**4 ticks of the processor


def _give_memory_back() -> None:
    """Arrow takes its memory from the system's allocator, which gives it back: its own keeps what any step has taken,
    a sixth of the parent of a run over many documents. To be said before Arrow is loaded.
    """
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")


def start(*, now: bool = True) -> None:
    """For the start of a process: no pandas, and a collector that comes seldom (dictionaries are no garbage).

    Without ``now`` whoever needs Arrow first calls :func:`without_pandas`.
    """
    _let_threads_sleep()
    _give_memory_back()
    if now:
        without_pandas()
    gc.set_threshold(_SELDOM, 20, 50)


def start_extracting() -> None:
    """For a process that does nothing but ``phaen extract``: Arrow is loaded when it is needed, and without NumPy too,
    which is a fifteenth of a small run and brings threads of its own (see ``system.copies_safely``).

    Nothing here gives Arrow an array of NumPy's or asks it for one; it does not look for NumPy again.
    """
    _left_out.append("numpy")
    _let_threads_sleep()
    _give_memory_back()
    gc.set_threshold(_WHILE_LOADING, 20, 50)


def loaded() -> None:
    """What a process that extracts has loaded stays: it is not looked through for garbage, and what comes is."""
    if "numpy" in _left_out:
        gc.freeze()
        gc.set_threshold(_SELDOM, 20, 50)
