"""``kill -9`` at any moment: the earlier output stays whole, and the next run ends as if nothing had happened."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from phaen.pipeline.run.folder import work_folder
from phaen.pipeline.run.store import read_dataset
from phaen.pipeline.schema.datasets import DATASETS

from tests.states import DEEP

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "tests" / "fixtures" / "samples" / "text-plain"
MOMENTS = 20 if DEEP else 4
SEED = 20


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*.parquet"))}


def start(raw: Path, output: Path) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "phaen", "extract", str(raw), "-o", str(output), "--log-json", "-j", "2"]
    return subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, cwd=ROOT)


def finish(raw: Path, output: Path) -> float:
    """Run to the end; gives the seconds it took."""
    started = time.monotonic()
    process = start(raw, output)
    assert process.wait(600) == 0, process.stderr and process.stderr.read()
    return time.monotonic() - started


def kill_after(process: subprocess.Popen[str], event: str | None, seconds: float) -> None:
    """Kill some seconds after an event of the log, or after the start."""
    assert process.stderr is not None
    if event:
        for line in process.stderr:
            if json.loads(line).get("name") == event:
                break
    time.sleep(seconds)
    os.kill(process.pid, signal.SIGKILL)
    process.wait(60)
    process.stderr.close()


def moments(whole: float) -> Iterator[tuple[str | None, float]]:
    """Half of the moments anywhere in a run, half around its writing, where there is most to spoil."""
    chance = random.Random(SEED)
    for i in range(MOMENTS):
        yield (None, chance.uniform(0, whole)) if i % 2 else ("writing", chance.uniform(0, 0.12))


@pytest.mark.skipif(sys.platform != "linux", reason="two folders are exchanged in one step on Linux only")
def test_killed_runs_leave_the_last_output_and_the_next_run_completes(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    for path in sorted(TEXTS.iterdir(), key=lambda path: path.stat().st_size)[:2]:
        shutil.copy(path, raw)
    finish(raw, output)
    old = files(output)
    changed = min(raw.iterdir())
    changed.write_text(changed.read_text("utf-8") + "\nหมายเหตุ\nข้อความที่เพิ่มเข้ามา\n", "utf-8")
    whole = finish(raw, tmp_path / "undisturbed")
    new = files(tmp_path / "undisturbed")
    assert new != old

    seen = []
    for event, seconds in moments(whole):
        kill_after(start(raw, output), event, seconds)
        now = files(output)
        assert now in (old, new), f"killed {seconds:.3f} s after {event or 'the start'}"
        seen.append(now == new)
        for name in DATASETS:
            read_dataset(output, name)
        if now == new:  # the run had switched already: put the old output back for the next moment
            shutil.rmtree(output)
            (work_folder(output) / "previous").rename(output)
            assert files(output) == old
        if len(seen) % 4 == 0:
            shutil.rmtree(work_folder(output) / "cache", ignore_errors=True)
    assert not all(seen), "no moment came before the switch"
    finish(raw, output)
    assert files(output) == new
    assert not list(work_folder(output).glob("staging-*"))
