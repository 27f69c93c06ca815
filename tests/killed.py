"""``phaen extract`` that is killed at a chosen step on its files: ``python -m tests.killed START NUMBER extract …``.

Every step of the run's own process on the file system is seen by an audit hook before it is done. The process is killed
(``kill -9``) before the step that many behind the start: ``first`` is the first of all, ``writing`` the first that
writes a new output, ``switch`` the one that exchanges the output and the new one. Number -1 is never reached: such a
run only tells the steps, one a line, on standard output. Nothing depends on how fast a machine is.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

CHANGES = frozenset({"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.truncate", "shutil.rmtree"})
SWITCH = "ctypes.dlsym renameat2"
STARTS = {"first": "", "writing": "/staging-", "switch": SWITCH}
"""What the step says that each start is known by."""


def step(event: str, args: tuple[object, ...]) -> str | None:
    """What an audit event does to files; none where it changes nothing."""
    if event in CHANGES:
        return f"{event} {args[0]}"
    if event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        return f"open {args[0]}"
    if event == "ctypes.dlsym" and args[1] == "renameat2":
        return SWITCH
    return None


def hook(start: str, number: int) -> Callable[[str, tuple[object, ...]], None]:
    """An audit hook that tells every step, and kills the process before step ``number`` from ``start``."""
    seen = 0
    counting = False

    def look(event: str, args: tuple[object, ...]) -> None:
        nonlocal seen, counting
        if not (found := step(event, args)):
            return
        counting = counting or STARTS[start] in found
        if counting and seen == number:
            os.kill(os.getpid(), signal.SIGKILL)
        seen += counting
        os.write(1, (found.replace("\n", " ") + "\n").encode("utf-8", "replace"))

    return look


if __name__ == "__main__":
    sys.addaudithook(hook(sys.argv.pop(1), int(sys.argv.pop(1))))
    from phaen.pipeline.cli.main import main

    main()
