"""PDFium's functions through prototypes that take addresses as plain integers: no object is made per call."""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any


def fast(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """``function`` of PDFium with plain integers for pointers, which ctypes passes on without wrapping.

    It is called without letting other threads run in between: giving up the lock and taking it again takes longer than
    what these functions do.
    """
    address = ctypes.cast(function, ctypes.c_void_p).value
    prototype = ctypes.PYFUNCTYPE(result, *arguments)
    return prototype(address or 0)


def for_each(function: Callable[..., Any], *arguments: Iterable[int | None]) -> None:
    """Call ``function`` for what it writes to the addresses among its arguments."""
    deque(map(function, *arguments), maxlen=0)
