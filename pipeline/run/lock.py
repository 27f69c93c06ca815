"""One run at a time per output folder: a lock that ends with its holder, however that ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from phaen.pipeline.run.folder import StoreError, work_folder
from phaen.pipeline.run.system import take_lock


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Hold the lock of an output folder; :class:`StoreError` at once if another process holds it."""
    work = work_folder(output)
    work.mkdir(parents=True, exist_ok=True)
    handle = os.open(work / "lock", os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o644)
    try:
        try:
            take_lock(handle)
        except OSError as error:
            holder = os.read(handle, 32).decode("ascii", "replace").strip()
            who = f" (process {holder})" if holder else ""
            raise StoreError(
                "another run{who} is writing to {output}: wait for it to end, or give another --output",
                who=who,
                output=output,
            ) from error
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        os.close(handle)
