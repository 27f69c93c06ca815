"""``kill -9`` at any moment: the earlier output stays whole, and the next run ends as if nothing had happened."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from phaen.pipeline.run.folder import work_folder
from phaen.pipeline.run.store import read_dataset
from phaen.pipeline.schema.datasets import DATASETS

from tests.killed import STARTS, SWITCH
from tests.states import DEEP, copy_state, plan

ROOT = Path(__file__).resolve().parent.parent
STEPS, INSTANTS = (18, 6) if DEEP else (2, 1)
"""So many steps that a run is killed at, besides those at the switch; so many instants, wherever the run then is."""
SEED = 20


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*.parquet"))}


def start(raw: Path, output: Path, step: str = "first", number: int = -1) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "tests.killed", step, str(number), "extract", str(raw), "-o", str(output)]
    quiet = subprocess.DEVNULL
    return subprocess.Popen([*words, "-j", "2"], stdout=subprocess.PIPE, stderr=quiet, text=True, cwd=ROOT)


def finish(raw: Path, output: Path) -> list[str]:
    """Run to the end; gives the steps that the run did on files."""
    process = start(raw, output)
    steps, _ = process.communicate(timeout=600)
    assert process.returncode == 0
    return steps.splitlines()


@pytest.mark.skipif(sys.platform != "linux", reason="two folders are exchanged in one step on Linux only")
def test_killed_runs_leave_the_last_output_and_the_next_run_completes(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    for number in range(2):
        (raw / f"{number}.txt").write_text(plan(number), "utf-8")
    finish(raw, output)
    old = files(output)
    keep(output, tmp_path / "old")
    (raw / "1.txt").write_text(plan(11), "utf-8")
    keep(output, tmp_path / "undisturbed")
    began = time.monotonic()
    steps = finish(raw, tmp_path / "undisturbed")
    whole = time.monotonic() - began
    new = files(tmp_path / "undisturbed")
    assert new != old

    chance = random.Random(SEED)
    writing = next(number for number, step in enumerate(steps) if STARTS["writing"] in step)
    ways = {"first": writing, "writing": steps.index(SWITCH) - writing}
    names = ["first", "writing"] * (STEPS // 2)
    moments: list[tuple[str, float]] = [(name, chance.randrange(ways[name])) for name in names]
    moments += [("instant", chance.uniform(0, whole)) for _ in range(INSTANTS)]
    moments += [("switch", number) for number in (range(3) if DEEP else range(2))]
    for moment in moments:
        if moment[0] == "first":  # with what was kept then: all its steps are done again
            keep(tmp_path / "old", output)
        switched = kill(raw, output, *moment)
        now = files(output)
        assert now in (old, new), moment
        assert switched is None or now == (new if switched else old), moment
        for name in DATASETS:
            read_dataset(output, name)
        if now == new:  # the old output again, on what the killed runs left
            shutil.rmtree(output)
            shutil.copytree(tmp_path / "old", output)
    finish(raw, output)
    assert files(output) == new
    assert not list(work_folder(output).glob("staging-*"))


def keep(output: Path, to: Path) -> None:
    """Copy an output and what is kept beside it in the place of another."""
    copy_state(output, to)
    copy_state(work_folder(output), work_folder(to))


def kill(raw: Path, output: Path, moment: str, number: float) -> bool | None:
    """Kill a run; gives whether the new output must be there by then, none where that cannot be said."""
    if moment == "instant":
        process = start(raw, output)
        time.sleep(number)
        process.kill()
        process.communicate(timeout=60)
        return None
    process = start(raw, output, moment, int(number))
    process.communicate(timeout=600)
    assert process.returncode == -signal.SIGKILL, (moment, number)
    return moment == "switch" and number > 0
