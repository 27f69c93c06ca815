"""A server that runs for days gives memory back: what Arrow and the allocator would keep for later is not kept."""

from __future__ import annotations

import contextlib
import ctypes

import pyarrow as pa

_ARENAS = -8
"""``M_ARENA_MAX`` of the C library: how many heaps threads may have of their own."""


def give_back() -> None:
    """Use the system's memory pool and few heaps, from here on; called before anything is read."""
    pa.set_memory_pool(pa.system_memory_pool())
    with contextlib.suppress(OSError, AttributeError):  # another C library: nothing to set
        ctypes.CDLL(None).mallopt(_ARENAS, 2)


def trim() -> None:
    """Hand free memory back to the system."""
    pa.default_memory_pool().release_unused()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
