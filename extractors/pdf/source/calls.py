"""PDFium's functions through prototypes that take addresses as plain integers: no object is made per call."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any


def fast(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """``function`` of PDFium with plain integers for pointers, which ctypes passes on without wrapping."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    prototype = ctypes.CFUNCTYPE(result, *arguments)
    return prototype(address or 0)
