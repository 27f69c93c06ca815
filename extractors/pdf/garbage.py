"""Garbage while a PDF is read: next to none, as blocks and cells hold each other in no circle."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 50_000
"""New objects between two looks for garbage."""


@contextmanager
def few_looks_for_garbage() -> Iterator[None]:
    """Within the block garbage is looked for after :data:`SELDOM` new objects, or as seldom as it was before."""
    before = gc.get_threshold()
    if 0 < before[0] < SELDOM:
        gc.set_threshold(SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
