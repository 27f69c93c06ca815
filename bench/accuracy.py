"""Write the accuracy ledger into docs/accuracy.md: python -m bench.accuracy [--page FILE] [--corpus FOLDER].

Runs the pipeline on every variant of the sample documents, and on a corpus (`text/`, `pdf/`, `gold/STEM.json`) where
one is given, and compares every cell with the known answers (samples/scoring.py).
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from phaen.pipeline.extract import ExtractOptions
from phaen.pipeline.run.driver import run
from phaen.pipeline.run.executors import serial
from phaen.pipeline.run.job import RunOptions
from phaen.pipeline.run.progress import PlainReporter
from phaen.pipeline.run.store import read_rows

from bench.parts import ACCURACY, ROOT, made_by, put
from samples.scoring import KEYS, Score, score

FIXTURES = ROOT / "tests" / "fixtures" / "samples"
COLUMNS = ("documents", *KEYS)
CELL_DATASETS = tuple(KEYS)


@dataclass(frozen=True, slots=True)
class Measured:
    """One group of documents: scores by dataset, share of characters in a dataset, codes, seconds."""

    name: str
    documents: int
    pages: int
    scores: dict[str, Score]
    coverage: float
    codes: int
    codes_wrong: int
    seconds: float

    def total(self) -> Score:
        """All cells of all datasets together."""
        whole = Score()
        for name in CELL_DATASETS:
            for field in ("right", "missing", "extra", "silent", "unflagged"):
                setattr(whole, field, getattr(whole, field) + getattr(self.scores[name], field))
        return whole


def measure(name: str, folder: Path, gold: Path) -> Measured | None:
    """Run the pipeline over the documents of ``folder`` that have an answer; ``None`` if there are none."""
    stems = {path.name.split(".")[0] for path in folder.iterdir()} & {path.stem for path in gold.glob("*.json")}
    if not stems:
        return None
    with tempfile.TemporaryDirectory() as work, Path(os.devnull).open("w") as quiet:
        output = Path(work) / "parquet"
        options = RunOptions(folder, output, ExtractOptions(), serial(), review=Path(work) / "review")
        started = time.perf_counter()
        run(options, PlainReporter(quiet))
        seconds = time.perf_counter() - started
        scores = score(output, gold, only=stems)
        documents = read_rows(output, "documents")
    covered = [row["coverage"] for row in documents if row["coverage"] is not None]
    answers = [json.loads((gold / f"{stem}.json").read_text("utf-8")) for stem in sorted(stems)]
    return Measured(
        name,
        len(stems),
        sum(row["page_count"] or 0 for row in documents),
        scores,
        sum(covered) / len(covered) if covered else 0.0,
        sum(bool(row.get("kr_code")) for answer in answers for row in answer["kpis"]),
        sum(": kr_code of " in error for error in scores["kpis"].errors),
        seconds,
    )


def groups(corpus: Path | None) -> Iterator[tuple[str, list[Measured]]]:
    """What is measured, part by part."""
    made = [measure(path.name, path, FIXTURES / "gold") for path in sorted(FIXTURES.iterdir()) if path.name != "gold"]
    yield "The project's own samples, in every shape and with every damage", [one for one in made if one]
    if corpus is not None:
        found = [measure(kind, corpus / kind, corpus / "gold") for kind in ("text", "pdf") if (corpus / kind).is_dir()]
        yield "A corpus of real documents", [one for one in found if one]


def percent(share: float) -> str:
    """A share as a percentage, cut: 100 only where all of it is right."""
    return f"{int(share * 10000) / 100:.2f}"


def table(measured: Sequence[Measured]) -> str:
    """The ledger's table for one part."""
    heads = ["documents", "n", "pages", "all cells", *COLUMNS, "silent", "coverage", "KR codes", "findings", "s/doc"]
    lines = ["| " + " | ".join(heads) + " |", "|---|" + "---:|" * (len(heads) - 1)]
    for one in measured:
        whole, found = one.total(), one.scores["findings"]
        cells = [
            one.name,
            str(one.documents),
            str(one.pages or "–"),
            f"**{percent(whole.f1)}**",
            *(_f1(one.scores[name]) for name in COLUMNS),
            f"{percent(whole.silent_share)}",
            percent(one.coverage),
            f"{max(one.codes - one.codes_wrong, 0)}/{one.codes}",
            f"{found.right}/{found.right + found.missing} +{found.extra}",
            f"{one.seconds / one.documents:.2f}",
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _f1(tally: Score) -> str:
    return percent(tally.f1) if tally.right + tally.missing + tally.extra else "–"


def ledger(parts: Sequence[tuple[str, Sequence[Measured]]]) -> str:
    """The tables of all parts."""
    tables = "".join(f"\n### {title}\n\n{table(measured)}\n" for title, measured in parts)
    return made_by("make accuracy") + "\n" + tables


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--page", type=Path, default=ACCURACY)
    parser.add_argument("--corpus", type=Path)
    options = parser.parse_args()
    put(options.page, "bench.accuracy", ledger(list(groups(options.corpus))))
    print(options.page)


if __name__ == "__main__":
    main()
