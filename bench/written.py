"""Precision and recall of every rule on documents written by hand: python bench/written.py [--list].

The documents of ``bench.written_documents`` are read as text, as PDF and as text with slips of text recognition, and
audited together. A planted problem is found where a finding of its rule names its document and its word; every other
finding is listed, and of the rules that say something is wrong none may be left over. Exits 1 where precision is below
0.97 or recall below 0.98.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pyarrow.dataset as ds
from rapidfuzz import fuzz

from bench.written_documents import DOCUMENTS, EXPECTED
from bench.written_forms import as_pdf, as_recognised, as_text
from phaen.api import run

MIN_PRECISION, MIN_RECALL = 0.97, 0.98
SHAPES = ("text", "pdf", "recognised")
OMISSIONS = frozenset(
    {
        "baseline_missing",
        "budget_missing",
        "budget_scope",
        "budget_shared",
        "budget_without_kpi",
        "city_plan_gap",
        "component_missing",
        "kr_not_measured",
        "late_step",
        "objective_missing",
        "project_unlisted",
        "rubric_no_criteria",
        "summary_missing",
        "target_missed",
        "weight_missing",
        "weight_unstated",
    }
)
"""Rules about what a document leaves out: what they say of these short documents is true, whether planted or not."""
FUZZY, ALIKE = 4, 80
"""Words of so many letters are known from so much likeness (per cent)."""
Row = dict[str, Any]


def findings(folder: Path, shape: str, seed: int) -> list[Row]:
    """The findings of a run over all documents in one shape, each with the names of its documents."""
    given = folder / shape
    given.mkdir()
    for number, (name, lines) in enumerate(DOCUMENTS.items()):
        if shape == "pdf":
            (given / f"{name}.pdf").write_bytes(as_pdf(lines))
        else:
            kept = as_recognised(lines, seed + number) if shape == "recognised" else lines
            (given / f"{name}.txt").write_bytes(as_text(kept))
    out = folder / f"{shape}-out"
    run(given, out)
    names = {row["doc_id"]: Path(row["source_file"]).stem for row in read(out / "documents")}
    return [{**row, "names": [names[doc_id] for doc_id in row["doc_ids"]]} for row in read(out / "findings")]


def read(folder: Path) -> list[Row]:
    """Rows of a dataset."""
    rows: list[Row] = ds.dataset(folder, format="parquet", partitioning="hive").to_table().to_pylist()
    return rows


def says(row: Row, word: str) -> bool:
    """Does a finding speak of ``word``? Spaces do not count, nor a letter that text recognition mistook."""
    text = " ".join([row["subject"], row["message_th"], row["message_en"], *(item["raw"] for item in row["evidence"])])
    wanted, printed = "".join(word.split()), "".join(text.split())
    slips = not any(letter.isdigit() for letter in wanted) and len(wanted) >= FUZZY
    return wanted in printed or (slips and fuzz.partial_ratio(wanted, printed) >= ALIKE)


def main() -> int:
    """Measure and print; the exit code says whether the limits hold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--list", action="store_true", help="name what is missed and what nothing explains")
    parser.add_argument("--shape", choices=SHAPES, action="append", help="only these shapes")
    parser.add_argument("--seed", type=int, default=2568)
    options = parser.parse_args()
    planted, found, true, false = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        for shape in options.shape or SHAPES:
            rows = findings(Path(folder), shape, options.seed)
            explained: set[str] = set()
            for rule, name, word in EXPECTED:
                planted[rule] += 1
                hits = [row for row in rows if row["rule"] == rule and name in row["names"] and says(row, word)]
                found[rule] += bool(hits)
                explained |= {row["finding_id"] for row in hits}
                if not hits and options.list:
                    print(f"missed ({shape}): {rule} {name} {word}")
            for row in rows:
                sound = row["finding_id"] in explained or row["rule"] in OMISSIONS
                (true if sound else false)[row["rule"]] += 1
                if row["finding_id"] not in explained and options.list:
                    kind = "leaves out" if sound else "UNEXPLAINED"
                    print(f"{kind} ({shape}): {row['rule']} {row['names']} {row['subject']}: {row['message_th']}")
    print(
        f"{len(DOCUMENTS)} documents in {len(options.shape or SHAPES)} shapes, {sum(planted.values())} problems planted"
    )
    for rule in sorted(planted | true | false):
        recall = f"{found[rule] / planted[rule]:.3f}" if planted[rule] else "–"
        precision = true[rule] / ((true[rule] + false[rule]) or 1)
        print(
            f"  {rule:<22} planted {planted[rule]:>3}  recall {recall:>5}  found {true[rule] + false[rule]:>3}  "
            f"precision {precision:.3f}"
        )
    recall_all = sum(found.values()) / sum(planted.values())
    precision_all = sum(true.values()) / max(1, sum(true.values()) + sum(false.values()))
    print(f"recall {recall_all:.4f}, precision {precision_all:.4f}")
    return int(recall_all < MIN_RECALL or precision_all < MIN_PRECISION)


if __name__ == "__main__":
    sys.exit(main())
