"""``python -m bench.scale [DOCUMENTS …]``: computing and memory of runs against the number of documents.

Makes short plans in text (some 3 kB each), then measures every run in a fresh process: the first run with one worker
and with two (or, with ``--scheduler``, on a Dask cluster), a run with nothing changed, with one file changed, and with
a changed register; with ``--serial`` only those in one process. Computing is CPU seconds, which a busy machine changes
less than the clock: nobody waits for the end of worker processes, so runs whose whole computing is told do without
(``--engine serial``); with workers it is the parent's. Beside it stand the parent's seconds by phase, and its peak
memory.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bench.fresh import ENVIRONMENT

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "scale"
KR_CODES = ROOT / "normalizers" / "registers" / "kr_codes.csv"
INDICATORS, PROJECTS = 8, 6
"""Rows of the two tables of a document: together some 3 kB."""
YEARS = range(2562, 2572)


@dataclass(frozen=True, slots=True)
class Measure:
    """One run: seconds on the clock, CPU seconds of all its processes, the parent's by phase, its peak memory in MB,
    documents extracted."""

    wall: float
    cpu: float
    phases: dict[str, float]
    megabytes: float
    extracted: int


def document(seed: int) -> str:
    """A short plan of an office for a year: indicators with targets, projects with money."""
    from phaen.normalizers.agencies import AgencyRegister

    from samples.random_words import Words

    words, rng = Words(seed), random.Random(seed)
    office = rng.choice(AgencyRegister.load().agencies).name
    year = rng.choice(YEARS)
    lines = [f"แผนปฏิบัติราชการประจำปี พ.ศ. {year}", office, "", "ลำดับ\tตัวชี้วัด\tค่าเป้าหมาย"]
    for number in range(1, INDICATORS + 1):
        name, target = words._named()
        lines.append(f"{number}\t{name}\t{target.raw}")
    lines += ["", "ลำดับ\tโครงการ\tงบประมาณ (บาท)"]
    lines += [f"{number}\t{words._project()}\t{rng.randrange(1, 9000) * 500:,}" for number in range(1, PROJECTS + 1)]
    return "\n".join(lines) + "\n"


def make_documents(count: int) -> None:
    """Make a folder of ``count`` documents, once: the same seeds give the same bytes."""
    folder, unfinished = WORK / f"documents-{count}", WORK / f"unfinished-{count}"
    if not folder.exists():
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        for seed in range(count):
            (unfinished / f"{seed:06}.txt").write_text(document(seed), "utf-8")
        unfinished.rename(folder)


def aside(call: str) -> str:
    """Call a function of this module in a process of its own: a child's peak memory counts from its parent's size."""
    code = f"import bench.scale as scale; scale.{call}"
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def run(*words: str) -> None:
    """``phaen extract`` in this process, with the CPU seconds of its phases printed at the end."""
    from phaen.pipeline.cli.main import cli
    from phaen.pipeline.run.job import Clock

    laps: dict[str, float] = {}
    plain = Clock.lap

    def lap(clock: Clock, name: str) -> None:
        plain(clock, name)
        laps[name] = time.process_time()

    Clock.lap = lap  # type: ignore[method-assign]
    code = 0
    try:
        cli(list(words))
    except SystemExit as end:
        code = int(end.code or 0)
    laps["write"] = time.process_time()
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    steps = itertools.pairwise([0.0, *laps.values()])
    phases = {name: round(after - before, 2) for name, (before, after) in zip(laps, steps, strict=True)}
    cpu = sum(one.ru_utime + one.ru_stime for one in (own, children))
    print(json.dumps({"code": code, "phases": phases, "cpu": cpu, "megabytes": own.ru_maxrss / 1024}), flush=True)


def measure(raw: Path, output: Path, *words: str) -> Measure:
    """Run ``phaen extract`` in a process of its own, and wait for its workers' end too."""
    log, told = WORK / "log", WORK / "told"
    given = ("extract", str(raw), "-o", str(output), "--log-json", *words)
    started = time.monotonic()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with log.open("w") as errors, told.open("w") as out:
        code = f"import bench.scale as scale; scale.run(*{given!r})"
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=ENVIRONMENT, stderr=errors, stdout=out, check=False)
    wall = time.monotonic() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        facts = json.loads(told.read_text().splitlines()[-1])
    except (IndexError, ValueError):
        raise SystemExit(log.read_text()[-2000:]) from None
    if facts["code"] not in (0, 1):
        raise SystemExit(log.read_text()[-2000:])
    extracted = sum(json.loads(line)["event"] == "document" for line in log.read_text().splitlines())
    cpu = max(facts["cpu"], after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return Measure(wall, cpu, facts["phases"], facts["megabytes"], extracted)


def show(name: str, one: Measure, whole: Measure | None = None) -> None:
    """One line of the table."""
    share = f"{one.cpu / whole.cpu:7.2%}" if whole else " " * 7
    phases = ", ".join(f"{phase} {seconds:.2f}" for phase, seconds in one.phases.items())
    taken = f"{one.cpu:8.1f} s CPU {share}{one.wall:8.1f} s {one.megabytes:6.0f} MB"
    print(f"{name:26}{taken} {one.extracted:6} read   {phases}", flush=True)


def bench(count: int, scheduler: str | None, serial: bool) -> tuple[Measure, Measure]:
    """All measures of one number of documents; gives the first run in one process, and with two workers.

    With ``serial`` all runs are in one process, and both are the same.
    """
    aside(f"make_documents({count})")
    made, raw, output, registers = WORK / f"documents-{count}", WORK / "raw", WORK / "out", WORK / "registers"
    for folder in (raw, output, registers, WORK / ".out.phaen", WORK / "other", WORK / ".other.phaen"):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(made, raw)
    registers.mkdir()
    here, extra = ("--engine", "serial"), ("--registers", str(registers))
    print(f"{count} documents")
    whole = measure(raw, output, *here, *extra)
    show("first run, in one process", whole)
    show("nothing changed", measure(raw, output, *here, *extra), whole)
    changed, runs = raw / "000001.txt", []
    for note in ("ก", "ข", "ค"):
        changed.write_text(changed.read_text("utf-8") + f"\nหมายเหตุ {note}\n", "utf-8")
        runs.append(measure(raw, output, *here, *extra))
    show("one file changed (median)", sorted(runs, key=lambda run: run.cpu)[1], whole)
    if serial:
        return whole, whole

    def anew(name: str, *words: str) -> Measure:
        for folder in (WORK / "other", WORK / ".other.phaen"):
            shutil.rmtree(folder, ignore_errors=True)
        one = measure(raw, WORK / "other", *words, *extra)
        show(name, one)
        return one

    alone, two = anew("first run, 1 worker", "--jobs", "1"), anew("first run, 2 workers", "--jobs", "2")
    print(f"two workers are {alone.wall / two.wall:.2f} times as fast as one")
    if scheduler:
        cluster = anew("first run, Dask cluster", "--engine", "dask", "--scheduler", scheduler)
        print(f"the cluster takes {cluster.wall / two.wall:.2f} times as long as two workers")
    (registers / "kr_codes.csv").write_text(KR_CODES.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    show("a register changed", measure(raw, output, *here, *extra), whole)
    return whole, two


def main() -> None:
    """Bench the numbers of documents given: as words, in the variable ``DOCS``, or 250 and 1,000."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("documents", type=int, nargs="*")
    parser.add_argument("--scheduler", help="address of a Dask scheduler with two workers, to be measured too")
    parser.add_argument("--serial", action="store_true", help="only runs in one process")
    options = parser.parse_args()
    counts = options.documents or [int(word) for word in os.environ.get("DOCS", "250 1000").replace(",", " ").split()]
    firsts = {count: bench(count, options.scheduler, options.serial) for count in counts}
    for small, large in itertools.pairwise(sorted(firsts)):
        (one, few), (other, many), more = firsts[small], firsts[large], large / small
        memory = (many.megabytes - few.megabytes) / (large - small) * 100
        print(f"from {small} to {large} documents: {other.cpu / one.cpu / more:.2f} times linear")
        whose = "the process" if options.serial else "the parent of two workers"
        print(f"each 100 documents more add {memory:.2f} MB to the memory of {whose}")
        for phase, seconds in one.phases.items():
            print(f"  {phase}: {seconds:.2f} s, {other.phases[phase]:.2f} s")


if __name__ == "__main__":
    main()
