"""Flagged rows as questions: one for each doubt of a kind in a dataset of a document, the worst first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow.dataset as ds
from phaen.pipeline.assemble.flags import OF_DOCUMENTS
from phaen.pipeline.schema.datasets import TYPED_DATASETS

_READ = ("source_file", "page", "line", "confidence", "flags", "row_key", "decided_by")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Rows of one dataset of a document that have a flag; ``confidence`` and place are those of the least sure one."""

    source_file: str
    dataset: str
    flag: str
    rows: int
    confidence: float
    page: int | None
    line: int | None
    row_key: str


def doubts(data: Path, datasets: Iterable[str] = TYPED_DATASETS) -> list[Doubt]:
    """The doubts of an output folder; rows that a person has corrected or found right are not asked about."""
    found: dict[tuple[str, str, str], Doubt] = {}
    for name in datasets:
        if not (data / name).is_dir():
            continue
        for row in ds.dataset(data / name, format="parquet").to_table(columns=list(_READ)).to_pylist():
            for flag in () if row["decided_by"] else {*row["flags"]} - OF_DOCUMENTS:
                key = (row["source_file"], name, flag)
                known = found.get(key)
                if known and known.confidence <= row["confidence"]:
                    found[key] = replace(known, rows=known.rows + 1)
                    continue
                count = known.rows + 1 if known else 1
                place = (row["page"], row["line"], row["row_key"])
                found[key] = Doubt(row["source_file"], name, flag, count, row["confidence"], *place)
    return sorted(found.values(), key=lambda one: (one.confidence, -one.rows, one.source_file, one.dataset, one.flag))
