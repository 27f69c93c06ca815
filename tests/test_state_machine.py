"""Runs in any order, whatever happens between them: what comes out is always what a fresh run gives."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from unittest.mock import patch

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from phaen.pipeline.cli import extract_run
from phaen.pipeline.run import digests
from phaen.pipeline.run.worker import Outcome, Task, keep_failure

from tests.states import DEEP, Said, content, extract, phaen, plan

HISTORIES, STEPS = (16, 30) if DEEP else (3, 30)
"""So many histories of so many steps: at least 300 steps in all, or a tenth of it."""
NAMES = st.sampled_from([f"{name}.txt" for name in "abcde"] + ["sub/f.txt", "sub/a.txt"])
SEEDS = st.integers(0, 40)
KR_CODES = "code,name,aliases,measure,unit,valid_from,valid_to,lead_agency,checked,source\n"
AGENCIES = "code,name,aliases,variants,parent_code,kind,checked,source\n"
_versions = digests.library_versions


def _forget_versions() -> None:
    for function in (digests.extraction_version, digests.program_version):
        function.cache_clear()


class Lives(RuleBasedStateMachine):
    """An input folder, and one output that lives through everything."""

    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp(prefix="phaen-lives-"))
        self.raw, self.output = self.home / "raw", self.home / "out"
        self.registers = self.home / "registers"
        self.raw.mkdir()
        self.registers.mkdir()
        self.version = 0
        self.compared = True

    def teardown(self) -> None:
        try:
            if not self.compared:
                self.run()
        finally:
            self._tidy()

    def _tidy(self) -> None:
        digests.library_versions = _versions
        _forget_versions()
        shutil.rmtree(self.home)

    def _use_version(self) -> None:
        version = self.version
        digests.library_versions = lambda: {**_versions(), "phaen": f"test {version}"}  # type: ignore[assignment]
        _forget_versions()

    def _run(self, output: Path, *more: object) -> Said:
        self.compared = False
        return extract(self.raw, output, "--registers", self.registers, "--allow-removals", *more)

    def _documents(self) -> list[Path]:
        return sorted(path for path in self.raw.rglob("*.txt"))

    def _kept(self) -> list[Path]:
        folders = (self.output.resolve(), self.home / ".out.phaen", self.home / ".real.phaen")
        found = (path for folder in folders if folder.exists() for path in folder.rglob("*"))
        return sorted(path for path in found if path.is_file() and path.name != "lock")

    @initialize()
    def first(self) -> None:
        for number in range(3):
            (self.raw / f"{number}.txt").write_text(plan(number), "utf-8")
        assert self._run(self.output).code == 0

    @rule(name=NAMES, number=SEEDS)
    def add_or_change(self, name: str, number: int) -> None:
        path = self.raw / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(plan(number), "utf-8")

    @rule(name=NAMES, number=SEEDS)
    def add_what_is_not_read(self, name: str, number: int) -> None:
        (self.raw / f"{Path(name).stem}.rtf").write_text(str(number))

    @precondition(lambda self: len(self._documents()) > 1)
    @rule(which=st.integers(0, 99))
    def remove(self, which: int) -> None:
        found = self._documents()
        found[which % len(found)].unlink()

    @rule(which=st.integers(0, 99), name=NAMES)
    def rename(self, which: int, name: str) -> None:
        found = self._documents()
        (self.raw / name).parent.mkdir(exist_ok=True)
        found[which % len(found)].rename(self.raw / name)

    @rule(which=st.integers(0, 10**9))
    def damage(self, which: int) -> None:
        found = self._kept()
        path = found[which % len(found)]
        data = bytearray(path.read_bytes())
        data[which % len(data)] ^= 1 << which % 8
        path.write_bytes(data)

    @rule(which=st.integers(0, 99))
    def lose(self, which: int) -> None:
        found = self._kept()
        found[which % len(found)].unlink()

    @rule()
    def limit(self) -> None:
        """A run in which no document comes to its end: what the executor of processes makes of lost tasks."""

        def lost(tasks: Sequence[Task]) -> Iterator[Outcome]:
            for task in tasks:
                yield keep_failure(task, "It took longer than the limit of 1 seconds (--time-limit).", 1.0)

        with patch.object(extract_run, "serial", lambda: lost):
            said = self._run(self.output)
        assert said.code in (0, 1), said

    @rule(moment=st.floats(0.3, 2.5))
    def kill(self, moment: float) -> None:
        """``kill -9`` of a run of its own at any moment."""
        words = [sys.executable, "-m", "phaen", "extract", self.raw, "-o", self.output, "-j", "1"]
        words += ["--registers", self.registers, "--allow-removals"]
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(list(map(str, words)), stdout=quiet, stderr=quiet, cwd=Path(__file__).parents[1])
        time.sleep(moment)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        self.compared = False

    @rule()
    def link(self) -> None:
        """The output moves, and a link stands where it was; or the link goes."""
        real = self.home / "real"
        if self.output.is_symlink():
            self.output.unlink()
            real.rename(self.output)
        elif self.output.exists():
            self.output.rename(real)
            self.output.symlink_to(real)

    @rule(code=st.sampled_from(["", "9101,จำนวนสวนสาธารณะที่ได้รับการปรับปรุง,,9101,แห่ง,2560,,,,\n"]))
    def registers_change(self, code: str) -> None:
        (self.registers / "kr_codes.csv").write_text(KR_CODES + code, "utf-8")

    @rule(version=st.integers(0, 2))
    def version_change(self, version: int) -> None:
        self.version = version
        self._use_version()

    @rule()
    def run_again(self) -> None:
        self.run()

    @rule()
    def run(self) -> None:
        said = self._run(self.output)
        assert "Traceback" not in said.err and said.code in (0, 2), said
        if said.code == 2:  # so damaged that it is not known to be ours any more: a person has to look
            assert "holds other files" in said.err, said
            shutil.rmtree(self.output.resolve())
            assert self._run(self.output).code == 0
        fresh = self.home / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(self.home / ".fresh.phaen", ignore_errors=True)
        assert self._run(fresh).code == 0
        assert content(self.output) == content(fresh)
        self.compared = True
        again = phaen("query", self.output, "SELECT count(*) FROM documents", "--format", "csv")
        assert again.code == 0, again

    @invariant()
    def count(self) -> None:
        """Called after every step."""
        Lives.steps += 1


def test_any_history_ends_like_a_fresh_run() -> None:
    Lives.steps = 0
    run_state_machine_as_test(
        Lives,
        settings=settings(
            max_examples=HISTORIES,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            derandomize=True,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert Lives.steps >= (300 if DEEP else 30)
