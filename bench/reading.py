"""CPU time of reading and of the whole pipeline, against a plain pdfplumber script and what PDFium's characters cost.

Usage: python -m bench.reading [--pages N] DIR [DIR …]

For every folder of PDFs four ways run in turn, ROUNDS times, each in a fresh process whose imports count: `plain` calls
pdfplumber's extract_text() and extract_tables() on every page; `characters` asks PDFium for the code and box of every
character and does nothing with them, the least that any reader has to do; `reading` gives the document model;
`whole pipeline` is a run of the command into a temporary folder, nothing cached, in one process, so that no worker's
time is missed. Ratios are taken within a round, and their median counts: a busy machine slows all ways of a round.
Then the shares of the pipeline's stages, as the profiler sees them, which makes code of many small calls look dearer;
last, the memory that one process needs for a PDF of LONG pages.

With ``--pages N`` one PDF is measured that has the pages of a folder over and over, N in all, so that the start of the
processes weighs as little as in a volume of that length. What is remembered of texts seen before then helps more than
in a volume whose pages differ: say so beside the figures.
"""

from __future__ import annotations

import argparse
import io
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pikepdf

from bench.fresh import ENVIRONMENT

ROUNDS = 3
LONG = 500
READING, PIPELINE = 2.5, 1.5
"""How many times as fast as the plain script reading and the whole pipeline have to be; below that something broke."""


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
CHARACTERS = """
import ctypes, sys
from pathlib import Path
import pypdfium2, pypdfium2.raw as raw
box = raw.FS_RECTF()
for path in sorted(Path(sys.argv[1]).glob("*.pdf")):
    document = pypdfium2.PdfDocument(path)
    for number in range(len(document)):
        page = document[number].get_textpage()  # closed with this object
        text = page.raw
        for index in range(raw.FPDFText_CountChars(text)):
            raw.FPDFText_GetUnicode(text, index)
            raw.FPDFText_GetLooseCharBox(text, index, box)
"""
READING_CODE = """
import sys
from pathlib import Path
from phaen.extractors.pdf.reader import read_pdf
for path in sorted(Path(sys.argv[1]).glob("*.pdf")):
    read_pdf(path.read_bytes(), path.name)
"""
PIPELINE_COMMAND = "from phaen.pipeline.cli.main import main; main()"
STAGES = """
import cProfile, pstats, sys
sys.argv = ["phaen", *sys.argv[1:]]
profile = cProfile.Profile()
try:
    profile.runcall(exec, "from phaen.pipeline.cli.main import cli; cli.main(standalone_mode=False)", {})
except SystemExit:
    pass
stats = pstats.Stats(profile)
for (file, _, name), (_, _, _, cumulative, _) in stats.stats.items():
    print(f"{cumulative / stats.total_tt:.4f}", file.replace("\\\\", "/").split("/phaen/")[-1], name, sep="\\t")
"""
SHARES = {
    "characters and shapes": ("extractors/pdf/source/pdfium.py", "_read"),
    "clipping": ("extractors/pdf/glyphs/clips.py", "clipped_letters"),
    "what is unseen": ("extractors/pdf/source/visibility.py", "unseen_letters"),
    "tables without rules": ("extractors/pdf/unruled/borderless.py", "borderless_edges"),
    "mending of the text": ("extractors/pdf/glyphs/mending.py", "mend_blocks"),
    "reading, all of it": ("extractors/pdf/reader.py", "read_pdf"),
    "forms": ("extractors/forms/walk.py", "read_records"),
    "coverage": ("pipeline/assemble/coverage.py", "measure"),
    "confidence": ("pipeline/assemble/confidence.py", "believe"),
    "cells": ("pipeline/assemble/cells.py", "cell_rows"),
    "statements": ("pipeline/assemble/statements.py", "statement_rows"),
    "assembly, all of it": ("pipeline/assemble/document.py", "assemble"),
    "checks of the schema": ("pipeline/schema/datasets.py", "validate"),
    "linking, audit, writing": ("pipeline/run/driver.py", "_finish"),
}
"""Stages that are shown: file and function. A stage may stand within another ("all of it")."""


def child(*words: str) -> str:
    """What Python prints with these words; its compiled modules are kept, as they are for everybody."""
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False, env=ENVIRONMENT)
    if done.returncode not in (0, 1) or "Traceback" in done.stderr:
        raise SystemExit(done.stderr[-2000:])
    return done.stdout


def pipeline(folder: Path, code: str = PIPELINE_COMMAND) -> str:
    """Read a folder to Parquet, as a run of the command."""
    with tempfile.TemporaryDirectory() as temporary:
        output = str(Path(temporary) / "out")
        return child("-c", code, "extract", str(folder), "--output", output, "--engine", "serial")


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds (user and system) of the child processes that ``work`` starts and waits for."""
    start = _cpu()
    work()
    return _cpu() - start


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def long_pdf(files: list[Path], pages: int = LONG) -> bytes:
    """The pages of ``files`` over and over: a document of so many ``pages``."""
    with pikepdf.new() as whole:
        while len(whole.pages) < pages:
            for path in files:
                with pikepdf.open(path) as part:
                    whole.pages.extend(part.pages[: pages - len(whole.pages)])
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


def rounds(folder: Path) -> dict[str, list[float]]:
    """CPU seconds of each way, round by round, after one round of reading that fills the caches of the system."""
    ways: dict[str, Callable[[], object]] = {
        "plain pdfplumber": lambda: child("-c", PLAIN, str(folder)),
        "characters": lambda: child("-c", CHARACTERS, str(folder)),
        "reading": lambda: child("-c", READING_CODE, str(folder)),
        "whole pipeline": lambda: pipeline(folder),
    }
    ways["reading"]()
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, work in ways.items():
            times[name].append(seconds(work))
    return times


def ratio(above: list[float], below: list[float]) -> float:
    """The median of the rounds' ratios."""
    return statistics.median(a / b for a, b in zip(above, below, strict=True))


def stages(folder: Path) -> dict[str, float]:
    """Which share (0–1) of a profiled run of the pipeline each of ``SHARES`` has; 0 where it was not called."""
    found: dict[tuple[str, str], float] = {}
    for line in pipeline(folder, STAGES).splitlines():
        share, _, rest = line.partition("\t")
        file, _, name = rest.partition("\t")
        for stage in SHARES.values():
            if name == stage[1] and file.endswith(stage[0]):
                found[stage] = float(share)
    return {name: found.get(stage, 0.0) for name, stage in SHARES.items()}


def measure(folder: Path) -> bool:
    """Measure a folder and print; do the limits hold?"""
    files = sorted(folder.glob("*.pdf"))
    if not files:
        raise SystemExit(f"{folder}: no PDF files")
    pages = 0
    for path in files:
        with pikepdf.open(path) as document:
            pages += len(document.pages)
    times = rounds(folder)
    base, least = times["plain pdfplumber"], times["characters"]
    print(f"{len(files)} PDFs, {pages} pages, fresh processes, median of {ROUNDS} rounds")
    print(f"\n{'':22}{'CPU s':>9}{'pages/s':>9}{'× plain':>9}{'of limit':>10}")
    for name, values in times.items():
        used = statistics.median(values)
        print(f"{name:22}{used:9.2f}{pages / used:9.1f}{ratio(base, values):9.1f}{ratio(least, values):10.0%}")
    print("\nShares of the pipeline's stages, profiled")
    for name, share in stages(folder).items():
        print(f"  {name:24}{share:6.1%}")
    print(f"PDF of {LONG} pages made of them: {memory(files):.0f} MB at most\n", flush=True)
    return ratio(base, times["reading"]) >= READING and ratio(base, times["whole pipeline"]) >= PIPELINE


def repeated(folder: Path, pages: int) -> bool:
    """:func:`measure` one PDF of so many ``pages``, those of a folder over and over."""
    with tempfile.TemporaryDirectory() as temporary:
        Path(temporary, "repeated.pdf").write_bytes(long_pdf(sorted(folder.glob("*.pdf")), pages))
        return measure(Path(temporary))


def main() -> int:
    """Measure every folder; the exit code says whether the limits hold."""
    words = argparse.ArgumentParser(description="CPU time of reading and of the whole pipeline.")
    words.add_argument("folders", nargs="+", type=Path)
    words.add_argument("--pages", type=int, default=0)
    asked = words.parse_args()
    held = [repeated(folder, asked.pages) if asked.pages else measure(folder) for folder in asked.folders]
    return int(not all(held))


if __name__ == "__main__":
    sys.exit(main())
