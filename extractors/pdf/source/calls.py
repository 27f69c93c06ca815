"""PDFium's functions through prototypes that take addresses as plain integers: no object is made per call."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any


def fast(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """``function`` of PDFium with plain integers for pointers, which ctypes passes on without wrapping.

    It is called without letting other threads run in between: giving up the lock and taking it again takes longer than
    what these functions do.
    """
    address = ctypes.cast(function, ctypes.c_void_p).value
    prototype = ctypes.PYFUNCTYPE(result, *arguments)
    return prototype(address or 0)
