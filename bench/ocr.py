"""Text recognition on scans of the sample documents: figures, names, codes, calibration, time.

``python -m bench.ocr [SCAN …]`` (default: ``DEFAULT``). Scans are made in ``build/ocr``; the truth of a scan is the
same page read from its text layer, cell by cell, and the sample's expected rows.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from phaen.extractors.model import BBox, Cell, Document, Paragraph
from phaen.extractors.ocr import OcrOptions
from phaen.extractors.ocr.installed import MISSING, available
from phaen.extractors.ocr.judging import DISAGREES, UNSURE
from phaen.extractors.ocr.reading import figures
from phaen.extractors.pdf.reader import read_pdf
from phaen.pipeline.extract import ExtractOptions
from phaen.pipeline.run.driver import run
from phaen.pipeline.run.executors import processes
from phaen.pipeline.run.job import RunOptions
from phaen.pipeline.run.pool import Limits
from phaen.pipeline.run.progress import PlainReporter
from phaen.pipeline.run.store import read_rows
from rapidfuzz.distance import Levenshtein

from samples.documents import hand_written
from samples.pdf_writer import Style, write_pdf
from samples.scans import SCANS, as_fed, scan
from samples.scoring import score, squash
from samples.variants import with_thai_digits

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "ocr"
GOLD = ROOT / "tests" / "fixtures" / "samples" / "gold"
FIGURE_CELL = 40
"""Characters: a longer cell is prose that happens to hold a figure."""
THAI = "scan-200-thai"
"""The first kind of scan, of documents with Thai digits."""
TIGHT = "scan-200-tight"
"""The first kind of scan, of tables with rows 1.15 sizes apart and 1 point of padding."""
USUAL = Style(size=14, table_size=12)
DEFAULT = ("scan-200", THAI, TIGHT, "scan-200-turned", "scan-150-fold")
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


@dataclass(frozen=True, slots=True)
class Compared:
    """One cell or paragraph of the text layer and what recognition made of it."""

    truth: str
    found: str
    confidence: float
    flags: tuple[str, ...]


def things(document: Document) -> Iterator[Cell | Paragraph]:
    """Every cell and paragraph with text."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if block.text.strip():
                yield block
        else:
            yield from (cell for row in block for cell in row.cells if cell and cell.text.strip())


def compare(native: Document, scanned: Document) -> list[Compared]:
    """Cells and paragraphs that stand at the same place, paired; those that recognition cut otherwise are left out,
    those that it does not see at all count as empty."""
    pairs = []
    seen = list(things(scanned))
    for thing in things(native):
        mates = [one for one in seen if one.place.page == thing.place.page and shared(one, thing) > 0.5]
        if len(mates) == 1:
            pairs.append(Compared(thing.text, mates[0].text, mates[0].confidence, mates[0].flags))
        elif not mates and isinstance(thing, Cell):
            pairs.append(Compared(thing.text, "", 0.0, ()))
    return pairs


def shared(one: Cell | Paragraph, other: Cell | Paragraph) -> float:
    """Intersection over union of two places."""
    a, b = one.place.bbox, other.place.bbox
    if a is None or b is None:
        return 0.0
    inter = max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))
    return inter / (area(a) + area(b) - inter)


def area(box: BBox) -> float:
    """Square points."""
    return max((box[2] - box[0]) * (box[3] - box[1]), 1e-6)


def print_cells(pairs: list[Compared]) -> None:
    """Figures, characters and calibration of compared cells."""
    numeric = [p for p in pairs if len(p.truth) <= FIGURE_CELL and (figures(p.truth) or figures(p.found))]
    right = [p for p in numeric if figures(p.truth) == figures(p.found)]
    sure = [p for p in numeric if DISAGREES not in p.flags and UNSURE not in p.flags]
    agreed = [p for p in numeric if DISAGREES not in p.flags]
    for name, part in (("without any flag", sure), ("whose readings agree", agreed)):
        good = sum(figures(p.truth) == figures(p.found) for p in part)
        print(f"  figure cells {name}: {good} of {len(part)} right ({good / max(1, len(part)):.4f})")
    print(f"  figure cells in all: {len(right)} of {len(numeric)} right ({len(right) / max(1, len(numeric)):.4f})")
    errors = sum(Levenshtein.distance(squash(p.truth), squash(p.found)) for p in pairs)
    letters = sum(len(squash(p.truth)) for p in pairs)
    print(f"  character error rate of all cells and paragraphs: {errors / max(1, letters):.4f}")
    for low, high in pairwise(BANDS):
        band = [p for p in pairs if low <= p.confidence < high]
        if band:
            share = sum(squash(p.truth) == squash(p.found) for p in band) / len(band)
            print(f"  confidence {low:.1f}–{min(high, 1.0):.1f}: {share:.3f} of {len(band)} right to the letter")


def print_names(output: Path) -> None:
    """Names and codes of indicators against the expected rows."""
    rows = read_rows(output, "kpis")
    errors = letters = right = wrong = codes = 0
    for path in sorted(GOLD.glob("*.json")):
        if path.stem.startswith("findings_"):
            continue
        mine = [row for row in rows if Path(row["source_file"]).stem == path.stem]
        for want in json.loads(path.read_text("utf-8"))["kpis"]:
            name = squash(want["name"])
            best = min(mine, key=lambda row: Levenshtein.distance(name, squash(row["name"] or "")), default=None)
            near = best is not None and Levenshtein.normalized_similarity(name, squash(best["name"] or "")) > 0.6
            if best is not None and near:
                errors += Levenshtein.distance(name, squash(best["name"]))
                letters += len(name)
            if want.get("kr_code"):
                codes += 1
                right += bool(near and best and best["kr_code"] == want["kr_code"])
            wrong += bool(near and best and best["kr_code"] and best["kr_code"] != want.get("kr_code"))
    print(f"  indicator names: character error rate {errors / max(1, letters):.4f}")
    print(f"  kr_code: {right} of {codes} found, {wrong} wrong")


def bench(name: str) -> None:
    """One kind of scan of every hand-written sample."""
    print(name)
    scanner = SCANS["scan-200" if name in (THAI, TIGHT) else name]
    raw = FOLDER / name
    raw.mkdir(parents=True, exist_ok=True)
    pairs: list[Compared] = []
    pages, native_seconds, seconds = 0, 0.0, 0.0
    for sample in hand_written():
        sheet = with_thai_digits(sample.sheet) if name == THAI else sample.sheet
        data = write_pdf(sheet, USUAL.with_(pitch=1.15, padding=1.0) if name == TIGHT else USUAL)
        picture = scan(data, scanner)
        (raw / f"{sample.meta.stem}.pdf").write_bytes(picture)
        started = time.perf_counter()
        native = read_pdf(as_fed(data, scanner), "native.pdf")
        native_seconds += time.perf_counter() - started
        started = time.perf_counter()
        scanned = read_pdf(picture, "scan.pdf", ocr=OcrOptions("auto", str(FOLDER / "cache"), 1e9))
        seconds += time.perf_counter() - started
        pages += native.page_count or 0
        pairs += compare(native, scanned)
    print_cells(pairs)
    output = FOLDER / f"{name}.out"
    options = ExtractOptions(ocr_cache=str(FOLDER / "cache"))
    run(RunOptions(raw, output, options, processes(2, Limits(1200, 2000))), PlainReporter())
    print_names(output)
    scores = score(output, GOLD)
    cells = [scores[dataset] for dataset in ("kpis", "rubrics", "plans", "results", "milestones", "documents")]
    hits, missing, extra = (sum(getattr(one, part) for one in cells) for part in ("right", "missing", "extra"))
    print(f"  cells of all datasets: F1 {2 * hits / (2 * hits + missing + extra):.4f}")
    silent, unflagged = sum(one.silent for one in cells), sum(one.unflagged for one in cells)
    print(f"  wrong cells in rows without a flag: {silent} of {unflagged}")
    each, native_each = seconds / pages, native_seconds / pages
    print(f"  {each:.2f} s for a scanned page, {native_each:.3f} s for a native one: {each / native_each:.0f} ×")


def main() -> None:
    """Every kind of scan, or those named."""
    if not available():
        sys.exit(f"The samples' {MISSING}.")
    shutil.rmtree(FOLDER / "cache", ignore_errors=True)  # times are those of pages read for the first time
    for name in sys.argv[1:] or DEFAULT:
        bench(name)


if __name__ == "__main__":
    main()
