"""OpenCV tells of too little memory by an error of its own, which nobody above it can know."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import cv2

_FROM_CPP = "std::bad_alloc"
"""Where a container of the language could not grow, its error passes through without OpenCV's number."""


@contextmanager
def as_memory_error() -> Iterator[None]:
    """Raise ``MemoryError`` where OpenCV got no memory; its other errors pass as they are."""
    try:
        yield
    except cv2.error as error:
        if error.code == cv2.Error.StsNoMem or str(error) == _FROM_CPP:
            raise MemoryError(str(error)) from error
        raise
