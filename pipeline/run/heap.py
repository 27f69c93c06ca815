"""Memory is given back: what Arrow and the allocator would keep for later is not kept.

A server runs for days, and the parent of a run over many documents would hold the most that any of its steps took.
Arrow takes its memory from the system's allocator (see ``lean``).
"""

from __future__ import annotations

import contextlib
import ctypes

import pyarrow as pa

_ARENAS = -8
"""``M_ARENA_MAX`` of the C library: how many heaps threads may have of their own."""


def give_back() -> None:
    """Have few heaps from here on; called before anything is read."""
    with contextlib.suppress(OSError, AttributeError):  # another C library: nothing to set
        ctypes.CDLL(None).mallopt(_ARENAS, 2)


def trim() -> None:
    """Hand free memory back to the system."""
    pa.default_memory_pool().release_unused()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
