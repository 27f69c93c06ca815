"""Whose time the recognition of a page is: a worker that counts a document's time stops counting it meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

PageClock = Callable[[float], AbstractContextManager[None]]
"""Given the seconds of computing that a page may take, what to hold while it is recognised."""


def _nobody(seconds: float) -> AbstractContextManager[None]:
    return nullcontext()


_clock: list[PageClock] = [_nobody]


def use(clock: PageClock) -> None:
    """Let a clock of the process know of every page."""
    _clock[0] = clock


def page(seconds: float) -> AbstractContextManager[None]:
    """To be held while a page is recognised."""
    return _clock[0](seconds)


class PageTooSlow(Exception):
    """A page took longer than its time; it is given up between two of its lines."""
