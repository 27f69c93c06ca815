"""``python bench/scale.py [DOCUMENTS …]``: time and memory of runs against the number of documents.

Makes synthetic documents (every other one a PDF) as long as those that offices publish, some 33,000 characters or 27
pages each, then measures in fresh processes: the first run with one and with two workers, a run with nothing changed,
with one file changed, with a changed register.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "scale"
SIZE, PROSE = 2, 5
"""Length of the documents (:func:`samples.random_content.random_document`)."""
KR_CODES = ROOT / "normalizers" / "registers" / "kr_codes.csv"


@dataclass(frozen=True, slots=True)
class Measure:
    """One run: wall-clock seconds, peak memory of the parent in MB, seconds by phase, documents extracted.

    ``tables``: size of all datasets as Arrow tables in memory, in MB.
    """

    seconds: float
    megabytes: float
    phases: dict[str, float]
    extracted: int
    tables: float


def make_documents(count: int) -> None:
    """Make a folder of ``count`` documents, once: the same seeds give the same bytes."""
    from samples.pdf_writer import write_pdf
    from samples.random_content import random_document
    from samples.text_writers import write_plain

    folder = WORK / f"documents-{count}"
    if not folder.exists():
        unfinished = WORK / f"unfinished-{count}"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        for seed in range(count):
            sample = random_document(seed, size=SIZE, prose=PROSE)
            if seed % 2:
                (unfinished / f"{seed:05}.txt").write_text(write_plain(sample.sheet), "utf-8")
            else:
                (unfinished / f"{seed:05}.pdf").write_bytes(write_pdf(sample.sheet))
        unfinished.rename(folder)


def tables_size(output: str) -> None:
    """Print the size of all datasets of an output folder as Arrow tables in memory, in MB."""
    from phaen.pipeline.run.store import read_dataset
    from phaen.pipeline.schema.datasets import DATASETS

    print(sum(read_dataset(Path(output), name).nbytes for name in DATASETS) / 2**20)


def aside(call: str) -> str:
    """Call a function of this module in a process of its own: a child's peak memory counts from its parent's size."""
    code = f"import bench.scale as scale; scale.{call}"
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def measure(raw: Path, output: Path, *words: str) -> Measure:
    """Run ``phaen extract`` in a process of its own."""
    log = WORK / "log"
    command = [sys.executable, "-m", "phaen", "extract", str(raw), "-o", str(output), "--log-json", *words]
    started = time.monotonic()
    with log.open("w") as errors:
        process = subprocess.Popen(command, cwd=ROOT, stderr=errors, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - started
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(log.read_text()[-2000:])
    events = [json.loads(line) for line in log.read_text().splitlines()]
    marks = [(event["seconds"], event.get("name", event["event"])) for event in events if event["event"] != "document"]
    phases = {name: round(after - at, 2) for (at, name), (after, _) in itertools.pairwise(marks)}
    extracted = sum(event["event"] == "document" for event in events)
    tables = float(aside(f"tables_size({str(output)!r})"))
    return Measure(seconds, usage.ru_maxrss / 1024, phases, extracted, tables)


def show(name: str, one: Measure, whole: float | None = None) -> None:
    """One line of the table."""
    share = f"{one.seconds / whole:7.1%}" if whole else " " * 7
    print(
        f"{name:28}{one.seconds:9.1f} s {share} {one.megabytes:8.0f} MB {one.extracted:7} read  {one.phases}",
        flush=True,
    )


def bench(count: int) -> tuple[Measure, Measure]:
    """All measures of one number of documents; gives the first runs with one and with two workers."""
    aside(f"make_documents({count})")
    made, raw, output, registers = WORK / f"documents-{count}", WORK / "raw", WORK / "out", WORK / "registers"
    for folder in (raw, output, registers, WORK / ".out.phaen", WORK / "alone", WORK / ".alone.phaen"):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(made, raw)
    registers.mkdir()
    extra = ("--registers", str(registers))
    print(f"{count} documents")
    alone = measure(raw, WORK / "alone", "--jobs", "1", *extra)
    show("first run, 1 worker", alone)
    first = measure(raw, output, "--jobs", "2", *extra)
    show("first run, 2 workers", first)
    show("nothing changed", measure(raw, output, "--jobs", "2", *extra), first.seconds)
    changed, runs = raw / "00001.txt", []
    for note in ("ก", "ข", "ค"):
        changed.write_text(changed.read_text("utf-8") + f"\nหมายเหตุ {note}\n", "utf-8")
        runs.append(measure(raw, output, "--jobs", "2", *extra))
    show("one file changed (median)", sorted(runs, key=lambda run: run.seconds)[1], first.seconds)
    (registers / "kr_codes.csv").write_text(KR_CODES.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    show("a register changed", measure(raw, output, "--jobs", "2", *extra), first.seconds)
    print(f"two workers are {alone.seconds / first.seconds:.2f} times as fast as one\n")
    return alone, first


def main() -> None:
    """Bench the numbers of documents given, by default 10, 100 and 1,000."""
    counts = [int(word) for word in sys.argv[1:]] or [10, 100, 1000]
    firsts = {count: bench(count)[1] for count in counts}
    if len(firsts) > 1:
        small, large = sorted(firsts)[-2:]
        more = (large - small) / 100
        growth = (firsts[large].megabytes - firsts[small].megabytes) / more
        steps = itertools.pairwise(sorted(firsts))
        per = {(a, b): (firsts[b].seconds - firsts[a].seconds) / (b - a) for a, b in steps}
        told = ", ".join(f"from {a} to {b} documents: {seconds:.4f}" for (a, b), seconds in per.items())
        print(f"seconds for each document more, {told}")
        tables = (firsts[large].tables - firsts[small].tables) / more
        print(
            f"from {small} to {large} documents, each 100 documents add {growth:.2f} MB to the parent's memory "
            f"and {tables:.2f} MB to the final tables"
        )


if __name__ == "__main__":
    main()
