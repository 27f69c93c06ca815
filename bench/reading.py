"""Pages per second of reading and of the whole pipeline, against a plain pdfplumber script.

Usage: python bench/reading.py DIR
All run one after another on the same files: `plain` calls pdfplumber's extract_text() and extract_tables() on every
page; `reading` gives the document model (characters, lines, tables, cell text) with each backend; `whole pipeline` is
a run of the command into a temporary folder, nothing cached, in one process. Each is measured ROUNDS times in turn,
the median counts. `plain` and `whole pipeline` are processes of their own, whose start counts; the same once more for
copies of the files that make MANY pages, as the start weighs little in the runs that take long. Last, the memory that
one process needs for a PDF of LONG pages.
"""

from __future__ import annotations

import io
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
from phaen.extractors.pdf.reader import read_pdf

ROUNDS = 3
LONG = 500
MANY = 500
MAX_MEMORY = 400
READING, PIPELINE = 6.0, 4.0
"""How many times as fast as the plain script reading and the whole pipeline have to be."""


PLAIN = """
import sys
from pathlib import Path
import pdfplumber
for path in sorted(Path(sys.argv[1]).glob("*.pdf")):
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()
"""
"""The script that anybody would write first."""
PIPELINE_COMMAND = "from phaen.pipeline.cli.main import main; main()"


def child(*words: str) -> None:
    """Run Python with these words; its compiled modules are kept, as they are for everybody."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False, env=environment)
    if done.returncode not in (0, 1) or "Traceback" in done.stderr:
        raise SystemExit(done.stderr[-2000:])


def plain(folder: Path) -> None:
    """The plain script on a folder."""
    child("-c", PLAIN, str(folder))


def reading(files: list[Path], backend: str) -> int:
    """Our reader; gives the number of pages."""
    return sum(read_pdf(path.read_bytes(), path.name, backend=backend).page_count or 0 for path in files)


def pipeline(folder: Path) -> None:
    """Read a folder to Parquet, as a run of the command."""
    with tempfile.TemporaryDirectory() as temporary:
        output = str(Path(temporary) / "out")
        child("-c", PIPELINE_COMMAND, "extract", str(folder), "--output", output, "--engine", "serial")


def copies(files: list[Path], pages: int, folder: Path) -> int:
    """Copy ``files``, which hold ``pages`` pages, until there are at least ``MANY``; gives how many there are then."""
    times = -(-MANY // pages)
    for number in range(times):
        for path in files:
            shutil.copy(path, folder / f"{number:03d}-{path.name}")
    return times * pages


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of ``work``, its child processes counted."""
    start = _cpu()
    work()
    return _cpu() - start


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def long_pdf(files: list[Path]) -> bytes:
    """The pages of ``files`` over and over: a document of ``LONG`` pages."""
    with pikepdf.new() as whole:
        while len(whole.pages) < LONG:
            for path in files:
                with pikepdf.open(path) as part:
                    whole.pages.extend(part.pages[: LONG - len(whole.pages)])
        out = io.BytesIO()
        whole.save(out)
    return out.getvalue()


def memory(files: list[Path]) -> float:
    """Peak memory in MB of a process that reads a PDF of ``LONG`` pages."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(long_pdf(files))
        file.flush()
        code = (
            "import resource, sys; from pathlib import Path; from phaen.extractors.pdf.reader import read_pdf;"
            f"d = read_pdf(Path(sys.argv[1]).read_bytes(), 'long'); assert d.page_count == {LONG};"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
        )
        done = subprocess.run([sys.executable, "-c", code, file.name], capture_output=True, text=True, check=True)
    return float(done.stdout)


def medians(ways: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The median CPU seconds of each way."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, work in ways.items():
            times[name].append(seconds(work))
    return {name: statistics.median(values) for name, values in times.items()}


def table(title: str, pages: int, times: dict[str, float]) -> None:
    """Print how fast each way is, as a ratio to the first."""
    base = next(iter(times.values()))
    print(f"{title}\n\n{'':22}{'pages/s':>9}{'seconds':>9}{'ratio':>8}")
    for name, value in times.items():
        print(f"{name:22}{pages / value:9.1f}{value:9.2f}{base / value:8.1f}")
    print()


def main() -> int:
    """Measure and print; the exit code says whether the limits hold."""
    folder = Path(sys.argv[1])
    files = sorted(folder.glob("*.pdf"))
    if not files:
        raise SystemExit(f"{folder}: no PDF files")
    pages = reading(files, "pdfium")
    how = f"median of {ROUNDS} rounds, CPU time of one process"
    few = medians(
        {
            "plain pdfplumber": lambda: plain(folder),
            "reading, pdfium": lambda: reading(files, "pdfium"),
            "reading, pdfplumber": lambda: reading(files, "pdfplumber"),
            "whole pipeline": lambda: pipeline(folder),
        }
    )
    table(f"{len(files)} PDFs, {pages} pages, {how}", pages, few)
    with tempfile.TemporaryDirectory() as temporary:
        together = copies(files, pages, Path(temporary))
        many = medians(
            {
                "plain pdfplumber": lambda: plain(Path(temporary)),
                "whole pipeline": lambda: pipeline(Path(temporary)),
            }
        )
    table(f"Copies of them, {together} pages, {how}", together, many)
    used = memory(files)
    print(f"PDF of {LONG} pages: {used:.0f} MB at most")
    read = few["plain pdfplumber"] / few["reading, pdfium"]
    whole = many["plain pdfplumber"] / many["whole pipeline"]
    return int(read < READING or whole < PIPELINE or used >= MAX_MEMORY)


if __name__ == "__main__":
    sys.exit(main())
