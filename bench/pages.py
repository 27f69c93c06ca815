"""How pages are read that careless programs print: python -m bench.pages [--only WORD] [--errors N].

Every sample document, printed in every kind of layout by three producers, is extracted and compared cell by cell with
what it says: the F1, and how many wrong values stand in rows without a flag. Prints are kept in build/pages.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path

from samples.prints import KINDS, PRODUCERS, documents, write
from samples.scoring import Score, score

ROOT = Path("build/pages")
EXTRACT = "from phaen.pipeline.cli.main import main; main()"


def measured(producer: str, name: str) -> dict[str, Score] | None:
    """The scores of one kind of one producer by dataset; ``None`` where it cannot be printed here."""
    folder = ROOT / producer / name.replace(" ", "-")
    for part in ("in", "gold"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    prints = {folder / "in" / f"{KINDS[name].prefix}{document.stem}.pdf": document for document in documents()}
    missing = {out: document for out, document in prints.items() if not out.exists()}
    if missing and not write(producer, KINDS[name], missing):
        return None
    for document in prints.values():
        (folder / "gold" / f"{document.stem}.json").write_text(json.dumps(document.gold, ensure_ascii=False), "utf-8")
    shutil.rmtree(folder / "out", ignore_errors=True)
    command = [sys.executable, "-c", EXTRACT, "extract", str(folder / "in"), "--output", str(folder / "out")]
    subprocess.run([*command, "--engine", "serial"], capture_output=True, check=False)
    return score(folder / "out", folder / "gold")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="kinds whose name holds this word")
    parser.add_argument("--producer", default="", help="one producer")
    parser.add_argument("--errors", type=int, default=0, help="errors shown of every kind")
    parser.add_argument("--again", action="store_true", help="print all documents anew")
    options = parser.parse_args()
    if options.again:
        shutil.rmtree(ROOT, ignore_errors=True)
    producers = [producer for producer in PRODUCERS if options.producer in producer]
    print("| layout |", " | ".join(producers), "|")
    print("|---|" + "---|" * len(producers))
    for name in KINDS:
        if options.only not in name:
            continue
        columns, errors = [], []
        for producer in producers:
            scores = measured(producer, name)
            columns.append(_figure(scores) if scores else "–")
            found = [error for tally in (scores or {}).values() for error in tally.errors]
            errors += [f"  {producer}: {error}" for error in found if ": finding " not in error][: options.errors]
        print(f"| {name} |", " | ".join(columns), "|", flush=True)
        print(*errors, sep="\n", end="\n" if errors else "", flush=True)


def _figure(scores: dict[str, Score]) -> str:
    tallies = [tally for dataset, tally in scores.items() if dataset != "findings"]
    right, missing, extra = (sum(getattr(t, part) for t in tallies) for part in ("right", "missing", "extra"))
    silent = sum(tally.silent for tally in tallies)
    return f"{2 * right / (2 * right + missing + extra):.4f}, {silent} silent"


if __name__ == "__main__":
    main()
