"""Pages per second of reading and of the whole pipeline, against a plain pdfplumber script.

Usage: python bench/reading.py DIR
All run in this process, one after another, on the same files: `plain` calls pdfplumber's extract_text() and
extract_tables() on every page; `reading` gives the document model (characters, lines, tables, cell text) with each
backend; `whole pipeline` is a run of the command into a temporary folder, one process, nothing cached. Each is
measured ROUNDS times in turn; the median counts. Last, the memory that one process needs for a PDF of 500 pages.
"""

from __future__ import annotations

import io
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pikepdf

from extractors.pdf.reader import read_pdf

ROUNDS = 3
LONG = 500
MAX_MEMORY = 400
READING, PIPELINE = 6.0, 4.0
"""How many times as fast as the plain script reading and the whole pipeline have to be."""


def plain(files: list[Path]) -> int:
    """The script that anybody would write first; gives the number of pages."""
    pages = 0
    for path in files:
        with pdfplumber.open(path) as document:
            for page in document.pages:
                page.extract_text()
                page.extract_tables()
                pages += 1
    return pages


def reading(files: list[Path], backend: str) -> int:
    """Our reader; gives the number of pages."""
    return sum(read_pdf(path.read_bytes(), path.name, backend=backend).page_count for path in files)


def pipeline(files: list[Path]) -> int:
    """Read to Parquet, as a run of the command in one process of its own (its start counts)."""
    with tempfile.TemporaryDirectory() as temporary:
        raw = Path(temporary) / "raw"
        raw.mkdir()
        for number, path in enumerate(files):
            (raw / f"{number:03d}.pdf").write_bytes(path.read_bytes())
        command = [sys.executable, "-c", "from pipeline.cli import main; main()", "extract", str(raw), "--output"]
        done = subprocess.run(
            [*command, str(Path(temporary) / "out"), "--engine", "serial"], capture_output=True, text=True, check=False
        )
        if done.returncode not in (0, 1):
            raise SystemExit(done.stderr[-2000:])
    return 0


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
            "import resource, sys; from pathlib import Path; from extractors.pdf.reader import read_pdf;"
            f"d = read_pdf(Path(sys.argv[1]).read_bytes(), 'long'); assert d.page_count == {LONG};"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
        )
        done = subprocess.run([sys.executable, "-c", code, file.name], capture_output=True, text=True, check=True)
    return float(done.stdout)


def main() -> int:
    """Measure and print; the exit code says whether the limits hold."""
    files = sorted(Path(sys.argv[1]).glob("*.pdf"))
    if not files:
        raise SystemExit(f"{sys.argv[1]}: no PDF files")
    ways: dict[str, Callable[[], object]] = {
        "plain pdfplumber": lambda: plain(files),
        "reading, pdfium": lambda: reading(files, "pdfium"),
        "reading, pdfplumber": lambda: reading(files, "pdfplumber"),
        "whole pipeline": lambda: pipeline(files),
    }
    pages = reading(files, "pdfium")
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, work in ways.items():
            times[name].append(seconds(work))
    medians = {name: statistics.median(values) for name, values in times.items()}
    base = medians["plain pdfplumber"]
    print(f"{len(files)} PDFs, {pages} pages, median of {ROUNDS} rounds, CPU time of one process\n")
    print(f"{'':22}{'pages/s':>9}{'seconds':>9}{'ratio':>8}")
    for name, value in medians.items():
        print(f"{name:22}{pages / value:9.1f}{value:9.2f}{base / value:8.1f}")
    used = memory(files)
    print(f"\nPDF of {LONG} pages: {used:.0f} MB at most")
    fast = base / medians["reading, pdfium"] >= READING and base / medians["whole pipeline"] >= PIPELINE
    return int(not fast or used >= MAX_MEMORY)


if __name__ == "__main__":
    sys.exit(main())
