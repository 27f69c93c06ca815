"""Too little memory while a page is recognised is told as that, wherever it shows."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest
from phaen.pipeline import extract

pytest.importorskip("cv2")

OUTCOMES = """
import os, resource
import cv2, numpy as np
from phaen.extractors.ocr.memory import as_memory_error

noise = (np.random.default_rng(7).random((2000, 2000)) < 0.2).astype(np.uint8)
status = dict(line.split(":") for line in open("/proc/self/status"))
held = int(status["VmData"].split()[0]) << 10
for more in range(5, 285, 10):
    if not os.fork():
        resource.setrlimit(resource.RLIMIT_DATA, (held + (more << 20),) * 2)
        try:
            with as_memory_error():
                cv2.connectedComponentsWithStats(noise, connectivity=8, ltype=cv2.CV_32S)
            print("done", flush=True)
        except MemoryError:
            print("memory", flush=True)
        except BaseException as error:
            print("other", repr(error), flush=True)
        os._exit(0)
    os.wait()
"""
"""What becomes of a picture of many specks, in processes that may hold more and more."""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system has no /proc to ask for memory held")
def test_too_little_memory_is_a_memory_error_at_whatever_step_it_runs_out() -> None:
    ran = subprocess.run([sys.executable, "-c", OUTCOMES], capture_output=True, text=True, check=True, timeout=600)
    outcomes = ran.stdout.splitlines()
    assert len(outcomes) == 28, ran
    assert {outcome.split()[0] for outcome in outcomes} == {"memory", "done"}, outcomes


def test_other_errors_pass() -> None:
    import cv2
    import numpy as np
    from phaen.extractors.ocr.memory import as_memory_error

    with pytest.raises(cv2.error), as_memory_error():
        cv2.dilate(np.zeros((0, 0), np.uint8), np.ones((3, 3), np.uint8))


@pytest.mark.parametrize(("number", "kind"), [(errno.ENOMEM, MemoryError), (errno.EIO, None)])
def test_a_system_call_without_memory_is_a_lack_of_memory(
    number: int, kind: type[Exception] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, "as the system says")

    monkeypatch.setattr(extract, "_read", fail)
    if kind:
        with pytest.raises(kind):
            extract.extract_document(b"", "a.txt", extract.ExtractOptions())
    else:
        failed = extract.extract_document(b"", "a.txt", extract.ExtractOptions()).tables["documents"][0]
        assert failed["status"] == "failed" and "An error inside phaen (OSError" in failed["error"]
