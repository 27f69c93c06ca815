"""The browser of the tests: it waits as long as a busy machine needs."""

from __future__ import annotations

import shutil
from typing import Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PATIENCE = 300_000
"""Milliseconds. What never comes must end a test at some time; playwright's own 30 seconds pass on a busy machine."""


def launched(playwright: Any, *options: str) -> Any:
    """Chromium with these options; the caller closes it."""
    args = ["--no-sandbox", *options]
    return playwright.chromium.launch(executable_path=CHROMIUM, args=args, timeout=PATIENCE)


def patient(opened: Any) -> Any:
    """A page, or a context with its pages, that waits that long."""
    opened.set_default_timeout(PATIENCE)
    return opened
