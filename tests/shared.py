"""What is dear to make and only read: made once for a run of the tests, whichever of its processes asks first."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

RUN = "PHAEN_TEST_RUN"
"""The environment variable with the run's folder: processes that the tests start on other cores inherit it."""


def begin() -> None:
    """Make the run's folder; called by the process that starts the others."""
    os.environ[RUN] = tempfile.mkdtemp(prefix="phaen-test-")


def end() -> None:
    """Remove what was made."""
    shutil.rmtree(os.environ.pop(RUN), ignore_errors=True)


def recognised() -> str:
    """The folder in which pages recognised by one test are kept for the others."""
    return str(made_once("recognised", lambda folder: None))


def made_once(name: str, make: Callable[[Path], None]) -> Path:
    """The folder that ``make`` filled, in this process or in another that was first; the others wait for it."""
    folder = Path(os.environ[RUN]) / name
    with (folder.parent / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder.parent / f"{name}.done"
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)  # of one that failed
            folder.mkdir()
            make(folder)
            done.touch()
    return folder
